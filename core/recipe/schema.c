#include "core/recipe/schema.h"

#include "core/slice.h"

#define KEY(name, type, flags)		{ name, type, flags, 0, NULL }
#define WORDS(name, flags, words)	{ name, WORD, flags, 0, words }
#define PART(name, flags, shape)	{ name, SHAPE, flags, shape, NULL }
#define PARTS(name, flags, shape)	{ name, LIST, flags, shape, NULL }

#define KINDS_OF_AUTH "none bearer header query basic session oauth2 hmac " \
	"sasl mqtt vapid"
#define OUTCOMES "success ignore retry rate_limited refresh config_error fail"

static const struct schema_key top[] = {
	KEY("recipe", INT, NEED),
	KEY("id", TEXT, NEED),
	WORDS("kind", NEED, "source channel"),
	KEY("title", TEXT, 0),
	KEY("docs", TEXT, 0),
	WORDS("feasible", 0, "easy hard partner none"),
	PART("spec", MAP, PARAM),
	PART("auth", 0, AUTH),
	PART("request", 0, REQUEST),
	KEY("tz", INT, SOURCE),
	PART("poll", SOURCE, POLL),
	WORDS("decoder", SOURCE, "json feed"),
	PART("records", SOURCE, RECORDS),
	PART("fields", SOURCE, FIELDS),
	KEY("keep", VALUE, SOURCE | MAP),
	PART("cursor", SOURCE, CURSOR),
	PART("page", SOURCE, PAGE),
	PART("reply", SOURCE | FREE, REPLY),
	PART("limits", 0, LIMITS),
	PARTS("errors", 0, RULE),
	WORDS("transport", CHANNEL, "http smtp mqtt webpush"),
	PART("message", CHANNEL, MESSAGE),
	PART("limit", CHANNEL | MAP, LIMIT),
	PART("priority", CHANNEL, PRIORITY),
	PARTS("set", CHANNEL, SET),
	PART("ok", CHANNEL, OK),
	KEY("result", VALUE, CHANNEL | MAP),
	KEY("idempotency", TEXT, CHANNEL),
	KEY("rate", RATES, CHANNEL),
	KEY("actions_as", TEXT, CHANNEL),
};

static const struct schema_key param[] = {
	WORDS("type", NEED, "text secret url int bool enum"),
	KEY("default", SCALAR, 0),
	KEY("optional", BOOL, 0),
	KEY("help", TEXT, 0),
	KEY("max", INT, 0),
	KEY("values", TEXTS, 0),
};

static const struct schema_key auth[] = {
	WORDS("kind", NEED, KINDS_OF_AUTH),
	KEY("optional", BOOL, 0),
	KEY("token", TEMPLATE, 0),
	KEY("scheme", TEXT, 0),
	KEY("headers", TEMPLATE, MAP),
	KEY("query", TEMPLATE, MAP),
	KEY("user", TEMPLATE, 0),
	KEY("password", TEMPLATE, 0),
	KEY("header", TEXT, 0),
	KEY("prefix", TEXT, 0),
	KEY("sign", TEMPLATE, 0),
	KEY("secret", TEMPLATE, 0),
	WORDS("encoding", 0, "hex base64"),
	PART("login", 0, LOGIN),
	PART("renew", 0, LOGIN),
	KEY("expiry", TEXT, 0),
	PARTS("when", 0, RENEWAL),
	WORDS("grant", 0, "refresh_token client_credentials"),
	KEY("token_url", TEMPLATE, 0),
	WORDS("client", 0, "basic post"),
	KEY("client_id", TEMPLATE, 0),
	KEY("client_secret", TEMPLATE, 0),
	KEY("refresh_token", TEMPLATE, 0),
	KEY("rotates", BOOL, 0),
	KEY("mech", TEXTS, 0),
	KEY("oauth2", ANY, 0),
};

static const struct schema_key login[] = {
	PART("request", NEED, REQUEST),
	KEY("take", VALUE, NEED | MAP),
};

