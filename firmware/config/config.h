/*
 * config.h - earshot.json to a const struct (earshot.json.5), checked whole.
 *
 * Read once and handed down. All slices live as long as the program.
 */
#ifndef FIRMWARE_CONFIG_CONFIG_H
#define FIRMWARE_CONFIG_CONFIG_H

#include "core/answer/may.h"
#include "core/answer/wording.h"
#include "core/desk/round.h"
#include "core/desk/staff.h"
#include "core/judge/shop.h"
#include "core/match/query.h"
#include "core/mention.h"
#include "core/people/contact.h"
#include "core/recipe/cost.h"
#include "core/recipe/grant.h"
#include "core/web/url.h"

enum { CONFIG_FILE_MAX = 1 << 20, CONFIG_RATES = 2 };

struct config_param {
	slice	 name, value;
	bool	 secret;
};

/* What a source and a channel have in common: a recipe with its parameters. */
struct config_way {
	slice	 name;
	slice	 recipe_name;
	slice	 recipe_text;
	struct config_param *params;
	size_t	 nparams;
	struct url origin;		/* scheme, host, port it talks to */
	bool	 feed;			/* decoded as a feed */
	bool	 mail;			/* a mailbox: a worker of its own */
	bool	 machine;		/* no person: each letter by itself */
	int64_t	 beat;			/* seconds between reports that we are
					 * there; 0: none */
	size_t	 account;		/* its number and one; 0: none */
	bool	 lacks;			/* a secret that `login` must bring */
};

/* Who signs in: one token, shared by all ways of the account. */
struct config_account {
	slice	 name;
	const struct config_way *way;	/* whose recipe signs in */
	enum grant_kind kind;
	struct url origin;		/* where tokens come from */
	int64_t	 seed;			/* grant_seed() */
	bool	 own;			/* of one way, and named like it */
};

struct config_source {
	struct config_way way;
	int64_t	 every;			/* seconds */
	bool	 everything;		/* each entry is a mention, no rule needed */
	struct { int64_t n, seconds; } rates[CONFIG_RATES];	/* of its host */
	struct cost cost;
	bool	 paid;			/* it has a cost */
	bool	 presses;		/* reads buttons, no mentions */
	bool	 replies;		/* the owner turned them on */
	const struct config_way *answer;	/* how; NULL: not at all */
	slice	 lane;			/* of letters that answer: "reply/gazette" */
	slice	 owner, backup;		/* names of people; empty: nobody */
	slice	 rival;			/* whose page it is: how they sign, a
					 * line each; empty: nobody else's */
	int	 shares;		/* what people of ours mail there: 1 all
					 * is passed on, 0 what is forwarded or
					 * a link, -1 nothing */
};

struct config_channel {
	struct config_way way;
	enum level least;		/* quieter ones do not go here */
};

struct config_rule {
	slice	 name;
	slice	 text;
};

struct config_host {
	slice	 name;
	slice	 address;		/* pinned; empty: only allowed */
};

/* The page with the buttons; port 0: there is none. */
struct config_web {
	slice	 listen;		/* an address, without brackets */
	unsigned port;
	slice	 address;		/* how phones find it: "http://box:8642" */
	slice	 hosts;			/* that a guest may ask for, a line each */
};

/* What who looks after many boxes may know; without a key it is not signed. */
struct config_fleet {
	slice	 key;			/* a secret */
	slice	 box;			/* its name; empty: its number */
	bool	 shop, sources;		/* names that may be told */
};

/* What the shop says, and whom it may say it to. */
struct config_answers {
	struct may_rules may;
	struct wording_house house;
	slice	 signer;		/* of who says no name; or empty */
	size_t	 chars;			/* of a draft, at most */
	const struct statement *statements;
	size_t	 nstatements;
	const struct playbook *playbooks;
	size_t	 nplaybooks;
};

/* What is wrong, and the rest of the file holds without it: a sentence. */
struct config_note {
	slice	 text;
	const struct config_note *before;
};

struct config {
	const char *file;
	const char *data;
	const char *live;		/* in memory, for the store's file;
					 * NULL: only when it must be */
	const char *recipes;		/* folder of the owner's own */
	const char *ca_file;		/* NULL: the roots inside the program */
	struct shop shop;
	struct config_source *sources;
	size_t	 nsources;
	struct config_channel *channels;
	size_t	 nchannels;
	struct config_account *accounts;
	size_t	 naccounts;
	struct config_rule *rules;
	size_t	 nrules;
	struct config_host *hosts;
	size_t	 nhosts;
	int64_t	 keep_days;
	struct contact_days keep_people;
	int64_t	 keep_mb;
	struct config_web web;
	struct staff staff;
	struct config_answers answers;
	slice	 phrases[2];		/* old and new wording, as rules;
					 * empty: none */
	struct config_fleet fleet;
	struct rounds rounds;		/* letters of the week, of the month */
	int	 digest;		/* of who says nothing else, as in there */
	const struct config_note *notes;	/* the last first */
	bool	 ack;
};

/* Is there such a parameter, whatever its value? */
bool	 config_given(const struct config_way *, slice name);

/* NULL: what is wrong was told to standard error, each fault on a line. */
const struct config *config_read(const char *file);
/*
 * May a worker talk to a private address under that name? Hosts pinned or
 * allowed by the owner, and literal addresses the owner typed (`typed`: the
 * host stands in the configuration itself, not in a redirect). *pinned is the
 * address to use instead of DNS, or empty.
 */
bool	 config_may_reach(const struct config *, slice host, bool typed,
	    slice *pinned);

/* The recipe of that name: /etc/earshot/recipes before what is embedded.
 * Empty: there is none. */
slice	 config_recipe(struct arena *, slice name, const char *dir);

/* What template pipes need, from the TLS library. */
extern const struct template_crypto config_crypto;

/* What signs the buttons, in the data directory: a secret. */
#define CONFIG_BUTTON_KEY "button.key"

#define CONFIG_RECIPES	"/etc/earshot/recipes"
/* Where that folder is, of a configuration that may be broken. */
const char *config_recipes(struct arena *, const char *file);

/* The text of the file with CONFIG_LEFT_OUT for each secret of a recipe. What
 * stands there so is noted when it is read again. */
#define CONFIG_LEFT_OUT "left out of the backup"
slice	 config_hushed(struct arena *, const struct config *, slice text);

#endif
