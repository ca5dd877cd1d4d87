/*
 * fetch.c - the worker that visits one host: for each of its sources the
 * answer, read, matched and judged; each mention that a rule took is told.
 */
#include "firmware/role/role.h"

#include "core/recipe/cost.h"
#include "core/recipe/cursor.h"
#include "core/recipe/extract.h"
#include "core/recipe/paging.h"
#include "firmware/config/config.h"
#include "firmware/role/refusal.h"
#include "firmware/role/seen.h"
#include "firmware/role/tell.h"
#include "firmware/worker.h"

#include <unistd.h>

enum {
	DIG_MOST = 400,			/* pages of what came meanwhile */
	LAG = 3600			/* seconds: clocks differ, lists lag */
};

/* One source of the visit. */
struct source {
	struct teller	*work;
	struct role_job	*in;
	struct recipe	 recipe;
	struct template_scope scope;
	struct job_outcome out;
	struct fault	 fault;
	struct mention	*all;		/* of all pages */
	size_t		 nall, nnew;
	struct cost	 cost;
	bool		 paid;		/* it has a cost */
	bool		 presses;	/* its records are buttons of ours */
	slice		 high;		/* the cursor, once all is read */
	int64_t		 floor;		/* what is older was there before */
	unsigned	 nread;			/* pages */
	bool		 gone;			/* the address leads nowhere */
};

/* `words` must live as long as s: s->fault, the visit's, or a literal. */
static bool
trouble(struct source *s, enum job_end end, const char *words)
{
	s->out.end = end;
	s->out.trouble = slice_of(words);
	return false;
}

/* --- what was found ------------------------------------------------------- */

static void
consider(struct source *s, const struct mention *m)
{
	s->nnew += s->presses ? role_press(m, &s->out) : role_tell(s->work, s->in, s->in->job.everything ?
	    SLICE("everything") : SLICE(""), m, &s->out);
}

/* The same id twice in one answer is one entry. */
static bool
is_repeated(const struct source *s, const struct mention *m)
{
	for (size_t i = 0; i < s->nall; i++)
		if (slice_eq(s->all[i].id, m->id))
			return true;
	return false;
}

/* False: the room of one visit is full. */
static bool
take_mentions(struct source *s, struct extract *x, bool deep)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct mention *m = &x->mentions[i];
		size_t	 before = s->nnew;

		if (is_repeated(s, m))
			continue;
		if (s->nall == EXTRACT_MAX)
			return false;
		s->all[s->nall++] = *m;
		s->out.fetched++;
		if (!deep || m->time == 0 || m->time >= s->floor)
			consider(s, m);
		if (s->nnew > before)
			extract_news(x, i);
	}
	return true;
}

/* What is to be read after this page, the first of `later`: a page without
 * news is the last, and one that the visit has no room for comes again. */
static bool
read_answer(struct source *s, const struct fetch_reply *reply, slice from,
    bool deep, slice *later)
{
	size_t	 before = s->nnew;
	struct extract x;

	if (!extract(&s->recipe, &s->scope, &reply->head, reply->body, from,
	    &x, &s->fault))
		return trouble(s, JOB_TROUBLE, s->fault.text);
	s->nread++;
	s->out.cost += s->cost.record * (int64_t)x.records;
	if (x.broken)
		s->out.trouble = slice_of(s->fault.text);
	if (!take_mentions(s, &x, deep))
		return false;
	s->high = extract_cursor(&s->recipe, s->scope.arena, &x, s->high);
	slice_cut(later, '\n');
	*later = extract_todo(s->scope.arena, &x, s->nnew > before, *later);
	return later->n > 0;
}

/* --- one exchange --------------------------------------------------------- */

static void
add_header(struct arena *a, struct http_request *rq, slice name, slice value)
{
	struct http_header *h = arena_take(a,
	    (rq->nheaders + 1) * sizeof(*h));

	if (value.n == 0 || h == NULL)
		return;
	if (rq->nheaders)
		memcpy(h, rq->headers, rq->nheaders * sizeof(*h));
	h[rq->nheaders++] = (struct http_header){ name, value };
	rq->headers = h;
}

static bool
same_origin(const struct role *r, slice address)
{
	struct url u;

	return url_http(address, &u) && slice_eq(u.scheme, r->visit.scheme) &&
	    slice_ieq(u.host, r->visit.host) &&
	    (int64_t)u.port == r->visit.port;
}

static bool
moved(struct source *s, slice to, int status)
{
	s->out.end = JOB_MOVED;
	s->out.moved = to;
	s->out.permanent = status == 301 || status == 308;
	return false;
}