static const struct schema_key poll[] = {
	KEY("every", INT, NEED),
	KEY("min", INT, 0),
	KEY("long", INT, 0),
};

static const struct schema_key request[] = {
	WORDS("method", 0, "GET POST PUT PATCH DELETE"),
	KEY("url", TEMPLATE, NEED),
	KEY("query", QUERY, MAP),
	KEY("headers", TEMPLATE, MAP),
	KEY("json", BODY, 0),
	KEY("form", BODY, 0),
	KEY("text", TEMPLATE, 0),
	WORDS("encrypt", 0, "aes128gcm"),
};

static const struct schema_key records[] = {
	KEY("at", POINTERS, 0),
	WORDS("order", 0, "newest oldest any"),
	KEY("where", TESTS, 0),
	KEY("expand", POINTER, 0),
	KEY("parent_too", BOOL, 0),
};

static const struct schema_key fields[] = {
	KEY("id", VALUE, NEED),
	KEY("text", VALUE, 0),
	KEY("title", VALUE, 0),
	KEY("url", VALUE, 0),
	KEY("time", VALUE, 0),
	KEY("lang", VALUE, 0),
	KEY("author_name", VALUE, 0),
	KEY("author_handle", VALUE, 0),
	KEY("author_id", VALUE, 0),
	KEY("author_url", VALUE, 0),
	KEY("followers", VALUE, 0),
	KEY("parent", VALUE, 0),
	KEY("rating", VALUE, 0),
	KEY("likes", VALUE, 0),
	KEY("replies", VALUE, 0),
	KEY("answered", VALUE, 0),
	KEY("place", VALUE, 0),
	KEY("status", VALUE, 0),
};

static const struct schema_key cursor[] = {
	WORDS("kind", NEED, "seen max"),
	KEY("from", FROM, 0),
	WORDS("as", 0, "numstr int time"),
	WORDS("format", 0, "unix rfc3339 date"),
	KEY("overlap", INT, 0),
	KEY("add", INT, 0),
};

static const struct schema_key page[] = {
	WORDS("kind", NEED, "link token url number"),
	KEY("rel", TEXT, 0),
	KEY("from", VALUE, 0),
	KEY("query", TEXT, 0),
	KEY("start", INT, 0),
	KEY("pages", VALUE, 0),
	KEY("max", INT, 0),
};

static const struct schema_key limits[] = {
	KEY("remaining", TEXT, 0),
	KEY("reset", TEXT, 0),
	WORDS("reset_as", 0, "unix delta rfc3339"),
	KEY("backoff", POINTER, 0),
	KEY("remaining_at", POINTER, 0),
	KEY("usage", TEXT, 0),
	KEY("rate", RATES, 0),
};

/* First the outcome, then the cause. */
static const struct schema_key rule[] = {
	WORDS("do", NEED, OUTCOMES),
	KEY("wait", INT, 0),
	KEY("wait_at", POINTER, 0),
	KEY("wait_ms_at", POINTER, 0),
	WORDS("until", 0, "midnight:UTC midnight:America/Los_Angeles"),
	KEY("min_wait", INT, 0),
	KEY("status", STATUSES, 0),
	KEY("connack", STATUSES, 0),
	KEY("at", POINTER, 0),
	KEY("header", TEXT, 0),
	KEY("in", TEXTS, 0),
	KEY("exists", BOOL, 0),
	KEY("has", TEXT, 0),
};

static const struct schema_key reply[] = {
	KEY("text", TEMPLATE, 0),
	PART("limit", MAP, LIMIT),
	PART("auth", 0, AUTH),
	PART("spec", MAP, PARAM),
	PART("request", 0, REQUEST),
	PARTS("steps", 0, STEP),
	PART("ok", 0, OK),
	KEY("result", VALUE, MAP),
	PARTS("errors", 0, RULE),
	KEY("window", INT, 0),
	KEY("needs", TEXTS, 0),
};

