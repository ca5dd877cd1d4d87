#include "core/report/digest_part.h"

#include "core/letter.h"
#include "core/report/doc.h"
#include "core/show.h"
#include "core/when/when.h"

enum { DAY = 86400, NUDGE_DAYS = 3 };

void
digest_put_classes(struct sink *k, const size_t n[static CLASSES])
{
	static const struct { enum class class; const char *one, *many; }
	words[] = {
		{ CLASS_CRISIS, "grave one", "grave ones" },
		{ CLASS_COMPLAINT, "complaint", "complaints" },
		{ CLASS_QUESTION, "question", "questions" },
		{ CLASS_LEAD, "possible customer", "possible customers" },
		{ CLASS_RUMOUR, "rumour", "rumours" },
		{ CLASS_PRAISE, "praise", "praises" },
		{ CLASS_IDEA, "idea", "ideas" },
		{ CLASS_COMPETITOR, "about others", "about others" },
	};
	bool	 more = false;

	for (size_t i = 0; i < COUNT(words); i++) {
		size_t	 of = n[words[i].class];

		if (of == 0)
			continue;
		sink_text(k, more ? ", " : ": ");
		sink_int(k, (int64_t)of);
		sink_byte(k, ' ');
		sink_text(k, of == 1 ? words[i].one : words[i].many);
		more = true;
	}
	sink_byte(k, '.');
}

static slice
put_classes(struct digest *d)
{
	struct sink k = sink_open(d->arena);

	digest_put_classes(&k, d->classes);
	return sink_close(&k, d->arena);
}

static void
write_issues(struct digest *d, struct doc *doc)
{
	struct issue_top top[ISSUE_TOPS];
	size_t	 n = issue_sum_top(d->issues, top);

	if (n == 0)
		return;
	doc_heading(doc, SLICE("What people talked about"));
	for (size_t i = 0; i < n; i++) {
		struct sink k = sink_open(d->arena);
		slice	 name, words;

		issue_put_name(&k, top[i].label);
		sink_text(&k, ": ");
		sink_int(&k, (int64_t)top[i].count);
		name = sink_close(&k, d->arena);
		k = sink_open(d->arena);
		issue_put_words(&k, &top[i]);
		words = sink_close(&k, d->arena);
		doc_entry(doc, name, words, SLICE(""));
	}
	for (size_t i = 0; i < d->nrising; i++)
		doc_entry(doc, SLICE("Rising:"), d->rising[i], SLICE(""));
}

static slice
what_is_said(struct digest *d, const struct item *item)
{
	struct sink k = sink_open(d->arena);
	slice	 says = item->mention.text.n ? item->mention.text :
	    item->mention.title;

	sink_put(&k, SLICE("\""));
	show_put(&k, says, QUOTE, false);
	sink_put(&k, SLICE("\""));
	return sink_close(&k, d->arena);
}

/* "open 5 h, Anna answers for it" */
static slice
how_it_stands(struct digest *d, const struct item *item,
    const struct task *task, bool open)
{
	slice	 says = what_is_said(d, item);
	struct sink k = sink_open(d->arena);

	sink_put(&k, says);
	if (open && task->opened) {
		sink_put(&k, SLICE(" \xe2\x80\x94 "));
		if (d->head.now - task->opened >= 60) {
			sink_put(&k, SLICE("open for "));
			when_put_ago(&k, d->head.now - task->opened);
			sink_put(&k, SLICE(", "));
		}
		sink_put(&k, task->owner);
		sink_put(&k, SLICE(" answers for it"));
	}
	return sink_close(&k, d->arena);
}

static void
write_best(struct digest *d, struct doc *doc, const struct best *b,
    const char *heading, bool open)
{
	struct sink k;
	slice	 name;

	if (b->seen == 0)
		return;
	k = sink_open(d->arena);
	sink_text(&k, heading);
	sink_text(&k, " (");
	sink_int(&k, (int64_t)b->seen);
	sink_text(&k, ")");
	doc_heading(doc, sink_close(&k, d->arena));
	for (size_t i = 0; i < b->n; i++) {
		slice	 rest = how_it_stands(d, &b->item[i], &b->task[i],
		    open);

		k = sink_open(d->arena);
		letter_kind(&k, &b->item[i]);
		name = sink_close(&k, d->arena);
		doc_entry(doc, name, rest, b->item[i].mention.url);
	}
	if (b->seen > b->n)
		DOC_PARA(doc, "... and % more: earshot items",
		    sink_number(d->arena, (int64_t)(b->seen - b->n)));
}

/* An account that falls silent is worse than none. */
static void
write_nudge(struct digest *d, struct doc *doc)
{
	int64_t	 since = d->last > d->oldest ? d->last : d->oldest;
	struct sink k;

	if (d->waiting.seen == 0 || since <= 0 ||
	    d->head.now - since < NUDGE_DAYS * DAY)
		return;
	k = sink_open(d->arena);
	sink_text(&k, "No answer from you for ");
	sink_int(&k, (d->head.now - since) / DAY);
	sink_text(&k, " days.");
	doc_heading(doc, SLICE("Not answered"));
	DOC_PARA(doc, "%", sink_close(&k, d->arena));
}

