/*
 * zones.c - a host tool: the time zone database, compiled, to core/when's
 * tables. A zone is the rule in the footer of its TZif file (RFC 9636, 3.3);
 * where that does not tell what the file itself says of the years 2025 to
 * 2037, as in Morocco, the changes of those years stand beside it. The same
 * code reads the rule here and in the program, so that a rule it got wrong
 * would become a list.
 * usage: zones /usr/share/zoneinfo >zones.c
 */
#include "toolchain/zones_tzif.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

enum { ZONES_MAX = 800, CLOCKS_MAX = 256, CHANGES_MAX = 4096, DAY = 86400 };

#define UNTIL	INT64_C(2145916800)	/* 2038 */

struct name {
	char	 text[ZONE_NAME];
	/* the clock: one of easts, or one of rules */
	bool	 ruled;
	size_t	 clock;
};

static struct name names[ZONES_MAX];
static int8_t easts[CLOCKS_MAX];
static unsigned char rules[CLOCKS_MAX][ZONE_RULE];
static unsigned char changes[CHANGES_MAX];
static size_t nnames, neasts, nrules, nchanges, root_len;

static _Noreturn void
die(const char *where, const char *what)
{
	fprintf(stderr, "zones: %s: %s\n", where, what);
	exit(1);
}

/* --- what a clock becomes ------------------------------------------------- */

static size_t
east_number(int8_t quarters)
{
	size_t	 i = 0;

	while (i < neasts && easts[i] != quarters)
		i++;
	if (i == CLOCKS_MAX)
		die("easts", "too many");
	if (i == neasts)
		easts[neasts++] = quarters;
	return i;
}

static size_t
rule_number(const unsigned char rule[static ZONE_RULE])
{
	size_t	 i = 0;

	while (i < nrules && memcmp(rules[i], rule, ZONE_RULE) != 0)
		i++;
	if (i == CLOCKS_MAX)
		die("rules", "too many");
	if (i == nrules)
		memcpy(rules[nrules++], rule, ZONE_RULE);
	return i;
}

static int8_t
quarters(const char *name, int64_t east)
{
	if (east % ZONE_QUARTER != 0)
		die(name, "is not a quarter of an hour east");
	return (int8_t)(east / ZONE_QUARTER);
}

static int64_t
footer_east(const struct tzif *z, int64_t t)
{
	return z->ruled ? zone_rule_east(z->rule, t) :
	    (int8_t)z->rule[0] * ZONE_QUARTER;
}

static int64_t
true_east(const struct tzif *z, int64_t t)
{
	size_t	 i = 0;

	if (z->n == 0 || t >= z->at[z->n - 1])
		return footer_east(z, t);
	while (i < z->n && z->at[i] <= t)
		i++;
	return i ? z->east[i - 1] : footer_east(z, t);
}

/* The last moment at which the footer is wrong; 0: it never is. */
static int64_t
last_wrong(const struct tzif *z)
{
	int64_t	 wrong = 0;

	for (int64_t t = ZONE_EPOCH; t < UNTIL; t += DAY / 2)
		if (footer_east(z, t) != true_east(z, t))
			wrong = t;
	for (size_t i = 0; i < z->n; i++)
		for (int64_t t = z->at[i] - 1; t <= z->at[i]; t++)
			if (t > wrong && t > ZONE_EPOCH && t < UNTIL &&
			    footer_east(z, t) != true_east(z, t))
				wrong = t;
	return wrong;
}

/* The same list may stand there already: links, Western Sahara. */
static size_t
changes_at(const unsigned char *list, size_t n)
{
	for (size_t i = 0; i + n <= nchanges; i += ZONE_ENTRY)
		if (memcmp(changes + i, list, n) == 0)
			return i;
	if (n > CHANGES_MAX - nchanges)
		die("changes", "too many");
	memcpy(changes + nchanges, list, n);
	nchanges += n;
	return nchanges - n;
}

/* One entry of a list; moments between two minutes count up. */
static void
put_change(const char *name, unsigned char *list, size_t *n, int64_t t,
    int64_t east)
{
	int64_t	 minutes = (t - ZONE_EPOCH + 59) / 60;

	if (*n == UINT8_MAX * ZONE_ENTRY)
		die(name, "has changes too many");
	list[(*n)++] = (unsigned char)(minutes >> 16);
	list[(*n)++] = (unsigned char)(minutes >> 8);
	list[(*n)++] = (unsigned char)minutes;
	list[(*n)++] = (unsigned char)quarters(name, east);
}

/* From the last entry on the footer tells the truth: where no change of the
 * file's own says so, half a day after it was last wrong. */
