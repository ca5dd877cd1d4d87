/*
 * contact.h - one person over all networks: handles, what was said and
 * answered, what they bought, and what they allow us.
 *
 * A person is known by keys, "network handle" in lower case: "reddit anna",
 * "fedi anna@example.org", "mail anna@example.org", "phone 4930123",
 * "web https://..." (the page of the account). A display name alone is no
 * key: two Annas are two.
 *
 * Lists are lines. Whatever is stored fits its bound, all of it CONTACT_BYTES.
 *
 * Two records of one person are put together by a link: parts stay what they
 * are, go on counting what comes under their own keys, and what one sees is
 * their union. So to take a merge back restores every byte; only what was
 * said about the person as a whole ("never") is in each part by then.
 */
#ifndef CORE_CONTACT_H
#define CORE_CONTACT_H

#include "core/fault.h"
#include "core/wire.h"

enum {
	CONTACT_NAME = 200, CONTACT_HANDLES = 896, CONTACT_MAIL = 384,
	CONTACT_PHONE = 192, CONTACT_NOTE = 600, CONTACT_BOUGHT = 320,
	CONTACT_CONSENT = 700, CONTACT_WHY = 200, CONTACT_PREFERS = 32,
	CONTACT_WROTE = 192, CONTACT_PARTS = 128,
	CONTACT_BYTES = 4096,		/* a record */
	CONTACT_KEY = 300,		/* longer ones are none */
	CONTACT_KEYS = 3,		/* of one mention */
	CONTACT_DEPTH = 8,		/* links from a part to its head */
	CONTACT_DAYS = 90,		/* a stranger is kept */
	CONTACT_OWN_DAYS = 400		/* a customer, after the last word */
};

struct contact {
	int64_t	 id;
	int64_t	 head;			/* the record it is part of; 0: none */
	int64_t	 first, last;		/* they were heard */
	int64_t	 negative, neutral, positive;	/* mentions */
	int64_t	 replied;		/* times we answered */
	int64_t	 answered;		/* when last */
	int64_t	 before, after;		/* their polarity when we first did,
					 * and since: enum contact_mood; 0:
					 * not known */
	int64_t	 imported;		/* from the shop's own list; 0: no */
	int64_t	 never;			/* do not contact, since; 0: may */
	slice	 name;
	slice	 handles;		/* keys but of mail and phone */
	slice	 mail;			/* addresses, as written */
	slice	 phone;
	slice	 note;
	slice	 bought;		/* "Focus, May 2026" */
	slice	 consent;		/* "channel date evidence" */
	slice	 why;			/* of never */
	slice	 prefers;		/* a channel: they asked for it */
	slice	 wrote;			/* "network count": where they are */
	slice	 parts;			/* ids of records linked to this one */
};

enum contact_mood { MOOD_UNKNOWN, MOOD_NEGATIVE, MOOD_NEUTRAL, MOOD_POSITIVE };

extern const struct wire_shape wire_contact;

/* --- keys ------------------------------------------------------------- */

/* Of the writer of a mention, the surest first; 0: cannot be told from
 * others. `space` is that of storage/mentions.h, "mastodon.tag|example.org"
 * or a feed's name. */
size_t	 contact_keys(struct arena *, slice space, const struct mention *,
	    slice keys[static CONTACT_KEYS]);
/* What an owner typed, or a file says, as the keys it may be: "@anna@x.org",
 * "anna@x.org", "reddit anna", "reddit: u/anna", an address of the web. */
size_t	 contact_typed(struct arena *, slice, slice keys[static CONTACT_KEYS]);
slice	 contact_network(slice key);	/* "reddit"; "mail" */
/* Next of all keys of a contact, mail and phone too; *at starts at 0. */
bool	 contact_key(struct arena *, const struct contact *, size_t *at,
	    slice *key);

/* --- lists ------------------------------------------------------------ */

bool	 lines_next(slice *list, slice *line);	/* empty ones are left out */
bool	 lines_have(slice list, slice line);	/* in either case */
/* The line on one line, without what a screen hides; false: no room in `most`
 * bytes. Twice is once. */
bool	 lines_add(struct arena *, slice *list, slice line, size_t most);
void	 lines_drop(struct arena *, slice *list, slice line);

/* --- what happens to one ---------------------------------------------- */

/* They wrote: counted, and what it says of them taken over where we knew
 * nothing. Older than `last` counts too. */
void	 contact_hear(struct arena *, struct contact *, slice space,
	    const struct item *);
void	 contact_reply(struct contact *, int64_t now);	/* we answered */
/* 1: negative before our answer and not since; 0: still is; -1: no answer of
 * ours to something negative, or not a word since. */
int	 contact_recovered(const struct contact *);
/* Where they write most, for want of a wish: "reddit"; may be empty. */
slice	 contact_habit(const struct contact *);

/* After the last word; NULL: CONTACT_DAYS and CONTACT_OWN_DAYS. */
struct contact_days { int64_t strangers, own; };

/* The first moment it need not be kept any more. INT64_MAX: "never" is kept,
 * or else they would be contacted again. */
int64_t	 contact_until(const struct contact *, const struct contact_days *);
bool	 contact_is_own(const struct contact *);	/* a customer */

/* --- what they allow --------------------------------------------------- */

enum approach {
	APPROACH_ANSWER,	/* said to us, or asked of everybody */
	APPROACH_COLD		/* anything else */
};

/*
 * May a draft to them over that network ("mail", "reddit", "phone") be made?
 * False: *why says why not. `c` is the union; NULL: nobody we know.
 */
bool	 contact_may(const struct contact *, slice network, enum approach,
	    struct fault *why);
/* Permission, with the day and where it can be seen; the same channel again
 * is renewed. False: no channel, or no room. */
bool	 contact_allow(struct arena *, struct contact *, slice channel,
	    int64_t now, slice evidence, struct fault *);
void	 contact_revoke(struct arena *, struct contact *, slice channel);
void	 contact_forbid(struct arena *, struct contact *, int64_t now,
	    slice why);			/* empty: "they asked for it" */

/* --- two that are one -------------------------------------------------- */

/* What is known of both; the strictest wish counts. Not for storing. */
void	 contact_union(struct arena *, struct contact *,
	    const struct contact *);
/* Links part to head. False: it is one already, or no room for more. */
bool	 contact_merge(struct arena *, struct contact *head,
	    struct contact *part, struct fault *);
/* Back to what they were; "never" stays with both. */
bool	 contact_unmerge(struct arena *, struct contact *head,
	    struct contact *part, struct fault *);

/* The page about them, for a person: names, counts, wishes; with the tone
 * before and after our answer. */
void	 contact_page(struct sink *, const struct contact *,
	    const struct contact_days *, int64_t now);
/* One line for a letter about something they said: "bought Focus, May 2026;
 * unhappy for the 3rd time". Nothing, when nothing of it is known. */
void	 contact_known(struct sink *, const struct contact *,
	    const struct verdict *);

#endif
