#include "tests/town/script.h"

#include "tests/town/say.h"
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	BETWEEN_POSTS = 2000,		/* ms */
	SETTLE = 1000,			/* after the first poll of the last */
	IMPATIENT = 8000		/* not all hosts may be listened to */
};

static const char *const hosts[] = { "gazette.town", "blog.town",
	"forum.town", "mastodon.town", "hn.town" };

/* The option for this round of "a|b|c", up to the closing brace. */
static const char *
put_option(struct buf *out, const char *at, unsigned round)
{
	slice	 all = { at, strcspn(at, "}") }, rest = all, option = all;
	unsigned n = 1;

	for (size_t i = 0; i < all.n; i++)
		n += all.p[i] == '|';
	for (unsigned i = 0; i <= round % n; i++)
		option = slice_cut(&rest, '|');
	buf_slice(out, option);
	return at + all.n + (at[all.n] == '}');
}

/* The words of a line in this round. */
static char *
spoken(const char *text, unsigned round)
{
	struct buf out = { .p = NULL };

	while (text && *text)
		if (*text == '{')
			text = put_option(&out, text + 1, round);
		else
			buf_put(&out, text++, 1);
	return buf_take(&out);
}

static void
put_line(struct town *t, const struct script_line *line, unsigned round,
    int64_t when)
{
	struct buf both = { .p = NULL };
	char	 buf[512];
	char	*title = spoken(line->title, round);
	char	*text = spoken(line->text, round);
	struct post p = { .host = must_copy(line->host), .title = title,
	    .text = text, .author = must_copy(line->author),
	    .lang = must_copy(line->lang), .time = when };

	buf_printf(&both, "%s%s%s", title, title[0] ? " | " : "", text);
	post_add(t, &p);
	if (when == 0)
		say(SAY_POSTED, "%-14s \"%s\" - %s", line->host,
		    say_short(buf, sizeof(buf), both.p, 90), line->author);
	buf_free(&both);
	free(title);
	free(text);
	free(p.host);
	free(p.author);
	free(p.lang);
}

void
script_history(struct town *t)
{
	int64_t	 now = (int64_t)time(NULL);

	for (size_t i = 0; i < script_nbefore; i++)
		put_line(t, &script_before[i], 0, now - 3000 *
		    (int64_t)(script_nbefore - i));
}

/* How many of the hosts that people write on were asked at least once. */
static size_t
listened_to(struct town *t)
{
	size_t	 n = 0;

	town_lock(t);
	for (size_t i = 0; i < COUNT(hosts); i++)
		n += host_named(t, hosts[i])->requests > 0;
	town_unlock(t);
	return n;
}

static bool
is_quiet(struct town *t)
{
	bool	 quiet;

	town_lock(t);
	quiet = t->quiet;
	town_unlock(t);
	return quiet;
}

static void
await_listener(struct town *t)
{
	long	 waited = 0;

	while (listened_to(t) < COUNT(hosts) && waited < IMPATIENT) {
		town_nap(50);
		if (listened_to(t))
			waited += 50;
	}
	town_nap(SETTLE);
}

void *
script_run(void *arg)
{
	struct town *t = arg;

	await_listener(t);
	for (unsigned round = 0; ; round++)
		for (size_t i = 0; i < script_nlines; i++) {
			while (is_quiet(t))
				town_nap(200);
			put_line(t, &script_lines[i], round, 0);
			town_nap(BETWEEN_POSTS);
		}
}
