#include "firmware/demo/demo.h"

#include "core/text/text.h"
#include "firmware/config/staff.h"
#include "firmware/verb/saved.h"
#include "net/embed.h"

slice
demo_day(struct arena *a)
{
	char	*text = arena_take(a, embed_day.n);

	return text != NULL && embed_text(&embed_day, text) ?
	    (slice){ text, embed_day.n } : (slice){ "", 0 };
}

/* Up to the next answer. */
static slice
skip(slice *rest)
{
	slice	 all = *rest;

	while (rest->n && rest->p[0] != '@')
		slice_cut(rest, '\n');
	all.n -= rest->n;
	return all;
}

slice
demo_config(slice day)
{
	return skip(&day);
}

bool
demo_next(slice *rest, struct demo_answer *a)
{
	slice	 head;

	skip(rest);
	if (rest->n == 0)
		return false;
	head = slice_from(slice_cut(rest, '\n'), 1);
	a->at = DEMO_DAY + 60 * config_minute(slice_cut(&head, ' '));
	a->source = slice_cut(&head, ' ');
	a->where = head;
	a->body = skip(rest);
	return true;
}

/* Without an address to begin from, links that lack theirs stay so. */
bool
demo_read(struct template_scope *scope, slice recipe,
    const struct demo_answer *a, struct notice *n, struct fault *f)
{
	struct http_request rq = { .url = { "", 0 } };
	struct fault unsaid = { "" };
	struct recipe r;
	bool	 broken;

	scope->crypto = &config_crypto;
	if (!recipe_load(scope->arena, recipe, &r, f))
		return false;
	if (r.transport != RECIPE_IMAP)
		(void)recipe_request(&r, scope, a->at, &rq, &unsaid);
	return saved_read(&r, scope, a->body, rq.url, n, &broken, f);
}

/* How much of it goes into one line: whole words, or a piece of one that is
 * longer than that. */
static size_t
fit(slice s, size_t width)
{
	size_t	 words = 0, most = 0;

	for (size_t i = 1; i <= s.n; i++) {
		if (i < s.n && (s.p[i] & 0xc0) == 0x80)
			continue;		/* inside of a character */
		if (text_length(slice_head(s, i), TEXT_GRAPHEMES) > width)
			break;
		most = i;
		if (i == s.n || s.p[i] == ' ')
			words = i;
	}
	return words ? words : most;
}

static void
put_line(struct sink *k, slice line, size_t width, const char *before,
    const char *after)
{
	sink_text(k, before);
	sink_put(k, line);
	for (size_t n = text_length(line, TEXT_GRAPHEMES); *after && n < width;
	    n++)
		sink_byte(k, ' ');
	sink_text(k, after);
	sink_byte(k, '\n');
}

void
demo_fold(struct sink *k, slice text, size_t width, const char *before,
    const char *after)
{
	while (text.n) {
		slice	 line = slice_cut(&text, '\n');

		while (line.n) {
			size_t	 n = fit(line, width);

			put_line(k, slice_head(line, n), width, before, after);
			line = slice_from(line, n);
			if (line.n && line.p[0] == ' ')
				line = slice_from(line, 1);
		}
	}
}