static void
list_changes(const char *name, const struct tzif *z, int64_t wrong,
    unsigned char rule[static ZONE_RULE])
{
	unsigned char list[UINT8_MAX * ZONE_ENTRY];
	int64_t	 last = 0;
	size_t	 n = 0, at;

	for (size_t i = 0; i < z->n; i++) {
		if (z->at[i] <= ZONE_EPOCH || z->at[i] > wrong + 1)
			continue;
		if (z->at[i] % 60 != 0)
			die(name, "changes between two minutes");
		last = z->at[i];
		put_change(name, list, &n, last, z->east[i]);
	}
	if (last <= wrong)
		put_change(name, list, &n, wrong + DAY / 2,
		    true_east(z, wrong + DAY / 2));
	at = changes_at(list, n);
	memset(rule, 0, ZONE_RULE);
	rule[0] = (unsigned char)ZONE_LISTED;
	rule[1] = (unsigned char)(at >> 8);
	rule[2] = (unsigned char)at;
	rule[3] = (unsigned char)(n / ZONE_ENTRY);
	rule[4] = (unsigned char)quarters(name, true_east(z, ZONE_EPOCH));
}

static void
add(const char *name, const struct tzif *z)
{
	struct name *to = &names[nnames++];
	int64_t	 wrong = last_wrong(z);
	unsigned char rule[ZONE_RULE];
	size_t	 after;

	if (nnames == ZONES_MAX || strlen(name) >= ZONE_NAME)
		die(name, "too many, or too long");
	memcpy(to->text, name, strlen(name));
	after = z->ruled ? rule_number(z->rule) :
	    east_number((int8_t)z->rule[0]);
	to->ruled = z->ruled || wrong != 0;
	to->clock = after;
	if (wrong == 0)
		return;
	list_changes(name, z, wrong, rule);
	rule[5] = (unsigned char)after;
	rule[6] = z->ruled;		/* until the number is known */
	to->clock = rule_number(rule);
}

/* --- the files ------------------------------------------------------------ */

static int
visit(const char *path, const struct stat *st, int type, struct FTW *w)
{
	static const char *const not_these[] = { "posix/", "right/",
	    "posixrules", "localtime", "Factory" };
	const char *name = path + root_len;
	struct tzif z;

	(void)st;
	(void)w;
	if (type != FTW_F && type != FTW_SL)
		return 0;
	for (size_t i = 0; i < sizeof(not_these) / sizeof(*not_these); i++)
		if (strncmp(name, not_these[i], strlen(not_these[i])) == 0)
			return 0;
	switch (tzif_read(path, &z)) {
	case TZIF_BAD:
		die(path, "cannot be read, or its rule cannot be packed");
	case TZIF_GOOD:
		add(name, &z);
		break;
	case TZIF_OTHER:
		break;
	}
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->text,
	    ((const struct name *)b)->text);
}

/* "# version 2025b" in the first line of tzdata.zi; empty: not told. */
static void
put_release(const char *root)
{
	char	 path[4096], release[32] = "";
	FILE	*f;

	snprintf(path, sizeof(path), "%s/tzdata.zi", root);
	f = fopen(path, "r");
	if (f != NULL) {
		if (fscanf(f, "# version %31[0-9a-z]", release) != 1)
			release[0] = '\0';
		fclose(f);
	}
	printf("const char zone_release[] = \"%s\";\n", release);
}

static size_t
number_of(size_t clock, bool ruled)
{
	size_t	 number = clock + (ruled ? neasts : 0);

	if (number > UINT8_MAX)
		die("clocks", "too many");
	return number;
}

static void
put_names(void)
{
	const char *before = "";

	printf("const unsigned char zone_names[] = {");
	for (size_t i = 0; i < nnames; i++) {
		const char *at = names[i].text;
		size_t	 same = 0;

		while (at[same] != '\0' && at[same] == before[same])
			same++;
		printf("\n%zu,", same);
		for (at += same; at[1] != '\0'; at++)
			printf("'%c',", *at);
		printf("'%c'|128,%zu,", *at, number_of(names[i].clock,
		    names[i].ruled));
		before = names[i].text;
	}
	printf("\nZONE_END };\n");
}

static void
put_rules(void)
{
	printf("const unsigned char zone_rules[][ZONE_RULE] = {");
	for (size_t i = 0; i < nrules; i++) {
		if ((int8_t)rules[i][0] == ZONE_LISTED) {
			rules[i][5] = (unsigned char)number_of(rules[i][5],
			    rules[i][6]);
			rules[i][6] = 0;
		}
		printf("\n{ ");
		for (size_t j = 0; j < ZONE_RULE; j++)
			printf("%d, ", rules[i][j]);
		printf("},");
	}
	printf("\n};\n");
}

int
main(int argc, char **argv)
{
	if (argc != 2)
		die("usage", "zones /usr/share/zoneinfo");
	root_len = strlen(argv[1]) + 1;
	if (nftw(argv[1], visit, 16, FTW_PHYS) != 0 || nnames < 300)
		die(argv[1], "is not the time zone database");
	qsort(names, nnames, sizeof(*names), by_name);
	printf("#include \"core/when/zones.h\"\n");
	put_release(argv[1]);
	put_names();
	printf("const size_t zone_neasts = %zu;\nconst int8_t zone_easts[] = {",
	    neasts);
	for (size_t i = 0; i < neasts; i++)
		printf("%d, ", easts[i]);
	printf("};\n");
	put_rules();
	printf("const unsigned char zone_changes[] = {");
	for (size_t i = 0; i < nchanges; i++)
		printf("%s%d,", i % 20 ? "" : "\n", changes[i]);
	printf("0 };\n");		/* never empty */
	return fflush(stdout) != 0;
}
