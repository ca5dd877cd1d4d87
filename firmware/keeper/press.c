/*
 * press.c - buttons: their tokens go out with a letter, and what was
 * pressed comes back as a mark. The secret that signs them never leaves this
 * process; it lies in a file of its own beside the store, made once. Without it
 * there are no buttons, and all else goes on.
 */
#include "firmware/keeper/keeper.h"

#include "core/letter.h"
#include "core/mail/address.h"
#include "core/text/text.h"
#include "firmware/desk/acting.h"
#include "firmware/desk/crisis.h"
#include "firmware/desk/drafting.h"
#include "firmware/desk/reaching.h"
#include "firmware/desk/sharing.h"
#include "firmware/file.h"
#include "firmware/log.h"
#include "net/tls.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum {
	PATH_ROOM = 512,
	TASK_ROOM = 16 << 10,
	ABOUT_MOST = 500		/* characters of what was said */
};

static const slice us = { "buttons", 7 };

/* --- the secret ----------------------------------------------------------- */

static bool
write_secret(const char *path, const char *draft, const char *secret)
{
	return file_put(draft, (slice){ secret, TOKEN_SECRET }, false) &&
	    rename(draft, path) == 0;
}

static bool
read_secret(const char *path, char *secret)
{
	int	 fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool	 ok = fd >= 0 && read(fd, secret, TOKEN_SECRET) ==
	    TOKEN_SECRET;

	if (fd >= 0)
		close(fd);
	return ok;
}

void
press_begin(struct keeper *k)
{
	char	 path[PATH_ROOM], draft[PATH_ROOM];
	int	 n = snprintf(path, sizeof(path), "%s/" CONFIG_BUTTON_KEY,
	    k->c->data);
	int	 m = snprintf(draft, sizeof(draft), "%s/." CONFIG_BUTTON_KEY,
	    k->c->data);

	k->presses = n > 0 && m > 0 && m < PATH_ROOM &&
	    (read_secret(path, k->secret) ||
	    (tls_random(k->secret, TOKEN_SECRET) &&
	    write_secret(path, draft, k->secret)));
	if (!k->presses)
		log_event(us, "%s cannot be written: letters go out without "
		    "buttons", path);
}

static slice
secret_of(const struct keeper *k)
{
	return (slice){ k->secret, TOKEN_SECRET };
}

/* --- out ------------------------------------------------------------------ */

static slice
param(const struct config_way *w, const char *name)
{
	for (size_t i = 0; i < w->nparams; i++)
		if (slice_eq(w->params[i].name, slice_of(name)))
			return w->params[i].value;
	return SLICE("");
}

/* A bot reads its own messenger, a mailbox the mails sent in its name. */
bool
press_is_read(const struct config_way *w, const struct config_source *s)
{
	slice	 user = param(&s->way, "user");

	if (s->way.mail)	/* a login that is no address may be any */
		return slice_eq(w->origin.scheme, SLICE("smtp")) &&
		    (slice_index(user, '@') == user.n ||
		    address_in(param(w, "from"), user));
	return s->presses && param(w, "token").n && slice_eq(param(w, "token"),
	    param(&s->way, "token"));
}

static bool
is_read(const struct config *c, const struct config_way *w)
{
	for (size_t i = 0; i < c->nsources; i++)
		if (press_is_read(w, &c->sources[i]))
			return true;
	return false;
}

/* A letter about one item has buttons: one about many would press them all. */
void
press_say(struct keeper *k, struct slot *s, struct txn *t,
    const struct config_way *w, const struct letter *l)
{
	char	 tokens[PRESSES * TOKEN_CHARS];
	struct sink out = { .buf = tokens, .cap = sizeof(tokens) };
	struct press_buttons b = { .web = k->c->web.address,
	    .answers = is_read(k->c, w) };
	struct token tk = { .item = l->mention, .letter = l->id,
	    .expires = l->born + TOKEN_LIFE,
	    .person = token_person(&config_crypto, l->who) };
	struct task task;

	if (!k->presses || w->machine || (b.web.n == 0 && !b.answers) ||
	    slice_index(l->mentions, ' ') < l->mentions.n ||
	    !tasks_get(t, (uint64_t)l->mention, &task))
		return;
	for (enum press p = 0; p < PRESSES; p++) {
		tk.act = press_act(p);
		if (!token_put(&out, &config_crypto, secret_of(k), &tk))
			return;
	}
	b.tokens = sink_slice(&out);
	worker_say(&s->worker, &press_buttons, &b);
}

