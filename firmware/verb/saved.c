#include "firmware/verb/saved.h"

#include "core/recipe/extract.h"

bool
saved_read(const struct recipe *r, const struct template_scope *scope,
    slice body, slice base, struct notice *n, bool *broken, struct fault *f)
{
	struct http_head *head = arena_take(scope->arena, sizeof(*head));
	struct message m;
	struct extract x;

	*broken = false;
	if (head == NULL)
		return fault_words(f, "no memory");
	if (r->transport == RECIPE_IMAP) {
		message_read(scope->arena, body, &m);
		notice_read(scope->arena, json_at(r->root, SLICE("/mails")),
		    &m, n);
		return true;
	}
	head->status = 200;
	if (!extract(r, scope, head, body, base, &x, f))
		return false;
	*n = (struct notice){ .mentions = x.mentions, .n = x.n };
	*broken = x.broken;
	return true;
}
