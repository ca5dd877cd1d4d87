#include "core/judge/read.h"

#include "core/judge/class.h"
#include "core/judge/mood.h"

/* One text on its way through. */
struct pass {
	struct reader *reader;
	struct read *read;
	struct sentences sentences;
	struct mood mood;
	slice	 text, said;
	size_t	 ahead;		/* sentences that wait for the tongue */
	struct tongue_signs signs;
};

bool
reader_init(struct reader *r)
{
	return polarity_table(&r->tables[READ_POLARITY]) &&
	    class_table(&r->tables[READ_CLASS]);
}

static void
begin(struct reader *reader, struct reading *r)
{
	const struct table *tables[READ_TABLES];

	for (size_t i = 0; i < READ_TABLES; i++)
		tables[i] = &reader->tables[i];
	reading_init(r, tables, READ_TABLES, &reader->memo);
}

/* The tongue is known now, or has to be: what waited is heard. */
static void
tell(struct pass *p)
{
	struct read *r = p->read;

	if (r->tongue == NULL)
		r->tongue = tongue_told(&p->signs, p->text, p->said);
	for (size_t i = 0; i < p->ahead; i++)
		tone_sentence(&p->mood, r->tongue->words,
		    &p->reader->ahead[i]);
	p->ahead = 0;
}

static void
read_text(struct reader *reader, struct read *r, slice text, slice said)
{
	struct pass p = { .reader = reader, .read = r, .text = text,
	    .said = said };
	struct sentence *s = reader->ahead;

	tone_begin(&r->tone, &p.mood, text);
	sentences_init(&p.sentences, text);
	while (sentence_next(&p.sentences, s)) {
		bool	 more = r->tongue == NULL && tongue_add(&p.signs, s);

		reading_sentence(&r->reading, s, NULL);
		p.ahead++;
		if (!more || p.ahead == READ_AHEAD)
			tell(&p);
		s = &reader->ahead[p.ahead];
	}
	tell(&p);
	tone_end(&p.mood, &p.sentences);
	reading_marks(&r->reading, &p.sentences);
}

void
read_mention(struct reader *reader, struct read *r, slice title, slice text,
    slice said)
{
	memset(r, 0, sizeof(*r));
	begin(reader, &r->reading);
	read_text(reader, r, text, said);
	if (title.n)
		read_text(reader, r, title, said);
}

struct heavy {
	slice	 raw;
	int32_t	 part;
};

static void
weigh(struct heavy best[READ_HEAVY], slice raw, int32_t part)
{
	size_t	 at = READ_HEAVY;

	while (at > 0 && best[at - 1].part < part)
		at--;
	for (size_t i = READ_HEAVY; i-- > at + 1;)
		best[i] = best[i - 1];
	if (at < READ_HEAVY)
		best[at] = (struct heavy){ raw, part };
}

void
read_heavy(struct reader *reader, slice text, size_t head,
    struct tone_list *l)
{
	struct heavy best[READ_HEAVY] = { { .part = 0 } };
	struct sentence *s = reader->ahead;
	struct sentences k;
	struct reading r;

	begin(reader, &r);
	sentences_init(&k, text);
	while (sentence_next(&k, s)) {
		reading_sentence(&r, s, reader->parts);
		for (size_t i = 0; i < s->n; i++)
			weigh(best, s->words[i].raw, reader->parts[i][head]);
	}
	for (size_t i = 0; i < READ_HEAVY && best[i].part > 0; i++)
		l->words[l->count++] = best[i].raw;
}
