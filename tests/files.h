/* files.h - files of a folder for tests: in memory, one after another. */
#ifndef TESTS_FILES_H
#define TESTS_FILES_H

#include "core/slice.h"
#include "tests/test.h"

#include <dirent.h>
#include <stdio.h>

/* The whole file into buf; n is 0 when there is none. */
static inline slice
file_into(char *buf, size_t cap, const char *dir, const char *name)
{
	char	 path[1024];
	slice	 s = { buf, 0 };
	FILE	*f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "rb")) != NULL) {
		s.n = fread(buf, 1, cap, f);
		fclose(f);
	}
	CHECK(s.n < cap);
	return s;
}

/* Calls `each` for every *.json of a folder; -1: there is no such folder. */
static inline int
files_json(const char *dir, void (*each)(const char *dir, const char *name))
{
	DIR	*d = opendir(dir);
	struct dirent *e;
	int	 n = 0;

	if (d == NULL)
		return -1;
	while ((e = readdir(d)) != NULL)
		if (slice_ends(slice_of(e->d_name), SLICE(".json"))) {
			each(dir, e->d_name);
			n++;
		}
	closedir(d);
	return n;
}

#endif
