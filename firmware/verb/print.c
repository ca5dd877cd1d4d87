#include "firmware/verb/print.h"

#include "core/when/when.h"

#include <stdio.h>
#include <unistd.h>

bool
print_to_person(void)
{
	return isatty(STDOUT_FILENO) == 1;
}

void
print_line(const struct sink *k)
{
	if (k->full)
		fprintf(stderr, "earshot: a line is too long to print\n");
	else
		fwrite(k->buf, 1, k->len, stdout);
}

static void
time_member(struct json_line *j, const char *key, int64_t t)
{
	char	 buf[32];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (t == 0)
		return;
	when_put(&k, t);
	json_line_text(j, key, sink_slice(&k));
}

static void
mention_members(struct json_line *j, const struct mention *m)
{
	json_line_text(j, "type", m->type);
	json_line_text(j, "url", m->url);
	json_line_text(j, "title", m->title);
	json_line_text(j, "text", m->text);
	json_line_text(j, "author", m->author);
	json_line_text(j, "handle", m->handle);
	json_line_text(j, "author_url", m->author_url);
	time_member(j, "time", m->time);
	time_member(j, "answered", m->answered);
	json_line_text(j, "lang", m->lang);
	json_line_int(j, "rating", m->rating);
	json_line_text(j, "parent", m->parent);
	json_line_text(j, "place", m->place);
	json_line_int(j, "followers", m->followers);
	json_line_int(j, "likes", m->likes);
	json_line_int(j, "replies", m->replies);
}

void
print_mention(struct sink *k, const struct mention *m)
{
	struct json_line j = json_line_open(k);

	json_line_text(&j, "id", m->id);
	mention_members(&j, m);
	json_line_close(&j);
}

/* {"wait/late":["still waiting","third time"],"staff/rude":["so rude"]} */
static void
put_issue_words(struct sink *k, slice all)
{
	if (all.n == 0)
		return;
	sink_put(k, SLICE(",\"issue_words\":"));
	for (char sign = '{'; all.n; sign = ',') {
		slice	 words = slice_trim(slice_cut(&all, ';'));

		sink_byte(k, sign);
		sink_byte(k, '"');
		json_escape(k, slice_cut(&words, ':'));
		sink_put(k, SLICE("\":["));
		for (bool more = false; words.n; more = true) {
			sink_put(k, more ? SLICE(",\"") : SLICE("\""));
			json_escape(k, slice_trim(slice_cut(&words, ',')));
			sink_byte(k, '"');
		}
		sink_byte(k, ']');
	}
	sink_byte(k, '}');
}

/* A text behind other members; `before` is its key and all that stands between
 * them. Empty text is left out. */
static void
put_text(struct sink *k, slice before, slice text)
{
	if (text.n == 0)
		return;
	sink_put(k, before);
	json_escape(k, text);
	sink_byte(k, '"');
}

void
print_verdict(struct json_line *j, const struct verdict *v)
{
	struct sink *k = j->k;

	if (j->more)
		sink_byte(k, ',');
	put_text(k, SLICE("\"polarity\":\""), v->polarity);
	sink_put(k, v->polarity.n ? SLICE(",\"sentiment\":") :
	    SLICE("\"sentiment\":"));
	sink_int(k, v->sentiment);
	put_text(k, SLICE(",\"class\":\""), v->class);
	put_text(k, SLICE(",\"attitude\":\""), v->attitude);
	put_text(k, SLICE(",\"issues\":\""), v->issues);
	put_issue_words(k, v->issue_words);
	put_text(k, SLICE(",\"spot\":\""), v->spot);
	sink_put(k, SLICE(",\"priority\":"));
	sink_int(k, v->priority);
	put_text(k, SLICE(",\"lang\":\""), v->lang);
	sink_put(k, SLICE(",\"reasons\":["));
	for (size_t i = 0; i < v->nreasons; i++) {
		sink_put(k, i ? SLICE("},{\"why\":\"") : SLICE("{\"why\":\""));
		json_escape(k, v->reasons[i].why);
		sink_put(k, SLICE("\",\"points\":"));
		sink_int(k, v->reasons[i].points);
	}
	sink_put(k, v->nreasons ? SLICE("}]") : SLICE("]"));
}

void
print_item(struct sink *k, uint64_t id, const struct item *item)
{
	static const char *const fates[] = { "", "sent", "digest", "muted" };
	struct json_line j = json_line_open(k);

	json_line_int(&j, "number", (int64_t)id);
	json_line_text(&j, "source", item->source);
	time_member(&j, "found", item->found);
	json_line_text(&j, "rule", item->rule);
	json_line_text(&j, "words", item->words);
	json_line_text(&j, "fate", slice_of(item->fate >= 0 &&
	    item->fate < (int64_t)COUNT(fates) ? fates[item->fate] : ""));
	json_line_text(&j, "muted", item->muted);
	json_line_int(&j, "sightings", item->sightings);
	json_line_text(&j, "also", item->also);
	time_member(&j, "edited", item->edited);
	print_verdict(&j, &item->verdict);
	json_line_text(&j, "id", item->mention.id);
	mention_members(&j, &item->mention);
	json_line_close(&j);
}

void
print_tally(struct sink *k, const struct tally *t)
{
	char	 line[300];

	snprintf(line, sizeof(line), "%lld read = %lld new + %lld known;  "
	    "%lld new = %lld about you + %lld not;  %lld about you = %lld "
	    "told + %lld kept + %lld quiet", (long long)t->fetched,
	    (long long)t->fresh, (long long)t->duplicate, (long long)t->fresh,
	    (long long)t->matched, (long long)t->unmatched,
	    (long long)t->matched, (long long)t->sent, (long long)t->digest,
	    (long long)t->muted);
	sink_text(k, line);
}
