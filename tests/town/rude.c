/*
 * rude.c - what nobody should do: NAME.rude.town, or rude.town/NAME.
 *
 * An answer that is only bytes is a file, tests/hostile/NAME.http; here are
 * those that are too long, never end, or depend on a port. Bad certificates
 * are in papers.c, bad handshakes in rude_ports.c.
 */
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MILLION = 1000000, PIECE = 16384, HOURS = 3600, BITS = 13 * 1024 };

struct scene {
	struct town	*town;
	struct line	*line;
	const struct request *r;
};

static const char feed_head[] = "<?xml version=\"1.0\"?><rss version=\"2.0\">"
	"<channel><title>rude</title>";

static bool
head(struct scene *s, const char *type, const char *more)
{
	return line_printf(s->line, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\n"
	    "%s\r\n", type, more);
}

/* `what`, so many times, in large pieces. */
static bool
repeat(struct scene *s, const char *what, size_t times)
{
	size_t	 n = strlen(what), each = PIECE / n, now;
	char	*piece = must_alloc(PIECE);
	bool	 ok = true;

	for (size_t i = 0; i < each; i++)
		memcpy(piece + i * n, what, n);
	for (; ok && times; times -= now) {
		now = times < each ? times : each;
		ok = line_write(s->line, piece, now * n);
	}
	free(piece);
	return ok;
}

/* --- too deep ------------------------------------------------------------ */

static void
brackets(struct scene *s)
{
	if (head(s, "application/feed+json", "Content-Length: 1000000\r\n"))
		repeat(s, "[", MILLION);
}

static void
nested(struct scene *s)
{
	if (head(s, "application/rss+xml", "Connection: close\r\n") &&
	    line_text(s->line, feed_head))
		repeat(s, "<a>", MILLION / 2);
}

/* --- too long ------------------------------------------------------------ */

static void
huge(struct scene *s)
{
	if (head(s, "application/rss+xml", "Content-Length: 1073741824\r\n"))
		repeat(s, "<!-- more and more and more -->", 34636833);
}

/* Says nothing of the length. */
static void
endless(struct scene *s)
{
	if (head(s, "application/rss+xml", "Connection: close\r\n") &&
	    line_text(s->line, feed_head))
		repeat(s, "<!-- more and more and more -->", 34636833);
}

static void
hugechunks(struct scene *s)
{
	bool	 ok = head(s, "application/rss+xml",
	    "Transfer-Encoding: chunked\r\n");

	for (int i = 0; ok && i < 65536; i++)
		ok = line_text(s->line, "4000\r\n") &&
		    repeat(s, " ", 0x4000) && line_text(s->line, "\r\n");
}

/* Fixed codes of RFC 1951: an 'a', then 258 more of it in each 13 bits. Eight
 * of those are 13 bytes, again and again. */
static void
bomb(struct scene *s)
{
	static const unsigned char start[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0,
		0, 3 };
	unsigned char *bits = must_alloc(BITS);
	static const char first[] = "010" "10010001";	/* BFINAL 0, fixed */
	static const char again[] = "11000101" "00000";
	size_t	 at = 0;
	bool	 ok;

	for (const char *b = first; *b; b++, at++)
		bits[at / 8] |= (unsigned char)((*b == '1') << at % 8);
	for (const char *b = again; at < BITS * 8; at++) {
		bits[at / 8] |= (unsigned char)((*b == '1') << at % 8);
		b = b[1] ? b + 1 : again;
	}
	ok = head(s, "application/rss+xml", "Content-Encoding: gzip\r\n"
	    "Connection: close\r\n") &&
	    line_write(s->line, start, sizeof(start)) &&
	    line_write(s->line, bits, 13);
	for (int i = 0; ok && i < 65536; i++)
		ok = line_write(s->line, bits + 13, BITS - 13);
	free(bits);
}

/* --- too slow ------------------------------------------------------------ */

static void
trickle(struct scene *s, const char *what)
{
	for (int i = 0; i < HOURS && line_text(s->line, what); i++)
		town_nap(1000);
}

static void
drip(struct scene *s)
{
	if (head(s, "application/rss+xml", "Content-Length: 100000\r\n") &&
	    line_text(s->line, feed_head))
		trickle(s, " ");
}

static void
slowhead(struct scene *s)
{
	if (line_text(s->line, "HTTP/1.1 200 OK\r\nX-Slow: "))
		trickle(s, "z");
}

static void
silent(struct scene *s)
{
	line_await_end(s->line, HOURS);
}

/* --- heads without end --------------------------------------------------- */

static void
headers(struct scene *s)
{
	bool	 ok = line_text(s->line, "HTTP/1.1 200 OK\r\n");

	for (long i = 0; ok && i < 100 * MILLION; i++)
		ok = line_printf(s->line, "X-Header-%ld: and another one\r\n",
		    i);
}

static void
longline(struct scene *s)
{
	if (line_text(s->line, "HTTP/1.1 200 OK\r\nX-Long: "))
		repeat(s, "aaaaaaaaaaaaaaaa", 100 * MILLION);
}

