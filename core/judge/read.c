#include "core/judge/read.h"

#include "core/judge/class.h"
#include "core/judge/mood.h"
#include "core/judge/tables.h"

/* One text on its way through. */
struct pass {
	struct reader *reader;
	struct read *read;
	slice	 text, said;
	size_t	 ahead;		/* sentences that wait for the tongue */
	struct tongue_signs signs;
	struct sentences sentences;
	struct mood mood;
};

__attribute__((cold)) bool
reader_init(struct reader *r, struct memo_word *words, size_t nwords)
{
	r->memo = (struct memo){ (uint32_t)(nwords - 1), words, r->marks };
	memset(r->marks, 0, sizeof(r->marks));
	return slips_open(&r->slips, judge_slips, judge_slips_size) &&
	    polarity_table(&r->tables[READ_POLARITY]) &&
	    class_table(&r->tables[READ_CLASS]);
}

static void
begin(struct reader *reader, struct reading *r)
{
	const struct table *tables[READ_TABLES];

	for (size_t i = 0; i < READ_TABLES; i++)
		tables[i] = &reader->tables[i];
	reading_init(r, tables, READ_TABLES, &reader->memo);
	r->slips = &reader->slips;
}

/* Slips are looked for in this language only. */
static bool
is_english(const struct read *r)
{
	return r->tongue->words == &lexicon_en;
}

/* The tongue is known now, or has to be: what waited is heard. */
static void
tell(struct pass *p)
{
	struct read *r = p->read;

	if (r->tongue == NULL)
		r->tongue = tongue_told(&p->signs, p->text, p->said);
	for (; p->ahead > 0; p->ahead--) {
		struct sentence *s = &p->reader->kept[r->kept - p->ahead];

		if (is_english(r))
			reading_mend(&r->reading, s);
		s->praise = tone_sentence(&p->mood, r->tongue->words, s);
		s->felt = true;
	}
}

static void
read_text(struct reader *reader, struct read *r, slice text, slice said)
{
	struct pass p;
	struct sentence *s;

	p.reader = reader;
	p.read = r;
	p.text = text;
	p.said = said;
	p.ahead = 0;
	p.signs = (struct tongue_signs){ .words = 0 };
	tone_begin(&r->tone, &p.mood, text);
	sentences_init(&p.sentences, text);
	p.sentences.memo = &reader->memo;
	while (sentence_next(&p.sentences, s = &reader->kept[r->kept])) {
		bool	 more;

		reading_sentence(&r->reading, s);	/* has a memo now */
		more = r->tongue == NULL && tongue_add(&p.signs, s);
		p.ahead++;
		r->kept++;
		if (!more || p.ahead == READ_AHEAD)
			tell(&p);
		if (r->kept > READ_KEPT) {
			r->kept = 0;
			r->more = true;
		}
	}
	p.signs.all = &reader->kept[r->kept - p.ahead];
	p.signs.nall = p.ahead;
	tell(&p);
	tone_end(&p.mood, &p.sentences);
	reading_marks(&r->reading, &p.sentences);
}

void
read_mention(struct reader *reader, struct read *r, slice title, slice text,
    slice said)
{
	r->tongue = NULL;
	tone_init(&r->tone);
	r->text = text;
	r->title = title;
	r->kept = 0;
	r->more = false;
	begin(reader, &r->reading);
	read_text(reader, r, text, said);
	r->kept_text = r->kept;
	if (title.n)
		read_text(reader, r, title, said);
}

void
read_again(struct again *a, struct reader *reader, const struct read *r,
    bool title)
{
	a->reader = reader;
	a->read = r;
	a->at = a->end = NULL;
	if (r->more) {
		sentences_init(&a->k, title ? r->title : r->text);
		return;
	}
	a->at = reader->kept + (title ? r->kept_text : 0);
	a->end = reader->kept + (title ? r->kept : r->kept_text);
}

const struct sentence *
again_next(struct again *a)
{
	if (a->end != NULL)
		return a->at < a->end ? a->at++ : NULL;
	if (!sentence_next(&a->k, a->reader->kept))
		return NULL;
	if (is_english(a->read))
		reading_mend_again(&a->read->reading, a->reader->kept);
	return a->reader->kept;
}

struct heavy {
	slice	 raw;
	int32_t	 part;
};

static void
weigh(struct heavy best[READ_HEAVY], slice raw, int32_t part)
{
	size_t	 at = READ_HEAVY;

	for (; at > 0 && best[at - 1].part < part; at--)
		if (at < READ_HEAVY)
			best[at] = best[at - 1];
	if (at < READ_HEAVY)
		best[at] = (struct heavy){ raw, part };
}

void
read_heavy(struct reader *reader, const struct read *r, size_t head,
    struct tone_list *l)
{
	struct heavy best[READ_HEAVY] = { { .part = 0 } };
	int32_t	 parts[SENTENCE_WORDS];
	const struct sentence *s;
	struct again again;

	read_again(&again, reader, r, false);
	while ((s = again_next(&again)) != NULL) {
		reading_parts(&r->reading, s, head, parts);
		for (size_t i = 0; i < s->n; i++)
			weigh(best, s->words[i].raw, parts[i]);
	}
	for (size_t i = 0; i < READ_HEAVY && best[i].part > 0; i++)
		l->words[l->count++] = best[i].raw;
}
