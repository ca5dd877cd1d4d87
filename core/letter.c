#include "core/letter.h"

#include "core/judge/score.h"
#include "core/show.h"
#include "core/text/text.h"
#include "core/when/when.h"

#define ELLIPSIS	"\xe2\x80\xa6"

enum {
	NAME = 40,			/* characters of an author */
	SOURCE = 24,
	REASON = 80,
	IDS = 32000,			/* wire_letter takes 32768 */
	DAY = 86400
};

static const struct {
	slice		 class;
	const char	*label;
} labels[] = {
	{ { "complaint", 9 },	"Complaint" },
	{ { "question", 8 },	"Question" },
	{ { "praise", 6 },	"Praise" },
	{ { "lead", 4 },	"Possible customer" },
	{ { "crisis", 6 },	"Serious complaint" },
	{ { "competitor", 10 },	"Looking around" },
	{ { "rumour", 6 },	"Rumour" },
	{ { "idea", 4 },	"Idea" },
	{ { "news", 4 },	"News" },
	{ { "spam", 4 },	"Perhaps spam" },
};

static bool
has_stars(const struct mention *m)
{
	return m->rating >= 1 && m->rating <= 5;
}

static void
put_stars(struct sink *k, int64_t rating)
{
	for (int64_t i = 0; i < 5; i++)
		sink_text(k, i < rating ? "\xe2\x98\x85" : "\xe2\x98\x86");
}

static const char *
label(slice class)
{
	for (size_t i = 0; i < COUNT(labels); i++)
		if (slice_eq(class, labels[i].class))
			return labels[i].label;
	return "Mention";
}

static bool
contains(slice s, slice word)
{
	for (; s.n >= word.n; s = slice_from(s, 1))
		if (slice_istarts(s, word))
			return true;
	return false;
}

/* What to quote: the headline of a review, or one with a word that the rule
 * was after; else what was said ("Comment on: ..." is no news). */
static slice
telling(const struct item *item)
{
	const struct mention *m = &item->mention;
	slice	 words = item->words, word;

	if (m->text.n == 0 || (m->title.n && has_stars(m)))
		return m->title.n ? m->title : m->text;
	while (words.n) {
		word = slice_trim(slice_cut(&words, ','));
		if (word.n && contains(slice_head(m->title, 1024), word))
			return m->title;
	}
	return m->text;
}

static void
put_kind(struct sink *k, const struct item *item, slice source)
{
	if (has_stars(&item->mention))
		put_stars(k, item->mention.rating);
	else
		sink_text(k, label(item->verdict.class));
	if (source.n) {
		sink_put(k, SLICE(" on "));
		sink_put(k, source);
	}
}

void
letter_kind(struct sink *k, const struct item *item)
{
	put_kind(k, item, slice_head(item->source, SOURCE));
}

static slice
make_title(struct arena *a, const struct item *item, slice source)
{
	char	 buf[256];
	struct sink k = { .buf = buf, .cap = sizeof(buf) }, title;
	size_t	 used;
	slice	 quote;

	put_kind(&k, item, source);
	used = text_length(sink_slice(&k), TEXT_GRAPHEMES) + 4;
	quote = show(a, telling(item), LETTER_TITLE - used, false);
	title = sink_open(a);
	sink_put(&title, sink_slice(&k));
	if (quote.n) {
		sink_put(&title, SLICE(": \""));
		sink_put(&title, quote);
		sink_byte(&title, '"');
	}
	return sink_close(&title, a);
}

static void
put_ago(struct sink *k, int64_t now, int64_t then)
{
	int64_t	 ago;

	if (then <= 0 || now <= 0)
		return;
	ago = now - then;
	sink_put(k, SLICE(", "));
	if (ago >= 30 * DAY) {
		sink_put(k, SLICE("on "));
		when_put_date(k, then);
	} else if (ago < 60) {
		sink_put(k, SLICE("just now"));
	} else {
		when_put_ago(k, ago);
		sink_put(k, SLICE(" ago"));
	}
}

