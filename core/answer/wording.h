/*
 * wording.h - a draft of an answer, for a person to send or not to.
 *
 * Short, signed with a first name, in the language of the mention if it is
 * one of en, de, fr, es, it, pt. It names nothing that was not given. The
 * owner's own texts, an entry of the FAQ, a statement or the playbook's first
 * words take the place of ours where they fit. News, spam and what asks for
 * nothing get no draft, with the reason.
 */
#ifndef CORE_WORDING_H
#define CORE_WORDING_H

#include "core/answer/faq.h"
#include "core/answer/shelf.h"
#include "core/desk/task.h"

enum {
	WORDING_CHARS = 280,		/* where the network says nothing */
	WORDING_LEAST = 40,		/* no answer has room in less */
	WORDING_MOST = 2000
};

enum wording_kind {
	WORDING_FIRST,			/* "we saw this, we are on it" */
	WORDING_SOLUTION
};

/* The owner's own. It may say {me}, {shop}, {name}, {words}, {link} (of the
 * service page) and {contact}; where there is none, the next one is taken. */
struct wording_own {
	slice	 what;			/* "praise", "refer", "wait/late" */
	slice	 lang;			/* empty: any */
	slice	 text;
};

/* Of the shop, from its configuration; all but `lang` may be empty. */
struct wording_house {
	slice	 shop;			/* name */
	slice	 lang;			/* "de": where the mention's is none of
					 * ours */
	slice	 service;		/* service page */
	slice	 community;		/* where customers help each other, if
					 * the playbook knows no better */
	slice	 contact;		/* of the person for a crisis: "Anna
					 * Roth, 0113 4960000" */
	const struct wording_own *own;
	size_t	 nown;
};

struct wording_case {
	const struct mention *mention;
	const struct verdict *verdict;
	const struct task *task;	/* may be NULL */
	const struct faq_hit *faq;	/* these three, too */
	const struct statement *statement;
	bool	 pinned;		/* that goes before the owner's own */
	const struct playbook *playbook;
	slice	 community;		/* where others have solved this; or
					 * empty */
	slice	 signer;		/* first name */
	slice	 name;			/* of the customer, if they are known by
					 * it; or empty */
	enum wording_kind kind;
	size_t	 chars;			/* at most; 0: WORDING_CHARS */
	uint32_t dice;			/* a number that grows by one with each
					 * draft: then no two openings that
					 * follow each other are the same */
};

struct wording {
	slice	 text;			/* empty: none */
	slice	 lang;			/* it is in */
	slice	 why;			/* there is none */
	slice	 caution;		/* sentences, to be shown beside it */
};

/* All is in the arena. False: no draft. */
bool	 wording_make(struct arena *, const struct wording_house *,
	    const struct wording_case *, struct wording *);

/* Of the owner's own texts, as a part of the configuration. */
bool	 wording_sound(const struct wording_own *, struct fault *);

/* Are there drafts in that language, "de-AT"? */
bool	 wording_speaks(slice lang);

/* They praise us to somebody: "recommended", "kann ich nur empfehlen". */
bool	 wording_refers(const struct mention *, const struct verdict *);

#endif