static const struct schema_key step[] = {
	PART("request", NEED, REQUEST),
	KEY("take", VALUE, MAP),
	KEY("then_wait", INT, 0),
};

static const struct schema_key ok[] = {
	KEY("status", STATUSES, 0),
	KEY("at", POINTER, 0),
	KEY("eq", SCALAR, 0),
	KEY("empty", BOOL, 0),
	KEY("exists", BOOL, 0),
	KEY("body", TEXT, 0),
	KEY("ack", TEXT, 0),
};

static const struct schema_key limit[] = {
	KEY("max", INT, NEED),
	WORDS("unit", NEED, "bytes chars utf16 graphemes x_weighted"),
};

static const struct schema_key priority[] = {
	KEY("low", SCALAR, NEED),
	KEY("normal", SCALAR, NEED),
	KEY("high", SCALAR, NEED),
	KEY("urgent", SCALAR, NEED),
};

static const struct schema_key set[] = {
	KEY("if", TESTS, NEED),
	KEY("vars", SCALAR, NEED | MAP),
};

static const struct schema_key message[] = {
	KEY("headers", TEMPLATE, MAP),
	KEY("text", TEMPLATE, 0),
	KEY("topic", TEMPLATE, 0),
	KEY("qos", INT, 0),
	KEY("retain", BOOL, 0),
	KEY("json", BODY, 0),
};

#define SHAPE_OF(keys)	{ keys, COUNT(keys) }

/* What renews a session is a rule without its outcome. */
enum { OUTCOME_KEYS = 6 };

const struct schema_keys schema_shapes[SHAPES] = {
	[TOP] = SHAPE_OF(top),
	[PARAM] = SHAPE_OF(param),
	[AUTH] = SHAPE_OF(auth),
	[LOGIN] = SHAPE_OF(login),
	[RENEWAL] = { rule + OUTCOME_KEYS, COUNT(rule) - OUTCOME_KEYS },
	[POLL] = SHAPE_OF(poll),
	[REQUEST] = SHAPE_OF(request),
	[RECORDS] = SHAPE_OF(records),
	[FIELDS] = SHAPE_OF(fields),
	[CURSOR] = SHAPE_OF(cursor),
	[PAGE] = SHAPE_OF(page),
	[LIMITS] = SHAPE_OF(limits),
	[RULE] = SHAPE_OF(rule),
	[REPLY] = SHAPE_OF(reply),
	[STEP] = SHAPE_OF(step),
	[OK] = SHAPE_OF(ok),
	[LIMIT] = SHAPE_OF(limit),
	[PRIORITY] = SHAPE_OF(priority),
	[SET] = SHAPE_OF(set),
	[MESSAGE] = SHAPE_OF(message),
};

const struct schema_demand schema_demands[] = {
	{ "/kind", "source", "/request" },
	{ "/kind", "source", "/fields" },
	{ "/transport", "webpush", "/request" },
	{ "/transport", "smtp", "/message" },
	{ "/transport", "mqtt", "/message" },
	{ "/auth/kind", "bearer", "/auth/token" },
	{ "/auth/kind", "header", "/auth/headers" },
	{ "/auth/kind", "query", "/auth/query" },
	{ "/auth/kind", "basic", "/auth/user" },
	{ "/auth/kind", "basic", "/auth/password" },
	{ "/auth/kind", "hmac", "/auth/header" },
	{ "/auth/kind", "hmac", "/auth/secret" },
	{ "/auth/kind", "session", "/auth/login" },
	{ "/auth/kind", "oauth2", "/auth/token_url" },
	{ "/cursor/kind", "max", "/cursor/from" },
	{ "/cursor/kind", "max", "/cursor/as" },
	{ "/page/kind", "token", "/page/from" },
	{ "/page/kind", "token", "/page/query" },
	{ "/page/kind", "url", "/page/from" },
	{ "/page/kind", "number", "/page/query" },
};
const size_t schema_ndemands = COUNT(schema_demands);
