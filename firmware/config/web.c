#include "firmware/config/web.h"

#include "firmware/config/staff.h"

enum { ADDRESS_MOST = 64 };		/* channels give links little room */

static void
note(struct config_reader *r, const char *key, const char *what)
{
	config_note(r, "web", slice_of(key), what);
}

/* "192.168.1.5:8642", "[fd00::5]:8642". */
static bool
split_listen(slice listen, slice *host, unsigned *port)
{
	size_t	 at = listen.n;
	int64_t	 n;

	while (at > 0 && listen.p[at - 1] != ':')
		at--;
	if (at == 0 || !slice_int(slice_from(listen, at), &n) || n < 1 ||
	    n > 65535)
		return false;
	*host = slice_head(listen, at - 1);
	if (slice_starts(*host, SLICE("[")) && slice_ends(*host, SLICE("]")))
		*host = slice_head(slice_from(*host, 1), host->n - 2);
	else if (slice_index(*host, ':') < host->n)
		return false;
	*port = (unsigned)n;
	return true;
}

static bool
is_everywhere(const unsigned char *ip, size_t n)
{
	unsigned any = 0;

	for (size_t i = 0; i < n; i++)
		any |= ip[i];
	return any == 0;
}

/* *everywhere: it says nothing about where to find us. */
static bool
check_listen(struct config_reader *r, slice listen, struct config_web *w,
    bool *everywhere)
{
	unsigned char ip[16];
	size_t	 n;

	if (listen.n == 0) {
		note(r, "listen", "is missing: an address of this box and a "
		    "port, such as \"192.168.1.5:8642\"");
		return false;
	}
	if (!split_listen(listen, &w->listen, &w->port) ||
	    (n = url_ip(w->listen, ip)) == 0) {
		note(r, "listen", "is an address of this box and a port, such "
		    "as \"192.168.1.5:8642\"");
		return false;
	}
	*everywhere = is_everywhere(ip, n);
	if (url_ip_private(ip, n))
		return true;
	note(r, "listen", "is an address of the public net, where anybody "
	    "could knock: take one of your own network");
	return false;
}

static slice
join(struct config_reader *r, const char *before, slice s)
{
	struct sink k = sink_open(r->keep);

	sink_text(&k, before);
	sink_put(&k, s);
	return sink_close(&k, r->keep);
}

static bool
check_address(struct config_reader *r, slice address, struct config_web *w)
{
	struct url u;
	slice	 bare = address;

	if (slice_ends(bare, SLICE("/")))
		bare.n--;
	if (!url_http(bare, &u) || u.path.n || u.has_query || u.has_fragment ||
	    u.user.n) {
		note(r, "address", "is how phones find this box, such as "
		    "\"http://earshot.lan:8642\", without a path");
		return false;
	}
	if (bare.n > ADDRESS_MOST) {
		note(r, "address", "is longer than 64 characters");
		return false;
	}
	w->address = bare;
	return true;
}

/* What may stand in Host: whoever asks for another name was sent here by a
 * page of a stranger (DNS rebinding). */
static slice
names(struct config_reader *r, slice listen, slice address)
{
	slice	 rest = slice_from(address, slice_find(address,
	    SLICE("://")) + 3);
	struct sink k = sink_open(r->keep);
	struct url u;

	sink_put(&k, listen);
	sink_byte(&k, '\n');
	sink_put(&k, rest);
	sink_byte(&k, '\n');
	if (url_http(address, &u) && (u.port == 80 || u.port == 443)) {
		/* a browser leaves out the port that goes without saying */
		bool	 v6 = slice_index(u.host, ':') < u.host.n;

		sink_text(&k, v6 ? "[" : "");
		sink_put(&k, u.host);
		sink_text(&k, v6 ? "]\n" : "\n");
	}
	return sink_close(&k, r->keep);
}

void
config_web(struct config_reader *r, const cJSON *web)
{
	static const char *const keys[] = { "listen", "address", "//" };
	slice	 listen = config_text(r, web, "listen");
	slice	 address = config_text(r, web, "address");
	struct config_web w = { .port = 0 };
	bool	 everywhere = false;

	if (web == NULL)
		return;
	config_only(r, "web", SLICE(""), web, keys, COUNT(keys));
	if (!check_listen(r, listen, &w, &everywhere))
		return;
	if (address.n == 0 && everywhere) {
		note(r, "address", "is missing: how phones find this box, such "
		    "as \"http://192.168.1.5:8642\"");
		return;
	}
	if (!check_address(r, address.n ? address :
	    join(r, "http://", listen), &w))
		return;
	w.hosts = names(r, listen, w.address);
	r->c->web = w;
}
