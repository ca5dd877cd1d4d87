#include "core/text/text.h"
#include "core/text/grapheme.h"
#include "tests/test.h"

static char block[4096], room[512];

/* What a writer writes, compared in one expression. */
#define GIVES(call, want) do {						\
	struct sink k = { .buf = room, .cap = sizeof(room) };		\
	call;								\
	CHECK(!k.full && slice_eq(sink_slice(&k), SLICE(want)));	\
} while (0)

/* --- UTF-8 --------------------------------------------------------------- */

static const struct {
	slice	 text;
	size_t	 bad;		/* bytes that are none */
	size_t	 good;		/* code points */
} utf8[] = {
	{ { "", 0 },					0, 0 },
	{ { "a\0b", 3 },				0, 3 },
	{ { "\xc2\x80\xdf\xbf", 4 },			0, 2 },
	{ { "\xe0\xa0\x80\xef\xbf\xbf", 6 },		0, 2 },
	{ { "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 8 },	0, 2 },
	{ { "\xed\x9f\xbf\xee\x80\x80", 6 },		0, 2 },
	/* overlong */
	{ { "\xc0\x80", 2 },				2, 0 },
	{ { "\xc1\xbf", 2 },				2, 0 },
	{ { "\xe0\x9f\xbf", 3 },			3, 0 },
	{ { "\xf0\x8f\xbf\xbf", 4 },			4, 0 },
	/* surrogates, too large, impossible bytes */
	{ { "\xed\xa0\x80", 3 },			3, 0 },
	{ { "\xed\xbf\xbf", 3 },			3, 0 },
	{ { "\xf4\x90\x80\x80", 4 },			4, 0 },
	{ { "\xf8\x88\x80\x80\x80", 5 },		5, 0 },
	{ { "\xff\xfe", 2 },				2, 0 },
	/* cut off, and what follows is read again */
	{ { "\xe2\x82", 2 },				2, 0 },
	{ { "\xe2\x82""a", 3 },				2, 1 },
	{ { "\xf0\x9f\x98", 3 },			3, 0 },
	{ { "\xc3\xc3\xa9", 3 },			1, 1 },
	{ { "\x80", 1 },				1, 0 },
};

static void
test_utf8(void)
{
	for (size_t i = 0; i < COUNT(utf8); i++) {
		slice	 rest = utf8[i].text;
		size_t	 bad = 0, good = 0;
		struct sink k = { .buf = room, .cap = sizeof(room) };

		while (rest.n) {
			uint32_t c = text_next(&rest);

			bad += c == TEXT_BAD;
			good += c != TEXT_BAD;
		}
		CHECK(bad == utf8[i].bad && good == utf8[i].good);
		CHECK(text_valid(utf8[i].text) == (bad == 0));
		text_repair(&k, utf8[i].text);
		CHECK(text_valid(sink_slice(&k)));
		CHECK(text_length(sink_slice(&k), TEXT_CHARS) == bad + good);
	}
}

static void
test_round(void)
{
	for (uint32_t c = 0; c <= 0x110000; c++) {
		char	 b[8];
		struct sink k = { .buf = b, .cap = sizeof(b) };
		slice	 s;
		bool	 scalar = c < 0x110000 && (c & ~0x7ffu) != 0xd800;

		text_put(&k, c);
		s = sink_slice(&k);
		if (text_next(&s) != (scalar ? c : 0xfffd) || s.n) {
			CHECK(!"what was written is read");
			return;
		}
	}
	GIVES(text_put(&k, TEXT_BAD), "\xef\xbf\xbd");
}

/* --- what code points are ------------------------------------------------ */

static const struct {
	uint32_t c;
	bool	 word, space, wide;
} kinds[] = {
	{ 'a', true, false, false },		{ '9', true, false, false },
	{ '_', false, false, false },		{ '\'', false, false, false },
	{ 0x80, false, false, false },		{ 0xe9, true, false, false },
	{ 0xd7, false, false, false },		{ 0x301, true, false, false },
	{ 0x3b1, true, false, false },		{ 0x37e, false, false, false },
	{ 0x44f, true, false, false },		{ 0x5d0, true, false, false },
	{ 0x5be, false, false, false },		{ 0x627, true, false, false },
	{ 0x60c, false, false, false },		{ 0x661, true, false, false },
	{ 0x915, true, false, false },		{ 0x93f, true, false, false },
	{ 0x94d, true, false, false },		{ 0x964, false, false, false },
	{ 0xb95, true, false, false },		{ 0xe01, true, false, false },
	{ 0xe3f, false, false, false },		{ 0xe48, true, false, false },
	{ 0x4e2d, true, false, true },		{ 0x3042, true, false, true },
	{ 0x30ab, true, false, true },		{ 0x30fb, false, false, false },
	{ 0x30fc, true, false, true },		{ 0x3001, false, false, false },
	{ 0xac00, true, false, false },		{ 0x20000, true, false, true },
	{ 0xff21, true, false, false },		{ 0xff0c, false, false, false },
	{ 0x1f600, false, false, false },	{ 0x2764, false, false, false },
	{ 0xfe0f, false, false, false },	{ 0x200d, false, false, false },
	{ 0x20e3, false, false, false },	{ 0x2019, false, false, false },
	{ 0x2026, false, false, false },	{ 0x20ac, false, false, false },
	{ ' ', false, true, false },		{ '\n', false, true, false },
	{ 0x1f, false, false, false },		{ 0xa0, false, true, false },
	{ 0x85, false, true, false },		{ 0x2009, false, true, false },
	{ 0x200b, false, true, false },		{ 0x202f, false, true, false },
	{ 0x3000, false, true, false },		{ 0xfeff, false, false, false },
	{ 0xe0020, false, false, false },
	{ TEXT_BAD, false, false, false },
	{ 0x10ffff, false, false, false },
};

static void
test_kinds(void)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (text_is_word(kinds[i].c) != kinds[i].word ||
		    text_is_space(kinds[i].c) != kinds[i].space ||
		    text_is_wide(kinds[i].c) != kinds[i].wide)
			printf("U+%04X\n", (unsigned)kinds[i].c);
		CHECK(text_is_word(kinds[i].c) == kinds[i].word);
		CHECK(text_is_space(kinds[i].c) == kinds[i].space);
		CHECK(text_is_wide(kinds[i].c) == kinds[i].wide);
	}
}

