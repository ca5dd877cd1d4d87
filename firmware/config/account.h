/*
 * account.h - which sources and channels sign in together, and where.
 */
#ifndef FIRMWARE_CONFIG_ACCOUNT_H
#define FIRMWARE_CONFIG_ACCOUNT_H

#include "firmware/config/way.h"

/* May its secrets come by `earshot login` instead of the file? */
bool	 config_may_paste(const struct recipe *, slice account);
/* Puts the way into its account (`name` empty: one of its own, when the
 * recipe signs in). Complaints are told. */
void	 config_join(struct config_reader *, const char *room,
	    struct config_way *, slice name, const struct recipe *);
/* After all sources and channels: tells of those that nothing uses. */
void	 config_accounts(struct config_reader *, const cJSON *);
/* Values for what only `login` and the network will tell, so that the request
 * can be made; at most `most`, how many. */
size_t	 config_stand_ins(const struct config_way *, const struct recipe *,
	    struct template_var *, size_t most);

#endif
