#include "core/mail/quote.h"

#include "core/mail/pattern.h"

enum { LINES = 3, FORWARD_LINES = 10,
	ORIGINALS = 6 };		/* of `ends`: what follows is a mail */

/* Who wrote what follows: over one line or up to three. */
static const char *const attributions[] = {
	"on *wrote:", "am *schrieb*:", "le *a \303\251crit*:",
	"el *escribi\303\263:", "il *ha scritto:", "em *escreveu:",
	"op *schreef*:", "den *skrev*:", "w dniu *napisa\305\202*:",
};

/* From here on it is not his. */
static const char *const ends[] = {
	"-----*original message*-----",
	"-----*urspr\303\274ngliche nachricht*-----",
	"-----*message d'origine*-----", "-----*mensaje original*-----",
	"-----*messaggio originale*-----", "-----*mensagem original*-----",
	"sent from my *", "get outlook for *", "von meinem * gesendet",
	"envoy\303\251 de mon *", "enviado desde mi *", "inviato da *",
	"enviado do meu *",
};

static const char *const forwards[] = {
	"-----*forwarded message*-----", "begin forwarded message:",
	"-----*weitergeleitete nachricht*-----",
	"anfang der weitergeleiteten nachricht:",
	"-----*message transf\303\251r\303\251*-----",
	"d\303\251but du message transf\303\251r\303\251*:",
	"-----*mensaje reenviado*-----", "inicio del mensaje reenviado:",
	"-----*messaggio inoltrato*-----", "inizio messaggio inoltrato:",
	"-----*mensagem encaminhada*-----",
	"in\303\255cio da mensagem encaminhada:",
};

/* Some write "*From:* Anna". */
static const char *const from_names[] = { "from:* {}", "von:* {}",
	"de :* {}", "de:* {}", "da:* {}" };
static const char *const subject_names[] = { "subject:* {}",
	"betreff:* {}", "objet :* {}", "objet:* {}", "sujet:* {}",
	"asunto:* {}", "oggetto:* {}", "assunto:* {}" };

static bool
fits_one(const char *const *patterns, size_t n, slice line, slice *hole)
{
	for (size_t i = 0; i < n; i++)
		if (pattern_fits(slice_of(patterns[i]), line, hole))
			return true;
	return false;
}

/* How many lines from here say "On Monday Anna wrote:"; 0: they do not. */
static size_t
attribution(slice rest)
{
	const char *start = rest.p;

	for (size_t n = 1; n <= LINES && rest.n; n++) {
		slice	 line = slice_cut(&rest, '\n'), all;

		all = (slice){ start, (size_t)(line.p + line.n - start) };
		if (slice_trim(line).n == 0 || all.n > 300)
			return 0;
		if (slice_ends(slice_trim(line), SLICE(":")) &&
		    fits_one(attributions, COUNT(attributions), all, NULL))
			return n;
	}
	return 0;
}

static bool
is_end(slice line)
{
	if (slice_ends(line, SLICE("\r")))
		line.n--;
	return slice_eq(line, SLICE("-- ")) || slice_eq(line, SLICE("--")) ||
	    (line.n && line.n < 80 && fits_one(ends, COUNT(ends), line, NULL));
}

static slice
next_said(slice rest)		/* the next line that is not blank */
{
	slice	 line = SLICE("");

	while (rest.n && line.n == 0)
		line = slice_trim(slice_cut(&rest, '\n'));
	return line;
}

static void
put_own(struct sink *k, slice rest)
{
	while (rest.n) {
		size_t	 n = attribution(rest);
		slice	 line = slice_cut(&rest, '\n');

		while (n > 1 && n-- > 0)
			(void)slice_cut(&rest, '\n');
		if (n && next_said(rest).n && next_said(rest).p[0] != '>')
			return;		/* not marked: all that follows */
		if (n || slice_starts(line, SLICE(">")))
			continue;
		if (is_end(line))
			return;
		sink_put(k, line);
		sink_byte(k, '\n');
	}
}

slice
quote_own(struct arena *a, slice text)
{
	struct sink k = sink_open(a);

	put_own(&k, text);
	return slice_trim(sink_close(&k, a));
}

slice
quote_cut(struct arena *a, slice text)
{
	slice	 own = quote_own(a, text);

	return own.n ? own : slice_trim(text);
}

static slice
plain_line(slice *rest)
{
	slice	 line = slice_trim(slice_cut(rest, '\n'));

	while (line.n && (line.p[0] == '>' || line.p[0] == '*' ||
	    line.p[0] == ' '))
		line = slice_from(line, 1);
	return line;
}

/* The few lines of headers that a mail passed on begins with. */
static void
read_head(slice text, struct quote_forward *f)
{
	slice	 line, rest;

	*f = (struct quote_forward){ .from = SLICE(""), .text = text };
	for (int i = 0; i < FORWARD_LINES && f->text.n; i++) {
		rest = f->text;
		line = plain_line(&rest);
		if (line.n && slice_index(line, ':') == line.n)
			break;
		(void)fits_one(from_names, COUNT(from_names), line, &f->from);
		(void)fits_one(subject_names, COUNT(subject_names), line,
		    &f->subject);
		if (line.n == 0 && f->from.n)
			break;
		f->text = rest;
	}
}

static bool
begins(slice line, const char *const *marks, size_t n)
{
	return line.n > 3 && line.n < 120 && fits_one(marks, n, line, NULL);
}

bool
quote_forward(slice text, struct quote_forward *f)
{
	bool	 begun = false;

	while (!begun && text.n)
		begun = begins(plain_line(&text), forwards, COUNT(forwards));
	*f = (struct quote_forward){ .from = SLICE(""), .text = text };
	if (begun)
		read_head(text, f);
	return f->from.n > 0;
}

bool
quote_passed(slice text, slice *before, struct quote_forward *f)
{
	const char *start = text.p;

	while (text.n) {
		const char *here = text.p;
		slice	 line = plain_line(&text), all = text, unused;
		bool	 mark = begins(line, forwards, COUNT(forwards)) ||
			    begins(line, ends, ORIGINALS);

		if (!mark && !fits_one(from_names, COUNT(from_names), line,
		    &unused))
			continue;
		all.n += (size_t)(text.p - here);
		all.p = here;
		read_head(mark ? text : all, f);
		if (f->from.n == 0 || !(mark || f->subject.n))
			continue;
		*before = slice_trim((slice){ start, (size_t)(here - start) });
		while (slice_ends(*before, SLICE("_")))
			before->n--;
		return true;
	}
	return false;
}