/* --- folding ------------------------------------------------------------- */

static const struct {
	const char *text, *want;
} folds[] = {
	{ "HeLLo 42",				"hello 42" },
	{ "CAFÉ Ångström ÇA Ñandú",		"cafe angstrom ca nandu" },
	{ "cafe\xcc\x81",			"cafe" },
	{ "Straße STRAẞE",			"strasse strasse" },
	{ "Æther Œuvre Øre Łódź Đorđ",		"aether oeuvre ore lodz dord" },
	{ "Þór Ðe IJ ij",			"thor de ij ij" },
	{ "İstanbul ılık Şişli ğ",		"istanbul ilik sisli g" },
	{ "Phở Việt Nam ẤẬ",			"pho viet nam aa" },
	{ "Əli Ɔkɛ",				"əli ɔkɛ" },
	{ "ﬁne oﬃce",				"fine office" },
	{ "ΚΑΦΈΣ καφές Ϊ",			"καφεσ καφεσ ι" },
	{ "ЁЖ Привет Їжак ЉУБАВ",		"еж привет іжак љубав" },
	{ "Ժամ ՁԵՐ",				"ժամ ձեր" },
	{ "ᲗᲑᲘᲚᲘ",				"თბილი" },
	{ "Ｆｕｌｌ！ ＷＩＤＥ　９",		"full! wide\xe3\x80\x80""9" },
	{ "don’t donʼt don‘t don＇t",		"don't don't don't don't" },
	{ "𝗕𝗿𝗼𝗸𝗲𝗻 𝟙𝟚",				"broken 12" },
	{ "so\xc2\xad""ft no\xe2\x80\x8djoin",	"soft nojoin" },
	{ "\xe2\x80\x8fmark\xe2\x80\x8e \xef\xbb\xbf""bom", "mark bom" },
	{ "❤️",					"❤" },
	{ "شُكْرًا أحمد",				"شكرا احمد" },
	{ "שָׁלוֹם",				"שלום" },
	{ "日本語 カタカナ 한국어 ไทย",		"日本語 カタカナ 한국어 ไทย" },
	/* one letter, or a letter and a mark: the same */
	{ "нй ни\xcc\x86 ΰ",			"ни ни υ" },
	{ "×÷µ",				"×÷μ" },
	{ "\xff",				"\xef\xbf\xbd" },
};

