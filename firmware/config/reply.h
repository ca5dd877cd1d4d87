/*
 * reply.h - which sources may be answered on, and by which way.
 */
#ifndef FIRMWARE_CONFIG_REPLY_H
#define FIRMWARE_CONFIG_REPLY_H

#include "firmware/config/way.h"

/* "replies" of a source, or of its account. */
void	 config_replies(struct config_reader *, struct config_source *,
	    const cJSON *way, const struct recipe *);
/* When all channels are known: mails are answered by one of them. */
void	 config_answers(struct config_reader *);
/* Of a source: "owner", "backup", "shares". */
void	 config_whose(struct config_reader *, struct config_source *,
	    const cJSON *);

#endif
