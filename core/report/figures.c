#include "core/report/figures.h"

enum {
	SPENT_MOST = 2 * 3600		/* longer is no work, but forgotten */
};

static void
add_coupon(struct figures *f, slice word, int64_t n)
{
	size_t	 i = 0;

	while (i < f->ncoupons && !slice_ieq(f->coupons[i].name, word))
		i++;
	if (i == FIGURE_COUPONS)
		return;
	if (i == f->ncoupons)
		f->coupons[f->ncoupons++].name = word;
	f->coupons[i].n += n;
}

bool
figures_event(struct figures *f, const struct series *s, int64_t day,
    slice words)
{
	struct fault unsaid = { "" };
	enum figure is = FIGURES;
	slice	 word;
	int64_t	 n;
	size_t	 at;

	if (figure_read(words, &is, &word, &n, &unsaid) != FIGURE_GOOD)
		return false;
	if (is == FIGURE_MARGIN) {
		if (day < s->from + (int64_t)s->n &&
		    (f->margin == 0 || day >= f->margin_day)) {
			f->margin = n;
			f->margin_day = day;
		}
		return true;
	}
	if (!series_has(s, day, &at))
		return true;
	f->any = true;
	if (is == FIGURE_COUPON) {
		add_coupon(f, word, n);
		return true;
	}
	f->weeks[series_bar_of(s, true, at)][is] += n;
	f->sum[is] += n;
	return true;
}

static bool
ends_work(enum act act)
{
	return act != ACT_NOTE && act != ACT_MINE && act != ACT_TOLD &&
	    act != ACT_SEEN && act != ACT_USEFUL && act != ACT_NOT_URGENT;
}

void
figures_spent(struct figures *f, const struct task *t)
{
	slice	 rest = t->history;
	int64_t	 since = -1, spent = 0;
	bool	 any = false;
	struct task_line l;

	while (task_line(&rest, &l)) {
		if (l.act == ACT_MINE && since < 0) {
			since = l.when;
			continue;
		}
		if (since < 0 || !ends_work(l.act))
			continue;
		if (l.when >= since && l.when - since < SPENT_MOST)
			spent += l.when - since;
		else if (l.when >= since)
			spent += SPENT_MOST;
		any = true;
		since = -1;
	}
	f->seconds += spent;
	f->items += any;
}

int64_t
figures_value(const struct figures *f, int64_t won)
{
	return f->margin * won;
}
