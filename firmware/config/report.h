/* report.h - "phrases", "letters" and "fleet" of the configuration, for
 * config.c. */
#ifndef FIRMWARE_CONFIG_REPORT_H
#define FIRMWARE_CONFIG_REPORT_H

#include "firmware/config/way.h"

/* After the people: old and new wording as two rules, into c->phrases; when
 * the letters of the week and of the month come, and to whom (on Mondays and on
 * the first, with the first one's digest, where it does not say); what who
 * looks after many boxes may know. */
void	 config_report(struct config_reader *, const cJSON *root);

#endif