/* --- back ----------------------------------------------------------------- */

struct pressed {
	struct keeper	*k;
	struct txn	*txn;
	struct arena	 arena;
	struct token	 token;
	struct task	 task;
	struct mark	 mark;
	size_t		 who;		/* STAFF_MAX: nobody is named */
	struct press_told *told;
};

static bool
tell(struct pressed *p, int64_t status, slice words)
{
	p->told->status = status;
	p->told->says = arena_copy(&p->arena, words);
	p->told->label = SLICE("");
	return false;
}

static bool
find_person(struct pressed *p)
{
	const struct staff *s = &p->k->c->staff;

	if (p->token.person == 0)
		return true;
	for (size_t i = 0; i < s->n && p->who == STAFF_MAX; i++)
		if (token_person(&config_crypto, s->people[i].name) ==
		    p->token.person)
			p->who = i;
	if (p->who == STAFF_MAX)
		return tell(p, 403, SLICE("whom this letter was for is not in "
		    "the box's file any more"));
	p->mark.by = s->people[p->who].name;
	return true;
}

/* Each button works once, and so do all of them that say the same: what this
 * person has done to it since the letter was written is done. A token thus
 * needs no memory of its own, and none can be used up by somebody else. */
static bool
is_done(const struct pressed *p)
{
	slice	 history = p->task.history;
	int64_t	 born = p->token.expires - TOKEN_LIFE;
	struct task_line line;

	if (p->mark.act == ACT_NOTE + 1)
		return false;
	while (task_line(&history, &line))
		if (line.when >= born && slice_eq(line.by, p->mark.by) &&
		    (int64_t)line.act + 1 == p->mark.act)
			return true;
	return false;
}

static void
tell_about(struct pressed *p)
{
	int64_t	 now = keeper_now();
	struct item item;
	struct sink k;
	slice	 says, pin = crisis_pin(p->k->c, p->txn, &p->arena, NULL);
	size_t	 n;

	p->told->item = p->token.item;
	if (!mentions_get(p->txn, (uint64_t)p->token.item, &item))
		return;
	says = text_cut(&p->arena, item.mention.text.n ? item.mention.text :
	    item.mention.title, ABOUT_MOST, TEXT_CHARS);
	k = sink_open(&p->arena);
	letter_kind(&k, &item);
	sink_text(&k, "\n");
	sink_put(&k, says);
	sink_text(&k, "\n");
	n = k.len;
	task_put_answered(&k, &p->k->c->staff, &p->task, now);
	if (k.len == n)
		task_put_lock(&k, &p->k->c->staff, &p->task, now);
	sink_text(&k, "\n");
	sink_put(&k, pin);
	p->told->about = slice_trim(sink_close(&k, &p->arena));
}

/* Who pressed it, what of; false: it is told why not. */
static bool
look(struct pressed *p, slice token)
{
	struct fault why = { "" };
	int64_t	 now = keeper_now();
	enum token_is is = p->k->presses ? token_read(token, &config_crypto,
	    secret_of(p->k), now, &p->token, &why) : TOKEN_FOREIGN;

	if (is != TOKEN_GOOD)
		return tell(p, is == TOKEN_OLD ? 410 : 403, why.text[0] ?
		    slice_of(why.text) : SLICE("this box has no buttons"));
	if (p->mark.act == 0)
		p->mark.act = (int64_t)p->token.act + 1;
	p->mark.mention = p->token.item;
	p->mark.order = p->token.letter;
	if (p->mark.when == 0)
		p->mark.when = now;
	if (!find_person(p))
		return false;
	if (!tasks_get(p->txn, (uint64_t)p->token.item, &p->task))
		return tell(p, 410, SLICE("this item is forgotten by now"));
	if (!reaching_mark(p->k->c, p->txn, &p->mark, &why))
		return tell(p, 403, slice_of(why.text));
	tell_about(p);
	return true;
}

