#include "firmware/config/reply.h"

#include "core/recipe/reply.h"

/* What the reply wants of the owner and a poll does not. */
static void
check_needs(struct config_reader *r, const struct config_source *s,
    const struct recipe *rec)
{
	const cJSON *need = json_at(rec->root, SLICE("/reply/needs"));
	struct fault f;

	for (need = need ? need->child : NULL; need; need = need->next) {
		slice	 name = json_text(r->scratch, need);

		f.text[0] = '\0';
		if (config_member(json_at(rec->root, SLICE("/spec")),
		    arena_string(r->scratch, name)) == NULL ||
		    s->way.account != 0 || config_given(&s->way, name))
			continue;
		fault_tell(&f, "replies need \"%\"", name);
		config_complain(r, "sources", s->way.name, f.text);
	}
}

void
config_replies(struct config_reader *r, struct config_source *s,
    const cJSON *way, const struct recipe *rec)
{
	const cJSON *mine = config_member(way, "replies");
	slice	 account = config_text(r, way, "account");
	const cJSON *on = mine ? mine : account.n ? config_member(
	    config_member(r->accounts, arena_string(r->scratch, account)),
	    "replies") : NULL;
	bool	 can = rec->root != NULL && (s->way.mail ||
	    rec->reply != NULL);

	if (on != NULL && !cJSON_IsBool(on))
		config_complain(r, "sources", s->way.name,
		    "\"replies\" must be true or false");
	if (cJSON_IsTrue(mine) && !can)
		config_complain(r, "sources", s->way.name,
		    "\"replies\": this network takes none from programs");
	s->replies = cJSON_IsTrue(on) && can;
	if (s->replies && !s->way.mail)
		check_needs(r, s, rec);
}

void
config_whose(struct config_reader *r, struct config_source *s,
    const cJSON *way)
{
	s->owner = config_text(r, way, "owner");
	s->backup = config_text(r, way, "backup");
	s->rival = config_lines(r, "sources", s->way.name,
	    config_member(way, "rival"));
	if (s->rival.n && s->everything)
		config_note(r, "sources", s->way.name, "\"everything\" of "
		    "another business would buzz as if it were yours");
	s->shares = config_flag(r, way, "shares", false) ? 1 :
	    config_member(way, "shares") ? -1 : 0;
	if (s->shares != 0 && !s->way.mail)
		config_note(r, "sources", s->way.name, "\"shares\" is for a "
		    "mailbox alone");
}

static const struct config_way *
mail_channel(const struct config *c)
{
	for (size_t i = 0; i < c->nchannels; i++)
		if (slice_eq(c->channels[i].way.origin.scheme, SLICE("smtp")))
			return &c->channels[i].way;
	return NULL;
}

void
config_answers(struct config_reader *r)
{
	struct config *c = r->c;

	for (size_t i = 0; i < c->nchannels; i++)
		if (slice_starts(c->channels[i].way.name, SLICE(REPLY_LANE)))
			config_complain(r, "channels", c->channels[i].way.name,
			    "a name that begins so is taken");
	for (size_t i = 0; i < c->nsources; i++) {
		struct config_source *s = &c->sources[i];
		struct sink k;

		if (!s->replies)
			continue;
		s->answer = s->way.mail ? mail_channel(c) : &s->way;
		if (s->answer == NULL)
			config_complain(r, "sources", s->way.name,
			    "\"replies\" need a channel of the recipe smtp");
		k = sink_open(r->keep);
		sink_text(&k, REPLY_LANE);
		sink_put(&k, s->way.name);
		s->lane = sink_close(&k, r->keep);
	}
}
