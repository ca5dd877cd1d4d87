#include "core/feed/feed_draft.h"

#include "core/web/url.h"
#include "core/when/when.h"

enum { FIRST_ENTRIES = 16 };

void
feed_draft_text(struct feed_draft *d, struct arena *a, enum feed_slot slot,
    unsigned rank, slice text)
{
	if (text.n == 0 || rank <= d->rank[slot])
		return;
	d->text[slot] = arena_copy(a, text);
	d->rank[slot] = (uint8_t)rank;
}

void
feed_draft_date(struct feed_draft *d, enum feed_slot slot, unsigned rank,
    slice text)
{
	int64_t	 t;

	if (rank <= d->rank[slot] || !when_parse(text, &t))
		return;
	d->when[slot] = t;
	d->rank[slot] = (uint8_t)rank;
}

/* An address that needs no work is left as the feed spells it. */
static bool
is_whole(slice s)
{
	struct url u;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~')
			return false;
	return url_http(s, &u);
}

void
feed_draft_link(struct feed_draft *d, struct arena *a, unsigned rank,
    slice base, slice reference)
{
	slice	 link = slice_trim(reference);

	if (reference.n == 0 || rank <= d->rank[FEED_LINK])
		return;
	if (!is_whole(link))
		link = url_join(a, base, link);
	link = url_unwrap(a, link);
	if (link.n == 0)
		return;
	d->text[FEED_LINK] = arena_copy(a, link);
	d->rank[FEED_LINK] = (uint8_t)rank;
}

/* Room is doubled when `n` is a power of two; the copies cost less than once
 * the final size. */
static bool
grow(struct arena *a, struct feed *f)
{
	size_t	 n = f->nentries, room = n ? 2 * n : FIRST_ENTRIES;
	struct feed_entry *more;

	if (n && (n < FIRST_ENTRIES || (n & (n - 1))))
		return true;
	more = arena_take(a, room * sizeof(*more));
	if (more == NULL)
		return false;
	if (n)
		memcpy(more, f->entries, n * sizeof(*more));
	f->entries = more;
	return true;
}

bool
feed_draft_room(struct feed *f)
{
	if (f->nentries < FEED_MAX_ENTRIES)
		return true;
	f->unread++;
	return false;
}

bool
feed_draft_enter(const struct feed_draft *d, struct arena *a, struct feed *f)
{
	struct feed_entry *e;

	if (a->spent || !grow(a, f))
		return false;
	e = &f->entries[f->nentries++];
	e->id = d->text[d->rank[FEED_ID] ? FEED_ID : FEED_LINK];
	e->link = d->text[FEED_LINK];
	e->title = d->text[FEED_TITLE];
	e->summary = d->text[FEED_SUMMARY];
	e->content = d->text[FEED_CONTENT];
	e->author = d->text[FEED_AUTHOR];
	e->lang = d->text[FEED_LANG];
	e->source = d->text[FEED_FROM];
	e->published = d->when[FEED_PUBLISHED];
	e->updated = d->when[FEED_UPDATED];
	return true;
}
