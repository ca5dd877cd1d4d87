#include "firmware/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Reads until the end; one byte more than `most` means too large. */
static long
read_to(int fd, struct sink *k, size_t most)
{
	for (;;) {
		size_t	 room = k->cap - k->len;
		ssize_t	 n;

		if (k->len > most || room == 0)
			return -1;
		n = read(fd, k->buf + k->len, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return (long)n;
		k->len += (size_t)n;
	}
}

bool
file_write(int fd, slice s)
{
	ssize_t	 n;

	for (; s.n; s = slice_from(s, (size_t)n)) {
		n = write(fd, s.p, s.n);
		if (n < 0 && errno != EINTR)
			return false;
		n = n < 0 ? 0 : n;
	}
	return true;
}

bool
file_put(const char *name, slice s, bool keep)
{
	int	 fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
	    (keep ? O_EXCL : O_TRUNC), 0600);
	bool	 ok = fd >= 0 && file_write(fd, s) && fsync(fd) == 0;
	int	 why = errno;

	if (fd >= 0)
		close(fd);
	errno = why;
	return ok;
}

bool
file_read(struct arena *a, const char *name, size_t most, slice *text,
    struct fault *f)
{
	bool	 input = strcmp(name, "-") == 0;
	int	 fd = input ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	struct sink k = sink_open(a);
	long	 end = -1;

	if (fd >= 0)
		errno = 0;		/* what goes wrong from here on */
	if (fd >= 0)
		end = read_to(fd, &k, most);
	if (fd >= 0 && !input)
		close(fd);
	if (end < 0)
		return fault_tell(f, "%: %", slice_of(name),
		    slice_of(errno ? strerror(errno) :
		    "the file is too large"));
	*text = sink_close(&k, a);
	return true;
}
