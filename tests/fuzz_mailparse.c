#include "core/json/json.h"
#include "core/mail/coding.h"
#include "core/mail/header.h"
#include "core/mail/header_value.h"
#include "core/mail/notice.h"
#include "core/mail/part.h"
#include "core/mail/pattern.h"
#include "core/mail/quote.h"
#include "core/mail/share.h"
#include "core/mail/stars.h"
#include "core/mail/view.h"
#include "core/text/text.h"
#include "core/web/url.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Small and sharp: each key once, so that a few bytes reach every branch. */
static const char mails[] = "{\"common\":{\"until\":[\"bye*\",\"-- \"],"
	"\"drop\":[\"* ago\"],\"link\":[\"reply*\"]},"
	"\"al\":{\"from\":[\"al.x\"],\"entries\":\"//*\"},"
	"\"re\":{\"from\":[\"re.x\"],\"subject\":[\"*\"],\"author\":[\"by {}\","
	"\"*\"],\"title\":[\"t {}\"],\"place\":[\"in {}\"],\"after\":[\"*\","
	"\"text:\"],\"link\":[\"//*a*\"]},"
	"\"ho\":{\"from\":[\"ho.x\"],\"scale\":10,\"stars\":[\"s {}\"],"
	"\"praise\":[\"yes\"],\"blame\":[\"no\"]},"
	"\"any\":{\"needs_stars\":true,\"author\":[\"{}: *\"]}}";

static char	 block[8 << 20], other[1 << 18];

static bool
within(slice part, slice whole)
{
	return part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n);
}

/* Text of a mention: whole characters, no control bytes, not too much. */
static void
plain(slice s, size_t most, bool lines)
{
	assert(s.n <= most && text_valid(s));
	for (size_t i = 0; i < s.n; i++)
		assert(((unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f) ||
		    (lines && s.p[i] == '\n'));
}

static void
mention(const struct mention *m)
{
	struct url u;

	assert(m->id.n > 0);
	assert(m->rating >= 0 && m->rating <= 5);
	assert(mention_type_named(m->type).n > 0);
	assert(m->url.n == 0 || (m->url.n <= 4096 && url_http(m->url, &u)));
	plain(m->id, 1000, true);
	plain(m->title, 1000, true);
	plain(m->text, 32768, true);
	plain(m->author, 1000, true);
	plain(m->handle, 1000, true);
	plain(m->place, 1000, true);
	plain(m->lang, 35, false);
}

static const cJSON *
templates(void)
{
	static char room[32 << 10];
	static const cJSON *v;
	struct fault f = { "" };
	struct arena a;

	if (v == NULL) {
		arena_init(&a, room, sizeof(room));
		v = json_parse(&a, (slice){ mails, sizeof(mails) - 1 }, &f);
		assert(v != NULL);
	}
	return v;
}

/* Read twice, the same; and the parts are what they claim. */
static void
whole(slice in)
{
	struct arena a;
	struct message m, again;
	struct notice n, without;

	arena_init(&a, block, sizeof(block));
	message_read(&a, in, &m);
	message_read(&a, in, &again);
	assert(m.id.n > 0 && slice_eq(m.id, again.id));
	assert(text_valid(m.subject) && text_valid(m.name) &&
	    text_valid(m.plain) && text_valid(m.html));
	assert(slice_eq(m.plain, again.plain) && slice_eq(m.html, again.html));
	notice_read(&a, templates(), &m, &n);
	notice_read(&a, NULL, &m, &without);
	assert(!a.spent && n.n >= 1 && n.n <= NOTICE_MAX);
	assert(without.n == 1 && without.by.n == 0);
	for (size_t i = 0; i < n.n; i++) {
		mention(&n.mentions[i]);
		for (size_t k = 0; k < i; k++)
			assert(!slice_eq(n.mentions[i].id, n.mentions[k].id));
	}
	mention(&without.mentions[0]);
	assert(m.trust != MESSAGE_FORGED || n.by.n == 0);
}

static bool
is_ascii(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > 0x7f)
			return false;
	return true;
}

static void
passed_on(slice in)
{
	struct message m;
	struct mention out;
	struct arena a;
	slice	 note;

	arena_init(&a, block, sizeof(block));
	message_read(&a, in, &m);
	if (!share_read(&a, &m, in.n % 2, &out, &note))
		return;
	plain(out.title, 1000, true);
	plain(out.text, 32768, true);
	plain(out.author, 1000, true);
	plain(out.handle, 1000, true);
	plain(note, 1300, false);
	assert(out.text.n + out.title.n + out.url.n > 0);
}

static void
pieces(slice in)
{
	struct arena a;
	struct sink k = { .buf = other, .cap = sizeof(other) };
	struct header_mailbox box;
	struct view v;
	slice	 s, hole = SLICE("");

	arena_init(&a, block, sizeof(block));
	coding_base64(&k, in);
	assert(k.len <= in.n);
	k.len = 0;
	coding_quoted(&k, in);
	assert(k.len <= in.n);
	k.len = 0;
	coding_word(&k, in);
	assert(k.len <= in.n && !k.full);
	s = header_text(&a, in);
	assert(text_valid(s) && slice_index(s, '\n') == s.n);
	box = header_mailbox(&a, in);
	for (size_t i = 0; i < box.at.n; i++)
		assert((unsigned char)box.at.p[i] > ' ' &&
		    ascii_lower(box.at.p[i]) == box.at.p[i]);
	assert(within(header_word(in), in) && within(header_id(in), in));
	(void)header_param(&a, in, SLICE("a"));
	s = slice_cut(&in, '\n');
	s = slice_head(s, 60);
	if (pattern_fits(s, in, &hole))
		assert(within(hole, in));
	/* what is not seen is in no line: a mark of width 0 at the end */
	if (slice_find(s, SLICE("{}")) == s.n && slice_index(s, '*') == s.n &&
	    is_ascii(s) && s.n < PATTERN_LINE && slice_trim(s).n == s.n)
		assert(pattern_fits(s, s, NULL));
	assert(stars_read(in, 0) <= 5 && stars_read(in, 10) >= 0);
	s = quote_cut(&a, in);
	assert(slice_trim(in).n == 0 || s.n > 0);
	for (int html = 0; html < 2; html++) {
		(html ? view_html : view_plain)(&a, in, &v);
		assert(v.text.n <= VIEW_MAX && v.n <= VIEW_LINKS);
		for (size_t i = 0; i < v.n; i++)
			assert(v.links[i].at <= v.links[i].end &&
			    v.links[i].end <= v.text.n &&
			    within(v.links[i].label, v.text));
	}
	assert(!a.spent);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };

	whole(in);
	pieces(in);
	passed_on(in);
	return 0;
}
