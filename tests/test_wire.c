#include "core/wire.h"
#include "tests/test.h"

static char	 buf[WIRE_MAX + 1];

static slice
written(const struct wire_shape *shape, const void *what)
{
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	wire_put(&k, shape, what);
	CHECK(!k.full);
	return sink_slice(&k);
}

/* The first field of a letter is its channel, tag 1; born is 9, tries 10. */
#define BYTES(text)	{ text, sizeof(text) - 1 }

static const struct {
	slice	 bytes;
	bool	 good;
	int64_t	 tries, born;
	size_t	 channel;
} cases[] = {
	{ BYTES("L"),				true, 0, 0, 0 },
	{ BYTES(""),				false, 0, 0, 0 },
	{ BYTES("I"),				false, 0, 0, 0 },
	{ BYTES("L\x01\x02hi"),			true, 0, 0, 2 },
	{ BYTES("L\x01\x00"),			true, 0, 0, 0 },
	{ BYTES("L\x0a\x01\x06"),		true, 3, 0, 0 },
	{ BYTES("L\x0a\x01\x05"),		true, -3, 0, 0 },
	{ BYTES("L\x01\x02hi\x0a\x01\x02"),	true, 1, 0, 2 },
	/* a newer writer's fields are passed over, between and behind */
	{ BYTES("L\x0a\x01\x02\x20\x03xyz"),	true, 1, 0, 0 },
	{ BYTES("L\x0a\x01\x02\xff\x00"),	true, 1, 0, 0 },
	/* twice, or out of order */
	{ BYTES("L\x01\x01" "a\x01\x01" "b"),	false, 0, 0, 0 },
	{ BYTES("L\x0a\x01\x02\x09\x01\x02"),	false, 0, 0, 0 },
	{ BYTES("L\x20\x00\x0a\x01\x02"),	false, 0, 0, 0 },
	/* cut off, too long, no tag */
	{ BYTES("L\x01"),			false, 0, 0, 0 },
	{ BYTES("L\x01\x03hi"),			false, 0, 0, 0 },
	{ BYTES("L\x00\x00"),			false, 0, 0, 0 },
	{ BYTES("L\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
	    false, 0, 0, 0 },
	{ BYTES("L\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"),
	    false, 0, 0, 0 },
	{ BYTES("L\x01\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00"),
	    false, 0, 0, 0 },
	{ BYTES("L\x01\x81\x80\x80\x80\x80\x80\x80\x80\x80\x00x"),
	    true, 0, 0, 1 },
	/* a number is one varint and nothing else */
	{ BYTES("L\x0a\x00"),			false, 0, 0, 0 },
	{ BYTES("L\x0a\x02\x02\x02"),		false, 0, 0, 0 },
	{ BYTES("L\x0a\x01\x80"),		false, 0, 0, 0 },
	{ BYTES("L\x09\x0a\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
	    true, 0, INT64_MAX, 0 },
	{ BYTES("L\x09\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
	    true, 0, INT64_MIN, 0 },
	{ BYTES("L\x09\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x03"),
	    false, 0, 0, 0 },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct letter l = { .tries = 99 };
		bool	 good = wire_get(cases[i].bytes, &wire_letter, &l);

		if (good != cases[i].good)
			printf("case %zu\n", i);
		CHECK(good == cases[i].good);
		if (!good)
			continue;
		CHECK(l.tries == cases[i].tries && l.born == cases[i].born);
		CHECK(l.channel.n == cases[i].channel);
	}
}

static const int64_t numbers[] = { 0, 1, -1, 63, 64, -64, -65, 127, 128,
    8191, 8192, INT32_MAX, INT32_MIN, (int64_t)UINT32_MAX + 1, INT64_MAX,
    INT64_MIN };

/* What is written is read again, and is as short as it can be. */
static void
test_numbers(void)
{
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct tally in = { .fetched = numbers[i],
			.unchanged = numbers[COUNT(numbers) - 1 - i] }, out;
		slice	 bytes = written(&wire_tally, &in);

		CHECK(wire_get(bytes, &wire_tally, &out));
		CHECK(memcmp(&in, &out, sizeof(in)) == 0);
		CHECK(bytes.n <= 1 + 2 * 12);
	}
}

static bool
same_item(const struct item *a, const struct item *b)
{
	for (size_t i = 0; i < wire_item.nfields; i++) {
		const struct wire_field *f = &wire_item.fields[i];
		const char *x = (const char *)a + f->at;
		const char *y = (const char *)b + f->at;

		if (f->type == WIRE_REASONS)
			continue;
		if (f->type == WIRE_INT ? memcmp(x, y, sizeof(int64_t)) != 0 :
		    !slice_eq(*(const slice *)(const void *)x,
		    *(const slice *)(const void *)y))
			return false;
	}
	for (size_t i = 0; i < a->verdict.nreasons; i++)
		if (a->verdict.reasons[i].points !=
		    b->verdict.reasons[i].points ||
		    !slice_eq(a->verdict.reasons[i].why,
		    b->verdict.reasons[i].why))
			return false;
	return a->verdict.nreasons == b->verdict.nreasons;
}

/* Every field has a value of its own: none is another's neighbour's. */
static void
test_every_field(void)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789ABC";
	struct item in, out;

	memset(&in, 0, sizeof(in));
	for (size_t i = 0; i < wire_item.nfields; i++) {
		const struct wire_field *f = &wire_item.fields[i];
		char	*at = (char *)&in + f->at;

		if (f->type == WIRE_INT)
			*(int64_t *)(void *)at = (int64_t)i * 1000 - 7000;
		else if (f->type != WIRE_REASONS)
			*(slice *)(void *)at = (slice){ letters + i, 1 };
	}
	in.verdict.nreasons = 3;
	in.verdict.reasons[0] = (struct reason){ SLICE("'stalls'"), 22 };
	in.verdict.reasons[1] = (struct reason){ SLICE(""), -5 };
	in.verdict.reasons[2] = (struct reason){ SLICE("b\0c"), 0 };
	CHECK(wire_get(written(&wire_item, &in), &wire_item, &out));
	CHECK(same_item(&in, &out));
	CHECK(slice_eq(out.rule, in.rule) && out.edited == in.edited);
}

