/* try.c - one part of the program alone, for support and for tests. */
#include "firmware/verb/verbs.h"

#include "core/text/html.h"
#include "core/when/when.h"
#include "net/fetch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static void
complain(const char *part, slice words)
{
	fprintf(stderr, "earshot: try %s: %.*s\n", part, SLICE_ARG(words));
}

/* --- dates ---------------------------------------------------------------- */

static bool
try_one_date(slice text)
{
	int64_t	 t;

	if (!when_parse(text, &t)) {
		fprintf(stderr, "earshot: try date: not a date: %.*s\n",
		    SLICE_ARG(text));
		return false;
	}
	printf("%lld\n", (long long)t);
	return true;
}

static int
try_date(int argc, char **argv)
{
	bool	 good = true;
	char	*line = NULL;
	size_t	 cap = 0;
	ssize_t	 n;

	for (int i = 0; i < argc; i++)
		good &= try_one_date(slice_of(argv[i]));
	while (argc == 0 && (n = getline(&line, &cap, stdin)) > 0) {
		slice	 text = { line, (size_t)n };

		if (slice_ends(text, SLICE("\n")))
			text.n--;
		good &= try_one_date(text);
	}
	free(line);
	return good ? EXIT_GOOD : EXIT_NO;
}

/* --- markup to text ------------------------------------------------------- */

enum { MAX_TEXT = 8 << 20 };	/* of standard input: for a person's patience */

static void
put_out(slice s)
{
	fwrite(s.p, 1, s.n, stdout);
	fflush(stdout);		/* before what is complained about */
}

static int
try_text(int argc, char **argv)
{
	bool	 tokens = argc == 1 && strcmp(argv[0], "--tokens") == 0;
	char	*html = malloc(MAX_TEXT);
	char	*text = malloc(MAX_TEXT);
	struct sink k = { .buf = text, .cap = MAX_TEXT };
	slice	 in = { html, 0 };
	int	 status = EXIT_SYSTEM;

	if (argc > (tokens ? 1 : 0)) {
		complain("text", SLICE("usage: try text [--tokens] <FILE"));
		status = EXIT_USAGE;
	} else if (html && text) {
		in.n = fread(html, 1, MAX_TEXT, stdin);
		(tokens ? html_tokens : html_text)(&k, in);
		put_out(sink_slice(&k));
		status = EXIT_GOOD;
	}
	free(html);
	free(text);
	return status;
}

/* --- fetching ------------------------------------------------------------- */

enum { MAX_HEADS = 1 << 20 };	/* request and answer heads of all hops */

struct wish {
	const char	*url, *ca;
	int64_t		 max, time, hops;	/* bytes, seconds, redirects */
};

/* What all hops of one wish share. */
struct walk {
	const struct wish *wish;
	struct arena	 arena;
	struct roots	*roots;		/* opened when first needed */
	slice		 typed;		/* the host the owner named */
	int64_t		 deadline;
	struct fetch_reply reply;
	struct fault	 fault;
};

