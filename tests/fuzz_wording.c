/* fuzz_wording.c - a draft from foreign words, the owner's text and an entry of
 * a strange hand: valid, within its limit, or none; and the records. */
#include "core/answer/may.h"
#include "core/answer/wording.h"
#include "core/text/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static _Alignas(16) char room[1 << 18];

static void
need(bool ok)
{
	if (!ok)
		abort();
}

static void
try_records(struct arena *a, slice in)
{
	struct sink k = sink_open(a);
	struct faq e;
	struct sent s;

	if (wire_get(in, &wire_faq, &e)) {
		faq_put_markdown(&k, &e);
		faq_put_json(&k, &e);
	}
	wire_get(in, &wire_sent, &s);
	k.len = 0;
	e.question = in;
	e.answer = e.link = in;
	faq_put_markdown(&k, &e);
	need(k.full || text_valid(sink_slice(&k)) || !text_valid(in));
}

static void
try_draft(struct arena *a, slice in, uint32_t dice)
{
	static const char *const classes[] = { "complaint", "question",
		"praise", "lead", "idea", "rumour", "crisis", "competitor" };
	slice	 text = slice_cut(&in, '\1'), words = slice_cut(&in, '\1');
	slice	 issues = slice_cut(&in, '\1'), name = slice_cut(&in, '\1');
	const struct wording_own own = { .what = issues, .text = text };
	const struct faq entry = { .question = words, .answer = text,
		.link = name, .labels = issues };
	struct wording_house h = { .shop = name, .contact = in,
		.service = text, .own = &own, .nown = dice & 1 };
	struct mention m = { .title = words, .text = in };
	struct verdict v = { .class = slice_of(classes[dice % 8]),
		.attitude = SLICE("progressive"), .issues = issues,
		.issue_words = words, .lang = slice_head(SLICE("esdeptfr"),
		dice / 8 % 8) };
	struct faq_hit hit;
	const struct faq_book *b = faq_book(a, &entry, 1);
	struct wording_case c = { .mention = &m, .verdict = &v,
		.faq = &hit, .signer = name, .name = words, .dice = dice,
		.kind = dice / 64 % 2 ? WORDING_SOLUTION : WORDING_FIRST,
		.chars = dice / 128 % 400 };
	struct fault f;
	struct wording w;

	f.text[0] = '\0';
	if (b == NULL)
		return;
	if (faq_find(b, a, &m, v.lang, issues, &hit))
		need((hit.words.n > 0 || a->spent) && hit.percent > 0);
	else
		hit.entry = &entry;
	need(wording_sound(&own, &f) == (f.text[0] == '\0'));
	may_words(text);
	if (!wording_make(a, &h, &c, &w)) {
		need(w.text.n == 0 && w.why.n > 0);
		return;
	}
	need(text_valid(w.text));
	need(text_length(w.text, TEXT_CHARS) <= (c.chars ? c.chars :
	    WORDING_CHARS));
	for (size_t i = 0; i < w.text.n; i++)
		need((unsigned char)w.text.p[i] >= 0x20);
	need(slice_find(w.text, SLICE("  ")) == w.text.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };
	uint32_t dice = n > 1 ? (uint32_t)(data[0] << 8 | data[1]) : 0;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	try_records(&a, in);
	arena_init(&a, room, n > 2 && data[2] == '~' ? n * 7 % sizeof(room) :
	    sizeof(room));
	try_draft(&a, slice_from(in, 2), dice * 7919);
	return 0;
}
