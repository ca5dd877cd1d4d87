#include "core/text/grapheme.h"

#include "core/text/text.h"
#include "core/text/unicode.h"

enum { ZWJ = 0x200d };

enum class { OTHER, CONTROL, FLAG, PICTURE, JAMO_L, JAMO_V, JAMO_T };

static bool
extends(uint32_t c)		/* marks and the like: part of what precedes */
{
	static const uint32_t ranges[][2] = {
		{ 0x0e33, 0x0e33 }, { 0x0eb3, 0x0eb3 },	/* Thai, Lao am */
		{ 0x200c, 0x200d }, { 0x20e3, 0x20e3 },
		{ 0xfe00, 0xfe0f }, { 0xff9e, 0xff9f },
		{ 0x1f3fb, 0x1f3ff },			/* skin tones */
		{ 0xe0020, 0xe007f }, { 0xe0100, 0xe01ef },
	};

	return c >= 0x300 && (unicode_kind(c) == UNICODE_MARK ||
	    unicode_in(c, ranges, COUNT(ranges)));
}

static enum class
class_of(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		enum class class;
	} ranges[] = {
		{ 0x0000, 0x001f, CONTROL }, { 0x007f, 0x009f, CONTROL },
		{ 0x00a9, 0x00a9, PICTURE }, { 0x00ad, 0x00ad, CONTROL },
		{ 0x00ae, 0x00ae, PICTURE },
		{ 0x1100, 0x115f, JAMO_L }, { 0x1160, 0x11a7, JAMO_V },
		{ 0x11a8, 0x11ff, JAMO_T }, { 0x200b, 0x200b, CONTROL },
		{ 0x200e, 0x200f, CONTROL }, { 0x2028, 0x202e, CONTROL },
		{ 0x203c, 0x203c, PICTURE }, { 0x2049, 0x2049, PICTURE },
		{ 0x2060, 0x206f, CONTROL }, { 0x2122, 0x27bf, PICTURE },
		{ 0x2900, 0x297f, PICTURE }, { 0x2b00, 0x2bff, PICTURE },
		{ 0x3030, 0x303d, PICTURE }, { 0x3297, 0x3299, PICTURE },
		{ 0xa960, 0xa97c, JAMO_L }, { 0xd7b0, 0xd7c6, JAMO_V },
		{ 0xd7cb, 0xd7fb, JAMO_T }, { 0xfeff, 0xfeff, CONTROL },
		{ 0x1f000, 0x1f1e5, PICTURE }, { 0x1f1e6, 0x1f1ff, FLAG },
		{ 0x1f200, 0x1faff, PICTURE },
	};

	for (size_t i = 0; i < COUNT(ranges) && c >= ranges[i].first; i++)
		if (c <= ranges[i].last)
			return ranges[i].class;
	/* a syllable ends like its last letter */
	if (c >= 0xac00 && c <= 0xd7a3)
		return (c - 0xac00) % 28 ? JAMO_T : JAMO_V;
	return OTHER;
}

static bool
hangul_joins(enum class a, uint32_t d)
{
	enum class b = class_of(d);
	bool	 syllable = d >= 0xac00 && d <= 0xd7a3;

	if (a == JAMO_L)
		return b == JAMO_L || b == JAMO_V || (b == JAMO_T && syllable);
	if (a == JAMO_V)
		return (b == JAMO_V || b == JAMO_T) && !syllable;
	return a == JAMO_T && b == JAMO_T && !syllable;
}

slice
grapheme_next(slice *rest)
{
	slice	 all = *rest, behind = *rest;
	uint32_t c = text_next(&behind);
	enum class class = class_of(c), next;
	bool	 joined = false;	/* a picture and a joiner stand last */
	bool	 half = class == FLAG;	/* a flag has two letters */

	*rest = behind;
	if (c == '\r' && behind.n && behind.p[0] == '\n')
		*rest = slice_from(behind, 1);
	while (class != CONTROL && behind.n) {
		c = text_next(&behind);
		next = class_of(c);
		if (extends(c)) {
			joined = class == PICTURE && c == ZWJ;
			half = false;
			class = class == PICTURE ? PICTURE : OTHER;
		} else if ((half && next == FLAG) ||
		    (joined && next == PICTURE) || hangul_joins(class, c)) {
			joined = half = false;
			class = next;
		} else {
			break;
		}
		*rest = behind;
	}
	return slice_head(all, all.n - rest->n);
}