static bool
is_fresh(struct pressed *p)
{
	int64_t	 born = p->token.expires - TOKEN_LIFE;

	if (is_done(p))
		return tell(p, 200, SLICE("That was done already."));
	return p->mark.act == ACT_NOTE + 1 || born > p->task.cut ||
	    tell(p, 410, SLICE("so much was done about this item since then "
	    "that these buttons do nothing any more; earshot mark does"));
}

/* Who answers it gets words to begin with. */
static void
tell_draft(struct pressed *p)
{
	const struct staff *s = &p->k->c->staff;
	struct offer o;

	if (p->mark.act != ACT_MINE + 1)
		return;
	o = drafting_offer(p->k->c, p->txn, &p->arena, (uint64_t)p->token.item,
	    p->who < s->n ? &s->people[p->who] : NULL, p->mark.when);
	if (o.draft.n == 0 || o.draft.n > PRESS_DRAFT || p->arena.spent)
		return;
	p->told->draft = o.draft;
	p->told->careful = o.careful;
}

static slice
thanks(struct pressed *p)
{
	struct sink k = sink_open(&p->arena);
	const struct staff *s = &p->k->c->staff;
	slice	 called = p->who < s->n ? s->people[p->who].called :
	    SLICE("");

	if (slice_eq(called, SLICE("you")))
		called = SLICE("");
	press_thanks(&k, (enum act)(p->mark.act - 1), called, p->token.item);
	return sink_close(&k, &p->arena);
}

/* True: it is to be committed. */
static bool
make(struct pressed *p)
{
	struct fault why = { "" };
	enum acted acted;

	if (!acting(p->k->c, p->txn, &p->arena, &p->mark, &p->task, &acted,
	    &why))
		return tell(p, 503, SLICE(""));
	if (acted == ACTED) {
		(void)tell(p, 200, thanks(p));
		tell_draft(p);
		log_event(us, "item %lld: %.*s%s%.*s",
		    (long long)p->token.item,
		    SLICE_ARG(act_name((enum act)(p->mark.act - 1))),
		    p->mark.by.n ? ", by " : "", SLICE_ARG(p->mark.by));
		return true;
	}
	return tell(p, acted == ACTED_BEFORE ? 200 : acted == ACTED_LATE ?
	    409 : 403, acted == ACTED_BEFORE ?
	    SLICE("That was done already.") : slice_of(why.text));
}

static struct pressed
begin(struct keeper *k, struct txn *t, struct press_told *told,
    char room[static PRESS_ROOM])
{
	struct pressed p = { .k = k, .txn = t, .told = told,
	    .who = STAFF_MAX };

	*told = (struct press_told){ .status = 503 };
	arena_init(&p.arena, room, PRESS_ROOM);
	return p;
}

void
press_look(struct keeper *k, struct txn *t, slice token,
    struct press_told *told, char room[static PRESS_ROOM])
{
	struct pressed p = begin(k, t, told, room);

	if (!look(&p, token) || !is_fresh(&p))
		return;
	(void)tell(&p, 200, press_question((enum act)(p.mark.act - 1)));
	told->label = press_label((enum act)(p.mark.act - 1));
	tell_draft(&p);
}

bool
press_make(struct keeper *k, struct txn *t, slice token,
    struct press_told *told, char room[static PRESS_ROOM])
{
	struct pressed p = begin(k, t, told, room);

	return look(&p, token) && is_fresh(&p) && make(&p);
}

/* The mail's own time keeps a note from being written twice when the mailbox
 * is read again; what is done to the item happens now. */
bool
press_deed_make(struct keeper *k, struct txn *t, const struct press_deed *d,
    struct press_told *told, size_t *who, char room[static PRESS_ROOM])
{
	struct pressed p = begin(k, t, told, room);
	bool	 mail = k->c->sources[d->index].way.mail, good;

	*who = STAFF_MAX;
	p.mark.act = mail ? d->act : 0;
	p.mark.words = d->words;
	if (d->act == ACT_NOTE + 1 && d->when > 0 && d->when < keeper_now())
		p.mark.when = d->when;
	good = look(&p, d->token);
	*who = p.who;
	if (!good)
		return false;
	if (mail && (p.token.act != ACT_NOTE || !sharing_theirs(k->c,
	    p.who, d->from)))
		return tell(&p, 403, SLICE("an answer came from an address "
		    "that this letter did not go to"));
	return is_fresh(&p) && make(&p);
}
