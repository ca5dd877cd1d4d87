/*
 * keeper_triage.c - what becomes of a mention: kept, and told to whom.
 */
#include "firmware/keeper.h"

#include "core/letter.h"
#include "core/judge/score.h"
#include "core/text/text.h"
#include "firmware/log.h"

enum { ANNOUNCED = 90 };		/* characters of it in the log */

/* The networks' ids are unique on their host; those of feeds in their feed. */
static slice
space(const struct config_way *w, char *buf, size_t cap)
{
	struct sink k = { .buf = buf, .cap = cap };

	if (w->feed)
		return w->name;
	sink_put(&k, w->recipe_name);
	sink_byte(&k, '|');
	sink_put(&k, w->origin.host);
	return sink_slice(&k);
}

static bool
is_loud_enough(const struct config *c, enum level level)
{
	for (size_t i = 0; i < c->nchannels; i++)
		if (level >= c->channels[i].least)
			return true;
	return false;
}

static void
set_fate(const struct triage *t, struct item *item, enum level level)
{
	if (t->baseline) {
		item->fate = FATE_MUTED;
		item->muted = SLICE("first poll");
	} else if (is_loud_enough(t->k->c, level)) {
		item->fate = FATE_SENT;
	} else {
		item->fate = FATE_DIGEST;
	}
}

static void
announce(const struct triage *t, const struct item *item, enum level level)
{
	struct arena a;
	struct sink why, line;
	slice	 says = item->mention.text.n ? item->mention.text :
	    item->mention.title;

	arena_init(&a, t->k->scratch, KEEPER_SCRATCH);
	line = sink_open(&a);
	text_tidy(&line, says, false);
	says = text_cut(&a, sink_close(&line, &a), ANNOUNCED, TEXT_CHARS);
	why = sink_open(&a);
	letter_reasons(&why, &item->verdict);
	log_event(item->source, "matched \"%.*s\": %.*s %lld, %.*s: %.*s",
	    SLICE_ARG(item->words), SLICE_ARG(item->verdict.class),
	    (long long)item->verdict.priority,
	    SLICE_ARG(score_level_name(level)), SLICE_ARG(says));
	log_event(item->source, "  because %.*s", SLICE_ARG(sink_slice(&why)));
}

static void
write_letter(struct triage *t, const struct config_channel *ch,
    const struct item *item, uint64_t id, enum level level)
{
	struct arena a;
	struct letter l = { .channel = ch->way.name,
	    .level = score_level_name(level), .mention = (int64_t)id,
	    .born = keeper_now() };
	char	 number[24];

	arena_init(&a, t->k->scratch, KEEPER_SCRATCH);
	letter_alert(&a, item, l.born, &l);
	l.mentions = fault_int(number, (int64_t)id);
	l.id = (int64_t)store_next_id(t->txn, "letter");
	if (l.id == 0 || a.spent || !outbox_put(t->txn, l.born, &l))
		t->failed = true;
}

static void
write_letters(struct triage *t, const struct item *item, uint64_t id,
    enum level level)
{
	const struct config *c = t->k->c;

	for (size_t i = 0; i < c->nchannels; i++)
		if (level >= c->channels[i].least)
			write_letter(t, &c->channels[i], item, id, level);
}

/* Told of no second time: whoever looks for it must find it here. */
static void
announce_again(struct triage *t, const struct item *item, uint64_t id)
{
	struct item first;

	if (!mentions_get(t->txn, id, &first))
		return;
	log_event(item->source, "the same as mention %llu, seen first at "
	    "%.*s", (unsigned long long)id, SLICE_ARG(first.source));
}

static void
count(struct triage *t, const struct item *item)
{
	t->tally.matched++;
	t->tally.sent += item->fate == FATE_SENT;
	t->tally.digest += item->fate == FATE_DIGEST;
	t->tally.muted += item->fate == FATE_MUTED;
}

void
triage(struct triage *t, const struct job_finding *f)
{
	const struct config_source *src = &t->k->c->sources[t->source];
	char	 buf[512];
	struct item item;
	enum level level;
	uint64_t id;

	if (t->failed || !wire_get(f->item, &wire_item, &item) ||
	    item.mention.id.n == 0)
		return;			/* foreign: not what we asked for */
	item.source = src->way.name;
	item.also = SLICE("");
	item.sightings = item.edited = 0;	/* not a worker's to say */
	level = score_level(item.verdict.priority);
	set_fate(t, &item, level);
	switch (mentions_meet(t->txn, space(&src->way, buf, sizeof(buf)),
	    f->canonical, f->sketch, &item, &id)) {
	case MENTIONS_NEW:
		count(t, &item);
		if (item.fate == FATE_SENT)
			write_letters(t, &item, id, level);
		if (item.fate != FATE_MUTED)
			announce(t, &item, level);
		break;
	case MENTIONS_FAILED:
		t->failed = true;
		break;
	case MENTIONS_SIGHTED:
		if (!t->baseline)
			announce_again(t, &item, id);
		break;
	default:
		break;			/* known: one item, however often */
	}
}
