/* test_job.c - what keeper and worker say survives the pipe, and nothing that
 * is larger than it may be does. */
#include "core/job.h"
#include "tests/test.h"

static char	 wire[WIRE_MAX], huge[20000];

static slice
sent(const struct wire_shape *shape, const void *what)
{
	struct sink k = { .buf = wire, .cap = sizeof(wire) };

	wire_put(&k, shape, what);
	CHECK(!k.full);
	return sink_slice(&k);
}

static void
test_ways(void)
{
	struct job_outcome o = { .cursor = SLICE("c"), .trouble = SLICE("t"),
	    .index = 3, .end = JOB_TROUBLE, .wait = 61, .newest = -5 }, p;
	struct job_answer a = { .why = SLICE("answered 500"), .what = 3,
	    .unsure = 1 }, b;
	struct job_visit v = { .scheme = SLICE("https"),
	    .host = SLICE("a.example"), .port = 443, .seconds = 60 }, w;

	CHECK(wire_get(sent(&job_outcome, &o), &job_outcome, &p));
	CHECK(slice_eq(p.cursor, o.cursor) && slice_eq(p.trouble, o.trouble));
	CHECK(p.index == 3 && p.end == JOB_TROUBLE && p.wait == 61 &&
	    p.newest == -5 && p.fetched == 0);
	CHECK(wire_get(sent(&job_answer, &a), &job_answer, &b));
	CHECK(b.what == 3 && b.unsure == 1 && slice_eq(b.why, a.why));
	CHECK(wire_get(sent(&job_visit, &v), &job_visit, &w));
	CHECK(slice_eq(w.host, v.host) && w.port == 443 && w.uid == 0);
	/* one kind is never taken for another */
	CHECK(!wire_get(sent(&job_visit, &v), &job_answer, &b));
}

static void
test_bounds(void)
{
	struct job_param p = { .name = { huge, 65 }, .value = SLICE("x") }, q;
	struct job_outcome o = { .moved = { huge, 4097 } }, r;

	CHECK(!wire_get(sent(&job_param, &p), &job_param, &q));
	p.name.n = 64;
	CHECK(wire_get(sent(&job_param, &p), &job_param, &q));
	CHECK(!wire_get(sent(&job_outcome, &o), &job_outcome, &r));
}

int
main(void)
{
	memset(huge, 'a', sizeof(huge));
	test_ways();
	test_bounds();
	return test_failed;
}
