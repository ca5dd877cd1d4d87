/*
 * read.h - the members of earshot.json, one by one: what they hold, and
 * a sentence with its place about each that is not what it should be.
 */
#ifndef FIRMWARE_CONFIG_READ_H
#define FIRMWARE_CONFIG_READ_H

#include "firmware/config/config.h"

struct config_reader {
	struct arena	*keep;		/* what the configuration is made of */
	struct arena	*scratch;	/* documents and recipes, forgotten */
	struct config	*c;
	const cJSON	*accounts;
	bool		 bad;
};

/* "earshot.json: sources "gazette": ..." to standard error; r->bad. */
void	 config_complain(struct config_reader *, const char *room, slice name,
	    const char *what);
/* The same where the rest of the file holds without it: into c->notes. */
void	 config_note(struct config_reader *, const char *room, slice name,
	    const char *what);
/* Says which keys of the object are none of these. */
void	 config_only(struct config_reader *, const char *room, slice name,
	    const cJSON *, const char *const *keys, size_t n);
typedef void config_teller(struct config_reader *, const char *room,
	    slice name, const char *what);
/* `one`, then the members of the list (either may be NULL), an entry a line,
 * as in core/judge/shop.h. What is none is told. */
slice	 config_list(struct config_reader *, config_teller *,
	    const char *room, slice name, const cJSON *one, const cJSON *list);
/* The same of a list, or one word on its own; only noted. */
slice	 config_lines(struct config_reader *, const char *room, slice name,
	    const cJSON *list);
const cJSON *config_member(const cJSON *, const char *key);
/* The text of a member, kept; empty when absent, or noted as none. */
slice	 config_text(struct config_reader *, const cJSON *, const char *key);
/* What is absent, or noted as neither true nor false, is `otherwise`. */
bool	 config_flag(struct config_reader *, const cJSON *, const char *key,
	    bool otherwise);

#endif
