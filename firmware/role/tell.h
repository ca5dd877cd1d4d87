/*
 * tell.h - what was found, matched and judged; what a rule took is told
 * to the keeper. Shared by the workers that read.
 */
#ifndef FIRMWARE_ROLE_TELL_H
#define FIRMWARE_ROLE_TELL_H

#include "firmware/role/role.h"

struct matcher;
struct scorer;

struct teller {
	struct role	*role;
	struct matcher	*matcher;	/* of the visit's rules */
	struct scorer	*scorer;
	int64_t		 now;
	size_t		 spread;	/* known ones that went further, told */
	slice		 by, note;	/* who passed it on; as in job_finding */
	int64_t		 page;		/* the source that a rival's entries ... */
	size_t		 nrival;	/* ... were told of, how many */
};

/* False: a rule does not compile, or no memory. */
bool	 role_teller(struct role *, struct teller *);
/*
 * One mention: counted in *out, and told if a rule takes it. `always` is why
 * it is told even if none does; empty: then it is not. False: it is known, as
 * it is, from an earlier visit (told once more if it has spread). Ends the process when the keeper is gone.
 */
bool	 role_tell(struct teller *, const struct role_job *, slice always,
	    const struct mention *, struct job_outcome *out);
/* No mention, but a button that somebody pressed: its text is the token. True:
 * what it does is the keeper's to say. */
bool	 role_press(const struct mention *, struct job_outcome *out);

#endif
