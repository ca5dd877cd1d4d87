/*
 * web.h - "web" of earshot.json: where the page with the buttons is.
 */
#ifndef FIRMWARE_CONFIG_WEB_H
#define FIRMWARE_CONFIG_WEB_H

#include "firmware/config/way.h"

/* Fills c->web; what is wrong leaves the rest as it is, without the page. */
void	 config_web(struct config_reader *, const cJSON *);

#endif
