/*
 * codepages.h - the upper halves of the one-byte charsets.
 */
#ifndef CORE_CODEPAGES_H
#define CORE_CODEPAGES_H

#include "core/text/charset.h"

enum { CODEPAGES = CHARSET_UNKNOWN - CHARSET_LATIN2 };

/* In the order of enum charset, from CHARSET_LATIN2; 0 is unmapped. */
extern const uint16_t codepages[CODEPAGES][128];

#endif
