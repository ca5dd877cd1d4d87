/* backup.c - everything but secrets, in one file; or with them, sealed. */
#include "firmware/file.h"
#include "firmware/verb/ask.h"
#include "firmware/verb/backup.h"
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"
#include "net/seal.h"
#include "storage/copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct backup {
	struct look	 look;
	struct seal	 seal;
	int		 fd;
	bool		 secrets;
	size_t		 rows, bytes;	/* records; of the file */
	size_t		 n;		/* bytes of the piece so far */
	char		 piece[SEAL_PIECE];
	unsigned char	 frame[SEAL_FRAME];
};

/* --- to the file ---------------------------------------------------------- */

static bool
write_all(struct backup *b, const void *p, size_t n)
{
	b->bytes += n;
	return file_write(b->fd, (slice){ p, n });
}

static bool
put_piece(struct backup *b, bool last)
{
	size_t	 n = seal_put(&b->seal, (slice){ b->piece, b->n }, last,
	    b->frame);

	b->n = 0;
	return n && write_all(b, b->frame, n);
}

static bool
put_bytes(struct backup *b, slice s)
{
	while (s.n) {
		slice	 part = slice_head(s, SEAL_PIECE - b->n);

		slice_copy(b->piece + b->n, part);
		b->n += part.n;
		s = slice_from(s, part.n);
		if (b->n == SEAL_PIECE && !put_piece(b, false))
			return false;
	}
	return true;
}

static bool
put_row(struct backup *b, int kind, slice name, slice key, slice value)
{
	struct archive_row r = { kind, name, key, value };
	char	 head[ARCHIVE_HEAD];

	errno = EMSGSIZE;		/* what is wrong if it is the head */
	return archive_head(&r, head) &&
	    put_bytes(b, (slice){ head, sizeof(head) }) &&
	    put_bytes(b, name) && put_bytes(b, key) && put_bytes(b, value);
}

static bool
put_record(void *arg, slice table, slice key, slice value)
{
	struct backup *b = arg;

	b->rows++;
	return put_row(b, ARCHIVE_RECORD, table, key, value);
}

/* --- what goes in --------------------------------------------------------- */

static bool
put_config(struct backup *b, const char *file)
{
	struct fault f = { "" };
	slice	 text;

	if (!file_read(&b->look.arena, file, CONFIG_FILE_MAX, &text, &f))
		return fprintf(stderr, "%s\n", f.text), false;
	if (!b->secrets)
		text = config_hushed(&b->look.arena, b->look.c, text);
	return text.n != 0 && put_row(b, ARCHIVE_FILE, SLICE(BACKUP_CONFIG),
	    SLICE(""), text);
}

/* A file that is not there, or cannot be read, is none of ours. */
static bool
put_file(struct backup *b, const char *kind, const char *dir, const char *name)
{
	char	 path[BACKUP_PATH];
	struct arena *a = &b->look.arena;
	size_t	 mark = a->used;
	int	 n = snprintf(path, sizeof(path), "%s/%s", dir, name);
	struct fault unsaid = { "" };
	slice	 text;
	bool	 ok = true;

	if (n < BACKUP_PATH && file_read(a, path, CONFIG_FILE_MAX, &text,
	    &unsaid))
		ok = put_row(b, ARCHIVE_FILE, slice_of(kind), slice_of(name),
		    text);
	a->used = mark;
	return ok;
}

static bool
put_recipes(struct backup *b)
{
	DIR	*d = opendir(b->look.c->recipes);
	bool	 ok = true;
	struct dirent *e;

	while (ok && d != NULL && (e = readdir(d)) != NULL)
		if (archive_name_fits(slice_of(e->d_name)) &&
		    slice_ends(slice_of(e->d_name), SLICE(".json")))
			ok = put_file(b, BACKUP_RECIPE, b->look.c->recipes,
			    e->d_name);
	if (d != NULL)
		closedir(d);
	return ok;
}

