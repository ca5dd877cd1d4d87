#include "tests/town/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void *
must_alloc(size_t n)
{
	void	*p = calloc(1, n);

	if (p == NULL) {
		fprintf(stderr, "town: no memory\n");
		exit(1);
	}
	return p;
}

char *
must_copy(const char *s)
{
	size_t	 n = s ? strlen(s) : 0;
	char	*p = must_alloc(n + 1);

	if (n)
		memcpy(p, s, n);
	return p;
}

static void
grow(struct buf *b, size_t n)
{
	size_t	 cap = b->cap ? b->cap : 256;
	char	*p;

	while (cap <= n)
		cap *= 2;
	if (cap == b->cap)
		return;
	p = must_alloc(cap);
	if (b->n)
		memcpy(p, b->p, b->n);
	free(b->p);
	b->p = p;
	b->cap = cap;
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	grow(b, b->n + n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
buf_text(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_slice(struct buf *b, slice s)
{
	buf_put(b, s.p, s.n);
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list	 ap;
	int	 n;

	va_start(ap, format);
	n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n < 0)
		return;
	grow(b, b->n + (size_t)n + 1);
	va_start(ap, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void
buf_json(struct buf *b, const char *s)
{
	buf_text(b, "\"");
	for (; *s; s++)
		if ((unsigned char)*s < 0x20)
			buf_printf(b, "\\u%04x", (unsigned)*s);
		else if (*s == '"' || *s == '\\')
			buf_printf(b, "\\%c", *s);
		else
			buf_put(b, s, 1);
	buf_text(b, "\"");
}

void
buf_xml(struct buf *b, const char *s)
{
	for (; *s; s++)
		if (*s == '<')
			buf_text(b, "&lt;");
		else if (*s == '&')
			buf_text(b, "&amp;");
		else if (*s == '"')
			buf_text(b, "&quot;");
		else
			buf_put(b, s, 1);
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ .p = NULL };
}

char *
buf_take(struct buf *b)
{
	char	*p = b->p ? b->p : must_copy("");

	*b = (struct buf){ .p = NULL };
	return p;
}
