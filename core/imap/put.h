/*
 * put.h - words in a command as IMAP spells them (RFC 3501, 4.3, 5.1.3).
 */
#ifndef CORE_IMAP_PUT_H
#define CORE_IMAP_PUT_H

#include "core/sink.h"

bool	 imap_is_quotable(slice);	/* ASCII without control bytes */
/* False, and nothing is written: it needs a literal. */
bool	 imap_put_quoted(struct sink *, slice);
/* The announcement only: its bytes go when the server wants them. */
void	 imap_put_literal(struct sink *, slice);
/* The name of a folder, quoted, in modified UTF-7. */
void	 imap_put_folder(struct sink *, struct arena *, slice utf8);

#endif
