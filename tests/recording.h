/*
 * recording.h - what tests/replay has of a conversation: parameters as an
 * owner enters them, requests byte for byte, what a server said once, and what
 * that must mean.
 */
#ifndef TESTS_RECORDING_H
#define TESTS_RECORDING_H

#include "core/recipe/recipe.h"
#include "tests/files.h"

#include <stdlib.h>
#include <string.h>

/* The members of an object as variables; how many. */
static inline size_t
recording_params(struct arena *a, const cJSON *object,
    struct template_var *vars)
{
	size_t	 n = 0;

	CHECK(object != NULL);
	for (const cJSON *m = object ? object->child : NULL; m; m = m->next)
		vars[n++] = (struct template_var){ .name = json_key(m),
		    .value = json_text(a, m) };
	return n;
}

static inline void
recording_line(struct sink *k, const char *name, slice value)
{
	sink_text(k, name);
	sink_put(k, value);
	sink_byte(k, '\n');
}

static inline void
recording_request(struct sink *k, const struct http_request *rq)
{
	sink_put(k, rq->method);
	recording_line(k, " ", rq->url);
	for (size_t i = 0; i < rq->nheaders; i++) {
		sink_put(k, rq->headers[i].name);
		recording_line(k, ": ", rq->headers[i].value);
	}
	recording_line(k, "\n", rq->body);
}

/* WRITE=1 in the environment writes the file instead. */
static inline void
recording_compare(const char *dir, const char *name, slice sent)
{
	static char want[1 << 16];
	char	 path[400];
	FILE	*f;

	if (getenv("WRITE") != NULL) {
		snprintf(path, sizeof(path), "%s/%s", dir, name);
		f = fopen(path, "wb");
		CHECK(f && fwrite(sent.p, 1, sent.n, f) == sent.n);
		if (f)
			fclose(f);
		return;
	}
	if (slice_eq(sent, file_into(want, sizeof(want), dir, name)))
		return;
	printf("%s/%s: this was sent:\n%.*s", dir, name, SLICE_ARG(sent));
	CHECK(!"sent as expected");
}

/* `status` and `headers` of an answer. */
static inline struct http_head
recording_head(struct arena *a, const cJSON *answer)
{
	struct http_head head = { .status = (int)json_int(json_at(answer,
	    SLICE("/status")), 0) };
	const cJSON *m = json_at(answer, SLICE("/headers"));

	for (m = m ? m->child : NULL; m; m = m->next)
		head.headers[head.nheaders++] = (struct http_header){
		    json_key(m), json_text(a, m) };
	return head;
}

/* Its `want`. */
static inline enum recipe_do
recording_want(struct arena *a, const cJSON *answer)
{
	static const char *const words[] = { [RECIPE_SUCCESS] = "done",
	    [RECIPE_RETRY] = "retry", [RECIPE_LIMITED] = "wait",
	    [RECIPE_CONFIG] = "owner", [RECIPE_FAIL] = "reject",
	    [RECIPE_REFRESH] = "refresh" };
	slice	 word = json_text(a, json_at(answer, SLICE("/want")));

	for (size_t i = 0; i < COUNT(words); i++)
		if (words[i] && slice_eq(word, slice_of(words[i])))
			return (enum recipe_do)i;
	CHECK(!"done, retry, wait, owner, refresh or reject");
	return RECIPE_IGNORE;
}

/* No secret in the words: those of the recordings begin with "hush". */
static inline void
recording_hushed(const struct template_scope *s, const char *why)
{
	for (size_t i = 0; i < s->nvars; i++)
		CHECK(!slice_starts(s->vars[i].value, SLICE("hush")) ||
		    slice_find(slice_of(why), s->vars[i].value) ==
		    strlen(why));
}

#endif
