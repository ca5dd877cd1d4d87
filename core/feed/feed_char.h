/*
 * feed_char.h - one character of a feed, made fit for XML.
 */
#ifndef CORE_FEED_CHAR_H
#define CORE_FEED_CHAR_H

#include "core/sink.h"

/*
 * The character at the start of *rest, and *rest moved behind it. A byte that
 * is not UTF-8, and a code of the C1 range, mean what Windows-1252 says;
 * with `foreign` such a byte is U+FFFD. What XML cannot hold is left out.
 */
void	 feed_char(slice *rest, bool foreign, struct sink *);
/* *rest begins with '&': the character that the reference means, or &amp;
 * for an ampersand that is itself. */
void	 feed_reference(slice *rest, struct sink *);
/* "&lt;" for '<', also for > & " and '; empty for any other byte. */
slice	 feed_mark(char);

#endif
