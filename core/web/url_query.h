/*
 * url_query.h - percent-encoding, and the parameters of a query.
 */
#ifndef CORE_URL_QUERY_H
#define CORE_URL_QUERY_H

#include "core/sink.h"

int	 url_hex(char digit);		/* 0 to 15; -1: none */

/* Percent-encodes all but RFC 3986's unreserved. */
void	 url_escape(struct sink *, slice);
/* The same, but each `of` becomes `to`: ' ' and '+' in a form. */
void	 url_escape_but(struct sink *, slice, char of, char to);
/* %XX to bytes; `form`: '+' is a blank. What is no %XX stays as it is. */
void	 url_decode(struct sink *, slice, bool form);
/* As it is, but what no URL may contain (blanks, what is not ASCII, a '%'
 * that begins no %XX, and the bytes of `also`) percent-encoded. */
void	 url_put_clean(struct sink *, slice, const char *also);
/* The one spelling of a part: %XX in upper case, none for unreserved. */
void	 url_put_normal(struct sink *, slice);

/* One parameter of a query, decoded; empty when absent. */
slice	 url_param(struct arena *, slice query, slice name);
/* The address again, without its fragment, with one parameter set to this, once
 * and last. */
slice	 url_with_param(struct arena *, slice url, slice name, slice value);

#endif