static void
fold_all(struct sink *k, slice s)
{
	uint32_t out[3];

	while (s.n) {
		size_t	 n = text_fold(text_next(&s), out);

		for (size_t i = 0; i < n; i++)
			text_put(k, out[i]);
	}
}

static void
test_fold(void)
{
	for (size_t i = 0; i < COUNT(folds); i++) {
		struct sink k = { .buf = room, .cap = sizeof(room) };

		fold_all(&k, slice_of(folds[i].text));
		if (!slice_eq(sink_slice(&k), slice_of(folds[i].want)))
			printf("%s -> %.*s\n", folds[i].text,
			    SLICE_ARG(sink_slice(&k)));
		CHECK(slice_eq(sink_slice(&k), slice_of(folds[i].want)));
	}
}

/* Folded twice is folded once, and nothing folds to a capital. */
static void
test_fold_stable(void)
{
	for (uint32_t c = 0; c < 0x20000; c++) {
		uint32_t once[3], twice[3];
		size_t	 n = text_fold(c, once);

		for (size_t i = 0; i < n; i++)
			if (text_fold(once[i], twice) != 1 ||
			    twice[0] != once[i]) {
				printf("U+%04X\n", (unsigned)c);
				CHECK(!"folding is stable");
			}
	}
}

/* --- white space --------------------------------------------------------- */

static void
test_tidy(void)
{
	GIVES(text_tidy(&k, SLICE(" \t a\n\n b\xc2\xa0\xe2\x80\x83""c "),
	    false), "a b c");
	GIVES(text_tidy(&k, SLICE(" \n a \n b \r\n\r\n\r\n\n c\n"), true),
	    "a\nb\n\nc");
	GIVES(text_tidy(&k, SLICE("\n"), true), "");
	GIVES(text_tidy(&k, SLICE(""), true), "");
	GIVES(text_tidy(&k, SLICE("a\xe2\x80\xa8""b"), true), "a\nb");
	GIVES(text_tidy(&k, SLICE("a\xff \xff"), true),
	    "a\xef\xbf\xbd \xef\xbf\xbd");
}

/* --- lengths ------------------------------------------------------------- */