static void
write_answers(struct digest *d, struct doc *doc)
{
	struct sink k;

	if (d->answered == 0) {
		write_nudge(d, doc);
		return;
	}
	k = sink_open(d->arena);
	sink_int(&k, (int64_t)d->answered);
	sink_text(&k, d->answered == 1 ? " was answered" : " were answered");
	if (d->ndelays > 0) {
		sink_text(&k, d->ndelays == 1 ? ", after " :
		    ", half of them within ");
		when_put_ago(&k, d->delays[(d->ndelays - 1) / 2]);
	}
	sink_byte(&k, '.');
	doc_heading(doc, SLICE("Answered"));
	DOC_PARA(doc, "%", sink_close(&k, d->arena));
}

static void
write_blind(struct digest *d, struct doc *doc)
{
	if (d->nblind == 0)
		return;
	doc_heading(doc, SLICE("Not heard"));
	for (size_t i = 0; i < d->nblind; i++)
		doc_entry(doc, d->blind[i].source, d->blind[i].trouble,
		    SLICE(""));
}

static void
write_ledger(struct digest *d, struct doc *doc)
{
	const struct tally *t = &d->tally;
	struct sink k;

	if (t->fetched == 0)
		return;
	k = sink_open(d->arena);
	sink_int(&k, t->fetched);
	sink_text(&k, " entries read from ");
	sink_int(&k, (int64_t)d->sources);
	sink_text(&k, " sources: ");
	sink_int(&k, t->duplicate);
	sink_text(&k, " known already, ");
	sink_int(&k, t->unmatched);
	sink_text(&k, " not about you, ");
	sink_int(&k, t->matched);
	sink_text(&k, " about you. Of those ");
	sink_int(&k, t->sent);
	sink_text(&k, " were told at once, ");
	sink_int(&k, t->digest);
	sink_text(&k, " stand here, ");
	sink_int(&k, t->muted);
	sink_text(&k, " were kept quiet.");
	doc_heading(doc, SLICE("Everything accounted for"));
	DOC_PARA(doc, "%", sink_close(&k, d->arena));
}

static slice
title(struct digest *d)
{
	struct sink k = sink_open(d->arena);

	if (d->head.shop.n) {
		show_put(&k, d->head.shop, 40, false);
		sink_text(&k, ", ");
	}
	when_put_date(&k, zone_local(&d->head.zone, d->head.now));
	sink_text(&k, d->head.crisis ? ", crisis" : "");
	sink_text(&k, ": ");
	sink_int(&k, (int64_t)d->mentions);
	sink_text(&k, d->mentions == 1 ? " mention" : " mentions");
	if (d->waiting.seen) {
		sink_text(&k, ", ");
		sink_int(&k, (int64_t)d->waiting.seen);
		sink_text(&k, d->waiting.seen == 1 ? " waits" : " wait");
	}
	return sink_close(&k, d->arena);
}

static void
write_listening(struct digest *d, struct doc *doc)
{
	if (d->head.listening == 0)
		return;
	if (d->would.seen == 0)
		doc_para(doc, "These days I only listen. Nothing would have "
		    "buzzed.", NULL, 0);
	else
		write_best(d, doc, &d->would, d->head.last ?
		    "The first days are over: I would have buzzed for these" :
		    "I only listen these days; I would have buzzed for these",
		    false);
}

/* How many, since when, and what of it stands elsewhere. */
static void
write_head(struct digest *d, struct doc *doc)
{
	bool	 crisis = d->head.crisis;

	if (d->head.pinned.n)
		DOC_PARA(doc, "%", d->head.pinned);
	if (d->mentions)
		DOC_PARA(doc, "%% mention% since the last digest%",
		    sink_number(d->arena, (int64_t)d->mentions),
		    crisis ? SLICE(" bad or doubtful") : SLICE(""),
		    d->mentions == 1 ? SLICE("") : SLICE("s"), put_classes(d));
	if (d->later)
		DOC_PARA(doc, "% % in the first digest after the crisis.",
		    sink_number(d->arena, (int64_t)d->later), d->later == 1 ?
		    SLICE("other stands") : SLICE("others stand"));
	if (!crisis && d->head.plain)
		doc_para(doc, "Crisis mode is over: what waited for that "
		    "stands here, too.", NULL, 0);
}

bool
digest_close(struct digest *d, struct letter *l)
{
	struct doc doc;

	if (d->mentions + d->waiting.seen + d->answered + d->nblind == 0 &&
	    !d->head.last)
		return false;
	if (!doc_take(&doc, d->arena, TEXT, HTML))
		return false;
	l->title = title(d);
	doc_open(&doc, l->title);
	write_head(d, &doc);
	write_listening(d, &doc);
	write_issues(d, &doc);
	write_best(d, &doc, &d->waiting, "What waits", true);
	write_best(d, &doc, &d->kept, "What else did not buzz", false);
	if (!d->head.crisis)
		write_answers(d, &doc);
	write_blind(d, &doc);
	write_ledger(d, &doc);
	return doc_letter(&doc, d->arena, l);
}
