/* main.c - one binary: the table of its verbs and of its worker roles. */
#include "firmware/log.h"
#include "firmware/role/role.h"
#include "firmware/verb/verbs.h"
#include "firmware/version.h"
#include "firmware/worker.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char	*name;
	int		(*run)(const char *file, int argc, char **argv);
	const char	*args, *what;
} verbs[] = {
	{ "run",	verb_run,	"",	"listen, judge and tell, until stopped (the default)" },
	{ "once",	verb_once,	"[--all]", "poll what is due, deliver what is due, end" },
	{ "demo",	verb_demo,	"[--fast]", "a day in a pretend town: no network, nothing to set up" },
	{ "check",	verb_check,	"[--recipes [FOLDER]]", "read the configuration, or all recipes, and say what is wrong" },
	{ "parse",	verb_parse,	"[--json-doc] RECIPE [FILE [URL]]", "a saved answer to mentions" },
	{ "match",	verb_match,	"QUERY [FILE]", "what a watch rule takes, of lines or of what is stored" },
	{ "score",	verb_score,	"[FILE]", "what a text says and how much it matters" },
	{ "list",	verb_list,	"[N]",	"the newest mentions" },
	{ "show",	verb_show,	"ID",	"one mention, whole" },
	{ "explain",	verb_explain,	"ID",	"why it did or did not buzz" },
	{ "whynot",	verb_whynot,	"URL",	"the same, by its address" },
	{ "sources",	verb_sources,	"",	"how each source stands" },
	{ "outbox",	verb_outbox,	"[retry|dismiss LETTER]", "letters that wait, and those refused" },
	{ "ledger",	verb_ledger,	"[DAYS]", "whether everything read is accounted for" },
	{ "verify",	verb_verify,	"[STORE]", "check every invariant of a store" },
	{ "tap",	verb_tap,	"ID useful|not-us|not-urgent", "say what you think of a mention" },
	{ "draft",	verb_draft,	"ID [--solution] [--by PERSON]", "words for an answer; nothing is sent" },
	{ "reply",	verb_reply,	"ID TEXT|-|--draft", "answer a mention where it stands" },
	{ "answers",	verb_answers,	"[save|add|remove|missing] ...", "the FAQ: what has an answer, and what lacks one" },
	{ "items",	verb_items,	"[STATE] [PERSON] [N]", "what there is to do, the newest first" },
	{ "mark",	verb_mark,	"ID seen|mine|done|...", "say what you did about an item" },
	{ "digest",	verb_digest,	"[PERSON] [--html]", "the digest as it would be now" },
	{ "issues",	verb_issues,	"[--words] [--csv] [DAYS]", "what people talk about, and in which words" },
	{ "sample",	verb_sample,	"[--per-issue N] [--seed N]", "some mentions of each issue" },
	{ "report",	verb_report,	"[--days N] [--html | --json]", "the numbers, and what to change" },
	{ "latency",	verb_latency,	"[DAYS]", "how soon each source was heard, and you were told" },
	{ "event",	verb_event,	"[YYYY-MM-DD] WORDS | remove N", "mark a day, to read the numbers by" },
	{ "status",	verb_status,	"[--verify FILE]", "how this box is, signed for who looks after many" },
	{ "link",	verb_link,	"report|list|revoke ...", "a report for somebody else, by an address" },
	{ "export",	verb_export,	"mentions|items|counts|... --csv", "everything as tables" },
	{ "plan",	verb_plan,	"",	"who hears what, and what comes next by itself" },
	{ "share",	verb_share,	"TEXT|- [--to PERSON]", "pass something on to somebody here" },
	{ "crisis",	verb_crisis,	"[on [WORDS]|off|log [N]]", "everybody is told, together, every five minutes" },
	{ "learned",	verb_learned,	"",	"your taps, and what each has moved" },
	{ "undo",	verb_undo,	"[TAP]", "take the last tap back, or that one" },
	{ "people",	verb_people,	"[N] | export | import | merge", "who wrote, and your own list" },
	{ "person",	verb_person,	"WHO",	"one of them: what they said, what we answered" },
	{ "contact",	verb_contact,	"WHO never|may|note ...", "what they wish, what they bought" },
	{ "forget",	verb_forget,	"WHO [--and-never-again]", "remove a person, and prove it" },
	{ "privacy",	verb_privacy,	"",	"what is kept of people, for how long, and who gets it" },
	{ "login",	verb_login,	"ACCOUNT", "sign in to an account, step by step" },
	{ "try",	verb_try,	"date|text|fetch ...", "one part alone" },
	{ "send-test",	verb_send_test,	"CHANNEL", "one real test message" },
	{ "backup",	verb_backup,	"[--secrets] FILE", "everything but secrets, or with them, sealed" },
	{ "restore",	verb_restore,	"FILE",	"a backup into a new box; nothing is written over" },
	{ "doctor",	verb_doctor,	"",	"what would hurt on this box" },
};

static const struct {
	const char	*name;
	int		(*run)(void);
} roles[] = {
	{ "fetch",	role_fetch },
	{ "mail",	role_mail },
	{ "renew",	role_renew },
	{ "deliver",	role_deliver },
	{ "present",	role_present },
	{ "exec",	role_exec },
	{ "reply",	role_reply },
	{ "web",	role_web },
	{ "clock",	role_clock },
	{ "demo",	role_demo },
};

static int
work(const char *role)
{
	log_quiet(true);
	for (size_t i = 0; i < COUNT(roles); i++)
		if (strcmp(role, roles[i].name) == 0)
			return roles[i].run();
	return 2;
}

static int
usage(FILE *f)
{
	fprintf(f, "usage: earshot [-c FILE] VERB [ARG...]\n\n");
	for (size_t i = 0; i < COUNT(verbs); i++)
		fprintf(f, "  %-9s %-32s %s\n", verbs[i].name, verbs[i].args,
		    verbs[i].what);
	fprintf(f, "\nThe file is /etc/earshot/earshot.json unless named.\n");
	return f == stdout ? 0 : 2;
}

static int
run(int argc, char **argv)
{
	const char *file = "/etc/earshot/earshot.json";
	const char *want;

	if (argc > 2 && strcmp(argv[1], "-c") == 0) {
		file = argv[2];
		argc -= 2;
		argv += 2;
	}
	want = argc > 1 ? argv[1] : "run";
	if (strcmp(want, "--version") == 0 || strcmp(want, "-V") == 0) {
		printf("earshot " VERSION "\n");
		return EXIT_GOOD;
	}
	if (strcmp(want, "help") == 0 || strcmp(want, "--help") == 0)
		return usage(stdout);
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (strcmp(want, verbs[i].name) == 0)
			return verbs[i].run(file, argc > 1 ? argc - 1 : 1,
			    argc > 1 ? argv + 1 : argv);
	fprintf(stderr, "earshot: there is no verb \"%s\"\n", want);
	return usage(stderr);
}

/* Whose lines have not all been written has not done what it says. */
int
main(int argc, char **argv)
{
	int	 status;

	if (argc == 2 && strcmp(argv[0], "earshot: worker") == 0)
		return work(argv[1]);
	worker_fallback(work);
	status = run(argc, argv);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "earshot: not all of this could be written\n");
	return EXIT_SYSTEM;
}
