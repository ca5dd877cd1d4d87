/*
 * coding.h - the transfer encodings of mail, read (RFC 2045, 6; RFC 2047, 4).
 *
 * Every input is something: bytes that do not belong there are passed over.
 * What comes out is never longer than what went in.
 */
#ifndef CORE_CODING_H
#define CORE_CODING_H

#include "core/sink.h"

typedef void coding_fn(struct sink *, slice);

void	 coding_base64(struct sink *, slice);
void	 coding_quoted(struct sink *, slice);	/* quoted-printable */
void	 coding_word(struct sink *, slice);	/* "Q" of an encoded word */
/* "base64", "quoted-printable"; NULL: the bytes are what they are. */
coding_fn *coding_named(slice);
/* "4F", of either case; -1: no such digits. */
int	 coding_hex(slice);

#endif
