/*
 * plan.h - when to do what. Time and chance are arguments, never asked for.
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include <stdint.h>

enum {
	PLAN_FIRST_RETRY = 15,		/* seconds, a letter */
	PLAN_LAST_RETRY = 3600,
	PLAN_FIRST_TROUBLE = 60,	/* seconds, a source */
	PLAN_LAST_TROUBLE = 6 * 3600,
	PLAN_LONGEST_WAIT = 86400	/* what a server may ask of us */
};

/*
 * Next attempt of a letter after `tries` failures: doubling, then spread over
 * half its length by `dice`. A server's wish (`asked` seconds, -1: none) is
 * kept when it is the longer one. A letter is never given up for its age.
 */
int64_t	 plan_retry(int64_t now, unsigned tries, int64_t asked, uint32_t dice);

/* Next poll of a source: `every` and up to a tenth more after success, the
 * same doubling as above after `failures` in a row. Never disabled. */
int64_t	 plan_poll(int64_t now, int64_t every, unsigned failures,
	    int64_t asked, uint32_t dice);

#endif
