#include "core/recipe/schema.h"

/*
 * name, flags, type; then a comma. Flags: ! must be there, * an object of
 * free names that are each so, < only in sources, > only in channels, ~ it
 * may use the names of a reply. Types: @shape an object, [shape an array of
 * them, one|other a word of these, else by the table in schema_check.c.
 */
const struct schema_shape schema_shapes[] = {
	{ "top", "recipe! int, id! text, kind! source|channel, title text, "
	    "docs text, feasible easy|hard|partner|none, spec* @param, "
	    "auth @auth, request @request, tz< int, poll< @poll, "
	    "decoder< json|feed, records< @records, fields< @fields, "
	    "keep*< value, buttons< bool, cursor< @cursor, page< @page, "
	    "mails*< @mail, "
	    "reply~< @reply, limits @limits, errors [rule, "
	    "transport http|smtp|mqtt|webpush|imap|exec, message> @message, "
	    "limit*> @limit, priority> @priority, set> [set, ok> @ok, "
	    "result*> value, idempotency> text, rate> rates, "
	    "actions_as> text" },
	{ "param", "type! text|secret|url|int|bool|enum, default scalar, "
	    "optional bool, help text, max int, values texts" },
	{ "auth", "kind! none|bearer|header|query|basic|session|oauth2|hmac|"
	    "sasl|mqtt|vapid, optional bool, token template, scheme text, "
	    "headers* template, query* template, user template, "
	    "password template, header text, prefix text, sign template, "
	    "secret template, encoding hex|base64, login @login, "
	    "renew @login, expiry text, when [when, "
	    "grant refresh_token|client_credentials, token_url template, "
	    "client basic|post, client_id template, client_secret template, "
	    "refresh_token template, rotates bool, mech texts, "
	    "authorize_url template, authorize* template, "
	    "device_url template, scope template, oauth2 @auth" },
	{ "login", "request! @request, take!* value" },
	{ "poll", "every! int, min int, long int" },
	{ "request", "method GET|POST|PUT|PATCH|DELETE, url! template, "
	    "query* query, headers* template, json body, form body, "
	    "text template, encrypt aes128gcm|" },
	{ "records", "at pointers, order newest|oldest|any, where tests, "
	    "expand pointer, parent_too bool, optional bool" },
	{ "fields", "id! value, text value, title value, url value, "
	    "time value, type value, lang value, author_name value, "
	    "author_handle value, author_id value, author_url value, "
	    "followers value, parent value, rating value, likes value, "
	    "replies value, answered value, place value, status value" },
	{ "cursor", "kind! seen|max, from from, as numstr|int|time, "
	    "format unix|rfc3339|date, overlap int, add int" },
	{ "page", "kind! link|token|url|number, rel text, from value, "
	    "query text, start int, pages value, inside value, max int" },
	{ "limits", "remaining text, reset text, reset_as unix|delta|rfc3339, "
	    "backoff pointer, remaining_at pointer, usage text, rate rates, "
	    "cost< @cost" },
	{ "cost", "pot! text, unit! text, record number, request number, "
	    "page int, per month|day, zone midnight, most! query" },
	{ "rule", "do! success|ignore|retry|rate_limited|refresh|"
	    "config_error|fail, wait int, wait_at pointer, "
	    "wait_ms_at pointer, until midnight, min_wait int, "
	    "status statuses, at pointer, header text, in texts, exists bool, "
	    "has text" },
	{ "when", "status statuses, at pointer, header text, in texts, "
	    "exists bool, has text" },
	{ "reply", "before template, limit* @limit, auth @auth, "
	    "request @request, steps [step, look @look, idempotent int, "
	    "ok @ok, result* value, errors [rule, window int, needs texts" },
	{ "step", "request! @request, take* value, then_wait int, "
	    "idempotent int" },
	{ "look", "request! @request, at pointer, where tests, text value, "
	    "result* value" },
	{ "ok", "status statuses, at pointer, eq scalar, empty bool, "
	    "exists bool, body text, has text" },
	{ "limit", "max! int, unit! bytes|chars|utf16|graphemes|x_weighted, "
	    "as slack|html|md" },
	{ "priority", "low! scalar, normal! scalar, high! scalar, "
	    "urgent! scalar" },
	{ "set", "if! tests, vars!* scalar" },
	{ "message", "headers* template, text template, json body, "
	    "client template, will @publish, letter [publish, "
	    "presence [publish" },
	{ "publish", "topic! template, if tests, retain bool, json body, "
	    "text template" },
	{ "mail", "from texts, subject texts, entries text, stars texts, "
	    "scale int, praise texts, blame texts, needs_stars bool, "
	    "author texts, title texts, place texts, after texts, "
	    "until texts, drop texts, link texts" },
};
const size_t schema_nshapes = COUNT(schema_shapes);

bool
schema_next(slice *keys, struct schema_key *key)
{
	slice	 type = slice_trim(slice_cut(keys, ','));
	slice	 name = slice_cut(&type, ' ');
	size_t	 n = name.n;

	while (n > 0 && memchr("!*<>~", name.p[n - 1], 5) != NULL)
		n--;
	*key = (struct schema_key){ slice_head(name, n), slice_from(name, n),
	    type };
	return n > 0;
}

const struct schema_demand schema_demands[] = {
	{ "/transport", "imap", "/mails" },
	{ "/transport", "webpush", "/request" },
	{ "/transport", "smtp", "/message" },
	{ "/transport", "mqtt", "/message/letter" },
	{ "/transport", "exec", "/message/json" },
	{ "/auth/kind", "bearer", "/auth/token" },
	{ "/auth/kind", "header", "/auth/headers" },
	{ "/auth/kind", "query", "/auth/query" },
	{ "/auth/kind", "basic", "/auth/user /auth/password" },
	{ "/auth/kind", "hmac", "/auth/header /auth/secret" },
	{ "/auth/kind", "session", "/auth/login" },
	{ "/auth/kind", "oauth2", "/auth/token_url" },
	{ "/cursor/kind", "max", "/cursor/from /cursor/as" },
	{ "/page/kind", "token", "/page/from /page/query" },
	{ "/page/kind", "url", "/page/from" },
	{ "/page/kind", "number", "/page/query" },
};
const size_t schema_ndemands = COUNT(schema_demands);