static void
continues(struct scene *s)
{
	for (int i = 0; i < 10 * MILLION &&
	    line_text(s->line, "HTTP/1.1 100 Continue\r\n\r\n"); i++)
		;
}

/* --- somewhere else ------------------------------------------------------ */

static void
send_to(struct scene *s, const char *where)
{
	line_printf(s->line, "HTTP/1.1 302 Found\r\nLocation: %s\r\n"
	    "Content-Length: 0\r\n\r\n", where);
}

static void
send_home(struct scene *s, const char *scheme, const char *host,
    enum town_port port)
{
	char	 where[200];

	snprintf(where, sizeof(where), "%s://%s:%u/", scheme, host,
	    s->town->ports[port]);
	send_to(s, where);
}

static void
loop(struct scene *s)
{
	send_to(s, s->r->path);
}

static void
tohome(struct scene *s)
{
	send_home(s, "https", "127.0.0.1", PORT_HTTPS);
}

static void
tosix(struct scene *s)
{
	send_home(s, "https", "[::1]", PORT_HTTPS);
}

static void
tolocalhost(struct scene *s)
{
	send_home(s, "https", "localhost", PORT_HTTPS);
}

static void
toplain(struct scene *s)
{
	send_home(s, "http", "gazette.town", PORT_CONTROL);
}

static void
tometa(struct scene *s)
{
	send_to(s, "https://169.254.169.254/latest/meta-data/");
}

static void
tofile(struct scene *s)
{
	send_to(s, "file:///etc/passwd");
}

static void
ping(struct scene *s)
{
	send_home(s, "https", "pong.rude.town", PORT_HTTPS);
}

static void
pong(struct scene *s)
{
	send_home(s, "https", "ping.rude.town", PORT_HTTPS);
}

/* --- half a word --------------------------------------------------------- */

static void
cut(struct scene *s)
{
	if (head(s, "application/rss+xml", "Content-Length: 100000\r\n"))
		line_text(s->line, feed_head);
	line_cut(s->line);
}

static void
cutclean(struct scene *s)
{
	if (head(s, "application/rss+xml", "Content-Length: 100000\r\n"))
		line_text(s->line, feed_head);
}

/* A TLS record of 1,000 bytes, of which 20 come. */
static void
cutrecord(struct scene *s)
{
	static const unsigned char half[25] = { 23, 3, 3, 1000 >> 8,
		1000 & 0xff };

	line_raw(s->line, half, sizeof(half));
	line_cut(s->line);
}

static void
badrecord(struct scene *s)
{
	static const unsigned char whole[5 + 64] = { 23, 3, 3, 0, 64 };

	line_raw(s->line, whole, sizeof(whole));
	line_await_end(s->line, 10);
}

static const struct {
	const char	*name;
	void		(*play)(struct scene *);
} scenes[] = {
	{ "brackets", brackets }, { "nested", nested }, { "huge", huge },
	{ "endless", endless }, { "hugechunks", hugechunks },
	{ "bomb", bomb }, { "drip", drip }, { "slowhead", slowhead },
	{ "silent", silent }, { "headers", headers },
	{ "longline", longline }, { "continues", continues },
	{ "loop", loop }, { "tohome", tohome }, { "tosix", tosix },
	{ "tolocalhost", tolocalhost }, { "toplain", toplain },
	{ "tometa", tometa }, { "tofile", tofile }, { "ping", ping },
	{ "pong", pong }, { "cut", cut }, { "cutclean", cutclean },
	{ "cutrecord", cutrecord }, { "badrecord", badrecord },
};

/* --- which --------------------------------------------------------------- */

/* tests/hostile beside build/host/town, wherever that is. */
static FILE *
open_file(const char *name)
{
	char	 path[1024];
	ssize_t	 n = readlink("/proc/self/exe", path, sizeof(path) - 200);

	if (n < 0 || strchr(name, '/') || strlen(name) > 60)
		return NULL;
	path[n] = '\0';
	for (int up = 0; up < 3; up++)
		*strrchr(path, '/') = '\0';
	sprintf(path + strlen(path), "/tests/hostile/%s.http", name);
	return fopen(path, "re");
}

/* The bytes as they are in the file, then a hang-up. */
static bool
play_file(struct scene *s, const char *name)
{
	FILE	*f = open_file(name);
	char	 buf[4096];
	size_t	 n;

	if (f == NULL)
		return false;
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0 &&
	    line_write(s->line, buf, n))
		;
	fclose(f);
	return true;
}

bool
rude_answer(struct town *t, struct line *l, const struct request *r)
{
	struct scene s = { t, l, r };
	char	 name[128];

	if (strcmp(r->host, "rude.town") == 0)
		snprintf(name, sizeof(name), "%.100s", r->path + 1);
	else
		snprintf(name, sizeof(name), "%.*s",
		    (int)strcspn(r->host, "."), r->host);
	for (size_t i = 0; i < COUNT(scenes); i++)
		if (strcmp(name, scenes[i].name) == 0) {
			scenes[i].play(&s);
			return false;
		}
	if (!play_file(&s, name))
		answer_with(l, r, 404, "text/plain", "rude enough\n");
	return false;
}
