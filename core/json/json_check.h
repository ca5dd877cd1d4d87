/*
 * json_check.h - the grammar of RFC 8259 in one pass, without recursion.
 *
 * Besides json.c nobody needs it: json_check() is the public question.
 */
#ifndef CORE_JSON_CHECK_H
#define CORE_JSON_CHECK_H

#include "core/fault.h"

/*
 * Checks `text`, and writes to `copy`, when not NULL, the same value as cJSON
 * can take it without loss: no blanks, integers of more than 15 digits as
 * strings, U+FFFD for \u0000 and for lone surrogates. False: *fault says what
 * is wrong and where.
 */
bool	 json_scan(slice text, struct sink *copy, struct fault *);

#endif
