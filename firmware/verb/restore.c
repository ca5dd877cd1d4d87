/*
 * restore.c - a backup back into an empty box, of whatever processor.
 * Nothing that is there is written over; the store appears whole or not at all.
 */
#include "firmware/config/config.h"
#include "firmware/file.h"
#include "firmware/verb/ask.h"
#include "firmware/verb/backup.h"
#include "firmware/verb/verbs.h"
#include "net/seal.h"
#include "storage/copy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART = 256 << 10 };	/* bytes in one transaction: memory is small */

struct restore {
	const char	*file;		/* of the configuration */
	const struct config *c;		/* read once its file is there */
	const char	*recipes;
	struct arena	 arena;
	FILE		*in;
	struct seal	 seal;
	char		 fresh[BACKUP_PATH];	/* where the store grows */
	struct store	*store;
	struct txn	*txn;
	size_t		 part, rows;
	bool		 over;
	size_t		 n;		/* bytes that are not used up */
	char		 bytes[ARCHIVE_ROW + SEAL_PIECE];
	unsigned char	 frame[SEAL_FRAME];
	struct fault	 why;
};

/* --- the store ------------------------------------------------------------ */

static bool
read_config(struct restore *r)
{
	if (r->c == NULL)
		r->c = config_read(r->file);
	return r->c != NULL || fault_words(&r->why, "mend the configuration, "
	    "then restore again");
}

/* Asked at once, so that nobody waits to hear it at the end. */
static bool
is_free(struct restore *r)
{
	char	 path[STORE_PATH], plain[BACKUP_PATH];
	bool	 ok = store_file(r->c->data, r->c->live, path, &r->why);

	snprintf(plain, sizeof(plain), "%s/store.mdb", r->c->data);
	if (ok && access(path, F_OK) != 0)
		memcpy(path, plain, sizeof(plain));
	return ok && (access(path, F_OK) != 0 || fault_tell(&r->why,
	    "% is there already: stop the keeper, and move it away",
	    slice_of(path)));
}

static bool
open_store(struct restore *r)
{
	struct store_options o;
	int	 n;

	if (r->store != NULL)
		return true;
	if (!read_config(r))
		return false;
	if (mkdir(r->c->data, 0700) != 0 && errno != EEXIST)
		return fault_tell(&r->why, "%: %", slice_of(r->c->data),
		    slice_of(strerror(errno)));
	if (!is_free(r))
		return false;
	n = snprintf(r->fresh, sizeof(r->fresh), "%s/restore", r->c->data);
	if (n < 0 || n >= BACKUP_PATH)
		return fault_words(&r->why, "the name of the data directory is "
		    "too long");
	store_discard(r->fresh, NULL);	/* of a restore that was broken off */
	o = (struct store_options){ .map = (size_t)r->c->keep_mb << 20 };
	r->store = store_open(r->fresh, &o, &r->why);
	return r->store != NULL;
}

/* False as well when the last one failed. */
static bool
commit(struct restore *r)
{
	struct txn *t = r->txn;

	r->txn = NULL;
	r->part = 0;
	return t == NULL || store_commit(t, &r->why);
}

static bool
put_record(struct restore *r, const struct archive_row *row)
{
	if (!open_store(r) || (r->part > PART && !commit(r)))
		return false;
	if (r->txn == NULL)
		r->txn = store_begin(r->store, true, &r->why);
	r->part += row->key.n + row->value.n;
	r->rows++;
	return r->txn != NULL && copy_in(r->txn, row->name, row->key,
	    row->value, &r->why);
}

static void
say(void *unused, const char *what)
{
	(void)unused;
	fprintf(stderr, "note: %s\n", what);
}

static bool
finish(struct restore *r)
{
	if (!open_store(r) || !commit(r))
		return false;
	if (store_verify(r->store, say, NULL) != 0)
		fprintf(stderr, "it was so in the backup\n");
	store_close(r->store);
	r->store = NULL;
	r->over = true;
	return copy_install(r->fresh, r->c->data, &r->why);
}

/* --- files ---------------------------------------------------------------- */

/* Where nothing was; otherwise beside it, and that is told. */
static bool
put_file(struct restore *r, const char *path, slice text)
{
	char	 beside[BACKUP_PATH + 16];
	bool	 ok = file_put(path, text, true);

	if (!ok && errno == EEXIST) {
		snprintf(beside, sizeof(beside), "%s.restored", path);
		fprintf(stderr, "%s is there and stays; the backup's is %s\n",
		    path, beside);
		ok = file_put(path = beside, text, false);
	}
	return ok || fault_tell(&r->why, "%: %", slice_of(path),
	    slice_of(strerror(errno)));
}

static bool
put_in(struct restore *r, const char *dir, slice name, slice text)
{
	char	 path[BACKUP_PATH];
	int	 n = snprintf(path, sizeof(path), "%s/%.*s", dir,
	    SLICE_ARG(name));

	if (!archive_name_fits(name) || n < 0 || n >= BACKUP_PATH)
		return fault_words(&r->why, "the backup has a file that cannot "
		    "be named so");
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return fault_tell(&r->why, "%: %", slice_of(dir),
		    slice_of(strerror(errno)));
	return put_file(r, path, text);
}

