/*
 * login.h - inside of `earshot login`: one account on its way to a token.
 * Whatever the network says is read by workers, as always.
 */
#ifndef FIRMWARE_VERB_LOGIN_H
#define FIRMWARE_VERB_LOGIN_H

#include "firmware/keeper/keeper.h"

enum { LOGIN_MEMORY = 1 << 20, LOGIN_EXTRAS = 4 };

struct login {
	struct keeper	 k;		/* for its workers; has no store */
	const struct config *c;
	const struct config_account *a;
	struct arena	 arena;
	struct recipe	 recipe;
	struct template_scope scope;	/* of the file and what was pasted */
	struct template_var extras[LOGIN_EXTRAS];	/* of this step */
	size_t		 nextras;
	const char	*redirect;	/* as asked for; NULL: a port of ours */
	struct grant	 token;		/* what was got; pasted: before that */
	char		 pasted[GRANT_EXTRAS];
	size_t		 npasted;
	enum recipe_do	 end;		/* of the latest worker */
	slice		 why;
};

/* One worker at one origin; `step` as role/renew.c names them. What it told
 * is in l->token, *device (may be NULL), l->end and l->why. */
bool	 login_run(struct login *, const struct url *, const char *step,
	    struct grant_device *device);

/* The ways to a sign-in of the owner. False: it was told why not. */
bool	 login_browser(struct login *);
bool	 login_device(struct login *);
bool	 login_paste(struct login *);

/* Each account's, to standard error. False: one of them needs the owner. */
bool	 login_states(const struct config *, struct txn *);

#endif
