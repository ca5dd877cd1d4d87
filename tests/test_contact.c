#include "core/people/contact.h"
#include "tests/test.h"

static char block[256 << 10];
static struct arena arena;

static void
fresh(void)
{
	arena_init(&arena, block, sizeof(block));
}

/* --- keys ------------------------------------------------------------- */

static const struct {
	const char *space, *type, *handle, *url, *key, *second;
} writers[] = {
	{ "reddit.search|www.reddit.com", "post", "Anna_B",
	  "https://www.reddit.com/user/Anna_B", "reddit anna_b",
	  "web https://reddit.com/user/Anna_B" },
	{ "reddit.mentions|oauth.reddit.com", "post", "u/anna_b", "",
	  "reddit anna_b", NULL },
	{ "mastodon.tag|example.org", "post", "@anna", "",
	  "mastodon|example.org anna", NULL },
	{ "mastodon.tag|example.org", "post", "@Anna@Other.example", "",
	  "fedi anna@other.example", NULL },
	{ "bluesky.search|api.bsky.app", "post", "anna.bsky.social", "",
	  "bluesky anna.bsky.social", NULL },
	{ "mailbox|mail.example.org", "mail", "Anna@Example.org", "",
	  "mail anna@example.org", NULL },
	{ "the paper", "post", "anna", "", "the-paper anna", NULL },
	/* a site's own address is nobody's, nor is a forged one */
	{ "mailbox|mail.example.org", "review", "noreply@google.example", "",
	  NULL, NULL },
	{ "mailbox|mail.example.org", "mail", "no-reply@shop.example", "",
	  NULL, NULL },
	{ "mailbox|mail.example.org", "mail",
	  "anna@example.org (NOT by them, says your mail server)", "", NULL,
	  NULL },
	/* what a commenter typed as their page is no proof of anything */
	{ "wordpress.comments|blog.example", "comment", "",
	  "https://somebody.example/", NULL, NULL },
	{ "lemmy.search|lemmy.example", "post", "", "javascript:alert(1)",
	  NULL, NULL },
	{ "x.search|api.x.com", "post", "@", "", NULL, NULL },
	{ "x.search|api.x.com", "post", "", "", NULL, NULL },
	{ "x.search|api.x.com", "post", "a\nb", "", "x a b", NULL },
};

static void
test_keys(void)
{
	slice	 keys[CONTACT_KEYS];

	for (size_t i = 0; i < COUNT(writers); i++) {
		struct mention m = { .type = slice_of(writers[i].type),
		    .handle = slice_of(writers[i].handle),
		    .author_url = slice_of(writers[i].url) };
		size_t	 n;

		fresh();
		n = contact_keys(&arena, slice_of(writers[i].space), &m, keys);
		CHECK(n == (size_t)(writers[i].key != NULL) +
		    (writers[i].second != NULL));
		if (n > 0 && !slice_eq(keys[0], slice_of(writers[i].key))) {
			printf("%zu: %.*s\n", i, SLICE_ARG(keys[0]));
			CHECK(!"the key");
		}
		if (n > 1)
			CHECK(slice_eq(keys[1], slice_of(writers[i].second)));
	}
}

static const struct {
	const char *typed, *first, *second;
} typed[] = {
	{ "@anna@example.org", "fedi anna@example.org", NULL },
	{ "Anna@Example.org", "mail anna@example.org",
	  "fedi anna@example.org" },
	{ "mailto:anna@example.org", "mail anna@example.org",
	  "fedi anna@example.org" },
	{ "reddit anna_b", "reddit anna_b", NULL },
	{ "reddit: u/anna_b", "reddit anna_b", NULL },
	{ "https://www.reddit.com/user/Anna_B/",
	  "web https://reddit.com/user/Anna_B", "reddit anna_b" },
	{ "https://example.org/@anna", "web https://example.org/@anna",
	  "fedi anna@example.org" },
	{ "https://twitter.com/Anna", "web https://twitter.com/Anna",
	  "x anna" },
	{ "+49 (30) 123-45", "phone 493012345", NULL },
	{ "0049 30 12345", "phone 493012345", NULL },
	{ "web https://x.com/Anna_B", "web https://x.com/Anna_B", "x anna_b" },
	{ "mail: anna@example.org", "mail anna@example.org", NULL },
	{ "mail 2026-05-03 y", NULL, NULL },
	{ "phone: 030 12345", "phone 3012345", NULL },
	{ "12 monkeys", NULL, NULL },
	{ "anna", NULL, NULL },
	{ "", NULL, NULL },
	{ "@", NULL, NULL },
	{ "@@", NULL, NULL },
};

