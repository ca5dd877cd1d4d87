/*
 * grant.h - recipes that sign in, for tests: an OAuth client and a session.
 * The "hash" of scope.h copies its input.
 */
#ifndef TESTS_GRANT_H
#define TESTS_GRANT_H

#include "core/recipe/grant.h"
#include "tests/scope.h"

#define HEAD "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"spec\":{" \
	"\"id\":{\"type\":\"text\",\"default\":\"me:1\"},"		\
	"\"key\":{\"type\":\"secret\",\"optional\":true},"		\
	"\"refresh_token\":{\"type\":\"secret\",\"optional\":true}},"	\
	"\"fields\":{\"id\":\"/id\"},\"request\":{\"url\":"		\
	"\"https://api.example/x\"},\"auth\":"
#define OAUTH(more) HEAD "{\"kind\":\"oauth2\",\"token_url\":"		\
	"\"https://t.example/token\",\"client_id\":\"{id}\","		\
	"\"client_secret\":\"{key}\"," more "}}"
#define SESSION HEAD "{\"kind\":\"session\",\"login\":{\"request\":{"	\
	"\"url\":\"https://p.example/in\",\"json\":{\"u\":\"{id}\","	\
	"\"p\":\"{key}\"}},\"take\":{\"access_token\":\"/a\","		\
	"\"refresh_token\":\"/r\",\"did\":\"/d\",\"n\":\"/n\"}},"	\
	"\"renew\":{\"request\":{\"method\":\"POST\",\"url\":"		\
	"\"https://p.example/on\",\"headers\":{\"Authorization\":"	\
	"\"Bearer {refresh_token}\"}},\"take\":{\"access_token\":\"/a\"," \
	"\"refresh_token\":\"/r\"}},\"expiry\":\"jwt\",\"when\":[{\"status\":" \
	"[400],\"at\":\"/error\",\"in\":[\"ExpiredToken\"]}]}}"

enum { NOW = 1795253400 };

#define VAR(name, value, secret)					\
	{ { name, sizeof(name) - 1 }, { value, sizeof(value) - 1 },	\
	    false, secret, false }

static const struct template_var given[] = {
	VAR("key", "s3:cret", true), VAR("refresh_token", "old+1", true),
	VAR("code", "c&d", true), VAR("redirect_uri", "http://127.0.0.1:9/",
	    false), VAR("verifier", "vvv", true), VAR("device_code", "ddd",
	    true), VAR("state", "sss", false), VAR("challenge", "ccc", false),
};

static inline struct template_scope
scope_with(struct arena *a, size_t first)
{
	return (struct template_scope){ .arena = a, .vars = given + first,
	    .nvars = COUNT(given) - first, .crypto = &crypto };
}

#endif