/* Control characters of strangers stay out of the terminal. */
static void
put_line(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		fputc((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? '?' :
		    s.p[i], stderr);
}

static void
put_head(const struct http_head *h)
{
	fprintf(stderr, "HTTP/1.%d %d ", h->minor, h->status);
	put_line(h->reason);
	fputc('\n', stderr);
	for (size_t i = 0; i < h->nheaders; i++) {
		put_line(h->headers[i].name);
		fputs(": ", stderr);
		put_line(h->headers[i].value);
		fputc('\n', stderr);
	}
}

static enum fetch_error
walk_hop(struct walk *w, slice url)
{
	struct http_request q = { .method = SLICE("GET"), .url = url };
	struct visit v = { .deadline = w->deadline,
	    .most = (size_t)w->wish->max };
	struct dial_policy policy = { .allow_private = false };
	enum fetch_error e;
	struct url u;

	if (!url_http(url, &u)) {
		fault_tell(&w->fault, "not an http or https address: %", url);
		return FETCH_REFUSED;
	}
	/* the owner may ask his own house; a stranger may not send him there */
	if (w->typed.n == 0)
		w->typed = u.host;
	policy.allow_private = slice_ieq(u.host, w->typed);
	if (slice_ieq(u.scheme, SLICE("https"))) {
		if (w->roots == NULL)
			w->roots = roots_open(w->wish->ca, &w->fault);
		if (w->roots == NULL)
			return FETCH_REFUSED;
		v.roots = w->roots;
	}
	if (!dial_resolve(&v.addresses, u.host, u.port, &policy, &w->fault))
		return FETCH_CONNECT;
	e = fetch(&v, &q, &w->arena, &w->reply, &w->fault);
	visit_close(&v);
	return e;
}

static enum fetch_error
walk_all(struct walk *w)
{
	slice	 url = slice_of(w->wish->url), next;

	for (int64_t hop = 0;; hop++) {
		enum fetch_error e = walk_hop(w, url);

		if (e != FETCH_OK || w->wish->hops == 0)
			return e;
		next = fetch_redirect(&w->arena, url, &w->reply.head,
		    &w->fault);
		if (next.n == 0)
			return w->fault.text[0] ? FETCH_REFUSED : FETCH_OK;
		if (hop == w->wish->hops) {
			fault_tell(&w->fault, "one redirect too many, to %",
			    next);
			return FETCH_REFUSED;
		}
		url = next;
	}
}

static int
fetch_wish(const struct wish *wish)
{
	struct walk w = { .wish = wish,
	    .deadline = dial_clock() + wish->time * 1000 };
	size_t	 room = (size_t)wish->max + MAX_HEADS;
	char	*block = malloc(room);
	enum fetch_error e;
	int	 status;

	if (block == NULL) {
		complain("fetch", SLICE("no memory"));
		return EXIT_SYSTEM;
	}
	arena_init(&w.arena, block, room);
	e = walk_all(&w);
	if (w.reply.head.status)
		put_head(&w.reply.head);
	status = e == FETCH_OK || w.reply.partial ? EXIT_GOOD : EXIT_NO;
	if (status == EXIT_GOOD)
		put_out(w.reply.body);
	if (e != FETCH_OK) {
		complain("fetch", slice_of(w.fault.text));
		status = EXIT_NO;
	}
	roots_close(w.roots);
	free(block);
	return status;
}

/* A whole number within limits, or -1. */
static int64_t
number(const char *text, int64_t low, int64_t high)
{
	int64_t	 n;

	return slice_int(slice_of(text), &n) && n >= low && n <= high ? n : -1;
}

static bool
read_options(struct wish *w, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		slice	 o = slice_of(argv[i]);
		const char *value = i + 1 < argc ? argv[i + 1] : "";

		if (!slice_starts(o, SLICE("--"))) {
			if (w->url != NULL)
				return false;
			w->url = argv[i];
			continue;
		}
		if (slice_eq(o, SLICE("--follow"))) {
			w->hops = FETCH_MAX_HOPS;
			continue;
		}
		if (slice_eq(o, SLICE("--ca")) && i + 1 < argc)
			w->ca = value;
		else if (slice_eq(o, SLICE("--max")))
			w->max = number(value, 0, 256 << 20);
		else if (slice_eq(o, SLICE("--time")))
			w->time = number(value, 1, 86400);
		else
			return false;
		i++;
	}
	return w->url && w->max >= 0 && w->time >= 0;
}

static int
try_fetch(int argc, char **argv)
{
	struct wish w = { .max = 4 << 20, .time = 30 };

	if (read_options(&w, argc, argv))
		return fetch_wish(&w);
	complain("fetch", SLICE("usage: try fetch [--ca FILE] [--max BYTES] "
	    "[--time SECONDS] [--follow] URL"));
	return EXIT_USAGE;
}

/* --- the table ------------------------------------------------------------ */

static const struct {
	const char	*name;
	int		(*run)(int argc, char **argv);	/* after the name */
} parts[] = {
	{ "date",	try_date },
	{ "text",	try_text },
	{ "fetch",	try_fetch },
};

int
verb_try(const char *file, int argc, char **argv)
{
	(void)file;
	for (size_t i = 0; argc > 1 && i < COUNT(parts); i++)
		if (strcmp(parts[i].name, argv[1]) == 0)
			return parts[i].run(argc - 2, argv + 2);
	fputs("earshot: usage: try date [TEXT...] | text [--tokens] | "
	    "fetch [OPTION...] URL\n", stderr);
	return EXIT_USAGE;
}
