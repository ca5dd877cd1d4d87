/* config_report.h - "phrases" of the configuration, for config.c. */
#ifndef FIRMWARE_CONFIG_REPORT_H
#define FIRMWARE_CONFIG_REPORT_H

#include "firmware/config_way.h"

/* Old and new wording as two rules, into c->phrases; NULL: none. */
void	 config_report(struct config_reader *, const cJSON *phrases);

#endif
