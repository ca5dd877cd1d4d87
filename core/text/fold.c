#include "core/text/fold.h"

#include "core/text/text.h"

/*
 * Latin, one character for each code point from `first` on: what it folds
 * to, '.' for those of the rules below or of no change, and a capital for
 * one of `several`.
 */
static const char *const several[] = { "ae", "oe", "ss", "th", "ij", "dz",
	"lj", "nj", "ff", "fi", "fl", "ffi", "ffl", "st" };

static const struct {
	uint32_t first;
	uint32_t last;
	const char *to;
} latin[] = {
	{ 0xaa, 0x24f,
	    "a.......23'....1o.....aaaaaaAceeeeiiiidnooooo.ouuuuyDCaa"
	    "aaaaAceeeeiiiidnooooo.ouuuuyDyaaaaaaccccccccddddeeeeeeee"
	    "eegggggggghhhhiiiiiiiiiiEEjjkkkllllllllllnnnnnnnnnoooooo"
	    "BBrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsbbbb...ccd"
	    "ddd....ffg...ikkl..nnooo..pp.....ttttuu.vyyzz..........."
	    "..FFFGGGHHHaaiioouuuuuuuuuu.aaaaAAggggkkoooo..jFFFgg..nn"
	    "aaAAooaaaaeeeeiiiioooorrrruuuusstt..hh.d..zzaaeeoooooooo"
	    "yylntj..accltsz..b..eejj..rryy" },
	{ 0x1e00, 0x1eff,
	    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkll"
	    "llllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrsssssssssstttttt"
	    "ttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyasssC.aaaaaaaa"
	    "aaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooo"
	    "oooouuuuuuuuuuuuuuyyyyyyyy......" },
	{ 0xfb00, 0xfb06, "IJKLMNN" },
};

/* SET: to this one. ADD: modulo 2^16. EVEN, ODD: such are capitals, and the
 * small letter is the next. */
enum how { SET, ADD, EVEN, ODD, DROP };

