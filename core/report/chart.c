#include "core/report/chart.h"

#include "core/report/doc.h"
#include "core/report/event.h"
#include "core/show.h"
#include "core/text/text.h"

/* Tenths of what the box is wide in, so that everything is a whole number. */
enum {
	LEFT = 370, RIGHT = 3560,	/* of the bars */
	MARKS = 160,			/* above them, when there are any */
	TOP = 80, TALL = 1200,
	AXIS = 150,			/* below: the days */
	ROW = 160,			/* of the legend */
	LETTER = 110, WIDTH = 70, WIDE = 120,	/* size; how broad, at most */
	SWATCH = 90,
	DAYS = 4,			/* named on the axis */
	STEPS = 4			/* of the scale, at most */
};

/* A value, at most: nobody counts further, and its label has room. */
#define MOST	INT64_C(100000000000)

struct plot {
	struct sink	*k;
	const struct chart *c;
	size_t	 bars, layers;
	int64_t	 top, step, most;	/* of the scale */
	int64_t	 slots;			/* bars, or 1 */
};

static const char *const colours[2][CHART_LAYERS] = {
	{ "#a13500", "#cfcfcf", "#3f8fc9" },
	{ "#0b4f7a", "#e07b00", "#7cc4ec", "#00805e", "#f2dc4f", "#b3b3b3" },
};

static void
put_all(struct sink *k, const char *const *pieces, const int64_t *numbers)
{
	for (size_t i = 0; pieces[i] != NULL; i++) {
		if (i)
			sink_int(k, numbers[i - 1]);
		sink_text(k, pieces[i]);
	}
}

/* PUT(k, N(1, 2), "a", "b", "c") is "a1b2c". */
#define N(...)	(const int64_t[]){ __VA_ARGS__ }
#define PUT(k, numbers, ...)						\
	put_all((k), (const char *const[]){ __VA_ARGS__, NULL }, (numbers))

static int64_t
bar_x(const struct plot *p, size_t bar)
{
	return LEFT + (int64_t)bar * (RIGHT - LEFT) / p->slots;
}

static int64_t
bar_wide(const struct plot *p)
{
	int64_t	 wide = (RIGHT - LEFT) / p->slots * 8 / 10;

	return wide > 400 ? 400 : wide < 10 ? 10 : wide;
}

static int64_t
value(const struct plot *p, size_t bar, size_t layer)
{
	int64_t	 v = p->c->of[bar][layer];

	return v < 0 ? 0 : v > MOST ? MOST : v;
}

static int64_t
tall(const struct plot *p, int64_t v)
{
	return v * TALL / p->most;
}

/* --- the frame -------------------------------------------------------- */

/* Steps of 1, 2, 5, 10, 20 ... up to what is above the highest bar. */
static void
scale(struct plot *p, int64_t most)
{
	static const unsigned char times[] = { 2, 5, 10 };
	int64_t	 ten = 1;

	p->step = 1;
	for (size_t i = 0; p->step * STEPS < most; i = (i + 1) % 3) {
		p->step = ten * times[i];
		if (i == 2)
			ten *= 10;
	}
	p->most = (most + p->step - 1) / p->step * p->step;
	if (p->most == 0)
		p->most = p->step;
}

static int64_t
broad(slice s)
{
	int64_t	 sum = 0;

	while (s.n)
		sum += text_next(&s) < 0x300 ? WIDTH : WIDE;
	return sum;
}

enum { SHOWN = 800 };		/* bytes of 200 characters */

static slice
shown(slice s, size_t most, char buf[static SHOWN])
{
	struct sink k = { .buf = buf, .cap = SHOWN };

	show_put(&k, s, most, false);
	return sink_slice(&k);
}

