#include "core/answer/quoted.h"

#include "core/answer/wording.h"
#include "core/judge/label.h"
#include "core/judge/quote.h"
#include "core/match/tokens.h"
#include "core/text/text.h"

enum {
	SAFE = PHRASE_PLACE - PHRASE_STAFF + 1,	/* kinds that may be named */
	LEAST = 8				/* bytes of a quotation */
};

/* The first issue that may be spoken of, as the number of its kind. */
static unsigned
kind_of(slice label)
{
	return label_what_named(slice_head(label, slice_index(label, '/')));
}

/* They begin like these, in any of the languages; mild ones stay. */
static bool
is_foul(slice words)
{
	static const char stems[][8] = {
		"fuck", "shit", "bitch", "cunt", "scheiss", "arsch", "wichs",
		"merd", "putain", "connar", "mierd", "puta", "cabron", "cono",
		"cazz", "stronz", "vaff", "porra", "caralh", "foder", "idiot",
	};
	struct tokens all;
	struct token t;

	tokens_init(&all, words);
	while (token_next(&all, &t))
		for (size_t i = 0; i < COUNT(stems); i++)
			if (slice_starts(token_fold(&t), slice_of(stems[i])))
				return true;
	return false;
}

static slice
quotable(struct arena *a, slice words)
{
	struct sink k = sink_open(a);
	bool	 whole = quote_put(&k, slice_trim(words),
	    "\"{}<>[]()|\\@#:/*_~`");
	slice	 s = slice_trim(sink_close(&k, a));

	if (!whole || s.n < LEAST || slice_index(s, ' ') == s.n || is_foul(s))
		return SLICE("");
	/* marks of quotation of any kind end ours */
	for (slice rest = s; rest.n;) {
		uint32_t c = text_next(&rest);

		if (c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f) ||
		    c == 0x2039 || c == 0x203a)
			return SLICE("");
	}
	return s;
}

slice
quoted_words(struct arena *a, const struct verdict *v)
{
	slice	 rest = v->issue_words;

	while (rest.n) {
		slice	 words = slice_cut(&rest, ';');
		slice	 label = slice_trim(slice_cut(&words, ':'));

		if (kind_of(label) >= SAFE)
			continue;
		while (words.n) {
			slice	 s = quotable(a, slice_cut(&words, ','));

			if (s.n)
				return s;
		}
	}
	return SLICE("");
}

enum phrase_key
quoted_issue(const struct verdict *v)
{
	slice	 rest = v->issues;

	while (rest.n) {
		unsigned kind = kind_of(slice_trim(slice_cut(&rest, ',')));

		if (kind < SAFE)
			return (enum phrase_key)(PHRASE_STAFF + kind);
	}
	return PHRASE_KEYS;
}

/* ---- recommended to others ------------------------------------------- */

bool
wording_refers(const struct mention *m, const struct verdict *v)
{
	static const char stems[][12] = {
		"recommend", "empfehl", "empfohl", "recommand", "conseille",
		"recomiend", "recomend", "consiglia", "consiglio",
		"weiterempf",
	};
	struct tokens all;
	struct token t;

	if (!slice_eq(v->class, SLICE("praise")))
		return false;
	for (size_t part = 0; part < 2; part++) {
		tokens_init(&all, part ? m->text : m->title);
		while (token_next(&all, &t))
			for (size_t i = 0; i < COUNT(stems); i++)
				if (slice_starts(token_fold(&t),
				    slice_of(stems[i])))
					return true;
	}
	return false;
}

bool
wording_sound(const struct wording_own *o, struct fault *f)
{
	char	 buf[WORDING_MOST];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 bad, what = shelf_unknown(o->what);

	if (slice_eq(what, SLICE("refer")))
		what = SLICE("");
	if (what.n || slice_trim(o->what).n == 0)
		return fault_tell(f, "drafts: \"%\" is neither a class nor an "
		    "issue", what);
	if (!hole_read(&k, o->text, &bad))
		return fault_tell(f, "drafts: % means nothing; there are {me}, "
		    "{shop}, {name}, {words}, {link} and {contact}", bad);
	if (slice_trim(o->text).n == 0 || k.full)
		return fault_words(f, "drafts: a text has 1 to 2000 bytes");
	return true;
}

bool
wording_speaks(slice lang)
{
	return phrase_lang(lang) < PHRASE_LANGS;
}
