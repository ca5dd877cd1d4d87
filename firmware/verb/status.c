/*
 * status.c - how this box is, signed; and is what somebody got from a box
 * really from it, and new?
 */
#include "core/json/json.h"
#include "core/web/jws.h"
#include "core/when/when.h"
#include "firmware/desk/gather_status.h"
#include "firmware/file.h"
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { TEXT_MOST = 65536, MEMORY = 256 << 10 };

static int
tell_own(const char *file)
{
	int64_t	 now = (int64_t)time(NULL);
	struct look look;
	int	 status;
	slice	 out;

	if (!look_open(&look, file, &status))
		return status;
	out = gather_status(look.c, look.txn, &look.arena, 0, 0, now);
	printf("%.*s\n", SLICE_ARG(out));
	if (look.c->fleet.key.n == 0)
		fprintf(stderr, "it is not signed: \"fleet\" in the file has "
		    "no \"key\", see earshot.json(5)\n");
	look_close(&look);
	return out.n ? EXIT_GOOD : EXIT_SYSTEM;
}

/* Who it is from, and whether it came before: exit status. */
static int
tell_theirs(struct arena *a, slice json, int64_t after)
{
	struct fault f = { "" };
	const cJSON *j = json_parse(a, json, &f);
	int64_t	 seq = json_int(json_at(j, SLICE("/seq")), -1), t = 0;
	slice	 box = json_text(a, json_at(j, SLICE("/box"))), ago;
	int64_t	 now = (int64_t)time(NULL);
	struct sink k = sink_open(a);

	(void)when_parse(json_text(a, json_at(j, SLICE("/time"))), &t);
	when_put_ago(&k, t > now ? t - now : now - t);
	ago = sink_close(&k, a);
	printf("%.*s\n", SLICE_ARG(json));
	fprintf(stderr, "signed with this key: box %.*s, number %lld, %s: "
	    "%.*s\n", SLICE_ARG(box), (long long)seq, t > now ?
	    "ahead of our clock" : "age", SLICE_ARG(ago));
	if (seq > after)
		return EXIT_GOOD;
	fprintf(stderr, "its number is not above %lld: it was sent before, or "
	    "the box lost its store\n", (long long)after);
	return EXIT_NO;
}

static int
verify(const char *file, const char *name, const char *key, int64_t after)
{
	static _Alignas(16) char room[MEMORY];
	const struct config *c = key ? NULL : config_read(file);
	struct fault f = { "" };
	struct arena a;
	slice	 text, secret, json;

	arena_init(&a, room, sizeof(room));
	if (key == NULL && c == NULL)
		return EXIT_USAGE;
	if ((key && !file_read(&a, key, TEXT_MOST, &secret, &f)) ||
	    !file_read(&a, name, TEXT_MOST, &text, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	secret = c ? c->fleet.key : slice_trim(secret);
	if (secret.n == 0)
		return fprintf(stderr, "there is no key\n"), EXIT_USAGE;
	if (!jws_read(&a, &config_crypto, secret, text, &json, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_NO;
	return tell_theirs(&a, json, after);
}

int
verb_status(const char *file, int argc, char **argv)
{
	const char *name = NULL, *key = NULL;
	int64_t	 after = -1;
	bool	 good = argc % 2 == 1;

	for (int i = 1; good && i < argc; i += 2)
		if (strcmp(argv[i], "--verify") == 0)
			name = argv[i + 1];
		else if (strcmp(argv[i], "--key") == 0)
			key = argv[i + 1];
		else
			good = strcmp(argv[i], "--after") == 0 &&
			    slice_int(slice_of(argv[i + 1]), &after);
	if (good && argc == 1)
		return tell_own(file);
	if (good && name)
		return verify(file, name, key, after);
	fprintf(stderr, "usage: earshot status [--verify FILE [--key FILE] "
	    "[--after N]]\n");
	return EXIT_USAGE;
}