/* Follows redirects inside the origin; others are told to the keeper, whose
 * next worker will not have our secrets. */
static bool
exchange(struct source *s, struct http_request *rq, struct fetch_reply *reply)
{
	struct role *r = s->work->role;

	for (int hop = 0; hop <= FETCH_MAX_HOPS; hop++) {
		slice	 to;
		int	 status;

		if (fetch(&r->to, rq, &r->arena, reply, &s->fault) != FETCH_OK)
			return trouble(s, JOB_TROUBLE, s->fault.text);
		status = reply->head.status;
		if (status < 301 || status > 308 || status == 304)
			return true;
		to = fetch_redirect(&r->arena, rq->url, &reply->head,
		    &s->fault);
		if (to.n == 0 && s->fault.text[0] == '\0')
			return true;	/* it points nowhere */
		if (to.n == 0)
			return trouble(s, JOB_TROUBLE, s->fault.text);
		if (!same_origin(r, to))
			return moved(s, to, status);
		rq->url = to;
	}
	return trouble(s, JOB_TROUBLE, "it sends us round in a circle");
}

static bool
judge(struct source *s, const struct fetch_reply *reply)
{
	struct recipe_answer a;

	recipe_judge(&s->recipe, &reply->head, reply->body, &s->scope,
	    s->work->now, &a);
	if (a.wait >= 0)
		s->out.wait = a.wait + 1;
	if (a.what == RECIPE_SUCCESS)
		return true;
	if (a.what == RECIPE_IGNORE) {
		s->out.end = JOB_UNCHANGED;
		return false;
	}
	s->gone = a.what == RECIPE_FAIL || reply->head.status == 400;
	if (a.what == RECIPE_LIMITED)
		refusal_say(&s->recipe, &s->work->role->visit, s->work->now,
		    &a, &s->fault);
	fault_words(&s->fault, a.why.text);
	return trouble(s, a.what == RECIPE_REFRESH ? JOB_RENEW :
	    a.what == RECIPE_CONFIG ? JOB_OWNER : JOB_TROUBLE, s->fault.text);
}

static void
remember(struct source *s, const struct http_head *head)
{
	s->out.etag = http_value(head, SLICE("etag"));
	s->out.modified = http_value(head, SLICE("last-modified"));
}

static bool
first_request(struct source *s, struct http_request *rq, slice *later)
{
	struct role *r = s->work->role;
	const struct job *j = &s->in->job;
	slice	 resume;

	if (!recipe_request(&s->recipe, &s->scope, s->work->now, rq, &s->fault))
		return trouble(s, JOB_OWNER, s->fault.text);
	if (j->url.n)
		rq->url = j->url;
	*later = rq->url;
	resume = paging_show(&s->scope, rq->url, j->resume);
	if (j->resume.n && same_origin(r, resume)) {
		rq->url = resume;
		*later = j->resume;
	} else if (slice_eq(rq->method, SLICE("GET"))) {
		add_header(&r->arena, rq, SLICE("If-None-Match"), j->etag);
		add_header(&r->arena, rq, SLICE("If-Modified-Since"),
		    j->modified);
	}
	return true;
}

/* Nothing is asked that the owner's budget may not cover. */
static bool
is_affordable(const struct source *s)
{
	return !s->paid || s->cost.page <= s->in->job.budget - s->out.cost;
}

/* One page. False: no more of them now; *later: the addresses to go on at,
 * one a line. */
static bool
read_page(struct source *s, struct http_request *rq, slice *later)
{
	struct fetch_reply *reply = arena_take(s->scope.arena, sizeof(*reply));
	bool	 deep = s->nread > 0 || s->in->job.resume.n > 0;
	bool	 more;

	if (reply == NULL)
		return false;
	if (!is_affordable(s))		/* the keeper will say so */
		return s->nread > 0 ? false :
		    trouble(s, JOB_TROUBLE, "its budget is spent");
	s->out.requests++;
	s->out.cost += s->cost.request;
	if (!exchange(s, rq, reply))
		return false;
	if (!deep && reply->head.status == 304) {
		s->out.end = JOB_UNCHANGED;
		return false;
	}
	if (!judge(s, reply))
		return false;
	if (!deep)
		remember(s, &reply->head);
	more = read_answer(s, reply, rq->url, deep, later);
	if (more)
		rq->url = paging_show(&s->scope, rq->url, *later);
	return more && s->out.wait == 0 &&
	    s->scope.arena->used < ROLE_MEMORY / 2;
}

/* What was not read goes on in the next visit, from there downwards; the
 * cursor moves when all of it is read. */
