#include "core/archive.h"
#include "tests/test.h"

static size_t
put(char *out, const struct archive_row *r)
{
	size_t	 n = ARCHIVE_HEAD;

	CHECK(archive_head(r, out));
	slice_copy(out + n, r->name);
	n += r->name.n;
	slice_copy(out + n, r->key);
	n += r->key.n;
	slice_copy(out + n, r->value);
	return n + r->value.n;
}

static void
test_rows(void)
{
	static const struct archive_row rows[] = {
		{ ARCHIVE_FILE, { "config", 6 }, { "", 0 }, { "{}", 2 } },
		{ ARCHIVE_RECORD, { "meta", 4 }, { "a\0b", 3 }, { "", 0 } },
		{ ARCHIVE_RECORD, { "", 0 }, { "", 0 }, { "\0\xff", 2 } },
		{ ARCHIVE_END, { "", 0 }, { "", 0 }, { "", 0 } },
	};
	char	 bytes[256];
	struct archive_row r;
	size_t	 n = 0;
	slice	 rest;

	for (size_t i = 0; i < COUNT(rows); i++)
		n += put(bytes + n, &rows[i]);
	rest = (slice){ bytes, n };
	for (size_t i = 0; i < COUNT(rows); i++) {
		CHECK(archive_next(&rest, &r) == ARCHIVE_ROW_READ);
		CHECK(r.kind == rows[i].kind && slice_eq(r.name, rows[i].name));
		CHECK(slice_eq(r.key, rows[i].key));
		CHECK(slice_eq(r.value, rows[i].value));
	}
	CHECK(rest.n == 0 && archive_next(&rest, &r) == ARCHIVE_MORE);
	n = put(bytes, &rows[0]);
	for (size_t cut = 0; cut < n; cut++) {	/* a part is no row */
		rest = (slice){ bytes, cut };
		CHECK(archive_next(&rest, &r) == ARCHIVE_MORE);
		CHECK(rest.n == cut);
	}
}

static void
test_bounds(void)
{
	static char big[ARCHIVE_VALUE + 1];
	static const struct { const char *bytes; enum archive_is is; } t[] = {
		{ "x\0\0\0\0\0\0\0", ARCHIVE_BROKEN },
		{ "r\0\0\0\0\x10\0\1", ARCHIVE_BROKEN },
		{ "r\0\0\0\xff\xff\xff\xff", ARCHIVE_BROKEN },
		{ "r\xff\xff\xff\0\x10\0\0", ARCHIVE_MORE },
		{ "e\0\0\0\0\0\0\0", ARCHIVE_ROW_READ },
	};
	char	 head[ARCHIVE_HEAD];
	struct archive_row r = { ARCHIVE_RECORD, { big, 255 }, { big, 65535 },
	    { big, ARCHIVE_VALUE } };

	CHECK(archive_head(&r, head));
	r.value.n++;
	CHECK(!archive_head(&r, head));
	r.value.n = 0;
	r.name.n = 256;
	CHECK(!archive_head(&r, head));
	r.name.n = 0;
	r.key.n = 65536;
	CHECK(!archive_head(&r, head));
	for (size_t i = 0; i < COUNT(t); i++) {
		slice	 s = { t[i].bytes, ARCHIVE_HEAD };

		CHECK(archive_next(&s, &r) == t[i].is);
	}
}

static void
test_names(void)
{
	static const struct { const char *name; bool fits; } t[] = {
		{ "forum.json", true }, { "My_own-2.json", true },
		{ "", false }, { ".", false }, { "..", false },
		{ ".profile", false }, { "../../etc/passwd", false },
		{ "a/b.json", false }, { "a b", false }, { "a\nb", false },
		{ "caf\xc3\xa9.json", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK(archive_name_fits(slice_of(t[i].name)) == t[i].fits);
}

int
main(void)
{
	test_rows();
	test_bounds();
	test_names();
	return test_failed;
}
