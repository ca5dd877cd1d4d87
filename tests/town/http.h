/*
 * http.h - a server's HTTP/1.1, as much as the town needs: requests in,
 * answers out, kept-alive connections.
 */
#ifndef TOWN_HTTP_H
#define TOWN_HTTP_H

#include "tests/town/buf.h"
#include "tests/town/line.h"

struct request {
	char	 method[16];
	char	 path[512];		/* as sent, without the query */
	char	 query[2048];
	char	 host[128];		/* lower case, without the port */
	struct buf head;		/* header lines, each with CRLF */
	struct buf body;
	bool	 keep;			/* the connection goes on */
};

enum { SEND_CHUNKED = 1, SEND_GZIP = 2 };

struct answer {
	int	 status;
	const char *type;		/* NULL: no body */
	struct buf more;		/* further header lines */
	struct buf body;
	unsigned how;			/* gzip only when it is accepted */
};

bool	 request_read(struct line *, struct request *);	/* false: no more */
void	 request_free(struct request *);
/* Empty when it is not there. */
slice	 request_header(const struct request *, const char *name);
/* Of the query, %-decoded; false: not there. */
bool	 request_param(const struct request *, const char *name, char *out,
	    size_t cap);
long	 request_number(const struct request *, const char *name,
	    long otherwise);

bool	 answer_send(struct line *, const struct request *, struct answer *);
void	 answer_free(struct answer *);

#endif
