/*
 * press_page.h - what a guest of the box sees: one item in plain words, one
 * button. No script, no cookie, nothing from elsewhere; what strangers wrote
 * is escaped.
 *
 * The button posts to where the page came from: whoever only looks (a preview
 * of a link, a scanner of mails) presses nothing.
 */
#ifndef CORE_PRESS_PAGE_H
#define CORE_PRESS_PAGE_H

#include "core/desk/press.h"

/*
 * A whole answer of HTTP/1.1: told->status, the page, with the button where
 * `label` is not empty, or, for a program, the sentence alone; without the
 * body for HEAD. The connection ends behind it.
 */
enum press_form { PRESS_HTML, PRESS_TEXT };
void	 press_reply(struct sink *, struct arena *, const struct press_told *,
	    enum press_form, bool head_only);

/* The head of an answer, of a page with that one style (its hash, in base64)
 * or of what is none (empty). */
void	 press_head(struct sink *, int64_t status, slice type, int64_t length,
	    slice style);

/* What stands between <style> and </style>; the policy holds its hash. */
extern const char press_style[];

#endif
