#include "core/mail/said.h"

#include "core/desk/press.h"
#include "core/mail/quote.h"
#include "core/text/html.h"
#include "core/text/text.h"

static slice
words_of(struct arena *a, const struct message *m)
{
	struct sink k;
	slice	 text = m->plain;

	if (slice_trim(text).n == 0 && m->html.n) {
		k = sink_open(a);
		html_text(&k, m->html);
		text = sink_close(&k, a);
	}
	text = slice_trim(quote_cut(a, text));
	return slice_starts(text, SLICE(">")) ? SLICE("") : text;
}

slice
said_read(struct arena *a, const struct message *m, int64_t *act)
{
	slice	 text = words_of(a, m), note;
	enum act found;

	*act = press_word(text, &found, &note) ? (int64_t)found + 1 : 0;
	return text_cut(a, slice_trim(note), TASK_NOTE, TEXT_BYTES);
}
