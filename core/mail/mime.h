/*
 * mime.h - what is not ASCII, written so that every mail server passes it:
 * encoded words in headers (RFC 2047), quoted-printable bodies (RFC 2045).
 *
 * Bytes that are not UTF-8 become U+FFFD; control bytes become blanks.
 */
#ifndef CORE_MIME_H
#define CORE_MIME_H

#include "core/sink.h"

enum { MIME_LINE = 76 };

/*
 * A header's value, folded at MIME_LINE; `column` is where the line stands.
 * Returns where it stands afterwards. ASCII stays as it is, all else becomes
 * encoded words, in B or Q, whichever is shorter, cut between characters.
 */
size_t	 mime_put_words(struct sink *, slice text, size_t column);
/* The same for the name before an address: quoted where it must be. */
size_t	 mime_put_phrase(struct sink *, slice text, size_t column);

bool	 mime_is_plain(slice text);	/* ASCII with short lines: "7bit" */
void	 mime_put_plain(struct sink *, slice text);	/* CRLF line ends */
void	 mime_put_quoted(struct sink *, slice text);	/* quoted-printable */

#endif
