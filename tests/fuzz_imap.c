#include "core/imap/imap.h"
#include "core/imap/put.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define PASSWORD	"correct-horse"
#define TOKEN		"battery-staple"

static char	 block[1 << 18], out_bytes[1 << 14];

static bool
has(slice s, const char *what)
{
	return slice_find(s, slice_of(what)) < s.n;
}

/* The same frames however the bytes arrive. */
static void
framing(slice in)
{
	struct imap_frame once = { 0 }, slow = { 0 };
	long	 n = imap_frame(&once, in), m = 0;

	for (size_t i = 0; i <= in.n && m == 0; i++)
		m = imap_frame(&slow, slice_head(in, i));
	assert(n == m);
	assert(n <= (long)in.n && n <= IMAP_REPLY_MAX);
	assert(n <= 0 || in.p[n - 1] == '\n');
	assert(n != 0 || in.n <= IMAP_REPLY_MAX);
}

static void
replies(slice in)
{
	struct imap_reply r = imap_reply(in);
	struct imap_fetch f;

	assert(r.text.n <= in.n && r.code.n <= in.n);
	if (imap_fetch(r.text, &f))
		assert(f.body.n <= in.n && f.date.n <= in.n);
}

/* One line, or the answer to a "+"; never a secret before TLS. */
static void
said(slice out, bool secure)
{
	if (out.n == 0)
		return;
	assert(slice_ends(out, SLICE("\r\n")));
	for (size_t i = 0; i + 1 < out.n; i++)
		assert((out.p[i] == '\r') == (out.p[i + 1] == '\n'));
	assert(secure || !has(out, "AUTHENTICATE"));
	assert(secure || !has(out, "LOGIN "));
	assert(secure || !has(out, "EXAMINE"));
	if (!has(out, "EXAMINE \""))	/* which names what it likes */
		assert(!has(out, "STORE") && !has(out, "SELECT") &&
		    !has(out, " BODY["));
}

static void
dialogue(const struct imap_job *job, slice server)
{
	struct sink out = { .buf = out_bytes, .cap = imap_room(job) };
	struct imap_frame frame = { 0 };
	struct fault f = { "" };
	enum imap_next next = IMAP_READ;
	bool	 secure = job->secure, over = false;
	int64_t	 last = 0, validity, uid;
	size_t	 mails = 0, steps = 0;
	struct arena a;
	struct imap *s;

	assert(out.cap <= sizeof(out_bytes));
	arena_init(&a, block, sizeof(block));
	s = imap_begin(&a, job);
	while (next < IMAP_END) {
		long	 n = next == IMAP_TLS ? 0 : imap_frame(&frame, server);
		slice	 reply = slice_head(server, n > 0 ? (size_t)n : 0);

		assert(steps++ < 100000 && !over);
		secure = secure || next == IMAP_TLS;
		over = reply.n == 0 && next != IMAP_TLS;
		out.len = 0;
		next = imap_step(s, reply, &out, &f);
		server = slice_from(server, reply.n);
		assert(!out.full && !a.spent);
		said(sink_slice(&out), secure);
		if (next == IMAP_MAIL) {
			const struct imap_mail *m = imap_mail(s);

			assert(m->uid > last && m->bytes.n <= reply.n);
			last = m->uid;
			mails++;
		}
		assert(next != IMAP_TLS || (job->starttls && !secure));
	}
	imap_cursor(s, &validity, &uid);
	assert(mails <= 2 * IMAP_MAILS && uid >= 0 && validity >= 0);
	assert(next != IMAP_END || validity > 0);
	assert(next != IMAP_END || uid >= last);
	assert((next == IMAP_END) == (f.text[0] == '\0'));
	assert(!job->password.n || (!has(slice_of(f.text), PASSWORD) &&
	    !has(imap_note(s), PASSWORD)));
	assert(!job->token.n || (!has(slice_of(f.text), TOKEN) &&
	    !has(imap_note(s), TOKEN)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };
	unsigned how = n ? data[0] : 0;
	struct imap_job job = { .user = SLICE("owner"), .since = 1793000000,
	    .starttls = (how & 3) == 1, .secure = (how & 3) >= 2,
	    .idle = (how & 4) != 0 };

	in = slice_from(in, 1);
	framing(slice_head(in, 512));
	replies(in);
	job.password = how & 8 ? SLICE("") : SLICE(PASSWORD);
	job.token = how & 8 ? SLICE(TOKEN) : SLICE("");
	if (how & 16) {
		job.validity = 5;
		job.uid = 8;
	}
	job.folder = slice_head(slice_cut(&in, '\n'), 200);
	dialogue(&job, in);
	return 0;
}
