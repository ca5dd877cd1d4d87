/*
 * way.h - one source or channel of earshot.json: its recipe, its
 * parameters, and where it talks to.
 */
#ifndef FIRMWARE_CONFIG_WAY_H
#define FIRMWARE_CONFIG_WAY_H

#include "firmware/config/read.h"

/* Fills *w from its object. The recipe lives in scratch. False: told. */
bool	 config_way_read(struct config_reader *, const char *room,
	    struct config_way *, const cJSON *, struct recipe *);

/* shop.c: what "shop" says, into c->shop; NULL is a shop unnamed. */
void	 config_shop(struct config_reader *, const cJSON *);
/* limits.c: `limits` of its recipe. */
void	 config_limits(struct config_reader *, struct config_source *,
	    const struct recipe *);

#endif
