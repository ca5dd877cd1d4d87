#include "core/judge/sentence.h"
#include "core/sink.h"
#include "tests/test.h"

/* The words with one blank between, a stroke behind each sentence; marks
 * before a word: comma, capitals, # tagged, ~ drawn, * emoji. */
static slice
shown(slice text, char *buf, size_t cap)
{
	static struct sentence s;
	struct sentences k;
	struct sink out = { .buf = buf, .cap = cap };

	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		for (size_t i = 0; i < s.n; i++) {
			const struct sentence_word *w = &s.words[i];
			slice	 fold = { s.buf + w->at, w->n };

			CHECK(w->hash == hash_bytes(fold));
			CHECK(w->at + w->n <= s.len);
			CHECK(w->raw.p >= text.p && w->raw.p + w->raw.n <=
			    text.p + text.n);
			if (w->comma)
				sink_byte(&out, ',');
			if (w->tagged)
				sink_byte(&out, '#');
			if (w->capitals)
				sink_byte(&out, '^');
			if (w->drawn)
				sink_byte(&out, '~');
			sink_put(&out, w->emoji ? SLICE("*") : fold);
			sink_byte(&out, ' ');
		}
		if (s.exclamations)
			sink_byte(&out, '!');
		if (s.question)
			sink_byte(&out, '?');
		if (s.dots)
			sink_byte(&out, ':');
		sink_put(&out, SLICE("| "));
	}
	return slice_trim((slice){ buf, out.len });
}

static void
texts(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" },
		{ "...", "" },
		{ "One two. Three!", "one two | three !|" },
		{ "so GOOD, sooo good", "so ^good ,~sooo good |" },
		{ "wait... what??", "wait :| what ?|" },
		{ "nice :) yes", "nice * yes |" },
		{ "nice :D", "nice * |" },
		{ "nice :D. yes", "nice * | yes |" },
		{ ":D", "* |" },
		{ ":Dear", ",dear |" },
		{ "10:30", "10 ,30 |" },
		{ "see http://a.b/c?d=:) now", "see now |" },
		{ "see www.a.b now", "see now |" },
		{ "see http", "see |" },
		{ "the https: way", "the way |" },
		{ "httpd", "httpd |" },
		{ "@joe thanks", "thanks |" },
		{ "#SlowService again", "#slow #service again |" },
		{ "#slowservice", "#slowservice |" },
		{ "#NHS", "#^nhs |" },
		{ "SlowService", "slowservice |" },
		{ "don't I\342\200\231ll", "dont ill |" },
		{ "\360\237\230\241 ok", "* ok |" },
	};
	char	 buf[400];

	for (size_t i = 0; i < COUNT(cases); i++) {
		slice	 got = shown(slice_of(cases[i].text), buf,
		    sizeof(buf));

		if (!slice_eq(got, slice_of(cases[i].want)))
			printf("\"%s\": \"%.*s\"\n", cases[i].text,
			    SLICE_ARG(got));
		CHECK(slice_eq(got, slice_of(cases[i].want)));
	}
}

static void
counts(void)
{
	static struct sentence s;
	struct sentences k;

	sentences_init(&k, SLICE("@a @b see https://c.d \"so\" #e #F_g http"));
	while (sentence_next(&k, &s))
		;
	CHECK(k.accounts == 2 && k.addresses == 2);
	CHECK(k.tags == 2 && k.quotes == 2);
}

/* No text is too long, and none makes a sentence larger than it may be. */
static void
bounds(void)
{
	static char text[30000];
	static const char *const of[] = { "a", "a ", "#aB", ":)", "x'", "!",
		"\360\237\230\241", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ",
		"#AaBbCcDd", "\377", ":D " };
	static struct sentence s;

	for (size_t i = 0; i < COUNT(of); i++) {
		size_t	 n = strlen(of[i]), sentences = 0;
		struct sentences k;

		for (size_t at = 0; at < sizeof(text); at++)
			text[at] = of[i][at % n];
		sentences_init(&k, (slice){ text, sizeof(text) });
		while (sentence_next(&k, &s)) {
			CHECK(s.n > 0 && s.n <= SENTENCE_WORDS);
			CHECK(s.len <= SENTENCE_BYTES);
			sentences++;
		}
		CHECK(sentences <= sizeof(text));
	}
}

/* ---- two ways through a text --------------------------------------------- */

/* What random texts are made of. */
static const char *const parts[] = { " ", " ", " ", " ", "good", "NOT", "a",
	"I", "soooo", "reservation", ",", ", ", ".", ". ", "...", "! ", "?",
	" - ", "\n", ":)", ":D", ": ", "\"", "(", ") ", "'", "don't", "3.50", "7",
	"http", " http://a.b/c ", " www.x.y ", " hat ", "#Good ", "@joe ",
	"caf\303\251", "\360\237\230\241", "\342\200\246", "D", ";", "\377" };

static bool
may_begin_address(const char *p)
{
	return (p[0] == 'h' && p[1] == 't') || (p[0] == 'w' && p[1] == 'w');
}

/* The same text with a soft hyphen behind the first letter of each word: it
 * says nothing, but no word is plain any more. */
static slice
hyphenate(const char *text, char *out)
{
	char	 before = ' ', *to = out;

	for (const char *p = text; *p != '\0'; before = *p++) {
		*to++ = *p;
		if (!ascii_alpha(*p) || ascii_alpha(before) ||
		    ascii_digit(before) || (before & 0x80) != 0 ||
		    strchr("'#@:;=<", before) != NULL || may_begin_address(p))
			continue;
		*to++ = '\302';
		*to++ = '\255';
	}
	return (slice){ out, (size_t)(to - out) };
}

static bool
equal(const struct sentence *a, const struct sentence *b)
{
	bool	 same = a->n == b->n && a->len == b->len &&
	    a->capitals == b->capitals && a->drawn == b->drawn &&
	    a->emoji == b->emoji && a->digits == b->digits &&
	    a->exclamations == b->exclamations &&
	    a->question == b->question && a->dots == b->dots;

	for (size_t i = 0; same && i < a->n; i++)
		same = a->words[i].hash == b->words[i].hash &&
		    a->words[i].at == b->words[i].at &&
		    a->words[i].comma == b->words[i].comma &&
		    a->words[i].capitals == b->words[i].capitals &&
		    a->words[i].drawn == b->words[i].drawn &&
		    a->words[i].tagged == b->words[i].tagged;
	return same && memcmp(a->buf, b->buf, a->len) == 0;
}

/* Most words go a quick way, and what stands between them, too: it leads where
 * the other one does. */
static void
two_ways(void)
{
	static struct sentence s, t;
	uint32_t dice = 1;

	for (int round = 0; round < 20000; round++) {
		char	 text[400] = "", out[1200];
		struct sentences k, l;
		bool	 more = true;

		for (unsigned i = 0; i < 16; i++) {
			dice = dice * 1664525 + 1013904223;
			strcat(text, parts[(dice >> 10) % COUNT(parts)]);
		}
		sentences_init(&k, slice_of(text));
		sentences_init(&l, hyphenate(text, out));
		while (more) {
			more = sentence_next(&k, &s);
			CHECK(sentence_next(&l, &t) == more);
			CHECK(!more || equal(&s, &t));
		}
		CHECK(k.quotes == l.quotes && k.tags == l.tags);
		CHECK(k.addresses == l.addresses && k.accounts == l.accounts);
		if (test_failed) {
			printf("%s\n", text);
			return;
		}
	}
}

int
main(void)
{
	two_ways();
	texts();
	counts();
	bounds();
	return test_failed;
}
