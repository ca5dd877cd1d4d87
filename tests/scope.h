/* scope.h - a record, a document, variables and a hash that is none. */
#ifndef TESTS_SCOPE_H
#define TESTS_SCOPE_H

#include "core/recipe/template.h"
#include "tests/test.h"

enum { ROOM = 1 << 20 };

static char	 room[ROOM];

static const char record_text[] = "{\"id\":117020593741189701,\"n\":5,"
    "\"f\":4.5,\"yes\":true,\"no\":false,\"nil\":null,"
    "\"s\":\"caf\xc3\xa9 \\\"x\\\"\","
    "\"empty\":\"\",\"list\":[\"a\",\"b\",3],\"none\":[],\"html\":"
    "\"<p>a &amp; b</p>\",\"path\":\"accounts/1/x y\",\"up\":\"../secret\","
    "\"url\":\"https://h.example:8443/a/b/?q=%C3%A9&x=1\",\"a/b\":1,"
    "\"t\":\"2026-11-21T09:30:00Z\",\"ms\":1795253400123,\"who\":\"u2\","
    "\"stars\":\"FIVE\",\"lines\":\"one\\ntwo\",\"brace\":\"{token}\"}";
static const char whole_text[] = "{\"total\":7,\"users\":[{\"id\":\"u1\","
    "\"name\":\"Ann\"},{\"id\":\"u2\",\"name\":\"Bob\"}],\"next\":\"p2\"}";
static const char parent_text[] = "{\"id\":\"parent\"}";

static const struct template_var vars[] = {
	{ { "base", 4 }, { "https://shop.example/", 21 }, false, false, true },
	{ { "token", 5 }, { "p{q}&r/1", 8 }, false, true, true },
	{ { "q", 1 }, { "a b&c=d", 7 }, false, false, true },
	{ { "text", 4 }, { "He said: \"no\"\nagain", 19 }, false, false, false },
	{ { "evil", 4 }, { "https://evil.example/", 21 }, false, false, false },
	{ { "crlf", 4 }, { "a\r\nX: y", 7 }, false, false, true },
	{ { "level", 5 }, { "5", 1 }, true, false, false },
	{ { "tags", 4 }, { "[\"x\",1]", 7 }, true, false, false },
	{ { "nothing", 7 }, { "", 0 }, false, false, false },
	{ { "broken", 6 }, { "{\"a\":", 5 }, true, false, false },
};

/* Not a hash: shows what was hashed. */
static void
fake_sha256(slice data, unsigned char out[static 32])
{
	memset(out, 0, 32);
	memcpy(out, data.p, data.n < 32 ? data.n : 32);
}

static void
fake_hmac(slice key, slice data, unsigned char out[static 32])
{
	memset(out, 0, 32);
	memcpy(out, key.p, key.n < 16 ? key.n : 16);
	memcpy(out + 16, data.p, data.n < 16 ? data.n : 16);
}

static const struct template_crypto crypto = { fake_sha256, fake_hmac };

static inline struct template_scope
scope_in(struct arena *a, bool *told)
{
	struct fault f = { "" };
	struct template_scope s = { .arena = a, .vars = vars,
	    .nvars = COUNT(vars), .crypto = &crypto, .told = told };

	s.record = json_parse(a, slice_of(record_text), &f);
	s.whole = json_parse(a, slice_of(whole_text), &f);
	s.parent = json_parse(a, slice_of(parent_text), &f);
	return s;
}

#endif
