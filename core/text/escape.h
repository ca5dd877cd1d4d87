/*
 * escape.h - plain text as other people's markup, so that it stays plain.
 */
#ifndef CORE_ESCAPE_H
#define CORE_ESCAPE_H

#include "core/sink.h"

/* "slack", "html" and "md" (Markdown); what is unknown writes nothing. */
bool	 escape_knows(slice markup);
void	 escape_put(struct sink *, slice markup, slice text);

#endif
