/* export.c - everything of a kind as a table. */
#include "firmware/desk/exporting.h"
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <string.h>

static void
print(void *arg, slice s)
{
	(void)arg;
	fwrite(s.p, 1, s.n, stdout);
}

int
verb_export(const char *file, int argc, char **argv)
{
	struct look look;
	int	 status;
	bool	 good = argc == 2 || (argc == 3 &&
		    strcmp(argv[2], "--csv") == 0);

	if (good) {
		if (!look_open(&look, file, &status))
			return status;
		good = exporting(slice_of(argv[1]), &look.c->staff.hours,
		    look.txn, &look.arena, INT64_MIN, INT64_MAX, print, NULL);
		look_close(&look);
	}
	if (good)
		return EXIT_GOOD;
	fprintf(stderr, "usage: earshot export mentions|items|counts|events|"
	    "people|words [--csv]\n");
	return EXIT_USAGE;
}