/* Sorted; the ranges do not overlap. */
static const struct {
	uint16_t first, last, to;
	uint16_t how;
} rules[] = {
	{ 0x00ad, 0x00ad, 0,		DROP },	/* soft hyphen */
	{ 0x00b5, 0x00b5, 0x03bc,	SET },
	{ 0x0184, 0x0184, 0x0185,	SET },
	{ 0x0186, 0x0186, 0x0254,	SET },
	{ 0x018e, 0x018e, 0x01dd,	SET },
	{ 0x018f, 0x018f, 0x0259,	SET },
	{ 0x0190, 0x0190, 0x025b,	SET },
	{ 0x0194, 0x0194, 0x0263,	SET },
	{ 0x0196, 0x0196, 0x0269,	SET },
	{ 0x019c, 0x019c, 0x026f,	SET },
	{ 0x01a2, 0x01a3, 0,		EVEN },
	{ 0x01a7, 0x01a8, 0,		ODD },
	{ 0x01a9, 0x01a9, 0x0283,	SET },
	{ 0x01b1, 0x01b1, 0x028a,	SET },
	{ 0x01b7, 0x01b7, 0x0292,	SET },
	{ 0x01b8, 0x01b9, 0,		EVEN },
	{ 0x01bc, 0x01bd, 0,		EVEN },
	{ 0x01ee, 0x01ef, 0x0292,	SET },
	{ 0x01f6, 0x01f6, 0x0195,	SET },
	{ 0x01f7, 0x01f7, 0x01bf,	SET },
	{ 0x021c, 0x021d, 0,		EVEN },
	{ 0x0220, 0x0220, 'n',		SET },
	{ 0x0222, 0x0223, 0,		EVEN },
	{ 0x0241, 0x0241, 0x0242,	SET },
	{ 0x0244, 0x0244, 0x0289,	SET },
	{ 0x0245, 0x0245, 0x028c,	SET },
	{ 0x024a, 0x024b, 0,		EVEN },
	{ 0x0253, 0x0253, 'b',		SET },	/* hooks, as of Hausa */
	{ 0x0256, 0x0257, 'd',		SET },
	{ 0x0260, 0x0260, 'g',		SET },
	{ 0x0268, 0x0268, 'i',		SET },
	{ 0x0272, 0x0272, 'n',		SET },
	{ 0x0275, 0x0275, 'o',		SET },
	{ 0x0288, 0x0288, 't',		SET },
	{ 0x028b, 0x028b, 'v',		SET },
	{ 0x02b9, 0x02b9, '\'',		SET },	/* modifier apostrophes */
	{ 0x02bb, 0x02bd, '\'',		SET },
	{ 0x02c8, 0x02c8, '\'',		SET },
	{ 0x0300, 0x036f, 0,		DROP },	/* combining diacritics */
	{ 0x0386, 0x0386, 0x03b1,	SET },	/* Greek with accents */
	{ 0x0388, 0x0388, 0x03b5,	SET },
	{ 0x0389, 0x0389, 0x03b7,	SET },
	{ 0x038a, 0x038a, 0x03b9,	SET },
	{ 0x038c, 0x038c, 0x03bf,	SET },
	{ 0x038e, 0x038e, 0x03c5,	SET },
	{ 0x038f, 0x038f, 0x03c9,	SET },
	{ 0x0390, 0x0390, 0x03b9,	SET },
	{ 0x0391, 0x03a1, 32,		ADD },
	{ 0x03a3, 0x03a9, 32,		ADD },
	{ 0x03aa, 0x03aa, 0x03b9,	SET },
	{ 0x03ab, 0x03ab, 0x03c5,	SET },
	{ 0x03ac, 0x03ac, 0x03b1,	SET },
	{ 0x03ad, 0x03ad, 0x03b5,	SET },
	{ 0x03ae, 0x03ae, 0x03b7,	SET },
	{ 0x03af, 0x03af, 0x03b9,	SET },
	{ 0x03b0, 0x03b0, 0x03c5,	SET },
	{ 0x03c2, 0x03c2, 0x03c3,	SET },	/* final sigma */
	{ 0x03ca, 0x03ca, 0x03b9,	SET },
	{ 0x03cb, 0x03cb, 0x03c5,	SET },
	{ 0x03cc, 0x03cc, 0x03bf,	SET },
	{ 0x03cd, 0x03cd, 0x03c5,	SET },
	{ 0x03ce, 0x03ce, 0x03c9,	SET },
	{ 0x03d8, 0x03ef, 0,		EVEN },
	{ 0x0400, 0x0401, 0x0435,	SET },	/* io: mostly written as ie */
	{ 0x0402, 0x0402, 0x0452,	SET },
	{ 0x0403, 0x0403, 0x0433,	SET },
	{ 0x0404, 0x0406, 80,		ADD },
	{ 0x0407, 0x0407, 0x0456,	SET },
	{ 0x0408, 0x040b, 80,		ADD },
	{ 0x040c, 0x040c, 0x043a,	SET },
	{ 0x040d, 0x040d, 0x0438,	SET },
	{ 0x040e, 0x040e, 0x0443,	SET },
	{ 0x040f, 0x040f, 0x045f,	SET },
	{ 0x0410, 0x0418, 32,		ADD },
	{ 0x0419, 0x0419, 0x0438,	SET },
	{ 0x041a, 0x042f, 32,		ADD },
	{ 0x0439, 0x0439, 0x0438,	SET },
	{ 0x0450, 0x0451, 0x0435,	SET },
	{ 0x0453, 0x0453, 0x0433,	SET },
	{ 0x0457, 0x0457, 0x0456,	SET },
	{ 0x045c, 0x045c, 0x043a,	SET },
	{ 0x045d, 0x045d, 0x0438,	SET },
	{ 0x045e, 0x045e, 0x0443,	SET },
	{ 0x0460, 0x0481, 0,		EVEN },
	{ 0x0483, 0x0489, 0,		DROP },
	{ 0x048a, 0x04bf, 0,		EVEN },
	{ 0x04c0, 0x04c0, 0x04cf,	SET },
	{ 0x04c1, 0x04ce, 0,		ODD },
	{ 0x04d0, 0x052f, 0,		EVEN },
	{ 0x0531, 0x0556, 48,		ADD },	/* Armenian */
	{ 0x055a, 0x055a, '\'',		SET },
	{ 0x0591, 0x05bd, 0,		DROP },	/* Hebrew points */
	{ 0x05bf, 0x05bf, 0,		DROP },
	{ 0x05c1, 0x05c2, 0,		DROP },
	{ 0x05c4, 0x05c5, 0,		DROP },
	{ 0x05c7, 0x05c7, 0,		DROP },
	{ 0x061c, 0x061c, 0,		DROP },
	{ 0x0622, 0x0623, 0x0627,	SET },	/* alef in its forms */
	{ 0x0624, 0x0624, 0x0648,	SET },
	{ 0x0625, 0x0625, 0x0627,	SET },
	{ 0x0626, 0x0626, 0x064a,	SET },
	{ 0x0640, 0x0640, 0,		DROP },	/* tatweel */
	{ 0x064b, 0x065f, 0,		DROP },
	{ 0x0670, 0x0670, 0,		DROP },
	{ 0x0671, 0x0671, 0x0627,	SET },
	{ 0x10a0, 0x10c5, 0x1c60,	ADD },	/* Georgian */
	{ 0x180b, 0x180e, 0,		DROP },
	{ 0x1ab0, 0x1aff, 0,		DROP },
	{ 0x1c90, 0x1cbf, 0xf440,	ADD },	/* Georgian capitals */
	{ 0x1dc0, 0x1dff, 0,		DROP },
	{ 0x1f00, 0x1f0f, 0x03b1,	SET },	/* polytonic */
	{ 0x1f10, 0x1f1d, 0x03b5,	SET },
	{ 0x1f20, 0x1f2f, 0x03b7,	SET },
	{ 0x1f30, 0x1f3f, 0x03b9,	SET },
	{ 0x1f40, 0x1f4d, 0x03bf,	SET },
	{ 0x1f50, 0x1f5f, 0x03c5,	SET },
	{ 0x1f60, 0x1f6f, 0x03c9,	SET },
	{ 0x1f70, 0x1f71, 0x03b1,	SET },
	{ 0x1f72, 0x1f73, 0x03b5,	SET },
	{ 0x1f74, 0x1f75, 0x03b7,	SET },
	{ 0x1f76, 0x1f77, 0x03b9,	SET },
	{ 0x1f78, 0x1f79, 0x03bf,	SET },
	{ 0x1f7a, 0x1f7b, 0x03c5,	SET },
	{ 0x1f7c, 0x1f7d, 0x03c9,	SET },
	{ 0x1f80, 0x1f8f, 0x03b1,	SET },
	{ 0x1f90, 0x1f9f, 0x03b7,	SET },
	{ 0x1fa0, 0x1faf, 0x03c9,	SET },
	{ 0x1fb0, 0x1fbc, 0x03b1,	SET },
	{ 0x1fc2, 0x1fc7, 0x03b7,	SET },
	{ 0x1fc8, 0x1fc9, 0x03b5,	SET },
	{ 0x1fca, 0x1fcc, 0x03b7,	SET },
	{ 0x1fd0, 0x1fdb, 0x03b9,	SET },
	{ 0x1fe0, 0x1fe3, 0x03c5,	SET },
	{ 0x1fe4, 0x1fe5, 0x03c1,	SET },
	{ 0x1fe6, 0x1feb, 0x03c5,	SET },
	{ 0x1fec, 0x1fec, 0x03c1,	SET },
	{ 0x1ff2, 0x1ff7, 0x03c9,	SET },
	{ 0x1ff8, 0x1ff9, 0x03bf,	SET },
	{ 0x1ffa, 0x1ffc, 0x03c9,	SET },
	{ 0x200c, 0x200f, 0,		DROP },	/* joiners, marks */
	{ 0x2018, 0x2019, '\'',		SET },
	{ 0x201b, 0x201b, '\'',		SET },
	{ 0x202a, 0x202e, 0,		DROP },
	{ 0x2032, 0x2032, '\'',		SET },
	{ 0x2060, 0x206f, 0,		DROP },
	{ 0x20d0, 0x20ff, 0,		DROP },
	{ 0x2126, 0x2126, 0x03c9,	SET },	/* ohm, kelvin, angstrom */
	{ 0x212a, 0x212a, 'k',		SET },
	{ 0x212b, 0x212b, 'a',		SET },
	{ 0x2160, 0x216f, 16,		ADD },	/* Roman numerals */
	{ 0x24b6, 0x24cf, 26,		ADD },
	{ 0xa640, 0xa66d, 0,		EVEN },
	{ 0xfe00, 0xfe0f, 0,		DROP },	/* variation selectors */
	{ 0xfe20, 0xfe2f, 0,		DROP },
	{ 0xfeff, 0xfeff, 0,		DROP },
	{ 0xff01, 0xff20, 0x0120,	ADD },	/* full width */
	{ 0xff21, 0xff3a, 0x0140,	ADD },
	{ 0xff3b, 0xff5e, 0x0120,	ADD },
};

