#include "storage/forget_job.h"

#include "storage/answers.h"
#include "storage/mentions.h"

#include <errno.h>
#include <stdlib.h>

enum { SCRATCH = 320 << 10 };		/* a mention, a letter; and again */

/* --- what is known of them ---------------------------------------------- */

/* "anna" may be anybody's word, "anna_b" and "Anna Berg" hardly. */
static enum trace_sort
sort_of(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.n > 5 && memchr("@._- 0123456789", s.p[i], 15) != NULL)
			return TRACE_OWN;
	return TRACE_WEAK;
}

static slice
schemeless(slice url)
{
	size_t	 at = slice_find(url, SLICE("://"));

	return at < url.n ? slice_from(url, at + 3) : url;
}

static void
add_name(struct traces *t, slice s)
{
	s = slice_trim(s);
	if (slice_starts(s, SLICE("@")))
		s = slice_from(s, 1);
	traces_add(t, s, sort_of(s));
}

static void
add_lines(struct traces *t, slice list)
{
	slice	 line;

	while (lines_next(&list, &line))
		add_name(t, line);
}

void
forget_know(struct traces *t, const struct contact *c)
{
	slice	 list = c->handles, line;

	while (lines_next(&list, &line))
		add_name(t, schemeless(slice_from(line,
		    contact_network(line).n + 1)));
	add_lines(t, c->mail);
	add_lines(t, c->phone);
}

/* Its address only when it is its own: a page of all reviews is not. */
static void
know_mention(struct forget_job *j, slice idents, const struct mention *m)
{
	slice	 key;

	add_name(j->traces, m->handle);
	add_name(j->traces, m->author);
	add_name(j->traces, schemeless(m->author_url));
	traces_add_text(j->traces, m->title);
	traces_add_text(j->traces, m->text);
	while (ident_next(&idents, &key))
		if (slice_starts(key, SLICE("u")) && key.n > 20)
			traces_add(j->traces, schemeless(m->url),
			    TRACE_SAID);
}

/* --- which mentions are theirs ------------------------------------------ */

static slice
bare(slice s)
{
	return slice_starts(s, SLICE("@")) ? slice_from(s, 1) : s;
}

static bool
is_theirs(struct forget_job *j, struct txn *t, slice idents,
    const struct mention *m)
{
	slice	 space = ident_space(idents), keys[CONTACT_KEYS];
	size_t	 n = contact_keys(&j->arena, space, m, keys);
	uint64_t head = contacts_of(t, &j->arena, space, m);

	if (head != 0 && head == j->head)
		return true;
	for (size_t i = 0; i < n && head == 0; i++)
		for (size_t k = 0; k < j->nkeys; k++)
			if (slice_eq(keys[i], j->keys[k]))
				return true;
	if (n == 0 && slice_ieq(m->author, j->o->who))
		return true;
	return head == 0 && j->head == 0 && m->handle.n &&
	    slice_ieq(bare(m->handle), bare(j->o->who));
}

static void
gather(struct forget_job *j, struct txn *t)
{
	size_t	 used = j->arena.used;
	slice	 idents, rest;
	struct item item;
	struct walk w;

	j->n = 0;
	WALK(&w, t, TABLE_MENTION) {
		if (j->n == FORGET_BATCH)
			break;
		if (mention_split(w.value, &idents, &rest) &&
		    wire_get(rest, &wire_item, &item) &&
		    is_theirs(j, t, idents, &item.mention)) {
			j->ids[j->n++] = key_u64(w.key, 0);
			know_mention(j, idents, &item.mention);
		}
		j->arena.used = used;
	}
	walk_end(&w);
}

static bool
find_person(struct forget_job *j, struct txn *t, struct fault *f)
{
	uint64_t ids[CONTACTS_FOUND];
	size_t	 n = contacts_find(t, &j->arena, j->o->who, ids);
	struct contact c;
	char	 a[24], b[24];

	if (n > 1)
		return fault_tell(f, "several people may be meant, contacts % "
		    "and %%: say which by its number",
		    fault_int(a, (int64_t)ids[0]),
		    fault_int(b, (int64_t)ids[1]),
		    slice_of(n > 2 ? " and more" : ""));
	j->nkeys = contact_typed(&j->arena, j->o->who, j->keys);
	if (n == 1 && contacts_whole(t, &j->arena, ids[0], &c)) {
		j->head = ids[0];
		forget_know(j->traces, &c);
		add_name(j->traces, c.name);
		traces_add_text(j->traces, c.note);
		traces_add_text(j->traces, c.why);
	}
	return true;
}

/* --- transactions -------------------------------------------------------- */

