/*
 * exec.c - the worker that gives one letter to a program of the owner's,
 * as JSON on its input; its exit status is the verdict.
 *
 * It talks to nobody else, so it needs no second confinement; but it may not
 * be the deliver worker, whose rights do not include to start a program.
 */
#include "firmware/role/role.h"

#include "firmware/config/config.h"
#include "firmware/confine.h"
#include "firmware/role/program.h"
#include "firmware/worker.h"

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	EXIT_LATER = 75,		/* sysexits.h: EX_TEMPFAIL */
	EXIT_CANNOT = 126		/* and 127: it could not be run */
};

/* What an exit status means, the first that fits. */
static const struct {
	int		 from, to;
	enum recipe_do	 what;
	slice		 words;
} ends[] = {
	{ 0, 0, RECIPE_SUCCESS, { "", 0 } },
	{ EXIT_LATER, EXIT_LATER, RECIPE_RETRY,
	    { "the program says later", 22 } },
	{ EXIT_CANNOT, EXIT_CANNOT + 1, RECIPE_CONFIG,
	    { "the program cannot be run", 25 } },
	{ 1, 255, RECIPE_FAIL, { "the program refuses the letter", 30 } },
};

static void
judge(const struct program *p, struct job_answer *a, struct fault *f)
{
	slice	 line = slice_trim((slice){ p->line, p->nline });
	int	 code = WIFEXITED(p->status) ? WEXITSTATUS(p->status) : -1;
	char	 buf[24];
	size_t	 i = 0;

	a->unsure = p->late || code < 0;
	if (a->unsure) {
		a->what = RECIPE_RETRY + 1;
		fault_say(f, p->late ? SLICE("the program did not end in "
		    "time") : SLICE("the program died of a signal"),
		    line.n ? SLICE(": ") : SLICE(""), line);
		return;
	}
	while (code < ends[i].from || code > ends[i].to)
		i++;
	a->what = (int64_t)ends[i].what + 1;
	a->result = code == 0 ? line : SLICE("");
	if (code)
		fault_say(f, ends[i].words, SLICE(" ("), fault_int(buf, code),
		    line.n ? SLICE("): ") : SLICE(")"), line);
}

/* The letter as JSON; written with few rights, since strangers wrote it. */
static bool
write_letter(struct role *r, slice *json, struct fault *f)
{
	struct role_job *j = &r->jobs[0];
	const struct outgoing o = role_letter(r, (int64_t)time(NULL));
	struct recipe recipe;
	struct template_scope s;

	if (!recipe_load(&r->arena, j->job.recipe, &recipe, f))
		return false;
	s = outgoing_scope(&r->arena, &recipe, &o, j->params, j->nparams);
	s.crypto = &config_crypto;
	return recipe_message(&recipe, &s, o.now, SLICE("json"), json,
	    f);
}

int
role_exec(void)
{
	struct role *r = role_hear();
	struct job_visit *v = &r->visit;
	struct job_answer a = { .what = RECIPE_CONFIG + 1 };
	struct program p;
	struct fault f = { "" };
	slice	 path = role_param(&r->jobs[0], "program"), json;

	if (path.n == 0 || path.p[0] != '/')
		fault_words(&f, "\"program\" must begin with a slash");
	else if (!program_open(&p, arena_string(&r->arena, path),
	    (uid_t)v->uid))
		fault_words(&f, "no process to be had");
	else if (!confine_first((unsigned)v->seconds + 5, ROLE_LIMIT,
	    (uid_t)v->uid) || !write_letter(r, &json, &f))
		program_drop(&p);
	else {
		program_run(&p, json, dial_clock() + v->seconds * 1000);
		judge(&p, &a, &f);
	}
	a.why = slice_of(f.text);
	return worker_tell(&job_answer, &a) ? 0 : 1;
}