static void
test_typed(void)
{
	slice	 keys[CONTACT_KEYS];

	for (size_t i = 0; i < COUNT(typed); i++) {
		size_t	 n;

		fresh();
		n = contact_typed(&arena, slice_of(typed[i].typed), keys);
		CHECK((n > 0) == (typed[i].first != NULL));
		if (n > 0 && !slice_eq(keys[0], slice_of(typed[i].first))) {
			printf("%s: %.*s\n", typed[i].typed,
			    SLICE_ARG(keys[0]));
			CHECK(!"what was typed");
		}
		CHECK((n > 1) == (typed[i].second != NULL));
		if (n > 1)
			CHECK(slice_eq(keys[1], slice_of(typed[i].second)));
	}
}

/* --- lists ------------------------------------------------------------ */

static void
test_lines(void)
{
	slice	 list = SLICE(""), line;
	size_t	 n = 0;

	fresh();
	CHECK(lines_add(&arena, &list, SLICE("one"), 12));
	CHECK(lines_add(&arena, &list, SLICE("two\nlines"), 20));
	CHECK(lines_add(&arena, &list, SLICE("ONE"), 20));	/* again */
	CHECK(slice_eq(list, SLICE("one\ntwo lines")));
	CHECK(!lines_add(&arena, &list, SLICE("three and more"), 20));
	CHECK(lines_add(&arena, &list, SLICE("\xe2\x80\xae evil"), 99));
	CHECK(lines_have(list, SLICE("evil")));
	lines_drop(&arena, &list, SLICE("Two Lines"));
	CHECK(slice_eq(list, SLICE("one\nevil")));
	while (lines_next(&list, &line))
		n++;
	CHECK(n == 2);
}

/* --- what happens ------------------------------------------------------ */

static struct item
said(const char *polarity, int64_t when)
{
	struct item item = { .found = when };

	item.mention.author = SLICE("Anna Berg");
	item.mention.handle = SLICE("anna_b");
	item.mention.time = when;
	item.verdict.polarity = slice_of(polarity);
	return item;
}

static void
hear(struct contact *c, const char *polarity, int64_t when)
{
	struct item item = said(polarity, when);

	contact_hear(&arena, c, SLICE("reddit.search|www.reddit.com"), &item);
}

static void
test_recovered(void)
{
	struct contact c = { .id = 1 };

	fresh();
	CHECK(contact_recovered(&c) == -1);
	hear(&c, "negative", 1000);
	CHECK(contact_recovered(&c) == -1);
	contact_reply(&c, 2000);
	CHECK(contact_recovered(&c) == -1);	/* not a word since */
	hear(&c, "negative", 3000);
	CHECK(contact_recovered(&c) == 0);
	contact_reply(&c, 3500);
	hear(&c, "positive", 4000);
	CHECK(contact_recovered(&c) == 1);
	CHECK(c.negative == 2 && c.positive == 1 && c.replied == 2);
	CHECK(c.first == 1000 && c.last == 4000);
	CHECK(slice_eq(c.name, SLICE("Anna Berg")));
	CHECK(slice_eq(c.handles, SLICE("reddit anna_b")));
	CHECK(slice_eq(c.wrote, SLICE("reddit 3")));
	CHECK(slice_eq(contact_habit(&c), SLICE("reddit")));
}