/* Tags ascend in each table: the reader relies on it. */
static void
test_tables(void)
{
	static const struct wire_shape *const shapes[] = { &wire_item,
	    &wire_source, &wire_letter, &wire_delivery, &wire_tally };

	for (size_t i = 0; i < COUNT(shapes); i++) {
		size_t	 most = 1;

		for (size_t j = 0; j < shapes[i]->nfields; j++) {
			const struct wire_field *f = &shapes[i]->fields[j];

			CHECK(f->tag > (j ? f[-1].tag : 0));
			CHECK(f->at < shapes[i]->size);
			most += f->type == WIRE_INT ? 12 : f->most + 4u;
		}
		CHECK(most <= WIRE_MAX);	/* the longest can be kept */
	}
}

/* Longer than can be kept: texts are cut between characters, addresses and
 * cursors left out; the record can be read in any case. */
static void
test_too_long(void)
{
	static char much[70000];
	struct item in, out;
	struct source_state s = { .cursor = { much, 1025 },
		.etag = { much, 1024 }, .trouble = { much, 5000 } }, t;

	memset(&in, 0, sizeof(in));
	memset(much, 'x', sizeof(much));
	memcpy(much + 4094, "\xe2\x82\xac", 3);
	in.mention.title = in.mention.url = (slice){ much, sizeof(much) };
	in.mention.keep = (slice){ much, 4097 };
	in.mention.text = (slice){ much, sizeof(much) };
	in.verdict.nreasons = REASONS_MAX;
	for (size_t i = 0; i < REASONS_MAX; i++)
		in.verdict.reasons[i].why = (slice){ much, 4000 };
	CHECK(wire_get(written(&wire_item, &in), &wire_item, &out));
	CHECK(out.mention.title.n == 4094 && out.mention.text.n == 65536);
	CHECK(out.mention.url.n == 0 && out.mention.keep.n == 0);
	CHECK(out.verdict.nreasons == REASONS_MAX);
	CHECK(out.verdict.reasons[15].why.n == 256);

	CHECK(wire_get(written(&wire_source, &s), &wire_source, &t));
	CHECK(t.cursor.n == 0 && t.etag.n == 1024 && t.trouble.n == 1024);
}

static void
test_hostile(void)
{
	static char much[WIRE_MAX + 1];
	struct item item;
	struct letter l;
	char	 many[4 + 2 * (REASONS_MAX + 1)] = "I\x19";
	struct sink small = { .buf = many, .cap = 3 };

	memset(much, 'L', sizeof(much));
	CHECK(!wire_get((slice){ much, sizeof(much) }, &wire_letter, &l));
	CHECK(wire_kind((slice){ NULL, 0 }) == -1);
	CHECK(!wire_get((slice){ NULL, 0 }, &wire_letter, &l));

	/* one reason too many: each is two zero bytes */
	many[2] = 2 * REASONS_MAX;
	CHECK(wire_get((slice){ many, 3 + 2 * REASONS_MAX }, &wire_item,
	    &item));
	CHECK(item.verdict.nreasons == REASONS_MAX);
	many[2] = 2 * REASONS_MAX + 2;
	CHECK(!wire_get((slice){ many, 5 + 2 * REASONS_MAX }, &wire_item,
	    &item));

	l = (struct letter){ .channel = SLICE("push") };
	wire_put(&small, &wire_letter, &l);
	CHECK(small.full && small.len <= small.cap);
}

int
main(void)
{
	test_cases();
	test_numbers();
	test_every_field();
	test_tables();
	test_too_long();
	test_hostile();
	return test_failed;
}
