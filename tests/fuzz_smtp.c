#include "core/mail/address.h"
#include "core/smtp/smtp.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define PASSWORD	"correct-horse"
#define TOKEN		"battery-staple"

static char	 block[1 << 18], out_bytes[1 << 18], stuffed[1 << 18],
    letter[1 << 17];

static bool
has(slice s, const char *what)
{
	return slice_find(s, slice_of(what)) < s.n;
}

/* Nothing but what may stand in a command, and it survives being read again. */
static void
addresses(slice list, bool *ascii)
{
	struct fault fault = { .text = "" };
	struct address a, again;

	while (address_next(&list, &a, &fault)) {
		slice	 rest = a.at;

		assert(text_valid(a.at) && a.at.n >= 3 && a.at.n <= 254);
		for (size_t i = 0; i < a.at.n; i++)
			assert((unsigned char)a.at.p[i] > ' ' &&
			    !strchr("<>\x7f", a.at.p[i]));
		assert(address_next(&rest, &again, &fault));
		assert(slice_eq(a.at, again.at) && rest.n == 0);
		*ascii = *ascii && address_is_ascii(a.at);
	}
}

/* The headers are ours, whoever wrote the values. */
static void
headers(slice m, bool ascii)
{
	static const char *names[] = { "Date: ", "From: ", "To: ",
	    "Message-ID: <", "Subject: ", "Auto-Submitted: ", "X-Priority: ",
	    "MIME-Version: ", "Content-Type: ", "Content-Transfer-Encoding: " };
	size_t	 n = 0;
	slice	 line;

	for (size_t i = 0; i < m.n; i++) {
		assert(!ascii || !(m.p[i] & 0x80));
		assert((unsigned char)m.p[i] >= ' ' || m.p[i] == '\t' ||
		    m.p[i] == '\r' || m.p[i] == '\n');
		assert(m.p[i] != '\n' || (i && m.p[i - 1] == '\r'));
		assert(m.p[i] != '\r' || (i + 1 < m.n && m.p[i + 1] == '\n'));
	}
	for (line = slice_cut(&m, '\n'); line.n > 1;
	    line = slice_cut(&m, '\n')) {
		assert(line.n <= 998);
		if (line.p[0] == ' ')
			continue;
		while (n < COUNT(names) && !slice_starts(line,
		    slice_of(names[n])))
			n++;
		assert(n++ < COUNT(names));
	}
	assert(n == COUNT(names));
	while (m.n) {
		line = slice_cut(&m, '\n');
		assert(line.n <= 77);
	}
}

/* Dots doubled, one end and only one: read as a server reads it. */
static void
unstuff(slice s, slice message)
{
	size_t	 at = 0;

	while (!slice_eq(s, SLICE(".\r\n"))) {
		slice	 line = slice_cut(&s, '\n');

		assert(s.n && line.n && line.p[line.n - 1] == '\r');
		assert(line.n != 2 || line.p[0] != '.');
		if (line.p[0] == '.')
			line = slice_from(line, 1);
		assert(at + line.n < message.n + 2);
		for (size_t i = 0; i < line.n; i++)
			assert(at + i >= message.n ||
			    line.p[i] == message.p[at + i]);
		at += line.n + 1;
	}
	assert(at == message.n);
}

/* What one step may send. */
static void
command(slice said, const struct smtp_job *job, bool secure, bool is_body)
{
	struct sink k = { .buf = stuffed, .cap = sizeof(stuffed) };

	if (is_body) {
		smtp_stuff(&k, job->message);
		assert(!k.full && slice_eq(said, sink_slice(&k)));
		unstuff(said, job->message);
		return;
	}
	assert(slice_ends(said, SLICE("\r\n")));
	assert(slice_index(said, '\n') == said.n - 1);
	assert(slice_index(said, '\r') == said.n - 2);
	assert(secure || !slice_starts(said, SLICE("AUTH")));
	assert(!job->starttls || secure || slice_starts(said, SLICE("EHLO")) ||
	    slice_starts(said, SLICE("HELO")) ||
	    slice_eq(said, SLICE("STARTTLS\r\n")));
}

static void
dialogue(struct smtp_job *job, slice server)
{
	struct arena a;
	struct sink out = { .buf = out_bytes, .cap = smtp_room(job) };
	struct fault fault = { .text = "" };
	enum smtp_next next = SMTP_SEND;
	bool	 secure = job->secure, data = false, sent = false;
	struct smtp *s;

	assert(out.cap <= sizeof(out_bytes));
	arena_init(&a, block, sizeof(block));
	s = smtp_begin(&a, job);
	while (next < SMTP_DONE) {
		long	 n = next == SMTP_TLS ? 0 : smtp_reply(server);
		slice	 reply = slice_head(server, n > 0 ? (size_t)n : 0);

		assert(n <= SMTP_REPLY_MAX && (n <= 0 ||
		    smtp_reply_code(reply) >= 200));
		secure = secure || next == SMTP_TLS;
		out.len = 0;
		if (n < 0)		/* net/mail would stop here */
			reply = slice_head(server, 40);
		next = smtp_step(s, reply, &out, &fault);
		server = slice_from(server, reply.n);
		assert(!out.full && !a.spent);
		if (next == SMTP_SEND) {
			bool	 is_body = data &&
			    !slice_starts(sink_slice(&out), SLICE("QUIT"));

			assert(!sent);
			command(sink_slice(&out), job, secure, is_body);
			sent = is_body;
			data = slice_eq(sink_slice(&out), SLICE("DATA\r\n"));
		}
		assert(next != SMTP_TLS || (job->starttls && !secure));
	}
	assert(next != SMTP_DONE || sent);
	assert(next == SMTP_DONE || fault.text[0]);
	assert(out.len == 0 || slice_eq(sink_slice(&out), SLICE("QUIT\r\n")));
	assert(!job->password.n || has(job->to, PASSWORD) ||
	    !has(slice_of(fault.text), PASSWORD));
	assert(!job->token.n || has(job->to, TOKEN) ||
	    !has(slice_of(fault.text), TOKEN));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n < 8192 ? n : 8192 };
	unsigned how = n ? data[0] : 0;
	struct sink k = { .buf = letter, .cap = sizeof(letter) };
	struct smtp_letter l = { .from = SLICE("The shop <s@a.org>"),
	    .host_id = SLICE("box.a.org"), .id = SLICE("42"),
	    .priority = SLICE("3"), .date = 1795253400 };
	struct smtp_job job = { .from = l.from, .host_id = l.host_id,
	    .starttls = (how & 3) == 1, .secure = (how & 3) == 2 };
	bool	 ascii = true;

	in = slice_from(in, 1);
	l.to = job.to = slice_cut(&in, '\0');
	l.subject = slice_cut(&in, '\0');
	l.text = slice_cut(&in, '\0');
	if (how & 4) {
		job.user = SLICE("owner");
		job.password = how & 8 ? SLICE(PASSWORD) : SLICE("");
		job.token = how & 16 ? SLICE(TOKEN) : SLICE("");
	}
	addresses(l.to, &ascii);
	smtp_message(&k, &l);
	assert(!k.full);
	headers(sink_slice(&k), ascii);
	job.message = sink_slice(&k);
	dialogue(&job, in);
	return 0;
}