/* "Anna (@anna) on gazette, 4 min ago" */
static void
put_who(struct sink *k, const struct mention *m, slice source, int64_t now)
{
	slice	 name = m->author.n ? m->author : m->handle;

	show_put(k, name.n ? name : SLICE("Somebody"), NAME, false);
	if (m->author.n && m->handle.n && !slice_eq(m->author, m->handle)) {
		sink_put(k, SLICE(" ("));
		show_put(k, m->handle, NAME, false);
		sink_byte(k, ')');
	}
	if (source.n) {
		sink_put(k, SLICE(" on "));
		sink_put(k, source);
	}
	if (m->place.n) {
		sink_put(k, SLICE(", "));
		show_put(k, m->place, NAME, false);
	}
	put_ago(k, now, m->time);
}

void
letter_reasons(struct sink *k, const struct verdict *v)
{
	bool	 any = false;

	for (size_t i = 0; i < v->nreasons && i < REASONS_MAX; i++) {
		if (v->reasons[i].points == 0)
			continue;
		if (any)
			sink_put(k, SLICE(", "));
		show_put(k, v->reasons[i].why, REASON, false);
		sink_text(k, v->reasons[i].points > 0 ? " +" : " ");
		sink_int(k, v->reasons[i].points);
		any = true;
	}
	if (any)
		sink_put(k, SLICE(" = "));
	sink_int(k, v->priority);
	sink_put(k, SLICE(", "));
	sink_put(k, score_level_name(score_level(v->priority)));
}

void
letter_label(struct sink *k, slice label)
{
	show_put(k, slice_cut(&label, '/'), NAME, false);
	for (bool more = false; label.n; more = true) {
		sink_text(k, more ? " " : " (");
		show_put(k, slice_cut(&label, '-'), NAME, false);
		sink_text(k, label.n ? "" : ")");
	}
}

void
letter_issues(struct sink *k, const struct verdict *v)
{
	slice	 all = v->issue_words;

	for (bool more = false; all.n; more = true) {
		slice	 words = slice_trim(slice_cut(&all, ';'));

		sink_text(k, more ? "; " : "");
		letter_label(k, slice_cut(&words, ':'));
		for (char sign = ':'; words.n; sign = ',') {
			sink_byte(k, sign);
			sink_put(k, SLICE(" '"));
			show_put(k, slice_cut(&words, ','), REASON, false);
			sink_byte(k, '\'');
		}
	}
}

/* Does the letter's title quote all of it? Then it stands above the text. */
static bool
quoted(slice title, slice head)
{
	return title.n > head.n + 2 && slice_eq(head, slice_head(
	    slice_from(title, title.n - head.n - 1), head.n)) &&
	    title.p[title.n - head.n - 2] == '"';
}

static slice
make_text(struct arena *a, const struct item *item, slice source, slice title,
    int64_t now)
{
	const struct mention *m = &item->mention;
	slice	 head = show(a, m->title, 2 * LETTER_TITLE, false);
	slice	 words = show(a, m->text, LETTER_WORDS, true);
	slice	 bare = slice_ends(head, SLICE(ELLIPSIS)) ?
	    slice_head(head, head.n - sizeof(ELLIPSIS) + 1) : head;
	struct sink k = sink_open(a);

	if (!slice_starts(words, bare) && (words.n == 0 ||
	    !quoted(title, head))) {
		sink_put(&k, head);
		sink_byte(&k, '\n');
	}
	sink_put(&k, words);
	sink_text(&k, head.n + words.n ? "\n\n" : "");
	put_who(&k, m, source, now);
	if (item->verdict.issue_words.n) {
		sink_put(&k, SLICE("\nAbout: "));
		letter_issues(&k, &item->verdict);
	}
	sink_put(&k, SLICE("\nWhy: "));
	letter_reasons(&k, &item->verdict);
	return sink_close(&k, a);
}

/* Where a tap leads: nowhere but to the web. */
static slice
make_url(struct arena *a, slice url)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7f)
			return SLICE("");
	if (!slice_istarts(url, SLICE("https://")) &&
	    !slice_istarts(url, SLICE("http://")))
		return SLICE("");
	return arena_copy(a, url);
}