static const struct {
	const char *text;
	size_t	 bytes, chars, utf16, graphemes;
} lengths[] = {
	{ "",				0, 0, 0, 0 },
	{ "abc",			3, 3, 3, 3 },
	{ "é",				2, 1, 1, 1 },
	{ "e\xcc\x81\xcc\x82x",		6, 4, 4, 2 },
	{ "😀",				4, 1, 2, 1 },
	{ "👍🏽",				8, 2, 4, 1 },
	{ "👨‍👩‍👧‍👦",				25, 7, 11, 1 },
	{ "👨‍a",				8, 3, 4, 2 },
	{ "❤️🔥",				10, 3, 4, 2 },
	{ "❤️‍🔥",				13, 4, 5, 1 },
	{ "🇩🇪🇫🇷🇮",			20, 5, 10, 3 },
	{ "1️⃣",				7, 3, 3, 1 },
	{ "\r\n\n",			3, 3, 3, 2 },
	{ "\n\xcc\x81",			3, 2, 2, 2 },
	{ "नि",				6, 2, 2, 1 },
	{ "กำ",				6, 2, 2, 1 },
	{ "한국",				6, 2, 2, 2 },
	{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x92",	12, 4, 4, 2 },
	{ "🏴\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2\xf3\xa0\x81\xbf", 16, 4, 8, 1 },
	{ "\xff\xff",			2, 2, 2, 2 },
};

static void
test_length(void)
{
	for (size_t i = 0; i < COUNT(lengths); i++) {
		slice	 s = slice_of(lengths[i].text);

		CHECK(text_length(s, TEXT_BYTES) == lengths[i].bytes);
		CHECK(text_length(s, TEXT_CHARS) == lengths[i].chars);
		CHECK(text_length(s, TEXT_UTF16) == lengths[i].utf16);
		CHECK(text_length(s, TEXT_GRAPHEMES) == lengths[i].graphemes);
	}
}

static const struct {
	const char *text;
	size_t	 most;
	enum text_unit unit;
	const char *want;
} cuts[] = {
	{ "hello",		5, TEXT_CHARS,		"hello" },
	{ "hello",		4, TEXT_CHARS,		"hel…" },
	{ "hello",		1, TEXT_CHARS,		"…" },
	{ "hello",		0, TEXT_CHARS,		"" },
	{ "",			0, TEXT_CHARS,		"" },
	{ "hello",		4, TEXT_BYTES,		"h…" },
	{ "hello",		2, TEXT_BYTES,		"he" },
	{ "héllo",		2, TEXT_BYTES,		"h" },
	{ "one two",		5, TEXT_CHARS,		"one…" },
	{ "a😀b",		3, TEXT_UTF16,		"a…" },
	{ "a😀b",		4, TEXT_UTF16,		"a😀b" },
	{ "a👍🏽b",		3, TEXT_UTF16,		"a…" },
	{ "a👨‍👩‍👧bc",		3, TEXT_GRAPHEMES,	"a👨‍👩‍👧…" },
	{ "e\xcc\x81zz",	2, TEXT_CHARS,		"…" },
	{ "e\xcc\x81zz",	3, TEXT_CHARS,		"e\xcc\x81…" },
};

static void
test_cut(void)
{
	for (size_t i = 0; i < COUNT(cuts); i++) {
		struct arena a;
		slice	 got;

		arena_init(&a, block, sizeof(block));
		got = text_cut(&a, slice_of(cuts[i].text), cuts[i].most,
		    cuts[i].unit);
		if (!slice_eq(got, slice_of(cuts[i].want)))
			printf("%s -> %.*s\n", cuts[i].text, SLICE_ARG(got));
		CHECK(slice_eq(got, slice_of(cuts[i].want)));
		CHECK(text_length(got, cuts[i].unit) <= cuts[i].most);
	}
}

static void
test_cut_room(void)
{
	struct arena a;

	arena_init(&a, block, 4);
	CHECK(text_cut(&a, SLICE("no room for it"), 9, TEXT_CHARS).n == 0);
	CHECK(a.spent);
}

static void
test_full(void)
{
	struct sink k = { .buf = room, .cap = 3 };

	text_repair(&k, SLICE("ab\xe2\x82\xac"));
	CHECK(k.full && k.len == 2);	/* half a character is never written */
	k = (struct sink){ .buf = room, .cap = 2 };
	text_tidy(&k, SLICE("a b c"), false);
	CHECK(k.full);
}

int
main(void)
{
	test_utf8();
	test_round();
	test_kinds();
	test_fold();
	test_fold_stable();
	test_tidy();
	test_length();
	test_cut();
	test_cut_room();
	test_full();
	return test_failed;
}
