/*
 * room.c - the folder of a demo: there only until what lies in it is
 * open, so that nothing is left of it, however the demo ends.
 */
#include "firmware/demo/demo.h"

#include "firmware/file.h"
#include "firmware/order/spool.h"
#include "storage/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool
demo_room_make(struct demo_room *r)
{
	const char *tmp = getenv("TMPDIR");

	if (tmp == NULL || *tmp == '\0')
		tmp = "/tmp";
	if (strlen(tmp) > DEMO_PATH - 40)
		errno = ENAMETOOLONG;
	else if (snprintf(r->dir, DEMO_PATH, "%s/earshot-demo.%ld", tmp,
	    (long)getpid()) > 0 && mkdir(r->dir, 0700) == 0)
		return true;
	fprintf(stderr, "the demo needs a folder it may write into for a "
	    "moment, and %s is none: %s\nname another: TMPDIR=FOLDER earshot "
	    "demo\n", tmp, strerror(errno));
	return false;
}

/* {"data":"/tmp/earshot-demo.../data","recipes":"/tmp/earshot-demo...", and
 * what the day says. */
const struct config *
demo_room_config(struct demo_room *r, struct arena *a, slice day)
{
	struct sink k = sink_open(a);

	snprintf(r->file, sizeof(r->file), "%s/earshot.json", r->dir);
	snprintf(r->data, sizeof(r->data), "%s/data", r->dir);
	sink_text(&k, "{\"data\":");
	json_quote(&k, slice_of(r->data));
	sink_text(&k, ",\"recipes\":");
	json_quote(&k, slice_of(r->dir));
	sink_text(&k, ",");
	sink_put(&k, demo_config(day));
	if (!file_put(r->file, sink_close(&k, a), false)) {
		fprintf(stderr, "%s: %s\n", r->file, strerror(errno));
		return NULL;
	}
	return config_read(r->file);
}

/* What is open stays open, and nothing is left, however this ends. */
void
demo_room_sweep(const struct demo_room *r)
{
	char	 path[DEMO_PATH + 40];

	snprintf(path, sizeof(path), "%s/" SPOOL, r->data);
	(void)rmdir(path);
	snprintf(path, sizeof(path), "%s/" CONFIG_BUTTON_KEY, r->data);
	(void)unlink(path);
	store_discard(r->data, NULL);
	(void)unlink(r->file);
	(void)rmdir(r->dir);
}
