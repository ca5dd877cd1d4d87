#include "core/people/list.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char whole[256 << 10], block[96 << 10], out[256 << 10];

/* One line, written and read again, is the same. */
static void
is_written(const slice *fields, size_t n)
{
	static char room[128 << 10];
	struct sink k = { .buf = out, .cap = sizeof(out) };
	slice	 back[CSV_FIELDS];
	struct arena a;
	struct csv c;
	size_t	 m;

	sink_put(&k, SLICE("sep=,\r\n"));
	for (size_t i = 0; i < n; i++)	/* longer ones are not read again */
		if (fields[i].n > 4000)
			return;
	csv_put(&k, fields, n);
	assert(!k.full);
	arena_init(&a, room, sizeof(room));
	csv_init(&c, &a, sink_slice(&k));
	if (csv_next(&c, &a, back, &m) != CSV_RECORD || a.spent)
		return;			/* all blank */
	assert(m == n);
	for (size_t i = 0; i < n; i++)
		assert(slice_eq(csv_plain(back[i]), fields[i]) ||
		    slice_eq(back[i], fields[i]));
}

static void
read_table(slice file)
{
	slice	 fields[CSV_FIELDS];
	struct arena a;
	struct csv c;
	size_t	 n, line = 0;
	enum csv_got got;

	arena_init(&a, whole, sizeof(whole));
	csv_init(&c, &a, file);
	do {
		arena_init(&a, block, sizeof(block));
		got = csv_next(&c, &a, fields, &n);
		assert(got == CSV_END || c.line > line);
		line = c.line;
		assert(n <= CSV_FIELDS);
		if (got == CSV_RECORD && !a.spent)
			is_written(fields, n);
	} while (got != CSV_END);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 file = { (const char *)data, n };
	struct fault f = { "" };
	struct contact c;
	struct arena a;
	struct list l;
	enum list_got got;

	read_table(file);
	arena_init(&a, whole, sizeof(whole));
	if (!list_init(&l, &a, file, &f)) {
		assert(f.text[0] != '\0');
		return 0;
	}
	do {
		f.text[0] = '\0';
		arena_init(&a, block, sizeof(block));
		got = list_next(&l, &a, &c, &f);
		assert((got == LIST_BAD) == (f.text[0] != '\0'));
		if (got == LIST_GOOD)
			assert(c.handles.n <= CONTACT_HANDLES &&
			    c.mail.n <= CONTACT_MAIL &&
			    c.note.n <= CONTACT_NOTE &&
			    c.name.n <= CONTACT_NAME && text_valid(c.name));
	} while (got != LIST_END);
	return 0;
}
