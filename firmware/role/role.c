#include "firmware/role/role.h"

#include "core/recipe/grant.h"
#include "firmware/confine.h"
#include "firmware/worker.h"

#include <sys/mman.h>
#include <unistd.h>

enum { NONSENSE = 113, UNCONFINED = 114 };

/* Slices of the packet must outlive it: the packet is copied, then read. */
static bool
keep(struct role *r, slice packet, const struct wire_shape *shape, void *what)
{
	return wire_get(arena_copy(&r->arena, packet), shape, what);
}

static bool
hear_job(struct role *r, slice packet)
{
	return r->njobs < ROLE_JOBS &&
	    keep(r, packet, &job_job, &r->jobs[r->njobs++].job);
}

static bool
hear_param(struct role *r, slice packet)
{
	struct role_job *j = r->njobs ? &r->jobs[r->njobs - 1] : NULL;
	struct job_param p;

	if (j == NULL || j->nparams >= ROLE_PARAMS ||
	    !keep(r, packet, &job_param, &p))
		return false;
	j->params[j->nparams++] = (struct template_var){ .name = p.name,
	    .value = p.value, .secret = p.secret != 0 };
	return true;
}

/* It gives names to templates, as parameters do. */
static bool
hear_grant(struct role *r, slice packet)
{
	struct role_job *j = r->njobs ? &r->jobs[r->njobs - 1] : NULL;
	struct grant t;

	if (j == NULL || !keep(r, packet, &wire_grant, &t))
		return false;
	j->nparams += grant_vars(&t, j->params, j->nparams,
	    j->params + j->nparams, GRANT_VARS);
	return true;
}

static bool
hear_rule(struct role *r, slice packet)
{
	return r->nrules < ROLE_RULES &&
	    keep(r, packet, &job_rule, &r->rules[r->nrules++]);
}

static bool
hear_one(struct role *r, slice packet)
{
	int	 kind = wire_kind(packet);

	if (kind == job_visit.kind)
		return keep(r, packet, &job_visit, &r->visit);
	if (kind == job_rule.kind)
		return hear_rule(r, packet);
	if (kind == job_job.kind)
		return hear_job(r, packet);
	if (kind == job_param.kind)
		return hear_param(r, packet);
	if (kind == wire_grant.kind)
		return hear_grant(r, packet);
	if (kind == wire_letter.kind)
		return keep(r, packet, &wire_letter, &r->letter);
	if (kind == press_buttons.kind)
		return keep(r, packet, &press_buttons, &r->buttons);
	if (kind == wire_item.kind)
		return keep(r, packet, &wire_item, &r->item);
	return false;
}

struct role *
role_hear(void)
{
	static char packet[WIRE_MAX];
	void	*block = mmap(NULL, ROLE_MEMORY, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct arena a;
	struct role *r;
	slice	 p;

	if (block == MAP_FAILED)
		_exit(NONSENSE);
	arena_init(&a, block, ROLE_MEMORY);
	r = arena_take(&a, sizeof(*r));
	r->arena = a;
	while (worker_hear(packet, sizeof(packet), &p))
		if (!hear_one(r, p))
			_exit(NONSENSE);
	if (r->visit.host.n == 0 || r->njobs == 0 || r->arena.spent)
		_exit(NONSENSE);
	return r;
}

static bool
prepare(struct role *r)
{
	struct job_visit *v = &r->visit;
	struct dial_policy policy = { .pinned = v->pinned,
	    .allow_private = v->allow_private != 0 };
	bool	 tls = !slice_eq(v->scheme, SLICE("http"));

	r->to.deadline = dial_clock() + v->seconds * 1000;
	r->to.most = (size_t)v->most;
	r->to.session = v->session;
	r->ticket = (struct sink){ .buf = r->ticket_room,
	    .cap = sizeof(r->ticket_room) };
	r->to.ticket = &r->ticket;
	if (tls) {
		r->to.roots = roots_open(v->ca_file.n ?
		    arena_string(&r->arena, v->ca_file) : NULL, &r->fault);
		if (r->to.roots == NULL)
			return false;
	}
	if (!confine_first((unsigned)v->seconds + 5, ROLE_LIMIT,
	    (uid_t)v->uid))
		_exit(UNCONFINED);
	return dial_resolve(&r->to.addresses, v->host, (unsigned)v->port,
	    &policy, &r->fault);
}

struct role *
role_begin(void)
{
	struct role *r = role_hear();

	r->reachable = prepare(r);
	(void)confine_second();		/* no seccomp here: doctor says so */
	return r;
}

slice
role_param(const struct role_job *j, const char *name)
{
	for (size_t i = 0; i < j->nparams; i++)
		if (slice_eq(j->params[i].name, slice_of(name)))
			return j->params[i].value;
	return SLICE("");
}

slice
role_token(const struct role_job *j)
{
	slice	 access = role_param(j, "access_token");

	return access.n ? access : role_param(j, "token");
}

struct outgoing
role_letter(const struct role *r, int64_t now)
{
	return (struct outgoing){ .letter = &r->letter, .item = &r->item,
	    .buttons = &r->buttons, .host_id = r->visit.host_id, .now = now };
}

int
role_end(struct role *r)
{
	struct job_session s;

	visit_close(&r->to);
	s.bytes = sink_slice(&r->ticket);
	if (s.bytes.n && !r->ticket.full)
		(void)worker_tell(&job_session, &s);
	return 0;
}