/* Where the legend's entries go; returns how many rows it takes. */
static int64_t
legend(const struct plot *p, bool draw, int64_t y)
{
	int64_t	 x = LEFT, rows = 1;
	char	 buf[SHOWN];

	for (size_t i = 0; i < p->layers; i++) {
		slice	 name = shown(p->c->names[i], CHART_NAME, buf);
		int64_t	 wide = SWATCH + 50 + broad(name) + 120;

		if (x > LEFT && x + wide > RIGHT) {
			x = LEFT;
			rows++;
		}
		if (draw) {
			int64_t	 at = y + rows * ROW;

			PUT(p->k, N(x, at - SWATCH, SWATCH, SWATCH),
			    "<rect x=\"", "\" y=\"", "\" width=\"",
			    "\" height=\"", "\" fill=\"");
			sink_text(p->k, colours[p->c->tones][i]);
			PUT(p->k, N(x + SWATCH + 50, at), "\"/><text x=\"",
			    "\" y=\"", "\">");
			doc_escape(p->k, name);
			sink_text(p->k, "</text>\n");
		}
		x += wide;
	}
	return rows;
}

static void
begin(struct plot *p, int64_t rows)
{
	int64_t	 high = p->top + TALL + AXIS + rows * ROW + 60;
	char	 buf[SHOWN];

	PUT(p->k, N(CHART_WIDE * 10, high, p->c->number, p->c->number,
	    LETTER), "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
	    "viewBox=\"0 0 ", " ", "\" aria-labelledby=\"t", " d",
	    "\" font-family=\"system-ui,sans-serif\" font-size=\"",
	    "\" fill=\"#222\">\n");
	PUT(p->k, N(p->c->number), "<title id=\"t", "\">");
	doc_escape(p->k, shown(p->c->title, SHOWN / 4 - 1, buf));
	PUT(p->k, N(p->c->number), "</title><desc id=\"d", "\">");
	doc_escape(p->k, shown(p->c->about, SHOWN / 4 - 1, buf));
	sink_text(p->k, "</desc>\n");
}

/* "1200" as "1200", "25000" as "25k" */
static void
put_short(struct sink *k, int64_t v)
{
	static const char *const units[] = { "", "k", "M", "G", "T" };
	size_t	 u = 0;

	for (; v >= 10000 && v % 1000 == 0 && u + 1 < COUNT(units); u++)
		v /= 1000;
	sink_int(k, v);
	sink_text(k, units[u]);
}

static void
grid(struct plot *p, const char *unit)
{
	for (int64_t v = 0; v <= p->most; v += p->step) {
		int64_t	 y = p->top + TALL - tall(p, v);

		PUT(p->k, N(LEFT, y, RIGHT), "<path d=\"M", " ", "H",
		    "\" stroke=\"");
		sink_text(p->k, v ? "#ddd" : "#222");
		PUT(p->k, N(LEFT - 40, y + 38), "\" stroke-width=\"7\"/>"
		    "<text text-anchor=\"end\" x=\"", "\" y=\"", "\">");
		put_short(p->k, v);
		sink_text(p->k, unit);
		sink_text(p->k, "</text>\n");
	}
}

static void
days(struct plot *p)
{
	size_t	 n = p->bars < DAYS ? p->bars : DAYS;
	int64_t	 y = p->top + TALL + AXIS - 20;

	for (size_t i = 0; i < n; i++) {
		size_t	 bar = i * p->bars / n;

		PUT(p->k, N(bar_x(p, bar), y - AXIS + 20, bar_x(p, bar), y),
		    "<path d=\"M", " ", "v35\" stroke=\"#222\" "
		    "stroke-width=\"7\"/><text x=\"", "\" y=\"", "\">");
		day_put_short(p->k, p->c->day[bar]);
		sink_text(p->k, "</text>\n");
	}
}

/* A dashed line and its number above; numbers that would lie on each other
 * move to the right, as far as there is room. */
