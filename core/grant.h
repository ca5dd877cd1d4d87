/*
 * grant.h - the tokens of an account, and what came with them, as they travel
 * and are kept (storage/grants.h). How they are come by: core/recipe/grant.h.
 */
#ifndef CORE_GRANT_H
#define CORE_GRANT_H

#include "core/recipe/template.h"
#include "core/wire.h"

enum {
	GRANT_MOST = 8192,		/* bytes of one token */
	GRANT_EXTRAS = 4096,		/* of all that came with it */
	GRANT_VARS = 10			/* names that it gives to templates */
};

/* All that is known of an account beyond the file. Every text is a secret but
 * the name and the trouble. */
struct grant {
	slice	 account;
	slice	 access;
	slice	 refresh;
	slice	 took;			/* further values: name TAB value */
	slice	 pasted;		/* what `login` was given, the same */
	slice	 trouble;		/* why it must sign in again */
	int64_t	 obtained;		/* Unix seconds */
	int64_t	 expires;		/* 0: nobody said */
	int64_t	 seed;			/* grant_seed(): another begins anew */
	int64_t	 order;			/* of the spool: the same counts once */
};

extern const struct wire_shape wire_grant;

/* What a device is told, whose owner signs in elsewhere (RFC 8628, 3.2). */
struct grant_device {
	slice	 device_code, user_code;
	slice	 where, whole;		/* addresses: to type, to click */
	int64_t	 interval, seconds;
};
extern const struct wire_shape wire_device;
/* By the answer to the question for them; false: it lacks what is needed. */
bool	 grant_device_read(const cJSON *answer, struct grant_device *);

/* May it be used still, and for a while? */
bool	 grant_fresh(const struct grant *, int64_t now);
/* As variables, at most `most`; how many. A pasted one that `have` names is
 * left out: the file goes first. */
size_t	 grant_vars(const struct grant *, const struct template_var *have,
	    size_t nhave, struct template_var *, size_t most);
/* The next of `took` or `pasted`; false: no more, or broken off. */
bool	 grant_next(slice *list, slice *name, slice *value);
/* Adds one; false: it cannot be kept (control characters, no room). */
bool	 grant_note(struct sink *, slice name, slice value);
/* May it be a token: visible ASCII (RFC 6749, appendix A; RFC 6750)? A further
 * value: text without control characters? Neither is empty or too long. */
bool	 grant_is_token(slice);
bool	 grant_is_value(slice);

#endif
