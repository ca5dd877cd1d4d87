/*
 * link.c - links to a report for who has no part in the box. The token is
 * made here and shown once; what the store gets is its hash.
 */
#include "core/text/text.h"
#include "core/when/when.h"
#include "firmware/desk/linking.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "net/tls.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAY = 86400, DAYS = 30, DAYS_MOST = 400 };

static int
usage(void)
{
	fprintf(stderr, "usage: earshot link report [--days N] [--life DAYS] "
	    "[--who NAME] [--names]\n"
	    "       earshot link list | revoke N\n");
	return EXIT_USAGE;
}

static bool
read_days(const char *word, int64_t *days)
{
	return slice_int(slice_of(word), days) && *days >= 1 &&
	    *days <= DAYS_MOST;
}

static bool
read_options(int argc, char **argv, struct link *l, int64_t *life)
{
	bool	 good = true;

	for (int i = 2; good && i < argc; i++) {
		const char *next = i + 1 < argc ? argv[i + 1] : "";

		if (strcmp(argv[i], "--names") == 0)
			l->names = 1;
		else if (strcmp(argv[i], "--days") == 0)
			good = read_days(next, &l->days) && ++i;
		else if (strcmp(argv[i], "--life") == 0)
			good = read_days(next, life) && ++i;
		else if (strcmp(argv[i], "--who") == 0)
			good = *next && strlen(next) <= LINK_WHO &&
			    text_valid(l->who = slice_of(next)) && ++i;
		else
			good = false;
	}
	return good;
}

static int
hand_in(const struct config *c, const struct link *l)
{
	char	 name[SPOOL_PATH];
	struct fault f = { "" };

	if (!spool_put_link(c->data, l, name, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	return spool_hand_in(c, name);
}

/* "link 3, for marketing: the last 30 days, until 2026-12-22; numbers and
 * words, no names" */
static void
tell(struct arena *a, const struct link *l)
{
	struct sink k = sink_open(a);

	when_put_date(&k, l->until);
	fprintf(stderr, "link %lld%s%.*s: the last %lld days, until %.*s; "
	    "numbers and words%s\n", (long long)l->id,
	    l->who.n ? ", for " : "", SLICE_ARG(l->who), (long long)l->days,
	    SLICE_ARG(sink_slice(&k)), l->names ?
	    ", and what customers wrote" : ", no names");
}

static int
list(const char *file)
{
	struct look look;
	struct link l;
	slice	 rest;
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	rest = linking_list(look.txn);
	while (links_next(&rest, &l)) {
		size_t	 mark = look.arena.used;
		struct sink k = sink_open(&look.arena);
		struct json_line j = json_line_open(&k);

		json_line_int(&j, "link", l.id);
		json_line_text(&j, "who", l.who);
		json_line_int(&j, "days", l.days);
		json_line_int(&j, "until", l.until);
		json_line_zero(&j, "names", l.names);
		json_line_close(&j);
		if (print_to_person())
			tell(&look.arena, &l);
		else
			print_line(&k);
		look.arena.used = mark;
	}
	look_close(&look);
	return EXIT_GOOD;
}

/* Is it there by now, as it was asked for? */
static int
tell_made(const char *file, const struct link *l, const char *token)
{
	struct look look;
	struct link there;
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	status = linking_find(look.txn, l->hash, 0, &there) ? EXIT_GOOD :
	    EXIT_NO;
	if (status == EXIT_GOOD) {
		printf("%.*s/r/%s\n", SLICE_ARG(look.c->web.address), token);
		tell(&look.arena, &there);
	} else {
		fprintf(stderr, "there is no room for it: %d links are kept, "
		    "take one back\n", LINKS_MOST);
	}
	look_close(&look);
	return status;
}

static int
report(const char *file, const struct config *c, struct link *l)
{
	char	 secret[LINK_BYTES], token[LINK_CHARS + 1];
	struct sink k = { .buf = token, .cap = LINK_CHARS };
	unsigned char hash[LINK_HASH];
	int	 status;

	if (c->web.port == 0) {
		fprintf(stderr, "this box has no page in the network: \"web\" "
		    "in the file gives it one, see earshot.json(5)\n");
		return EXIT_NO;
	}
	if (!tls_random(secret, sizeof(secret)))
		return EXIT_SYSTEM;
	sink_hex(&k, (slice){ secret, sizeof(secret) });
	token[LINK_CHARS] = '\0';
	config_crypto.sha256(sink_slice(&k), hash);
	l->hash = (slice){ (const char *)hash, sizeof(hash) };
	status = hand_in(c, l);
	return status == EXIT_GOOD ? tell_made(file, l, token) : status;
}

static int
revoke(const char *file, const struct config *c, const char *number)
{
	struct link l = { .who = { "", 0 }, .hash = { "", 0 } }, there;
	struct look look;
	bool	 known = false;
	slice	 rest;
	int	 status;

	if (!slice_int(slice_of(number), &l.id) || l.id < 1)
		return usage();
	if (!look_open(&look, file, &status))
		return status;
	rest = linking_list(look.txn);
	while (links_next(&rest, &there))
		known |= there.id == l.id;
	look_close(&look);
	if (known)
		return hand_in(c, &l);
	fprintf(stderr, "there is no link %s\n", number);
	return EXIT_NO;
}

int
verb_link(const char *file, int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	struct link l = { .days = DAYS, .who = { "", 0 } };
	const struct config *c;
	int64_t	 life = DAYS;

	if (strcmp(what, "list") == 0 && argc == 2)
		return list(file);
	if ((strcmp(what, "revoke") != 0 || argc != 3) &&
	    (strcmp(what, "report") != 0 ||
	    !read_options(argc, argv, &l, &life)))
		return usage();
	if ((c = config_read(file)) == NULL)
		return EXIT_USAGE;
	if (strcmp(what, "revoke") == 0)
		return revoke(file, c, argv[2]);
	l.until = (int64_t)time(NULL) + life * DAY;
	return report(file, c, &l);
}
