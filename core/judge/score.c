#include "core/judge/score.h"

#include "core/judge/judge.h"
#include "core/sink.h"
#include "core/match/tokens.h"

enum {
	HALF = 350,		/* hundredths of a point that make 50 of 100 */
	SIDE = 20,		/* less than this is neutral */
	WATCH_MAX = 66		/* critical words of the owner, name, town */
};

static const char *const level_names[LEVELS] = {
	[LEVEL_LOW] = "low", [LEVEL_NORMAL] = "normal",
	[LEVEL_HIGH] = "high", [LEVEL_URGENT] = "urgent",
};

enum level
score_level(int64_t priority)
{
	if (priority < 40)
		return LEVEL_LOW;
	if (priority < 60)
		return LEVEL_NORMAL;
	return priority < 80 ? LEVEL_HIGH : LEVEL_URGENT;
}

slice
score_level_name(enum level l)
{
	return slice_of(l < LEVELS ? level_names[l] : "");
}

bool
score_level_named(slice name, enum level *l)
{
	for (size_t i = 0; i < LEVELS; i++)
		if (slice_ieq(name, slice_of(level_names[i]))) {
			*l = (enum level)i;
			return true;
		}
	return false;
}

/* Folded words with one blank between, as core/judge/sentence.h has them. */
static slice
fold_words(struct arena *a, slice text)
{
	struct sink k = sink_open(a);
	struct tokens tokens;
	struct token t;

	tokens_init(&tokens, text);
	while (token_next(&tokens, &t)) {
		if (t.kind == TOKEN_TAG)
			continue;
		sink_put(&k, k.len ? SLICE(" ") : SLICE(""));
		sink_put(&k, token_fold(&t));
	}
	return sink_close(&k, a);
}

static size_t
take_watch(struct arena *a, const struct score_shop *shop,
    struct tone_watch *w)
{
	size_t	 n = 0;

	w[n++] = (struct tone_watch){ fold_words(a, shop->name), TONE_SHOP };
	w[n++] = (struct tone_watch){ fold_words(a, shop->town), TONE_TOWN };
	for (size_t i = 0; i < shop->ncritical && n < WATCH_MAX; i++)
		w[n++] = (struct tone_watch){
		    fold_words(a, shop->critical[i]), TONE_OWN_CRITICAL };
	return n;
}

static int64_t
feeling(const struct tone *t)	/* -100 to 100, of the text alone */
{
	int64_t	 sum = t->praise - t->blame + t->emoji / (t->words ? 1 : 2);
	int64_t	 size = sum < 0 ? -sum : sum;

	return 100 * sum / (size + HALF);
}

/* Who gives stars has said it: the text only leans within them. */
static int64_t
with_stars(int64_t text, int64_t stars)
{
	static const int64_t value[] = { 0, -85, -60, -5, 45, 80 };

	if (stars < 1 || stars > 5)
		return text;
	return (3 * value[stars] + text) / 4;
}

static void
read_texts(struct judge *j, const struct tone_watch *w, size_t n)
{
	const struct mention *m = j->mention;
	slice	 main = slice_trim(m->text).n ? m->text : m->title;

	j->tongue = tongue_of(main, m->lang);
	if (m->title.n && !slice_starts(main, m->title))
		tone_read(&j->tone, m->title, j->tongue, w, n);
	tone_read(&j->tone, main, j->tongue, w, n);
}

void
score(struct arena *a, const struct mention *m, const struct score_shop *shop,
    int64_t now, struct verdict *v)
{
	struct judge j = { .arena = a, .mention = m, .now = now,
	    .verdict = v };
	struct tone_watch watch[WATCH_MAX];
	size_t	 n = take_watch(a, shop, watch);

	*v = (struct verdict){ .sentiment = 0 };
	read_texts(&j, watch, n);
	v->lang = slice_of(j.tongue->code);
	v->sentiment = with_stars(feeling(&j.tone), m->rating);
	v->polarity = v->sentiment >= SIDE ? SLICE("positive") :
	    v->sentiment <= -SIDE ? SLICE("negative") : SLICE("neutral");
	judge_reasons(&j);
}
