/*
 * log.h - one event, one line on standard error, in words for a person.
 * The only global of the program. No secret ever comes here.
 */
#ifndef FIRMWARE_LOG_H
#define FIRMWARE_LOG_H

#include "core/slice.h"

/* "12:03:11 gazette: 30 read, 2 new": local clock, who, what. Bytes that a
 * terminal could obey become '?'. */
void	 log_event(slice who, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));
void	 log_quiet(bool);		/* for the verbs that only answer */

#endif
