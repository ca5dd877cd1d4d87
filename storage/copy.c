#include "storage/copy.h"

#include "storage/tables.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Not copied: what must be another in another store. */
static bool
is_own(enum table table, slice key)
{
	struct key k = box_key();

	return table == TABLE_META && slice_eq(key, key_slice(&k));
}

struct out { bool secrets; copy_row *row; void *arg; };

static bool
put(void *arg, enum table table, slice key, slice value)
{
	const struct out *o = arg;

	return (table == TABLE_GRANT && !o->secrets) || is_own(table, key) ||
	    o->row(o->arg, slice_of(table_name(table)), key, value);
}

bool
copy_out(struct txn *t, bool secrets, copy_row *row, void *arg)
{
	struct out o = { secrets, row, arg };

	return tables_walk(t, put, &o);
}

bool
copy_in(struct txn *t, slice table, slice key, slice value, struct fault *f)
{
	for (int i = 0; i < TABLES; i++)
		if (slice_eq(table, slice_of(table_name((enum table)i))))
			return table_put(t, (enum table)i, key, value) ||
			    fault_tell(f, "a record of \"%\" does not fit",
			    table);
	return fault_tell(f, "there is no table \"%\" here: the backup is of a "
	    "newer Earshot", table);
}

/* Its file, or where it grew in memory its snapshot. */
static bool
move(const char *from, const char *dir, struct fault *f)
{
	static const char *const names[] = { "store.mdb", STORE_SNAPSHOT };
	char	 old[PLACE_PATH], new[PLACE_PATH];

	for (size_t i = 0; i < COUNT(names); i++) {
		if (!place_path(new, dir, names[i], f))
			return false;
		if (access(new, F_OK) == 0)
			return fault_tell(f, "% is there already: move it away "
			    "first", slice_of(new));
	}
	for (size_t i = 0; i < COUNT(names); i++)
		if (place_path(old, from, names[i], f) &&
		    place_path(new, dir, names[i], f) &&
		    rename(old, new) == 0)
			return place_sync(dir, f);
	return place_fault(f, "rename to", new, errno);
}

bool
copy_install(const char *from, const char *dir, struct fault *f)
{
	int	 lock = place_dir(dir, f) ? place_lock(dir, false, f) : -1;
	bool	 ok = lock >= 0 && move(from, dir, f);

	if (lock >= 0)
		close(lock);
	return ok;
}
