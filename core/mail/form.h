/*
 * form.h - how the mails of one platform are read: a template (recipe.5,
 * "mails") laid over what a reader sees.
 */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include "core/mail/message.h"
#include "core/mail/view.h"

#include <cJSON.h>

struct form {
	struct arena	*arena;
	const cJSON	*own;
	const cJSON	*common;	/* what holds for all, after its own */
};

struct form_fields {
	slice	 author, title, place, text, url;
	int64_t	 stars;			/* 0: none */
	bool	 sure;			/* the text was where it should be */
};

/* Is the mail of those whom the template is for? */
bool	 form_fits(const struct form *, slice from, slice subject);
/* What is empty in *fields is filled, if it is there. */
void	 form_read(const struct form *, const struct view *, slice subject,
	    struct form_fields *fields);
/* The lines between two places of the text that are not noise. */
slice	 form_lines(const struct form *, const struct view *, size_t from,
	    size_t to);
/* An address where a person may go: http or https, redirects of Google's
 * resolved; empty: it is none. */
slice	 form_link(struct arena *, slice url);

#endif
