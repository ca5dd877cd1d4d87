/*
 * role_fetch.c - the worker that visits one host: for each of its sources the
 * answer, read, matched and judged; each mention that a rule took is told.
 */
#include "firmware/role.h"

#include "core/recipe/extract.h"
#include "core/match/match.h"
#include "core/judge/score.h"
#include "firmware/config.h"
#include "firmware/seen.h"
#include "firmware/worker.h"

#include <time.h>
#include <unistd.h>

enum {
	TEXT_KEPT = 4000,		/* characters of a mention that are stored */
	CRITICAL_MAX = 64
};

struct work {
	struct role	*role;
	struct matcher	*matcher;
	struct score_shop shop;
	int64_t		 now;
};

/* One source of the visit. */
struct source {
	struct work	*work;
	struct role_job	*in;
	struct recipe	 recipe;
	struct template_scope scope;
	struct job_outcome out;
	struct fault	 fault;
	struct mention	*all;		/* of all pages */
	size_t		 nall, nnew;
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

static slice
joined(struct arena *a, const struct match *m)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < m->nwords; i++) {
		if (k.len + m->words[i].n > 900)
			break;
		sink_put(&k, i ? SLICE(", ") : SLICE(""));
		sink_put(&k, m->words[i]);
	}
	return sink_close(&k, a);
}

static bool
take(struct source *s, const struct mention *m, struct item *item)
{
	struct role *r = s->work->role;
	struct match *hit = arena_take(&r->arena,
	    (r->nrules + 1) * sizeof(*hit));

	if (hit == NULL)
		return false;
	if (r->nrules)
		matcher_run(s->work->matcher, &r->arena, m, hit);
	for (size_t i = 0; i < r->nrules; i++)
		if (hit[i].hit) {
			item->rule = r->rules[i].name;
			item->words = joined(&r->arena, &hit[i]);
			return true;
		}
	item->rule = SLICE("everything");
	return s->in->job.everything != 0;
}

static void
tell(struct source *s, const struct mention *m, struct item *item)
{
	struct role *r = s->work->role;
	struct job_finding f = { .index = s->in->job.index };
	struct sink k;

	item->mention = *m;
	item->source = s->in->job.name;
	item->found = s->work->now;
	score(&r->arena, m, &s->work->shop, s->work->now, &item->verdict);
	item->mention.text = text_cut(&r->arena, m->text, TEXT_KEPT,
	    TEXT_CHARS);
	f.canonical = url_canonical(&r->arena, m->url);
	k = sink_open(&r->arena);
	wire_put(&k, &wire_item, item);
	f.item = sink_close(&k, &r->arena);
	if (!r->arena.spent && !worker_tell(&job_finding, &f))
		_exit(1);
}