static void
keep_gap(struct source *s, slice later)
{
	s->out.dug = s->in->job.dug + s->nread;
	s->out.high = s->high;
	s->out.floor = s->in->job.floor;
	if (!paging_keep(&s->scope, later, JOB_RESUME, &s->out.resume) ||
	    s->out.dug > DIG_MOST)
		s->out.trouble = SLICE("more came at once than can be read; "
		    "the oldest of it was passed over");
	if (s->out.resume.n == 0 || s->out.dug > DIG_MOST)
		s->out.resume = s->out.high = SLICE("");
	else if (s->out.wait == 0 && s->out.trouble.n == 0)
		s->out.again = JOB_AT_ONCE;
}

/* What some pages brought is not lost when another one fails. */
static void
settle(struct source *s, slice later)
{
	const struct job *j = &s->in->job;
	struct extract x = { .cursor = s->high };
	bool	 failed = s->out.end == JOB_TROUBLE || s->out.end == JOB_OWNER;

	if (failed && j->resume.n && s->nread == 0 && s->gone) {
		s->out.end = 0;		/* begin again at the top */
		s->out.trouble = s->recipe.cursor ? SLICE("") :
		    SLICE("what came before could not be read to its end");
		slice_cut(&later, '\n');	/* or go on with the rest */
		if (later.n == 0)
			return;
	}
	if (failed && s->nread > 0)
		s->out.end = 0;
	if (s->out.end != 0)
		return;
	if (later.n && j->known)
		keep_gap(s, later);
	if (s->out.resume.n == 0)
		s->out.cursor = extract_cursor(&s->recipe, s->scope.arena, &x,
		    j->cursor);
}

static void
pages(struct source *s)
{
	struct http_request rq;
	int64_t	 most = s->paid && !s->in->job.known ? 1 : s->recipe.pages;
	slice	 later;

	if (!first_request(s, &rq, &later))
		return;
	while (read_page(s, &rq, &later) && (int64_t)s->nread < most)
		continue;
	settle(s, later);
}

/* --- the visit ------------------------------------------------------------ */

static void
set_scope(struct source *s)
{
	struct role_job *in = s->in;
	struct arena *a = &s->work->role->arena;
	struct sink k = sink_open(a);

	sink_int(&k, s->work->now);
	in->params[in->nparams] = (struct template_var){
	    .name = SLICE("now_unix"), .value = sink_close(&k, a) };
	in->params[in->nparams + 1] = (struct template_var){
	    .name = SLICE("cursor"),
	    .value = extract_cursor_value(&s->recipe, a, in->job.cursor) };
	s->scope = (struct template_scope){ .arena = a, .vars = in->params,
	    .nvars = in->nparams + 2, .crypto = &config_crypto };
	s->paid = cost_of(&s->recipe, &s->scope, &s->cost);
	s->high = in->job.high;
	s->floor = in->job.floor - LAG - s->recipe.overlap;
}

static void
ask(struct teller *w, struct role_job *in)
{
	struct role *r = w->role;
	const size_t mark = r->arena.used, n = w->spread;	/* of others */
	struct source s = { .work = w, .in = in, .out = {
	    .index = in->job.index, .cursor = in->job.cursor,
	    .etag = in->job.etag, .modified = in->job.modified } };

	s.all = arena_take(&r->arena, EXTRACT_MAX * sizeof(s.all[0]));
	if (!r->reachable)
		trouble(&s, JOB_TROUBLE, r->fault.text);
	else if (!recipe_load(&r->arena, in->job.recipe, &s.recipe, &s.fault))
		trouble(&s, JOB_OWNER, s.fault.text);
	else if (s.all != NULL) {
		s.presses = cJSON_IsTrue(json_at(s.recipe.root,
		    SLICE("/buttons")));
		set_scope(&s);
		pages(&s);
	}
	if (r->arena.spent)
		trouble(&s, JOB_TROUBLE, "the answer is too large for this box");
	if (s.out.end == 0)
		s.out.end = s.nnew + w->spread > n ? JOB_FRESH : JOB_UNCHANGED;
	if (s.out.end == JOB_FRESH)
		s.out.seen = seen_after(&r->arena, in->job.seen, s.all, s.nall);
	if (!worker_tell(&job_outcome, &s.out))
		_exit(1);
	r->arena.used = mark;
	r->arena.spent = false;
}

int
role_fetch(void)
{
	struct role *r = role_begin();
	struct teller t;

	if (!role_teller(r, &t))
		return 1;
	for (size_t i = 0; i < r->njobs; i++)
		ask(&t, &r->jobs[i]);
	return role_end(r);
}
