#include "firmware/role/program.h"
#include "net/dial.h"
#include "tests/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char	 dir[] = "/tmp/earshot-program-XXXXXX";
static char	 path[64];

static const char *
script(const char *text)
{
	FILE	*f;

	snprintf(path, sizeof(path), "%s/p", dir);
	unlink(path);
	f = fopen(path, "w");
	CHECK(f != NULL);
	if (f != NULL) {
		fprintf(f, "#!/bin/sh\n%s\n", text);
		fclose(f);
	}
	CHECK(chmod(path, 0700) == 0);
	return path;
}

static const struct {
	const char	*text;
	int		 code;		/* -1: a signal */
	const char	*line;
} runs[] = {
	{ "cat >/dev/null", 0, "" },
	{ "read a; echo \"got $a\"; echo more", 0, "got {\"x\":1}" },
	{ "exit 75", 75, "" },
	{ "echo no such table >&2; exit 3", 3, "no such table" },
	{ "exit 0", 0, "" },			/* reads nothing */
	{ "exec 0<&-; echo closed", 0, "closed" },
	{ "head -c 100000 /dev/zero | tr '\\0' a; exit 4", 4, "aaa" },
	{ "kill -9 $$", -1, "" },
	{ "pwd", 0, "/" },
	{ "echo ${HOME-none} ${EARSHOT_TEST-none}", 0, "none none" },
	{ "ls /proc/self/fd | tr '\\n' ' '", 0, "0 1 2 3 " },	/* ls's own */
	{ "ps -o pgid= -p $$ | grep -q $$ && echo own", 0, "own" },
};

static void
test_run(size_t i)
{
	struct program p;
	int	 code;

	CHECK(program_open(&p, script(runs[i].text), 0));
	program_run(&p, SLICE("{\"x\":1}\n"), dial_clock() + 20000);
	code = WIFEXITED(p.status) ? WEXITSTATUS(p.status) : -1;
	if (code != runs[i].code || !slice_starts((slice){ p.line, p.nline },
	    slice_of(runs[i].line)))
		printf("run %zu: %d \"%.*s\"\n", i, code, (int)p.nline, p.line);
	CHECK(code == runs[i].code && !p.late);
	CHECK(slice_starts((slice){ p.line, p.nline },
	    slice_of(runs[i].line)));
	CHECK(runs[i].line[0] || p.nline == 0);
}

static void
test_missing(void)
{
	static const struct { const char *name; int code; } all[] = {
		{ "/nowhere/at/all", 127 }, { "/etc/passwd", 126 },
		{ "/tmp", 126 },
	};
	struct program p;

	for (size_t i = 0; i < COUNT(all); i++) {
		CHECK(program_open(&p, all[i].name, 0));
		program_run(&p, SLICE("x"), dial_clock() + 20000);
		CHECK(WIFEXITED(p.status) &&
		    WEXITSTATUS(p.status) == all[i].code);
	}
}

/* Its time is over: it and what it started are gone. */
static void
test_late(void)
{
	char	 mark[80], text[200];
	struct program p;

	snprintf(mark, sizeof(mark), "%s/mark", dir);
	snprintf(text, sizeof(text), "(sleep 1; echo >%s) & echo hangs; "
	    "sleep 100", mark);
	CHECK(program_open(&p, script(text), 0));
	program_run(&p, SLICE("x"), dial_clock() + 300);
	CHECK(p.late && WIFSIGNALED(p.status));
	CHECK(slice_eq((slice){ p.line, p.nline }, SLICE("hangs")));
	sleep(1);
	usleep(300000);
	CHECK(access(mark, F_OK) != 0);
}

/* What cannot be written starts nothing. */
static void
test_dropped(void)
{
	char	 mark[80], text[120];
	struct program p;

	snprintf(mark, sizeof(mark), "%s/mark", dir);
	snprintf(text, sizeof(text), "echo >%s", mark);
	CHECK(program_open(&p, script(text), 0));
	program_drop(&p);
	CHECK(access(mark, F_OK) != 0);
	CHECK(program_open(&p, script(text), 0));
	program_run(&p, SLICE(""), dial_clock() + 20000);
	CHECK(access(mark, F_OK) != 0);
}

/* More than a pipe holds, to one that reads slowly and to one that stops. */
static void
test_much(void)
{
	static char big[300000];
	struct program p;

	memset(big, 'x', sizeof(big));
	CHECK(program_open(&p, script("wc -c | tr -d ' '"), 0));
	program_run(&p, (slice){ big, sizeof(big) }, dial_clock() + 20000);
	CHECK(slice_eq((slice){ p.line, p.nline }, SLICE("300000")));
	CHECK(program_open(&p, script("head -c 10; exit 5"), 0));
	program_run(&p, (slice){ big, sizeof(big) }, dial_clock() + 20000);
	CHECK(WEXITSTATUS(p.status) == 5 && p.nline == 10);
}

int
main(void)
{
	char	 rm[64];

	setenv("EARSHOT_TEST", "leaks", 1);
	CHECK(mkdtemp(dir) != NULL);
	for (size_t i = 0; i < COUNT(runs); i++)
		test_run(i);
	test_missing();
	test_late();
	test_dropped();
	test_much();
	snprintf(rm, sizeof(rm), "rm -rf %s", dir);
	CHECK(system(rm) == 0);
	return test_failed;
}
