/*
 * json.h - strict JSON (RFC 8259) over cJSON, in an arena.
 *
 * The text is checked before cJSON sees it: what JSONTestSuite calls invalid
 * is refused, depth and size are capped, text must be UTF-8. An integer that
 * a double cannot hold exactly (more than 15 digits) becomes a string with
 * the same digits, so that ids stay ids. A byte order mark is skipped.
 *
 * cJSON's memory is the arena (core/json/lend.h), and nothing is ever freed.
 */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "core/fault.h"

#include <cJSON.h>

enum { JSON_MAX_DEPTH = 64 };

/* NULL: refused, *fault says why with line and column. */
const cJSON *json_parse(struct arena *, slice text, struct fault *);
/* Only the check, at any nesting up to JSON_MAX_DEPTH. */
bool	 json_check(slice text, struct fault *);

/* RFC 6901; an array index may be negative, from the end. NULL: absent. An
 * empty pointer is the value itself. */
const cJSON *json_at(const cJSON *, slice pointer);

/* As text: a string itself, a number in its digits, true, false. Objects,
 * arrays, null and NULL give an empty slice. Lives as long as the document. */
slice	 json_text(struct arena *, const cJSON *);
/* Number, or a string that is one; `otherwise` when it is neither. */
int64_t	 json_int(const cJSON *, int64_t otherwise);
slice	 json_key(const cJSON *);	/* the name of this member */
/* The member of exactly this name, whatever letters it has; NULL: none. */
const cJSON *json_member(const cJSON *object, slice name);

/* The same by a pointer of ours: what stands there; the first that stands
 * inside of it; its text, if it is one; is it this text, is it true; its
 * number. */
const cJSON *json_get(const cJSON *, const char *pointer);
const cJSON *json_first(const cJSON *, const char *pointer);
slice	 json_word(const cJSON *, const char *pointer);
bool	 json_is(const cJSON *, const char *pointer, const char *word);
bool	 json_true(const cJSON *, const char *pointer);
int64_t	 json_count(const cJSON *, const char *pointer, int64_t otherwise);

/* Text escaped for a JSON string, without the quotes; what is not UTF-8 becomes
 * U+FFFD. */
void	 json_escape(struct sink *, slice);
void	 json_quote(struct sink *, slice);		/* with them */
/* The value written out again, compact; and in the arena. */
void	 json_put(struct sink *, const cJSON *);
slice	 json_made(struct arena *, const cJSON *);

/* For building: nodes in the arena; NULL when it is spent. */
cJSON	*json_new(struct arena *, int type);		/* cJSON_Object ... */
cJSON	*json_new_text(struct arena *, slice);
cJSON	*json_new_int(struct arena *, int64_t);
/* `key` counts only when `to` is an object. NULL is not added. */
void	 json_add(struct arena *, cJSON *to, slice key, cJSON *);

/* Line writer: {"a":"x","b":2}. Text is escaped; empty text and 0 are left
 * out by json_line_text and _int, _zero writes 0 too; `more` tells whether a
 * comma is due. */
struct json_line { struct sink *k; bool more; };

struct json_line json_line_open(struct sink *);
void	 json_line_text(struct json_line *, const char *key, slice);
void	 json_line_int(struct json_line *, const char *key, int64_t);
void	 json_line_zero(struct json_line *, const char *key, int64_t);
void	 json_line_raw(struct json_line *, const char *key, slice json);
void	 json_line_close(struct json_line *);		/* with the newline */

#endif
