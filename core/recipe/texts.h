/*
 * texts.h - what of the engine is data: the files of this folder, made into
 * arrays by toolchain/texts.awk, terminated.
 */
#ifndef CORE_TEXTS_H
#define CORE_TEXTS_H

#include <stddef.h>

extern const char answer_text[];	/* what holds of all answers */
extern const char buttons_text[];	/* the buttons of a letter */
extern const char format_text[];	/* the format of recipes */
extern const size_t format_size;
extern const char oauth2_text[];	/* how one signs in (RFC 6749, RFC 7636,
					 * RFC 8628), for grant.c */

#endif
