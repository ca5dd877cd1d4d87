/* test_token.c - what a button carries: whole or not at all. */
#include "core/desk/token.h"
#include "firmware/config/config.h"
#include "tests/test.h"

enum { NOW = 1795253400 };

static const slice secret = { "0123456789abcdef0123456789abcdef", 32 };
static const slice other = { "0123456789abcdef0123456789abcdeF", 32 };

static slice
made(char buf[static 64], const struct token *t, slice key)
{
	struct sink k = { .buf = buf, .cap = 64 };

	CHECK(token_put(&k, &config_crypto, key, t) && !k.full);
	return sink_slice(&k);
}

static enum token_is
read_it(slice text, slice key, int64_t now, struct token *t)
{
	struct fault f = { "" };
	enum token_is is = token_read(text, &config_crypto, key, now, t, &f);

	CHECK((is == TOKEN_GOOD) == (f.text[0] == '\0'));
	return is;
}

static const struct token rows[] = {
	{ 12, 7, NOW + TOKEN_LIFE, 0x12345678, ACT_MINE },
	{ 1, 1, NOW + 1, 0, ACT_SEEN },
	{ 0xffffffffff, 0xffffffffff, 0xffffffff, 0xffffffff, ACT_NOT_US },
	{ 41, 0, NOW + 5, 1, (enum act)(ACTS - 1) },
};

static void
test_there_and_back(void)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		char	 buf[64], again[64];
		struct token t;
		slice	 s = made(buf, &rows[i], secret);

		CHECK(s.n == TOKEN_CHARS && token_like(s));
		CHECK(slice_eq(s, made(again, &rows[i], secret)));
		CHECK(read_it(s, secret, NOW, &t) == TOKEN_GOOD);
		CHECK(t.item == rows[i].item && t.letter == rows[i].letter &&
		    t.expires == rows[i].expires && t.act == rows[i].act &&
		    t.person == rows[i].person);
	}
}

/* Every character changed to every other: never good, never another act. */
static void
test_altered(void)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
	    "qrstuvwxyz0123456789-_+/= \n";
	char	 buf[64];
	struct token t;
	slice	 s = made(buf, &rows[0], secret);

	for (size_t i = 0; i < s.n; i++) {
		char	 was = buf[i];

		for (size_t j = 0; j < sizeof(set); j++) {
			buf[i] = set[j];
			CHECK(set[j] == was || read_it(s, secret, NOW, &t) ==
			    TOKEN_FOREIGN);
		}
		buf[i] = was;
	}
	CHECK(read_it(s, secret, NOW, &t) == TOKEN_GOOD);
}

static void
test_refused(void)
{
	char	 buf[64], longer[64] = "";
	struct token t;
	slice	 s = made(buf, &rows[0], secret);

	for (size_t n = 0; n < s.n; n++)
		CHECK(read_it(slice_head(s, n), secret, NOW, &t) ==
		    TOKEN_FOREIGN);
	memcpy(longer, s.p, s.n);
	longer[s.n] = 'A';
	CHECK(read_it((slice){ longer, s.n + 1 }, secret, NOW, &t) ==
	    TOKEN_FOREIGN);
	CHECK(read_it(s, other, NOW, &t) == TOKEN_FOREIGN && t.item == 0);
	CHECK(read_it(SLICE(""), secret, NOW, &t) == TOKEN_FOREIGN);
	/* its last second, and the one after */
	CHECK(read_it(s, secret, NOW + TOKEN_LIFE - 1, &t) == TOKEN_GOOD);
	CHECK(read_it(s, secret, NOW + TOKEN_LIFE, &t) == TOKEN_OLD);
	CHECK(t.item == 12);
}

/* What differs in anything differs; the head of one is no head of another. */
static void
test_apart(void)
{
	const struct token base = rows[0];
	struct token t[5] = { base, base, base, base, base };
	char	 buf[COUNT(t)][64];

	t[1].act = ACT_DONE;
	t[2].item++;
	t[3].letter++;
	t[4].person ^= 1;
	for (size_t i = 0; i < COUNT(t); i++)
		(void)made(buf[i], &t[i], secret);
	for (size_t i = 0; i < COUNT(t); i++)
		for (size_t j = 0; j < i; j++)
			CHECK(memcmp(buf[i] + 26, buf[j] + 26, 22) != 0);
	/* a signature of one act does not carry another */
	memcpy(buf[1] + 26, buf[0] + 26, 22);
	CHECK(read_it((slice){ buf[1], TOKEN_CHARS }, secret, NOW, &t[0]) ==
	    TOKEN_FOREIGN);
}

static void
test_too_large(void)
{
	static const struct token large[] = {
		{ 1LL << 40, 1, NOW, 1, ACT_MINE },
		{ 1, 1LL << 40, NOW, 1, ACT_MINE },
		{ 1, 1, 1LL << 32, 1, ACT_MINE },
		{ -1, 1, NOW, 1, ACT_MINE },
		{ 1, 1, NOW, 1, (enum act)32 },
	};
	char	 buf[64];

	for (size_t i = 0; i < COUNT(large); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		CHECK(!token_put(&k, &config_crypto, secret, &large[i]) &&
		    k.len == 0);
	}
}

static void
test_person(void)
{
	uint32_t anna = token_person(&config_crypto, SLICE("anna"));

	CHECK(anna != 0 && anna == token_person(&config_crypto,
	    SLICE("anna")));
	CHECK(anna != token_person(&config_crypto, SLICE("bob")));
	CHECK(token_person(&config_crypto, SLICE("")) == 0);
}

int
main(void)
{
	test_there_and_back();
	test_altered();
	test_refused();
	test_apart();
	test_too_large();
	test_person();
	return test_failed;
}