static bool
put_all(struct backup *b, const char *file)
{
	return write_all(b, b->seal.head, SEAL_HEAD) && put_config(b, file) &&
	    put_recipes(b) && (!b->secrets || put_file(b, BACKUP_KEY,
	    b->look.c->data, CONFIG_BUTTON_KEY)) &&
	    copy_out(b->look.txn, b->secrets, put_record, b) &&
	    put_row(b, ARCHIVE_END, SLICE(""), SLICE(""), SLICE("")) &&
	    put_piece(b, true);
}

/* --- the verb ------------------------------------------------------------- */

/* Asked twice, since nobody can open the file without it. */
static bool
password(struct backup *b, slice *word)
{
	struct arena *a = &b->look.arena;

	*word = SLICE("");
	if (!b->secrets)
		return true;
	fprintf(stderr, "A password for the backup, at least %d letters (it is "
	    "not shown): ", BACKUP_PASSWORD);
	*word = ask_line(a, true);
	if (word->n < BACKUP_PASSWORD)
		return fprintf(stderr, "that is too short\n"), false;
	fprintf(stderr, "Once more: ");
	if (isatty(STDIN_FILENO) && !slice_eq(*word, ask_line(a, true)))
		return fprintf(stderr, "that was another one\n"), false;
	return true;
}

static int
failed(const char *name)
{
	fprintf(stderr, "cannot write %s: %s\n", name, strerror(errno));
	return EXIT_SYSTEM;
}

/* Under another name until it is whole: an older backup of that name stays
 * what it was. */
static int
to_file(struct backup *b, const char *file, const char *name)
{
	char	 draft[BACKUP_PATH];
	int	 n = snprintf(draft, sizeof(draft), "%s.part", name);
	bool	 ok;

	if (n < 0 || n >= BACKUP_PATH)
		return errno = ENAMETOOLONG, failed(name);
	b->fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (b->fd < 0)
		return failed(draft);
	ok = put_all(b, file) && fsync(b->fd) == 0;
	if (close(b->fd) != 0 || !ok || rename(draft, name) != 0) {
		n = errno;
		unlink(draft);
		return errno = n, failed(name);
	}
	return EXIT_GOOD;
}

static int
to_output(struct backup *b, const char *file)
{
	b->fd = STDOUT_FILENO;
	if (!isatty(b->fd))
		return put_all(b, file) ? EXIT_GOOD :
		    failed("standard output");
	fprintf(stderr, "a backup is not for a terminal: name a file, or send "
	    "it on with > or |\n");
	return EXIT_USAGE;
}

static int
back_up(struct backup *b, const char *file, const char *name)
{
	slice	 word;
	int	 status;

	if (!look_open(&b->look, file, &status))
		return status;
	status = EXIT_USAGE;
	if (password(b, &word))
		status = !seal_begin(&b->seal, word) ? failed(name) :
		    strcmp(name, "-") == 0 ? to_output(b, file) :
		    to_file(b, file, name);
	look_close(&b->look);
	if (status == EXIT_GOOD)
		fprintf(stderr, "%s: %zu records and the configuration, %zu "
		    "KB; %s\n", name, b->rows, (b->bytes + 1023) / 1024,
		    b->secrets ? "with all secrets, sealed by the password" :
		    "no password or token is in it, but what people said is");
	return status;
}

int
verb_backup(const char *file, int argc, char **argv)
{
	struct backup *b = calloc(1, sizeof(*b));
	int	 status = EXIT_USAGE;

	if (b == NULL)
		return EXIT_SYSTEM;
	b->secrets = argc > 1 && strcmp(argv[1], "--secrets") == 0;
	if (argc == 2 + b->secrets)
		status = back_up(b, file, argv[argc - 1]);
	else
		fprintf(stderr, "usage: earshot backup [--secrets] FILE\n");
	free(b);
	return status;
}
