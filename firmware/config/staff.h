/*
 * staff.h - "hours", "people", "rota", "escalate" and "goals" of the
 * file (earshot.json.5). What is wrong in them keeps nobody from being told:
 * it is said, and the rest holds.
 */
#ifndef FIRMWARE_CONFIG_STAFF_H
#define FIRMWARE_CONFIG_STAFF_H

#include "firmware/config/way.h"

/* After the channels. Where nobody is named there is one person, who hears of
 * everything on every channel at once. */
void	 config_staff(struct config_reader *, const cJSON *root);
/* person.c: one of "people"; false: it cannot be called, leave it out. */
bool	 config_person(struct config_reader *, const cJSON *,
	    struct staff_person *);
/* Tells all notes, and what only a date can: how many. */
size_t	 config_tell_notes(const struct config *, int64_t now);

/* "18:00" to the minute of the day; -1: it is none. */
int	 config_minute(slice);

#endif
