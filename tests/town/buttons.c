/*
 * buttons.c - what a phone can be asked to show below a message, checked as
 * strictly as the real ones do; and what was pressed in the messenger.
 */
#include "tests/town/say.h"
#include "tests/town/visit.h"

#include <stdio.h>

enum { NTFY_MOST = 3, TELEGRAM_BYTES = 64 };

static const char *
text(const cJSON *of, const char *key)
{
	const cJSON *m = cJSON_GetObjectItemCaseSensitive(of, key);

	return cJSON_IsString(m) ? m->valuestring : "";
}

/* docs.ntfy.sh/publish/#action-buttons */
static bool
ntfy_actions(const cJSON *all, struct buf *out)
{
	const cJSON *a;

	if (!cJSON_IsArray(all) || cJSON_GetArraySize(all) > NTFY_MOST)
		return false;
	cJSON_ArrayForEach(a, all) {
		if (strcmp(text(a, "action"), "http") != 0 ||
		    strcmp(text(a, "method"), "POST") != 0 ||
		    strncmp(text(a, "url"), "http", 4) != 0 ||
		    text(a, "label")[0] == '\0')
			return false;
		buf_printf(out, "%s=%s ", text(a, "label"), text(a, "url"));
	}
	return true;
}

/* core.telegram.org/bots/api#inlinekeyboardbutton */
static bool
telegram_keys(const cJSON *markup, struct buf *out)
{
	const cJSON *rows = cJSON_GetObjectItemCaseSensitive(markup,
	    "inline_keyboard"), *row, *b;

	if (!cJSON_IsArray(rows))
		return false;
	cJSON_ArrayForEach(row, rows)
		cJSON_ArrayForEach(b, row) {
			size_t	 n = strlen(text(b, "callback_data"));

			if (n == 0 || n > TELEGRAM_BYTES ||
			    text(b, "text")[0] == '\0')
				return false;
			buf_printf(out, "%s=%s ", text(b, "text"),
			    text(b, "callback_data"));
		}
	return true;
}

bool
visit_buttons(const struct visit *v, struct buf *out)
{
	const cJSON *ntfy = cJSON_GetObjectItemCaseSensitive(v->json,
	    "actions"), *telegram = cJSON_GetObjectItemCaseSensitive(v->json,
	    "reply_markup");

	return (ntfy == NULL || ntfy_actions(ntfy, out)) &&
	    (telegram == NULL || telegram_keys(telegram, out));
}

/* getUpdates: the last one pressed, until its number is passed by. */
bool
buttons_updates(struct town *t, struct line *l, const struct request *r)
{
	struct buf b = { .p = NULL };
	bool	 ok;

	buf_text(&b, "{\"ok\":true,\"result\":[");
	town_lock(t);
	if (t->presses > 0 && request_number(r, "offset", 0) <= t->presses) {
		buf_printf(&b, "{\"update_id\":%ld,\"callback_query\":{"
		    "\"id\":\"%ld\",\"from\":{\"id\":5,\"first_name\":\"Jo\"},"
		    "\"data\":", t->presses, t->presses);
		buf_json(&b, t->pressed);
		buf_text(&b, "}}");
	}
	town_unlock(t);
	buf_text(&b, "]}");
	ok = answer_with(l, r, 200, "application/json", b.p);
	buf_free(&b);
	return ok;
}
