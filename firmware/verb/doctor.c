/* doctor.c - what would hurt on this box, before it does. */
#include "core/when/when.h"
#include "firmware/confine.h"
#include "firmware/verb/login.h"
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"
#include "net/dial.h"
#include "net/embed.h"
#include "net/tls.h"
#include "storage/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int	 hurts;

static void
report(bool good, const char *what, const char *why)
{
	fprintf(stderr, "%s  %s%s%s\n", good ? "good " : "HURTS", what,
	    why[0] ? ": " : "", why);
	hurts += !good;
}

static void
check_clock(void)
{
	char	 words[80];
	struct sink k = { .buf = words, .cap = sizeof(words) - 1 };
	int64_t	 now = (int64_t)time(NULL);

	sink_text(&k, "it says ");
	when_put(&k, now);
	words[k.len] = '\0';
	report(now >= WHEN_WRITTEN, "the clock", words);
}

static void
check_data(const struct config *c)
{
	bool	 fit = true;
	const char *fs;
	char	 words[200];

	if (access(c->data, W_OK) != 0) {
		report(mkdir(c->data, 0700) == 0, c->data,
		    "the folder for the data");
		return;
	}
	fs = store_filesystem(c->data, &fit);
	snprintf(words, sizeof(words), "is on %s%s", fs, fit && !c->live ? "" :
	    ": the store lives in memory, and is copied there every hour");
	report(true, c->data, words);
}

static void
check_file(const struct config *c)
{
	struct stat st;
	bool	 open_to_all = stat(c->file, &st) == 0 && (st.st_mode & 077);
	bool	 secret = false;

	for (size_t i = 0; i < c->nsources; i++)
		for (size_t n = 0; n < c->sources[i].way.nparams; n++)
			secret |= c->sources[i].way.params[n].secret;
	for (size_t i = 0; i < c->nchannels; i++)
		for (size_t n = 0; n < c->channels[i].way.nparams; n++)
			secret |= c->channels[i].way.params[n].secret;
	report(!secret || !open_to_all, c->file, secret && open_to_all ?
	    "holds secrets and others can read it: chmod 600" :
	    "nobody else can read its secrets");
}

static void
check_roots(const struct config *c)
{
	struct fault f = { "" };
	struct roots *r = roots_open(c->ca_file, &f);
	char	 words[80];

	snprintf(words, sizeof(words), "%u roots of Mozilla's list",
	    embed_roots.n);
	report(r != NULL, c->ca_file ? c->ca_file : "certificates",
	    r == NULL ? f.text : c->ca_file ? "" : words);
	if (r != NULL)
		roots_close(r);
}

/* In a child: what it gives away does not come back. */
static void
check_confinement(void)
{
	pid_t	 pid = fork();
	int	 status = -1;

	if (pid == 0)
		_exit(confine_first(5, (size_t)64 << 20, 65534) ?
		    confine_second() ? 0 : 1 : 2);
	if (pid > 0)
		waitpid(pid, &status, 0);
	report(WIFEXITED(status) && WEXITSTATUS(status) == 0, "workers",
	    !WIFEXITED(status) || WEXITSTATUS(status) == 2 ?
	    "cannot give their rights away" : WEXITSTATUS(status) == 1 ?
	    "this kernel has no seccomp; all other limits hold" :
	    "are confined");
}

static void
check_way(const struct config *c, const struct config_way *w)
{
	struct dial_addresses a;
	struct dial_policy p = { .allow_private = false };
	struct fault f = { "" };
	char	 name[300];
	int	 fd = -1;

	snprintf(name, sizeof(name), "%.*s at %.*s", SLICE_ARG(w->name),
	    SLICE_ARG(w->origin.host));
	p.allow_private = config_may_reach(c, w->origin.host, true, &p.pinned);
	if (dial_resolve(&a, w->origin.host, w->origin.port, &p, &f))
		fd = dial_connect(&a, dial_clock() + 5000, &f);
	report(fd >= 0, name, f.text);
	if (fd >= 0)
		close(fd);
}

/* Without a store, or while it is only read elsewhere, nothing is known. */
static void
check_accounts(const struct config *c)
{
	struct store_options o = look_options(c, true);
	struct fault f = { "" };
	struct store *s = c->naccounts ? store_open(c->data, &o, &f) : NULL;
	struct txn *t = s ? store_begin(s, false, &f) : NULL;

	hurts += !login_states(c, t);
	store_abort(t);
	store_close(s);
}

int
verb_doctor(const char *file, int argc, char **argv)
{
	const struct config *c = config_read(file);

	(void)argc;
	(void)argv;
	if (c == NULL)
		return EXIT_USAGE;
	check_clock();
	check_file(c);
	check_data(c);
	check_roots(c);
	check_confinement();
	check_accounts(c);
	for (size_t i = 0; i < c->nsources; i++)
		check_way(c, &c->sources[i].way);
	for (size_t i = 0; i < c->nchannels; i++)
		check_way(c, &c->channels[i].way);
	return hurts ? EXIT_NO : EXIT_GOOD;
}
