/*
 * demo.c - the worker of `earshot demo`: instead of a server the bundled
 * day answers, and instead of a phone the terminal shows what came. All that
 * lies between is what fetch.c and deliver.c do.
 */
#include "firmware/role/role.h"

#include "firmware/demo/demo.h"
#include "firmware/file.h"
#include "firmware/role/tell.h"
#include "firmware/worker.h"

#include <unistd.h>

enum { PHONE = 74 };			/* characters across */

/* --- what is read --------------------------------------------------------- */

/* The answer after those that the cursor counts. */
static bool
answer_of(struct role *r, const struct job *j, struct demo_answer *a)
{
	slice	 rest = demo_day(&r->arena);
	int64_t	 before;

	if (!slice_int(j->cursor, &before))
		return false;		/* the first poll: nothing yet */
	while (demo_next(&rest, a))
		if (slice_eq(a->source, j->name) && before-- == 0)
			return true;
	return false;
}

static void
ask(struct teller *t, struct role_job *in)
{
	struct role *r = t->role;
	struct job_outcome out = { .index = in->job.index,
	    .cursor = SLICE("0"), .end = JOB_UNCHANGED };
	struct template_scope scope = { .arena = &r->arena,
	    .vars = in->params, .nvars = in->nparams };
	struct demo_answer a;
	struct fault f = { "" };
	struct notice n;
	int64_t	 seen;

	if (answer_of(r, &in->job, &a)) {
		t->now = a.at;
		out.end = demo_read(&scope, in->job.recipe, &a, &n, &f) ?
		    JOB_FRESH : JOB_TROUBLE;
		out.trouble = slice_of(f.text);
		for (size_t i = 0; out.end == JOB_FRESH && i < n.n; i++) {
			(void)role_tell(t, in, n.by.n ? SLICE("mail") :
			    in->job.everything ? SLICE("everything") :
			    SLICE(""), &n.mentions[i], &out);
			out.fetched++;
		}
		if (slice_int(in->job.cursor, &seen))
			out.cursor = sink_number(&r->arena, seen + 1);
	}
	if (!worker_tell(&job_outcome, &out))
		_exit(1);
}

/* --- what is told --------------------------------------------------------- */

static void
edge(struct sink *k, size_t width, const char *end)
{
	while (k->len < width)
		sink_byte(k, '-');
	sink_text(k, end);
}

/* The screen of a phone, as plain as letters allow. */
static void
show(struct arena *a, const struct letter *l, const cJSON *said)
{
	struct sink k = sink_open(a);

	sink_text(&k, "  .-- ");
	sink_put(&k, l->channel);
	sink_text(&k, ", ");
	sink_put(&k, l->level);
	sink_byte(&k, ' ');
	edge(&k, PHONE + 5, ".\n");
	demo_fold(&k, json_word(said, "/title"), PHONE, "  | ", " |");
	demo_fold(&k, json_word(said, "/message"), PHONE, "  | ", " |");
	sink_text(&k, "  '");
	edge(&k, k.len + PHONE + 2, "'\n");
	(void)file_write(STDERR_FILENO, sink_close(&k, a));
}

/* Out of the request that the channel's recipe makes. */
static void
ring(struct role *r)
{
	const struct outgoing o = role_letter(r, r->letter.born);
	struct role_job *in = &r->jobs[0];
	struct job_answer answer = { .what = RECIPE_CONFIG + 1 };
	struct template_scope scope;
	struct http_request rq = { .nheaders = 0 };
	struct recipe recipe;
	struct fault f = { "" };
	const cJSON *said = NULL;

	if (recipe_load(&r->arena, in->job.recipe, &recipe, &f)) {
		scope = outgoing_scope(&r->arena, &recipe, &o, in->params,
		    in->nparams);
		scope.crypto = &config_crypto;
		if (recipe_request(&recipe, &scope, o.now, &rq, &f))
			said = json_parse(&r->arena, rq.body, &f);
	}
	if (said != NULL) {
		show(&r->arena, &r->letter, said);
		answer.what = RECIPE_SUCCESS + 1;
	}
	answer.why = slice_of(f.text);
	if (!worker_tell(&job_answer, &answer))
		_exit(1);
}

int
role_demo(void)
{
	struct role *r = role_hear();
	struct teller t;

	if (r->letter.channel.n) {
		ring(r);
		return 0;
	}
	if (!role_teller(r, &t))
		return 1;
	for (size_t i = 0; i < r->njobs; i++)
		ask(&t, &r->jobs[i]);
	return 0;
}
