/*
 * keys.c - by what somebody is known again.
 *
 * On most networks a handle is one person's everywhere; where every server
 * has accounts of its own, the server is part of the network's name.
 */
#include "core/people/contact.h"

#include "core/text/text.h"
#include "core/web/url.h"

/* These ask a host whose name does not tell whose it is. */
static const slice one_site[] = {
	{ "bluesky", 7 }, { "hackernews", 10 }, { "instagram", 9 },
	{ "x", 1 },
};

/* The address beside the name is what the writer typed. */
static const slice typed_url[] = {
	{ "wordpress", 9 }, { "woocommerce", 11 },
};

/* Senders that speak for everybody. */
static const slice nobody[] = {
	{ "noreply", 7 }, { "no-reply", 8 }, { "donotreply", 10 },
	{ "do-not-reply", 12 }, { "notification", 12 }, { "mailer-daemon", 13 },
};

static bool
among(slice name, const slice *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(name, list[i]))
			return true;
	return false;
}

static slice
lower(struct arena *a, slice s)
{
	struct sink k = sink_open(a);
	slice	 tidy;
	char	*p;

	text_tidy(&k, s, false);
	tidy = sink_close(&k, a);
	k = sink_open(a);
	for (size_t i = 0; i < tidy.n; i++)
		sink_byte(&k, ascii_lower(tidy.p[i]));
	p = k.buf;
	for (size_t i = 0; i < k.len; i++)	/* it is one line */
		if ((unsigned char)p[i] < ' ' || p[i] == 0x7f)
			p[i] = '?';
	return sink_close(&k, a);
}

static slice
join(struct arena *a, slice network, slice handle)
{
	struct sink k = sink_open(a);

	if (network.n == 0 || handle.n == 0 ||
	    network.n + handle.n + 1 > CONTACT_KEY)
		return SLICE("");
	sink_put(&k, network);
	sink_byte(&k, ' ');
	sink_put(&k, handle);
	return sink_close(&k, a);
}

/* "@anna", "u/anna", "/u/anna" to "anna". */
static slice
bare(slice h)
{
	if (slice_starts(h, SLICE("/u/")) || slice_starts(h, SLICE("/user/")))
		h = slice_from(h, 1);
	if (slice_starts(h, SLICE("u/")))
		h = slice_from(h, 2);
	else if (slice_starts(h, SLICE("@")))
		h = slice_from(h, 1);
	return h;
}

/* local@domain.tld, and nothing else. */
static bool
is_address(slice s)
{
	size_t	 at = slice_index(s, '@');
	slice	 domain = slice_from(s, at + 1);

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f ||
		    memchr("<>,;:\"\\()[]", s.p[i], 11) != NULL)
			return false;
	return at > 0 && at < s.n && domain.n > 2 &&
	    slice_index(domain, '@') == domain.n &&
	    slice_index(domain, '.') < domain.n - 1 && domain.p[0] != '.';
}

static bool
is_nobody(slice address)
{
	for (size_t i = 0; i < COUNT(nobody); i++)
		if (slice_starts(address, nobody[i]))
			return true;
	return false;
}

static bool
holds(slice s, slice part)
{
	return slice_find(s, part) < s.n;
}

/* Of "mastodon.tag|example.org": "mastodon|example.org"; of "reddit.search|
 * www.reddit.com": "reddit". A feed is its own. */
static slice
network_of(struct arena *a, slice space, slice handle)
{
	slice	 host = lower(a, space), recipe = slice_cut(&host, '|');
	slice	 family = slice_head(recipe, slice_index(recipe, '.'));
	struct sink k;

	if (host.n == 0)
		family = recipe;
	if (host.n == 0 || holds(host, family) ||
	    among(family, one_site, COUNT(one_site)) ||
	    slice_index(handle, '.') < handle.n)	/* a domain: anywhere */
		host = SLICE("");
	k = sink_open(a);
	for (size_t i = 0; i < family.n; i++)
		sink_byte(&k, family.p[i] == ' ' ? '-' : family.p[i]);
	if (host.n)
		sink_byte(&k, '|');
	sink_put(&k, host);
	return sink_close(&k, a);
}

static slice
web_key(struct arena *a, slice address)
{
	struct url u;

	if (!url_http(slice_trim(address), &u))
		return SLICE("");
	return join(a, SLICE("web"), url_canonical(a, slice_trim(address)));
}

/* A notice from a review site is sent by the site: only a letter of their own
 * has the address of who wrote it. */
static slice
handle_key(struct arena *a, slice space, const struct mention *m)
{
	slice	 h = lower(a, m->handle);
	bool	 marked = slice_starts(h, SLICE("@"));
	bool	 mailbox = slice_starts(space, SLICE("mailbox"));

	h = bare(h);
	if (mailbox || slice_eq(m->type, SLICE("mail")))
		return !is_address(h) || is_nobody(h) || (m->type.n &&
		    !slice_eq(m->type, SLICE("mail")) &&
		    !slice_eq(m->type, SLICE("message"))) ? SLICE("") :
		    join(a, SLICE("mail"), h);
	if (is_address(h))
		return join(a, SLICE("fedi"), h);
	if (h.n == 0 && marked)
		return SLICE("");
	return join(a, network_of(a, space, h), h);
}