void
letter_alert(struct arena *a, const struct item *item, int64_t now,
    struct letter *l)
{
	slice	 source = show(a, item->source, SOURCE, false);

	l->title = make_title(a, item, source);
	l->text = make_text(a, item, source, l->title, now);
	l->url = make_url(a, item->mention.url);
	if (l->level.n == 0)
		l->level = score_level_name(score_level(
		    item->verdict.priority));
}

/* --- one letter for many -------------------------------------------------- */

static enum level
level_of(const struct letter *l)
{
	enum level level;

	return score_level_named(l->level, &level) ? level : LEVEL_LOW;
}

static int64_t
count_mentions(const struct letter *l, size_t n)
{
	int64_t	 sum = 0;

	for (size_t i = 0; i < n; i++) {
		slice	 ids = l[i].mentions;
		int64_t	 before = sum;

		while (ids.n)
			sum += slice_cut(&ids, ' ').n > 0;
		sum += sum == before;		/* not said: at least itself */
	}
	return sum;
}

static slice
join_mentions(struct arena *a, const struct letter *l, size_t n)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < n; i++) {
		if (l[i].mentions.n == 0 || k.len + l[i].mentions.n > IDS)
			continue;
		if (k.len)
			sink_byte(&k, ' ');
		sink_put(&k, l[i].mentions);
	}
	return sink_close(&k, a);
}

/* The loudest first, so that they are not among the "12 more". */
static slice
list_letters(struct arena *a, const struct letter *l, size_t n, int64_t now)
{
	struct sink k = sink_open(a);
	size_t	 lines = 0;

	for (int level = LEVELS - 1; level >= 0; level--)
		for (size_t i = 0; i < n && lines < LETTER_LINES; i++) {
			if ((int)level_of(&l[i]) != level)
				continue;
			lines++;
			sink_put(&k, SLICE("- "));
			show_put(&k, l[i].title, LETTER_TITLE, false);
			put_ago(&k, now, l[i].born);
			sink_byte(&k, '\n');
		}
	if (n > lines) {
		sink_put(&k, SLICE("and "));
		sink_int(&k, (int64_t)(n - lines));
		sink_put(&k, SLICE(" more: earshot list\n"));
	}
	return sink_close(&k, a);
}

static slice
count_title(struct arena *a, int64_t count)
{
	struct sink k = sink_open(a);

	sink_int(&k, count);
	sink_text(&k, count == 1 ? " mention" : " mentions");
	sink_put(&k, SLICE(" while your phone could not be reached"));
	return sink_close(&k, a);
}

void
letter_catch_up(struct arena *a, const struct letter *l, size_t n,
    struct letter *out)
{
	enum level level = LEVEL_LOW;

	for (size_t i = 0; i < n; i++)
		if (level_of(&l[i]) > level)
			level = level_of(&l[i]);
	out->title = n == 1 ? arena_copy(a, l->title) :
	    count_title(a, count_mentions(l, n));
	out->text = n == 1 ? arena_copy(a, l->text) :
	    list_letters(a, l, n, out->born);
	out->url = n == 1 ? arena_copy(a, l->url) : SLICE("");
	out->mentions = join_mentions(a, l, n);
	out->mention = n ? l->mention : 0;
	if (out->level.n == 0)
		out->level = score_level_name(level);
}

void
letter_again(struct arena *a, int64_t waited, struct letter *l)
{
	struct sink title = sink_open(a), text;

	sink_put(&title, SLICE("Still open: "));
	sink_put(&title, l->title);
	l->title = show(a, sink_close(&title, a), LETTER_TITLE, false);
	text = sink_open(a);
	sink_put(&text, SLICE("Nobody has taken it for "));
	when_put_ago(&text, waited);
	sink_put(&text, SLICE(".\n\n"));
	sink_put(&text, l->text);
	l->text = sink_close(&text, a);
}