/* The identities are marked, so that the next poll does not bring it back. */
static bool
forget_mention(struct forget_job *j, struct txn *t, uint64_t id)
{
	struct key k = key_id(id), at;
	slice	 value, idents, rest, key;
	struct item item;
	int64_t	 found;

	if (!table_get(t, TABLE_MENTION, key_slice(&k), &value))
		return t->rc == 0;
	if (!mention_split(value, &idents, &rest) ||
	    !wire_get(rest, &wire_item, &item))
		return txn_fail(t, MDB_CORRUPTED);
	found = item.found;
	at = key_time(found, id);
	for (idents = arena_copy(&j->arena, idents);
	    ident_next(&idents, &key);)
		if (!contacts_bar(t, key, j->o->now))
			return false;
	j->done->mentions++;
	return twin_forget(t, found, id) && answers_unlink(t, (int64_t)id) &&
	    mention_forget(t, id) &&
	    table_del(t, TABLE_FOUND, key_slice(&at));
}

static bool
owe(struct txn *t)
{
	return table_put(t, TABLE_META, SLICE("rebuild"), SLICE("1"));
}

static bool
batch(struct forget_job *j, struct txn *t)
{
	size_t	 used = j->arena.used;

	if (!owe(t) || !forget_letters(j, t) || !forget_taps(j, t) ||
	    !forget_sent(j, t))
		return false;
	for (size_t i = 0; i < j->n; i++) {
		if (!forget_mention(j, t, j->ids[i]))
			return false;
		j->arena.used = used;
	}
	return true;
}

struct removing {
	struct forget_job *j;
	struct txn	*t;
};

static bool
bar_contact(void *arg, const struct contact *c)
{
	struct removing *r = arg;
	slice	 key;
	size_t	 at = 0;

	r->j->done->contacts++;
	while (r->j->o->never_again &&
	    contact_key(&r->j->arena, c, &at, &key))
		if (!contacts_bar(r->t, key, r->j->o->now))
			return false;
	return true;
}

static bool
remove_contact(struct forget_job *j, struct txn *t)
{
	struct removing r = { j, t };

	for (size_t i = 0; j->o->never_again && i < j->nkeys; i++)
		if (!contacts_bar(t, j->keys[i], j->o->now))
			return false;
	return owe(t) && forget_letters(j, t) && forget_taps(j, t) &&
	    forget_sent(j, t) && forget_answers(j, t) &&
	    (j->head == 0 || contacts_remove(t, &j->arena, j->head,
	    bar_contact, &r));
}

/* One step in a transaction of its own. */
static bool
step(struct forget_job *j, bool (*what)(struct forget_job *, struct txn *),
    struct fault *f)
{
	struct txn *t = store_begin(j->s, true, f);
	size_t	 used = j->arena.used;

	if (t == NULL)
		return false;
	if (!what(j, t) || j->arena.spent)
		txn_fail(t, ENOMEM);
	j->arena.used = used;
	return store_commit(t, f);
}

static bool
mask_all(struct forget_job *j, struct fault *f)
{
	bool	 more = true;

	j->n = 0;
	while (more) {
		struct txn *t = store_begin(j->s, true, f);

		if (t == NULL)
			return false;
		if (!forget_mask(j, t, &more))
			txn_fail(t, ENOMEM);
		if (!store_commit(t, f))
			return false;
	}
	return true;
}

/* --- all of it ----------------------------------------------------------- */

static bool
look(struct forget_job *j, bool first, struct fault *f)
{
	struct txn *t = store_begin(j->s, false, f);
	bool	 ok = t != NULL && (!first || find_person(j, t, f));

	if (ok)
		gather(j, t);
	store_abort(t);
	return ok;
}

static bool
forget_all(struct forget_job *j, struct fault *f)
{
	if (!look(j, true, f))
		return false;
	if (j->n == 0 && j->head == 0 && !store_rebuild_owed(j->s))
		return fault_words(f, "nobody of that name or handle is known "
		    "here");
	add_name(j->traces, j->o->who);
	while (j->n != 0)
		if (!step(j, batch, f) || !look(j, false, f))
			return false;
	return mask_all(j, f) && step(j, remove_contact, f) &&
	    forget_prove(j, f);
}

bool
store_forget(struct store *s, const struct forget *o, struct forgotten *done,
    struct fault *f)
{
	size_t	 room = TRACES_ROOM + SCRATCH;
	struct forget_job *j = calloc(1, sizeof(*j));
	struct arena traces;
	char	*block = malloc(room);
	bool	 ok = false;

	*done = (struct forgotten){ 0 };
	if (j != NULL && block != NULL) {
		*j = (struct forget_job){ .s = s, .o = o, .done = done };
		arena_init(&traces, block, TRACES_ROOM);
		arena_init(&j->arena, block + TRACES_ROOM, SCRATCH);
		j->traces = traces_make(&traces);
		ok = j->traces != NULL && forget_all(j, f);
	} else {
		fault_words(f, "not enough memory to forget somebody");
	}
	free(block);
	free(j);
	return ok;
}