static void
marks(struct plot *p)
{
	int64_t	 last = 0;

	for (size_t i = 0; i < p->c->nmarks && i < CHART_MARKS; i++) {
		int64_t	 x, at, wide;

		if (p->c->marks[i].bar >= p->bars)
			continue;
		x = bar_x(p, p->c->marks[i].bar);
		wide = 0;
		for (int64_t n = p->c->marks[i].number; n > 0 || wide == 0;
		    n /= 10)
			wide += WIDTH;
		at = x < last + 20 ? last + 20 : x;
		at = at + wide > CHART_WIDE * 10 ? CHART_WIDE * 10 - wide : at;
		PUT(p->k, N(x, p->top - 30, p->top + TALL, at, p->top - 50,
		    p->c->marks[i].number), "<path d=\"M", " ", "V",
		    "\" stroke=\"#222\" stroke-width=\"10\" "
		    "stroke-dasharray=\"40 30\"/><text font-weight=\"bold\" "
		    "x=\"", "\" y=\"", "\">", "</text>\n");
		last = at + wide;
	}
}

static struct plot
plot_of(struct sink *k, const struct chart *c, size_t layers)
{
	size_t	 bars = c->bars < CHART_BARS ? c->bars : CHART_BARS;

	return (struct plot){ .k = k, .c = c, .layers = layers, .bars = bars,
	    .slots = bars ? (int64_t)bars : 1,
	    .top = TOP + (c->nmarks ? MARKS : 0), .step = 1, .most = 1 };
}

/* --- bars ------------------------------------------------------------- */

/* One path for a layer: a rectangle for each of its bars. */
static void
layer(struct plot *p, size_t l)
{
	int64_t	 wide = bar_wide(p);

	sink_text(p->k, "<path fill=\"");
	sink_text(p->k, colours[p->c->tones][l]);
	sink_text(p->k, "\" stroke=\"#fff\" stroke-width=\"5\" d=\"");
	for (size_t i = 0; i < p->bars; i++) {
		int64_t	 below = 0, y, h;

		for (size_t under = 0; under < l; under++)
			below += value(p, i, under);
		y = p->top + TALL - tall(p, below);
		h = y - (p->top + TALL - tall(p, below + value(p, i, l)));
		if (h > 0)
			PUT(p->k, N(bar_x(p, i), y, wide, h, wide), "M", " ",
			    "h", "v-", "h-", "z");
	}
	sink_text(p->k, "\"/>\n");
}

void
chart_bars(struct sink *k, const struct chart *c)
{
	struct plot p = plot_of(k, c, c->layers < CHART_LAYERS ? c->layers :
	    CHART_LAYERS);
	int64_t	 most = 0;

	for (size_t i = 0; i < p.bars; i++) {
		int64_t	 sum = 0;

		for (size_t l = 0; l < p.layers; l++)
			sum += value(&p, i, l);
		most = sum > most ? sum : most;
	}
	scale(&p, most);
	begin(&p, legend(&p, false, 0));
	grid(&p, "");
	for (size_t l = 0; l < p.layers; l++)
		layer(&p, l);
	days(&p);
	marks(&p);
	legend(&p, true, p.top + TALL + AXIS);
	sink_text(k, "</svg>\n");
}

/* --- shares ----------------------------------------------------------- */

static int64_t
percent_y(const struct plot *p, int64_t thousandths)
{
	int64_t	 t = thousandths < 0 ? 0 : thousandths > 1000 ? 1000 :
	    thousandths;

	return p->top + TALL - t * TALL / 1000;
}

void
chart_shares(struct sink *k, const struct chart *c)
{
	struct plot p = plot_of(k, c, c->layers ? 1 : 0);

	p.step = 25;
	p.most = 100;
	begin(&p, p.layers ? 1 : 0);
	grid(&p, "%");
	for (size_t i = 0; i < p.bars; i++) {
		int64_t	 x = bar_x(&p, i) + (RIGHT - LEFT) / p.slots / 2;

		if (c->of[i][0] < 0)
			continue;
		PUT(k, N(x, percent_y(&p, c->of[i][1]), percent_y(&p,
		    c->of[i][2]), x, percent_y(&p, c->of[i][0])),
		    "<path d=\"M", " ", "V", "\" stroke=\"#3f8fc9\" "
		    "stroke-width=\"25\"/><circle r=\"45\" fill=\"#0b4f7a\" "
		    "cx=\"", "\" cy=\"", "\"/>\n");
	}
	days(&p);
	marks(&p);
	legend(&p, true, p.top + TALL + AXIS);
	sink_text(k, "</svg>\n");
}