/* Where a page's address tells the handle. */
static const struct {
	slice	 host, path, network;
} pages[] = {
	{ { "x.com", 5 }, { "/", 1 }, { "x", 1 } },
	{ { "twitter.com", 11 }, { "/", 1 }, { "x", 1 } },
	{ { "reddit.com", 10 }, { "/user/", 6 }, { "reddit", 6 } },
	{ { "reddit.com", 10 }, { "/u/", 3 }, { "reddit", 6 } },
	{ { "instagram.com", 13 }, { "/", 1 }, { "instagram", 9 } },
	{ { "threads.net", 11 }, { "/@", 2 }, { "threads", 7 } },
	{ { "t.me", 4 }, { "/", 1 }, { "telegram", 8 } },
	{ { "bsky.app", 8 }, { "/profile/", 9 }, { "bluesky", 7 } },
	{ { "github.com", 10 }, { "/", 1 }, { "github", 6 } },
	{ { "youtube.com", 11 }, { "/@", 2 }, { "youtube", 7 } },
};

/* https://example.org/@anna is anna@example.org of the fediverse. */
static slice
page_key(struct arena *a, slice address)
{
	struct sink k;
	slice	 canon = url_canonical(a, slice_trim(address)), h;
	struct url u;

	if (!url_http(canon, &u))
		return SLICE("");
	for (size_t i = 0; i < COUNT(pages); i++) {
		h = slice_from(u.path, pages[i].path.n);
		if (slice_eq(u.host, pages[i].host) && slice_istarts(u.path,
		    pages[i].path) && slice_index(h, '/') == h.n)
			return join(a, pages[i].network, lower(a, h));
	}
	h = slice_from(u.path, 2);
	if (!slice_starts(u.path, SLICE("/@")) || slice_index(h, '/') != h.n)
		return SLICE("");
	k = sink_open(a);
	sink_put(&k, h);
	if (slice_index(h, '@') == h.n) {
		sink_byte(&k, '@');
		sink_put(&k, u.host);
	}
	h = lower(a, sink_close(&k, a));
	return is_address(h) ? join(a, SLICE("fedi"), h) : SLICE("");
}

static size_t
add(slice *keys, size_t n, slice key)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(keys[i], key))
			return n;
	if (key.n && n < CONTACT_KEYS)
		keys[n++] = key;
	return n;
}

size_t
contact_keys(struct arena *a, slice space, const struct mention *m,
    slice keys[static CONTACT_KEYS])
{
	slice	 family = slice_head(space, slice_index(space, '.'));
	size_t	 n = 0;

	family = slice_head(family, slice_index(family, '|'));
	if (m->handle.n)
		n = add(keys, n, handle_key(a, space, m));
	if (m->author_url.n && !among(family, typed_url, COUNT(typed_url)))
		n = add(keys, n, web_key(a, m->author_url));
	return a->spent ? 0 : n;
}

/* "+49 (30) 123-45" and "004930 12345" are one number. */
static slice
phone_key(struct arena *a, slice s)
{
	char	 buf[20];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	for (size_t i = 0; i < s.n; i++) {
		if (ascii_digit(s.p[i]) && (k.len || s.p[i] != '0'))
			sink_byte(&k, s.p[i]);
		else if (memchr(" \t0+-/().", s.p[i], 9) == NULL)
			return SLICE("");
	}
	return k.full || k.len < 4 ? SLICE("") :
	    join(a, SLICE("phone"), sink_slice(&k));
}

/* "reddit anna", "reddit: anna", "reddit/anna". */
static slice
pair_key(struct arena *a, slice s)
{
	size_t	 at = 0;
	slice	 network, h;

	while (at < s.n && (ascii_alpha(s.p[at]) || ascii_digit(s.p[at]) ||
	    memchr("|._-", s.p[at], 4) != NULL))
		at++;
	if (at == s.n || !ascii_alpha(s.p[0]) ||
	    slice_find(s, SLICE("://")) < s.n || (s.p[at] != ':' &&
	    !ascii_space(s.p[at])))
		return SLICE("");
	network = slice_head(s, at);
	h = bare(slice_trim(slice_from(s, at + 1)));
	if (slice_eq(network, SLICE("phone")))
		return phone_key(a, h);
	if (slice_eq(network, SLICE("mail")) && !is_address(h))
		return SLICE("");
	return slice_eq(network, SLICE("web")) ? SLICE("") :
	    join(a, network, h);
}

size_t
contact_typed(struct arena *a, slice typed, slice keys[static CONTACT_KEYS])
{
	slice	 s = lower(a, slice_trim(typed)), h = bare(s);
	size_t	 n;

	if (slice_starts(s, SLICE("web ")))
		typed = slice_from(slice_trim(typed), 4);
	n = add(keys, 0, web_key(a, typed));
	if (n) {
		n = add(keys, n, page_key(a, typed));
		return a->spent ? 0 : n;
	}
	if (slice_starts(s, SLICE("mailto:")))
		h = slice_from(s, 7);
	if (is_address(h)) {
		if (h.p == s.p || !slice_starts(s, SLICE("@")))
			n = add(keys, n, join(a, SLICE("mail"), h));
		n = add(keys, n, join(a, SLICE("fedi"), h));
	} else {
		n = add(keys, n, phone_key(a, s));
		n = add(keys, n, pair_key(a, s));
	}
	return a->spent ? 0 : n;
}

slice
contact_network(slice key)
{
	return slice_head(key, slice_index(key, ' '));
}

bool
contact_key(struct arena *a, const struct contact *c, size_t *at, slice *key)
{
	slice	 handles = c->handles, mail = c->mail, phone = c->phone, line;
	size_t	 n = 0;

	while (lines_next(&handles, &line))
		if (n++ == *at) {
			*key = line;
			++*at;
			return true;
		}
	while (lines_next(&mail, &line))
		if (n++ == *at) {
			*key = join(a, SLICE("mail"), lower(a, line));
			++*at;
			return key->n != 0;
		}
	while (lines_next(&phone, &line))
		if (n++ >= *at) {
			*key = phone_key(a, line);
			*at = n;
			if (key->n)
				return true;
		}
	return false;
}
