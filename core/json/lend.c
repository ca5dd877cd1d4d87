#include "core/json/lend.h"

enum { BINS = 24, SMALLEST = 32 };	/* blocks of 32 bytes to 256 MB */

struct block {
	_Alignas(max_align_t) struct block *next;	/* while it is free */
	unsigned bin;
};

static struct {
	struct arena *arena;
	void	*last;
	struct block *bins[BINS];
} lent;

void
lend_begin(struct arena *a)
{
	memset(&lent, 0, sizeof(lent));
	lent.arena = a;
}

void
lend_end(void)
{
	memset(&lent, 0, sizeof(lent));
}

void *
lend_push(size_t n)
{
	lent.last = arena_take(lent.arena, n);
	return lent.last;
}

void
lend_pop(void *p)
{
	if (p == NULL || p != lent.last)
		return;
	lent.arena->used = (size_t)((char *)p - lent.arena->base);
	lent.last = NULL;
}

static size_t
room(unsigned bin)
{
	return (size_t)SMALLEST << bin;
}

void *
lend_take(size_t n)
{
	unsigned bin = 0;
	struct block *b;

	while (bin < BINS && room(bin) < n)
		bin++;
	if (bin == BINS)
		return NULL;
	b = lent.bins[bin];
	if (b != NULL) {
		lent.bins[bin] = b->next;
	} else {
		b = arena_take(lent.arena, sizeof(*b) + room(bin));
		if (b == NULL)
			return NULL;
		b->bin = bin;
	}
	return b + 1;
}

void
lend_drop(void *p)
{
	struct block *b = p;

	if (p == NULL)
		return;
	b--;
	b->next = lent.bins[b->bin];
	lent.bins[b->bin] = b;
}

void *
lend_retake(void *p, size_t n)
{
	struct block *b = p;
	void	*q;

	if (p == NULL)
		return lend_take(n);
	b--;
	if (n <= room(b->bin))
		return p;
	q = lend_take(n);
	if (q == NULL)
		return NULL;
	memcpy(q, p, room(b->bin));
	lend_drop(p);
	return q;
}