static size_t
fold_latin(uint32_t c, uint32_t out[static 3])
{
	for (size_t i = 0; i < COUNT(latin); i++) {
		slice	 to;
		char	 code;

		if (c < latin[i].first || c > latin[i].last)
			continue;
		code = latin[i].to[c - latin[i].first];
		if (code == '.')
			return 0;
		to = (slice){ &code, 1 };
		if (code >= 'A' && code <= 'Z')
			to = slice_of(several[code - 'A']);
		for (size_t j = 0; j < to.n; j++)
			out[j] = (uint32_t)to.p[j];
		return to.n;
	}
	return 0;
}

/* The index of the rule for c, or how many there are. */
static size_t
rule_of(uint32_t c)
{
	size_t	 low = 0, high = COUNT(rules);

	while (low < high) {
		size_t	 mid = low + (high - low) / 2;

		if (c < rules[mid].first)
			high = mid;
		else if (c > rules[mid].last)
			low = mid + 1;
		else
			return mid;
	}
	return COUNT(rules);
}

/* Letters in the styles that people paste to stand out: 13 alphabets of 52
 * and five times the digits. And the selectors and tags of plane 14. */
static size_t
fold_high(uint32_t c, uint32_t *out)
{
	if (c >= 0x1d400 && c < 0x1d6a4)
		*out = 'a' + (c - 0x1d400) % 26;
	else if (c >= 0x1d7ce && c < 0x1d800)
		*out = '0' + (c - 0x1d7ce) % 10;
	else if (c >= 0xe0000 && c < 0xe0200)
		return 0;
	else
		*out = c;
	return 1;
}

size_t
text_fold(uint32_t c, uint32_t out[static 3])
{
	size_t	 n, at;

	out[0] = c;
	if (c < 0x80) {
		out[0] = (uint32_t)ascii_lower((char)c);
		return 1;
	}
	if (c > 0xffff)
		return fold_high(c, out);
	n = fold_latin(c, out);
	if (n)
		return n;
	at = rule_of(c);
	if (at == COUNT(rules))
		return 1;
	switch ((enum how)rules[at].how) {
	case SET:
		out[0] = rules[at].to;
		break;
	case ADD:
		out[0] = (c + rules[at].to) & 0xffff;
		break;
	case EVEN:
		out[0] = c | 1;
		break;
	case ODD:
		out[0] = c + (c & 1);
		break;
	case DROP:
		return 0;
	}
	return 1;
}