/* A new box has no folder for it. */
static bool
put_config(struct restore *r, slice text)
{
	char	 dir[BACKUP_PATH];
	int	 n = snprintf(dir, sizeof(dir), "%s", r->file);
	char	*slash = strrchr(dir, '/');

	if (n < BACKUP_PATH && slash != NULL && slash != dir) {
		*slash = '\0';
		mkdir(dir, 0755);	/* put_file() says what is wrong */
	}
	return put_file(r, r->file, text);
}

static bool
put_named(struct restore *r, const struct archive_row *row)
{
	if (slice_eq(row->name, SLICE(BACKUP_CONFIG)))
		return put_config(r, row->value);
	if (slice_eq(row->name, SLICE(BACKUP_RECIPE)))
		return put_in(r, config_recipes(&r->arena, r->file), row->key,
		    row->value);
	if (slice_eq(row->name, SLICE(BACKUP_KEY)))
		return read_config(r) && put_in(r, r->c->data,
		    SLICE(CONFIG_BUTTON_KEY), row->value);
	return true;			/* of a newer Earshot */
}

static bool
put_row(struct restore *r, const struct archive_row *row)
{
	if (row->kind == ARCHIVE_RECORD)
		return put_record(r, row);
	if (row->kind == ARCHIVE_FILE)
		return put_named(r, row);
	return finish(r);
}

/* --- from the file -------------------------------------------------------- */

static bool
damaged(struct restore *r)
{
	return fault_say(&r->why, r->seal.hides && r->seal.piece == 1 ?
	    SLICE("another password, or a damaged file") :
	    SLICE("the file is damaged, or its end is missing"));
}

static bool
read_piece(struct restore *r, slice *piece)
{
	size_t	 n;

	if (fread(r->frame, 1, SEAL_LENGTH, r->in) != SEAL_LENGTH)
		return damaged(r);
	n = seal_length(r->frame);
	if (n == 0 || fread(r->frame + SEAL_LENGTH, 1, n, r->in) != n ||
	    !seal_get(&r->seal, r->frame, piece))
		return damaged(r);
	return true;
}

static bool
use_rows(struct restore *r)
{
	slice	 rest = { r->bytes, r->n };
	struct archive_row row;
	enum archive_is is = ARCHIVE_MORE;

	while (!r->over && (is = archive_next(&rest, &row)) ==
	    ARCHIVE_ROW_READ)
		if (!put_row(r, &row))
			return false;
	memmove(r->bytes, rest.p, rest.n);
	r->n = rest.n;
	return is != ARCHIVE_BROKEN || damaged(r);
}

static bool
read_all(struct restore *r)
{
	slice	 piece;

	while (!r->over) {
		if (!read_piece(r, &piece))
			return false;
		if (piece.n > sizeof(r->bytes) - r->n)
			return damaged(r);
		slice_copy(r->bytes + r->n, piece);
		r->n += piece.n;
		if (!use_rows(r))
			return false;
	}
	return true;
}

static bool
begin(struct restore *r)
{
	unsigned char head[SEAL_HEAD];
	slice	 word = SLICE("");

	if (fread(head, 1, sizeof(head), r->in) != sizeof(head) ||
	    !seal_read(&r->seal, head))
		return fault_words(&r->why, "this is no backup of Earshot's, "
		    "or one of a newer kind");
	if (r->seal.hides && r->in == stdin)
		return fault_words(&r->why, "it has a password, which is asked "
		    "for here: name the file instead");
	if (r->seal.hides) {
		fprintf(stderr, "The password of the backup (it is not "
		    "shown): ");
		word = ask_line(&r->arena, true);
	}
	seal_open(&r->seal, word);
	return true;
}

static int
restore(struct restore *r, const char *name)
{
	bool	 ok = begin(r) && read_all(r);

	store_abort(r->txn);
	store_close(r->store);
	if (r->fresh[0])
		store_discard(r->fresh, NULL);
	if (ok)
		fprintf(stderr, "%zu records are back in %s; `earshot check` "
		    "says what is still missing\n", r->rows, r->c->data);
	else
		fprintf(stderr, "%s: %s\n", name, r->why.text);
	return ok ? EXIT_GOOD : EXIT_NO;
}

int
verb_restore(const char *file, int argc, char **argv)
{
	struct restore *r = calloc(1, sizeof(*r));
	void	*block = malloc(BACKUP_MEMORY);
	int	 status = EXIT_SYSTEM;

	if (argc != 2) {
		fprintf(stderr, "usage: earshot restore FILE\n");
		status = EXIT_USAGE;
	} else if (r != NULL && block != NULL) {
		arena_init(&r->arena, block, BACKUP_MEMORY);
		r->file = file;
		r->in = strcmp(argv[1], "-") == 0 ? stdin :
		    fopen(argv[1], "rbe");
		if (r->in != NULL)
			status = restore(r, argv[1]);
		else
			fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
	}
	free(r);
	free(block);
	return status;
}
