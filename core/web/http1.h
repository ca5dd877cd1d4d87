/*
 * http1.h - HTTP/1.1 messages (RFC 9112) as bytes; never a socket.
 */
#ifndef CORE_HTTP1_H
#define CORE_HTTP1_H

#include "core/fault.h"

enum {
	HTTP_MAX_HEAD = 65536,		/* bytes of status line and headers */
	HTTP_MAX_HEADERS = 128
};

#define HTTP_USER_AGENT	"Earshot/1.0"	/* unless the request has its own */

struct http_header {
	slice	 name;
	slice	 value;
};

struct http_request {
	slice	 method;		/* "GET" */
	slice	 url;			/* absolute, http or https */
	struct http_header *headers;	/* without Host, Content-Length */
	size_t	 nheaders;
	slice	 body;
	bool	 secret;		/* carries one: never over plain http,
					 * never to another origin */
};

/*
 * The head of a request, with Host, Content-Length as needed, and User-Agent,
 * Accept and Accept-Encoding: gzip unless given. False: a header holds a line
 * break, or the address is not http(s) or has a password in it.
 */
bool	 http_put_request(struct sink *, const struct http_request *,
	    struct fault *);

struct http_head {
	int	 status;		/* 100 to 999 */
	int	 minor;			/* HTTP/1.minor */
	slice	 reason;		/* "OK"; may be empty */
	struct http_header headers[HTTP_MAX_HEADERS];
	size_t	 nheaders;
};

/* How many bytes the head takes; 0: not all here yet; -1: not HTTP, or a
 * head that two readers could read differently (*fault says what). Slices
 * point into `bytes`. Linear: call it when an empty line may have come. */
long	 http_head(slice bytes, struct http_head *, struct fault *);
/* Old servers break a value over lines: makes blanks of those breaks, in
 * place, in a head of n bytes that http_head() took; then read it again. */
void	 http_unfold(char *head, size_t n);
/* The first header of that name (case ignored); empty when absent. */
slice	 http_value(const struct http_head *, slice name);
bool	 http_has_token(const struct http_head *, slice name, slice token);

/* The comma-separated items of all headers of a name, one at a time; begin
 * with { 0 }. False: no more. Empty items are passed over. */
struct http_list {
	slice	 rest;
	size_t	 i;
	bool	 begun;
};
bool	 http_list(const struct http_head *, slice name, struct http_list *,
	    slice *item);

/* The target of the first link with this relation in Link headers (RFC 8288);
 * empty: none. */
slice	 http_link(const struct http_head *, slice rel);

/* How the body ends (RFC 9112, 6.3). A length that disagrees with another, or
 * with a transfer coding beside it, is HTTP_CONFLICT. Codings other than
 * "chunked" are the caller's to undo or to refuse. */
enum http_framing { HTTP_NONE, HTTP_LENGTH, HTTP_CHUNKED, HTTP_UNTIL_CLOSE,
	HTTP_CONFLICT };
enum http_framing http_framing(const struct http_head *, slice method,
	    uint64_t *length, struct fault *);
bool	 http_keeps_alive(const struct http_head *);

/* Chunked coding, fed piece by piece; begin with { 0 }. Lines may end in a
 * bare line feed; extensions and trailers are passed over. */
struct http_chunks {
	uint64_t left;			/* of this chunk */
	int	 state;
	unsigned line;			/* bytes that are not body, so far */
};
/* Consumes from *in, appends the body to the sink. 1: the end was reached,
 * *in is what follows it; 0: wants more; -1: malformed. */
int	 http_chunks(struct http_chunks *, slice *in, struct sink *);

/* Retry-After: seconds or HTTP-date, to seconds from now; -1: none. */
int64_t	 http_retry_after(slice value, int64_t now);

/*
 * How much more may be asked, in any of the spellings in use:
 * X-RateLimit-Remaining and -Reset (also X-Rate-Limit-), RateLimit-Remaining
 * and -Reset, the structured RateLimit, Meta's usage reports, and two headers
 * of that server's own (or empty). A reset is seconds from now, Unix seconds or
 * milliseconds, or a date.
 */
struct http_rates {
	bool	 spent;			/* nothing is left */
	int64_t	 wait;			/* until it counts anew; -1: not told */
};
struct http_rates http_rates(struct arena *, const struct http_head *,
	    slice remaining, slice reset, int64_t now);

#endif
