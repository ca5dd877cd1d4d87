/*
 * config_way.h - one source or channel of earshot.json: its recipe, its
 * parameters, and where it talks to.
 */
#ifndef FIRMWARE_CONFIG_WAY_H
#define FIRMWARE_CONFIG_WAY_H

#include "firmware/config.h"

struct config_reader {
	struct arena	*keep;		/* what the configuration is made of */
	struct arena	*scratch;	/* documents and recipes, forgotten */
	struct config	*c;
	const cJSON	*accounts;
	const char	*recipes;	/* folder of the owner's own */
	bool		 bad;
};

/* "earshot.json: sources "gazette": ..." to standard error; r->bad. */
void	 config_complain(struct config_reader *, const char *room, slice name,
	    const char *what);
/* The same where the rest of the file holds without it: into c->notes. */
void	 config_note(struct config_reader *, const char *room, slice name,
	    const char *what);
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
/* The text of a member, kept; empty when absent. */
slice	 config_text(struct config_reader *, const cJSON *, const char *key);

/* Fills *w from its object. The recipe lives in scratch. False: told. */
bool	 config_way_read(struct config_reader *, const char *room,
	    struct config_way *, const cJSON *, struct recipe *);

/* config_shop.c: what "shop" says, into c->shop; NULL is a shop unnamed. */
void	 config_shop(struct config_reader *, const cJSON *);
/* config_limits.c: `limits` of its recipe. */
void	 config_limits(struct config_reader *, struct config_source *,
	    const struct recipe *);

#endif
