/*
 * wording.h - "answers" of the file (earshot.json.5): what the shop
 * says, and whom it may say it to. What is wrong in it keeps nobody from being
 * told of mentions: it is noted, and the rest holds.
 */
#ifndef FIRMWARE_CONFIG_WORDING_H
#define FIRMWARE_CONFIG_WORDING_H

#include "firmware/config/way.h"

/* After the people. NULL: nothing of it is said. */
void	 config_wording(struct config_reader *, const cJSON *);

#endif
