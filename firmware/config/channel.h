/*
 * channel.h - channels that are neither HTTP nor mail: where a broker
 * is, which program it is, and whether the recipe's messages can be sent.
 */
#ifndef FIRMWARE_CONFIG_CHANNEL_H
#define FIRMWARE_CONFIG_CHANNEL_H

#include "firmware/config/way.h"

/* Fill w->origin, w->beat and w->machine. Complaints are told. */
void	 config_broker(struct config_reader *, struct config_way *,
	    const struct recipe *);
void	 config_program(struct config_reader *, struct config_way *,
	    const struct recipe *);

/* A parameter as it was given, or its default; empty: none. */
slice	 config_param(const struct config_way *, const char *name);

#endif
