#include "core/answer/sheet.h"

#include "core/text/text.h"

slice
sheet_clean(struct arena *a, slice s)
{
	struct sink k = sink_open(a);
	struct tidy t = { .k = &k };

	while (s.n) {
		uint32_t c = text_next(&s);

		/* embedded directions could turn our own words around */
		if (c == TEXT_BAD || c == 0x7f || (c >= 0x80 && c < 0xa0) ||
		    (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069))
			continue;
		tidy_char(&t, c < 0x20 ? ' ' : c);
	}
	return sink_close(&k, a);
}

/* ---- choosing -------------------------------------------------------- */

static bool
usable(const struct sheet *s, slice phrase)
{
	for (size_t i = 0; i < phrase.n; i++) {
		size_t	 hole = (unsigned char)phrase.p[i];

		if (hole < HOLES && s->holes.value[hole].n == 0)
			return false;
	}
	return phrase.n > 0;
}

/* The digits of the number, each to the base of what there is to choose from:
 * two numbers that follow each other differ in the first choice. */
static uint32_t
choose(struct sheet *s, uint32_t n)
{
	uint32_t at = s->dice % n;

	s->dice /= n;
	return at;
}

slice
sheet_phrase(struct sheet *s, enum phrase_key key)
{
	char	 buf[PHRASE_MOST];
	uint32_t n = 0;
	size_t	 i, all = phrase_count(s->lang, key);
	struct sink k;

	for (i = 0; i < all; i++)
		n += usable(s, phrase_get(s->lang, key, i, buf));
	if (n == 0)
		return SLICE("");
	n = choose(s, n) + 1;
	for (i = 0; n > 0; i++)
		n -= usable(s, phrase_get(s->lang, key, i, buf));
	k = sink_open(s->arena);
	hole_fill(&k, phrase_get(s->lang, key, i - 1, buf), &s->holes);
	return sink_close(&k, s->arena);
}

/* ---- room ------------------------------------------------------------ */

void
sheet_add(struct sheet *s, slice text, unsigned drop)
{
	if (text.n == 0 || s->n == SHEET_PIECES)
		return;
	s->pieces[s->n].text = text;
	s->pieces[s->n].drop = drop;
	s->n++;
}

static size_t
length(const struct sheet *s, unsigned upto)
{
	size_t	 n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->pieces[i].drop <= upto)
			n += (n > 0) + text_length(s->pieces[i].text,
			    TEXT_CHARS);
	return n;
}

size_t
sheet_room(const struct sheet *s)
{
	size_t	 n = length(s, 0);

	return n + 1 < s->chars ? s->chars - n - 1 : 0;
}

static bool
ends_sentence(slice s, size_t at)
{
	return memchr(".!?", s.p[at], 3) != NULL &&
	    (at + 1 == s.n || s.p[at + 1] == ' ');
}

slice
sheet_cut(struct arena *a, slice s, size_t chars)
{
	slice	 cut = text_cut(a, s, chars, TEXT_CHARS);
	size_t	 most;

	if (cut.n == s.n && cut.p == s.p)
		return s;
	most = cut.n < s.n ? cut.n : s.n;
	for (size_t i = most; i-- > most / 2;)
		if (ends_sentence(s, i) &&
		    text_length(slice_head(s, i + 1), TEXT_CHARS) <= chars)
			return slice_head(s, i + 1);
	return cut;
}

slice
sheet_close(struct sheet *s)
{
	unsigned upto = 0;
	struct sink k = sink_open(s->arena);

	for (size_t i = 0; i < s->n; i++)
		upto = s->pieces[i].drop > upto ? s->pieces[i].drop : upto;
	while (upto > 0 && length(s, upto) > s->chars)
		upto--;
	if (s->n == 0 || length(s, upto) > s->chars)
		return SLICE("");
	for (size_t i = 0; i < s->n; i++)
		if (s->pieces[i].drop <= upto) {
			sink_text(&k, k.len ? " " : "");
			sink_put(&k, s->pieces[i].text);
		}
	return sink_close(&k, s->arena);
}

slice
sheet_unsigned(slice text)
{
	static const slice dash = { " \xe2\x80\x93 ", 5 };
	size_t	 at = text.n;

	for (size_t i = 0; i < text.n;) {
		size_t	 next = i + slice_find(slice_from(text, i), dash);

		if (next < text.n)
			at = next;
		i = next + dash.n;
	}
	return slice_head(text, at);
}
