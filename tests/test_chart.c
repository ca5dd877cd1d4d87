#include "core/report/chart.h"
#include "tests/drawing.h"

static char buf[1 << 20];
static struct chart c;

static struct drawing
draw(void (*put)(struct sink *, const struct chart *))
{
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	put(&k, &c);
	CHECK(!k.full);
	return drawing_read(sink_slice(&k));
}

/* Bars, layers, the highest value, marks. */
static const struct { size_t bars, layers; int64_t most; size_t marks; }
sizes[] = {
	{ 0, 0, 0, 0 }, { 0, 3, 0, 2 }, { 1, 1, 0, 1 }, { 1, 3, 1, 0 },
	{ 2, 6, 3, 3 }, { 3, 2, 9, 24 }, { 7, 3, 4, 0 }, { 60, 3, 17, 4 },
	{ 92, 6, 99, 24 }, { 100, 6, 100, 24 }, { 58, 6, 123456, 1 },
	{ 100, 6, INT64_MAX, 24 }, { 10, 1, INT64_MIN, 0 },
	{ SIZE_MAX, SIZE_MAX, 5, SIZE_MAX },	/* what there is no room for */
};

static void
fill(size_t i)
{
	memset(&c, 0, sizeof(c));
	c.number = (unsigned)i;
	c.title = SLICE("Mentions <a day> & \"more\"");
	c.about = SLICE("</desc><script>alert(1)</script>\x01\xff");
	c.bars = sizes[i].bars;
	c.layers = sizes[i].layers;
	c.nmarks = sizes[i].marks;
	for (size_t l = 0; l < CHART_LAYERS; l++)
		c.names[l] = SLICE("<svg onload=alert(1)> \xe2\x80\xae\xe6"
		    "\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e");
	for (size_t b = 0; b < CHART_BARS; b++) {
		c.day[b] = 20000 + (int64_t)b;
		for (size_t l = 0; l < CHART_LAYERS; l++)
			c.of[b][l] = (b * 7 + l * 3) % 5 == 0 ? sizes[i].most :
			    sizes[i].most > 0 ? (int64_t)(b + l) %
			    sizes[i].most : 0;
	}
	for (size_t m = 0; m < CHART_MARKS; m++) {
		c.marks[m].bar = m * 31 % 101;
		c.marks[m].number = m == 5 ? 123456 : (int64_t)m + 1;
	}
}

static void
test_sizes(void)
{
	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct drawing d;

		fill(i);
		d = draw(chart_bars);
		CHECK(d.rects == (c.layers < CHART_LAYERS ? c.layers :
		    CHART_LAYERS));
		CHECK(d.circles == 0 && d.wide == CHART_WIDE * 10);
		d = draw(chart_shares);
		CHECK(d.circles <= CHART_BARS);
	}
}

/* Layers lie on each other, and are as high as they say. */
static void
test_heights(void)
{
	struct drawing d;

	fill(0);
	c.title = c.about = SLICE("t");
	c.bars = 1;
	c.layers = 2;
	c.of[0][0] = 3;
	c.of[0][1] = 1;
	d = draw(chart_bars);
	CHECK(d.texts == 5 + 1 + 2);		/* 0 to 4, a day, two names */
	CHECK(strstr(buf, "M370 1280h400v-900h-400z") != NULL);
	CHECK(strstr(buf, "M370 380h400v-300h-400z") != NULL);
	c.of[0][0] = c.of[0][1] = 0;		/* nothing is drawn */
	memset(buf, 0, sizeof(buf));
	draw(chart_bars);
	CHECK(strstr(buf, " d=\"\"/>") != NULL);
}

/* Too few is a gap, not a point at nothing. */
static void
test_gap(void)
{
	struct drawing d;

	fill(0);
	c.bars = 3;
	c.layers = 1;
	c.of[0][0] = c.of[2][0] = -1;
	c.of[1][0] = 500;
	c.of[1][1] = 400;
	c.of[1][2] = 5000;
	d = draw(chart_shares);
	CHECK(d.circles == 1);
}

static void
test_room(void)
{
	for (size_t cap = 0; cap < 4000; cap += 7) {
		struct sink k = { .buf = buf, .cap = cap };

		fill(7);
		chart_bars(&k, &c);
		CHECK(k.len <= cap && k.full);
	}
}

int
main(void)
{
	test_sizes();
	test_heights();
	test_gap();
	test_room();
	return test_failed;
}