static void
test_until(void)
{
	struct contact c = { .id = 1, .last = 86400 };

	CHECK(contact_until(&c, NULL) == 91 * 86400);
	c.bought = SLICE("Focus, May");
	CHECK(contact_until(&c, NULL) == 401 * 86400);
	c.never = 5;
	CHECK(contact_until(&c, NULL) == INT64_MAX);
	c = (struct contact){ .last = INT64_MAX };
	CHECK(contact_until(&c, NULL) == INT64_MAX);
	c = (struct contact){ .last = 86400 };
	CHECK(contact_until(&c, &(struct contact_days){ 2, 9 }) == 3 * 86400);
	c.imported = 1;
	CHECK(contact_until(&c, &(struct contact_days){ 2, 9 }) == 10 * 86400);
}

/* --- what they allow --------------------------------------------------- */

static void
test_may(void)
{
	struct contact c = { .id = 1, .name = SLICE("Anna") };
	struct fault f = { "" };

	fresh();
	CHECK(contact_may(NULL, SLICE("reddit"), APPROACH_ANSWER, &f));
	CHECK(f.text[0] == '\0');
	CHECK(!contact_may(NULL, SLICE("reddit"), APPROACH_COLD, &f));
	CHECK(strstr(f.text, "neither spoke to you") != NULL);

	CHECK(!contact_allow(&arena, &c, SLICE(""), 0, SLICE(""), &f));
	CHECK(!contact_allow(&arena, &c, SLICE("two words"), 0, SLICE(""),
	    &f));
	f.text[0] = '\0';
	CHECK(contact_allow(&arena, &c, SLICE("mail"), 86400 * 366,
	    SLICE("https://shop.example/form/7"), &f));
	CHECK(slice_eq(c.consent,
	    SLICE("mail 1971-01-02 https://shop.example/form/7")));
	CHECK(contact_may(&c, SLICE("mail"), APPROACH_COLD, &f));
	CHECK(contact_may(&c, SLICE("mailbox|mail.shop.example"),
	    APPROACH_COLD, &f));
	CHECK(!contact_may(&c, SLICE("reddit"), APPROACH_COLD, &f));
	CHECK(contact_allow(&arena, &c, SLICE("mail"), 0, SLICE(""), &f));
	CHECK(slice_eq(c.consent, SLICE("mail 1970-01-01")));	/* renewed */
	contact_revoke(&arena, &c, SLICE("MAIL"));
	CHECK(c.consent.n == 0);

	c.prefers = SLICE("mail");
	f.text[0] = '\0';
	CHECK(!contact_may(&c, SLICE("reddit.search|www.reddit.com"),
	    APPROACH_ANSWER, &f));
	CHECK(strstr(f.text, "Anna wants to be written to by mail") != NULL);
	CHECK(contact_may(&c, SLICE("mail"), APPROACH_ANSWER, &f));
	c.prefers = SLICE("mastodon");
	CHECK(contact_may(&c, SLICE("fedi"), APPROACH_ANSWER, &f));

	c.prefers = SLICE("");
	contact_allow(&arena, &c, SLICE("mail"), 0, SLICE(""), &f);
	contact_forbid(&arena, &c, 86400, SLICE("said so\nby phone"));
	f.text[0] = '\0';
	CHECK(!contact_may(&c, SLICE("mail"), APPROACH_ANSWER, &f));
	CHECK(strstr(f.text, "not to be contacted, since 1970-01-02: "
	    "said so by phone") != NULL);
	contact_forbid(&arena, &c, 999999, SLICE(""));
	CHECK(c.never == 86400 && c.why.n);	/* the first day stays */
}

/* --- records ---------------------------------------------------------- */

static slice
packed(const struct contact *c)
{
	struct sink k = sink_open(&arena);

	wire_put(&k, &wire_contact, c);
	return sink_close(&k, &arena);
}

