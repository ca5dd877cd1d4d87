/*
 * backup.h - what a backup is made of besides the store's records: files, each
 * named by what it is and by its own name.
 */
#ifndef FIRMWARE_VERB_BACKUP_H
#define FIRMWARE_VERB_BACKUP_H

#include "core/archive.h"

#define BACKUP_CONFIG	"config"	/* earshot.json, without secrets or with */
#define BACKUP_RECIPE	"recipe"	/* of the owner's own */
#define BACKUP_KEY	"key"		/* of the buttons: a secret */

enum {
	BACKUP_PATH = 512,
	BACKUP_MEMORY = 8 << 20,	/* a configuration is read into it */
	BACKUP_PASSWORD = 8		/* letters, at least */
};

#endif