/* What the judging of one mention needs is forgotten with it. */
static void
consider(struct source *s, const struct mention *m)
{
	struct arena *a = &s->work->role->arena;
	const size_t mark = a->used;
	struct item item = { .fate = 0 };
	enum seen before = seen_before(s->in->job.seen, m);

	s->nnew += before != SEEN_SAME;
	if (m->time > s->out.newest && m->time <= s->work->now + 86400)
		s->out.newest = m->time;
	if (before == SEEN_SAME)
		return;
	if (take(s, m, &item))
		tell(s, m, &item);
	else if (before == SEEN_NEVER)
		s->out.unmatched++;
	a->used = mark;
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

static bool
read_answer(struct source *s, const struct fetch_reply *reply, slice from,
    unsigned page, struct extract *x)
{
	size_t	 before = s->nnew;

	if (!extract(&s->recipe, &s->scope, &reply->head, reply->body, from,
	    page, x, &s->fault))
		return trouble(s, JOB_TROUBLE, s->fault.text);
	for (size_t i = 0; i < x->n; i++) {
		if (s->nall == EXTRACT_MAX || is_repeated(s, &x->mentions[i]))
			continue;
		s->all[s->nall++] = x->mentions[i];
		s->out.fetched++;
		consider(s, &x->mentions[i]);
	}
	s->out.cursor = extract_cursor(&s->recipe, s->scope.arena, x,
	    s->out.cursor);
	if (x->broken)
		s->out.trouble = slice_of(s->fault.text);
	return s->nnew > before;	/* a page without news is the last */
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
	fault_say(&s->fault, slice_of(a.why));
	return trouble(s, a.what == RECIPE_CONFIG ? JOB_OWNER : JOB_TROUBLE,
	    s->fault.text);
}

static void
remember(struct source *s, const struct http_head *head)
{
	s->out.etag = http_value(head, SLICE("etag"));
	s->out.modified = http_value(head, SLICE("last-modified"));
}

static bool
first_request(struct source *s, struct http_request *rq)
{
	struct role *r = s->work->role;
	const struct job *j = &s->in->job;

	if (!recipe_request(&s->recipe, &s->scope, s->work->now, rq, &s->fault))
		return trouble(s, JOB_OWNER, s->fault.text);
	if (j->url.n)
		rq->url = j->url;
	if (slice_eq(rq->method, SLICE("GET"))) {
		add_header(&r->arena, rq, SLICE("If-None-Match"), j->etag);
		add_header(&r->arena, rq, SLICE("If-Modified-Since"),
		    j->modified);
	}
	return true;
}

static void
pages(struct source *s)
{
	struct http_request rq;
	struct fetch_reply *reply = arena_take(s->scope.arena, sizeof(*reply));
	struct extract x = { .n = 0 };

	if (reply == NULL || !first_request(s, &rq))
		return;
	for (unsigned page = 0; ; page++) {
		if (!exchange(s, &rq, reply))
			return;
		if (page == 0 && reply->head.status == 304) {
			s->out.end = JOB_UNCHANGED;
			return;
		}
		if (!judge(s, reply))
			return;
		if (page == 0)
			remember(s, &reply->head);
		if (!read_answer(s, reply, rq.url, page, &x))
			break;
		if (x.next.n == 0 || !same_origin(s->work->role, x.next))
			break;
		rq.url = x.next;
	}
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
}

static void
ask(struct work *w, struct role_job *in)
{
	struct role *r = w->role;
	const size_t mark = r->arena.used;	/* one source, one room */
	struct source s = { .work = w, .in = in, .out = {
	    .index = in->job.index, .cursor = in->job.cursor,
	    .etag = in->job.etag, .modified = in->job.modified } };

	s.all = arena_take(&r->arena, EXTRACT_MAX * sizeof(s.all[0]));
	if (!r->reachable)
		trouble(&s, JOB_TROUBLE, r->fault.text);
	else if (!recipe_load(&r->arena, in->job.recipe, &s.recipe, &s.fault))
		trouble(&s, JOB_OWNER, s.fault.text);
	else if (s.all != NULL) {
		set_scope(&s);
		pages(&s);
	}
	if (r->arena.spent)
		trouble(&s, JOB_TROUBLE, "the answer is too large for this box");
	if (s.out.end == 0)
		s.out.end = s.nnew ? JOB_FRESH : JOB_UNCHANGED;
	if (s.out.end == JOB_FRESH)
		s.out.seen = seen_after(&r->arena, in->job.seen, s.all, s.nall);
	if (!worker_tell(&job_outcome, &s.out))
		_exit(1);
	r->arena.used = mark;
	r->arena.spent = false;
}

static void
set_shop(struct work *w)
{
	struct job_visit *v = &w->role->visit;
	slice	*words = arena_take(&w->role->arena,
	    CRITICAL_MAX * sizeof(*words)), rest = v->critical;

	w->shop = (struct score_shop){ .name = v->shop, .town = v->town,
	    .critical = words };
	while (words && rest.n && w->shop.ncritical < CRITICAL_MAX)
		words[w->shop.ncritical++] = slice_cut(&rest, '\n');
}

int
role_fetch(void)
{
	struct role *r = role_begin();
	struct work w = { .role = r, .now = (int64_t)time(NULL) };
	const struct query *queries[ROLE_RULES];
	struct fault f = { "" };

	set_shop(&w);
	for (size_t i = 0; i < r->nrules; i++)
		if ((queries[i] = query_compile(&r->arena, r->rules[i].query,
		    &f)) == NULL)
			return 1;
	w.matcher = matcher_make(&r->arena, queries, r->nrules);
	if (w.matcher == NULL)
		return 1;
	for (size_t i = 0; i < r->njobs; i++)
		ask(&w, &r->jobs[i]);
	return role_end(r);
}
