#include "core/desk/link.h"
#include "core/report/doc.h"
#include "firmware/config/config.h"
#include "tests/test.h"

static const struct { const char *target; bool good; const char *table; }
targets[] = {
	{ "0123456789abcdef0123456789abcdef", true, "" },
	{ "0123456789abcdef0123456789abcdef/", true, "" },
	{ "0123456789abcdef0123456789abcdef/words.csv", true, "words.csv" },
	{ "0123456789abcdef0123456789abcdef/a/../b", true, "a/../b" },
	{ "0123456789abcdef0123456789abcdef/aaaaaaaaaaaaaaaa", false, "" },
	{ "0123456789ABCDEF0123456789ABCDEF", false, "" },
	{ "0123456789abcdef0123456789abcde", false, "" },
	{ "0123456789abcdef0123456789abcdeff", false, "" },
	{ "0123456789abcdef0123456789abcde%", false, "" },
	{ "/", false, "" }, { "", false, "" },
	{ "/a/0123456789abcdef0123456789abcdef", false, "" },
};

static void
test_targets(void)
{
	for (size_t i = 0; i < COUNT(targets); i++) {
		slice	 token, table;
		bool	 good = link_target(slice_of(targets[i].target),
		    &token, &table);

		CHECK(good == targets[i].good);
		CHECK(!good || slice_eq(table, slice_of(targets[i].table)));
	}
}

static char lists[2][LINKS_BYTES];

/* The change goes into the other list. */
static bool
change(slice *list, const struct link *l, int64_t now)
{
	char	*to = list->p == lists[0] ? lists[1] : lists[0];
	struct sink k = { .buf = to, .cap = LINKS_BYTES };

	if (!links_change(&k, *list, l, now))
		return false;
	*list = sink_slice(&k);
	return true;
}

static size_t
count(slice list)
{
	struct link l;
	size_t	 n = 0;

	while (links_next(&list, &l))
		n++;
	return n;
}

static void
test_list(void)
{
	char	 hash[LINK_HASH];
	struct link l = { .who = SLICE("marketing"), .days = 30,
	    .hash = { hash, LINK_HASH } }, got;
	slice	 list = { lists[0], 0 };

	for (int i = 0; i < LINKS_MOST; i++) {
		memset(hash, i, sizeof(hash));
		l.id = i + 1;
		l.until = 1000 + i;
		CHECK(change(&list, &l, 10));
	}
	CHECK(count(list) == LINKS_MOST);
	l.id = 99;
	CHECK(!change(&list, &l, 10));
	memset(hash, 7, sizeof(hash));
	CHECK(links_find(list, l.hash, 1006, &got) && got.id == 8);
	CHECK(slice_eq(got.who, SLICE("marketing")) && got.days == 30);
	CHECK(!links_find(list, l.hash, 1007, &got));	/* its time is over */
	hash[31] ^= 1;
	CHECK(!links_find(list, l.hash, 10, &got));
	CHECK(!links_find(list, slice_head(l.hash, 31), 10, &got));
	CHECK(!links_find(list, SLICE(""), 10, &got));
	l = (struct link){ .id = 3 };			/* taken back */
	CHECK(change(&list, &l, 10));
	CHECK(count(list) == LINKS_MOST - 1);
	memset(hash, 2, sizeof(hash));
	CHECK(!links_find(list, (slice){ hash, LINK_HASH }, 10, &got));
	CHECK(change(&list, &l, 1005));			/* the old ones go */
	CHECK(count(list) == LINKS_MOST - 6);
}

/* Whatever the store holds, it can be walked. */
static void
test_damage(void)
{
	char	 hash[LINK_HASH] = { 1 };
	struct link l = { .id = 1, .until = 9, .hash = { hash, LINK_HASH },
	    .who = SLICE("0123456789012345678901234567890123456789") }, got;
	slice	 list = { lists[0], 0 };

	l.days = l.id = INT64_MAX;
	l.until = INT64_MAX;
	CHECK(change(&list, &l, 1) && count(list) == 1);
	for (size_t i = 0; i < list.n; i++) {
		char	*at = (char *)list.p + i, kept = *at;

		(void)count(slice_head(list, i));
		for (int v = 0; v < 256; v++) {
			*at = (char)v;
			(void)count(list);
			(void)links_find(list, l.hash, 5, &got);
		}
		*at = kept;
	}
	CHECK(count(SLICE("")) == 0 && count(SLICE("\0\0\0")) == 0);
	CHECK(count(SLICE("\377k")) == 0);
}

/* The policy names the style of a report by its hash: they must agree. */
static void
test_style(void)
{
	static char page[8192], text[64], hash[64];
	struct doc d = { .html = { .buf = page, .cap = sizeof(page) },
	    .text = { .buf = text, .cap = sizeof(text) } };
	struct sink k = { .buf = hash, .cap = sizeof(hash) };
	unsigned char sum[32];
	slice	 style;

	doc_open(&d, SLICE("x"));
	style = sink_slice(&d.html);
	style = slice_from(style, slice_find(style, SLICE("<style>")) + 7);
	style = slice_head(style, slice_find(style, SLICE("</style>")));
	CHECK(style.n > 100 && slice_find(style, SLICE("<")) == style.n);
	config_crypto.sha256(style, sum);
	sink_base64(&k, (slice){ (const char *)sum, sizeof(sum) });
	if (!slice_eq(sink_slice(&k), slice_of(doc_style_hash)))
		printf("doc_style_hash is %.*s\n", SLICE_ARG(sink_slice(&k)));
	CHECK(slice_eq(sink_slice(&k), slice_of(doc_style_hash)));
}

int
main(void)
{
	test_style();
	test_targets();
	test_list();
	test_damage();
	return test_failed;
}