static void
test_merge(void)
{
	struct contact a = { .id = 1 }, b = { .id = 2, .never = 77,
	    .name = SLICE("A. Berg"), .mail = SLICE("a@b.example"),
	    .why = SLICE("asked") }, all;
	struct fault f = { "" };
	slice	 was_a, was_b;

	fresh();
	hear(&a, "negative", 1000);
	was_a = packed(&a);
	was_b = packed(&b);
	CHECK(contact_merge(&arena, &a, &b, &f));
	CHECK(b.head == 1 && slice_eq(a.parts, SLICE("2")));
	CHECK(!contact_merge(&arena, &a, &b, &f));
	all = a;
	contact_union(&arena, &all, &b);
	CHECK(all.never == 77 && slice_eq(all.why, SLICE("asked")));
	CHECK(slice_eq(all.name, SLICE("Anna Berg")));
	CHECK(all.mail.n && all.handles.n && all.negative == 1);
	f.text[0] = '\0';
	CHECK(!contact_unmerge(&arena, &b, &a, &f) && f.text[0]);
	CHECK(contact_unmerge(&arena, &a, &b, &f));
	CHECK(slice_eq(packed(&a), was_a) && slice_eq(packed(&b), was_b));
	CHECK(!contact_merge(&arena, &a, &a, &f));
}

/* Whatever is put into it, it fits. */
static void
test_bounds(void)
{
	static char big[CONTACT_BYTES];
	struct contact c = { .id = INT64_MAX, .head = INT64_MIN };
	slice	 s = { big, sizeof(big) };
	struct fault f = { "" };

	fresh();
	memset(big, 'x', sizeof(big));
	for (int i = 0; i < 200; i++) {
		struct item item = said("negative", INT64_MAX - 200 + i);
		char	 handle[40];

		snprintf(handle, sizeof(handle), "somebody-number-%d", i);
		item.mention.handle = slice_of(handle);
		item.mention.author = s;
		contact_hear(&arena, &c, SLICE("x.search|api.x.com"), &item);
		contact_allow(&arena, &c, slice_of(handle), 0,
		    slice_head(s, 500), &f);
		fresh();
		c.handles = SLICE("");
		c.name = c.consent = c.wrote = SLICE("");
	}
	fresh();
	for (int i = 0; i < 200; i++) {
		char	 line[40];

		snprintf(line, sizeof(line), "network%d handle", i);
		lines_add(&arena, &c.handles, slice_of(line),
		    CONTACT_HANDLES);
		lines_add(&arena, &c.wrote, slice_of(line), CONTACT_WROTE);
	}
	c.name = c.mail = c.phone = c.note = c.bought = s;
	c.why = c.prefers = c.parts = s;
	c.first = c.last = c.negative = c.neutral = c.positive = INT64_MIN;
	c.replied = c.answered = c.before = c.after = INT64_MIN;
	c.imported = c.never = INT64_MIN;
	CHECK(packed(&c).n <= CONTACT_BYTES);
	CHECK(wire_get(packed(&c), &wire_contact, &c));
}

static void
test_page(void)
{
	struct contact c = { .id = 12, .never = 86400,
	    .consent = SLICE("mail 1970-01-01 form") };
	char	 buf[4096];
	struct sink k = { .buf = buf, .cap = sizeof(buf) - 1 };

	fresh();
	hear(&c, "negative", 1000);
	contact_reply(&c, 2000);
	hear(&c, "positive", 4000);
	contact_page(&k, &c, NULL, 8000);
	CHECK(!k.full);
	buf[k.len] = '\0';
	CHECK(strstr(buf, "contact 12\tAnna Berg\n") == buf);
	CHECK(strstr(buf, "before it negative, since then positive: "
	    "recovered\n") != NULL);
	CHECK(strstr(buf, "NEVER\t\tdo not contact, since 1970-01-02") != NULL);
	CHECK(strstr(buf, "2 mentions: 1 negative, 0 neutral, 1 positive") !=
	    NULL);
}

int
main(void)
{
	test_keys();
	test_typed();
	test_lines();
	test_recovered();
	test_until();
	test_may();
	test_merge();
	test_bounds();
	test_page();
	return test_failed;
}
