#include "core/desk/press.h"

static const struct {
	enum act act;
	const char *label, *question, *thanks;
} acts[] = {
	{ ACT_SEEN, "Seen", "Have you seen it? Then the box stops asking "
	    "around.", "is marked as seen." },
	{ ACT_MINE, "Mine", "Will you answer it? Then the others are told "
	    "that you do.", "is yours." },
	{ ACT_DONE, "Done", "Is it settled?", "is done." },
	{ ACT_IGNORE, "Ignore", "Shall it be put aside?", "is put aside." },
	{ ACT_NOT_US, "Not us", "Is it about somebody else? Then it is put "
	    "aside, and the box learns from it.", "is put aside: it is not "
	    "about you." },
	{ ACT_USEFUL, "Useful", "Shall the box bring more like this?",
	    "is marked as useful." },
	{ ACT_NOT_URGENT, "Not urgent", "Shall the box be quieter about such?",
	    "is marked as not urgent." },
	{ ACT_NOTE, "Note", "Shall this be written beside it?",
	    "has your note." },
};

static size_t
row(enum act act)
{
	size_t	 i = 0;

	while (i + 1 < COUNT(acts) && acts[i].act != act)
		i++;
	return i;
}

slice
press_label(enum act act)
{
	return slice_of(acts[row(act)].label);
}

slice
press_question(enum act act)
{
	return slice_of(acts[row(act)].question);
}

void
press_thanks(struct sink *k, enum act act, slice called, int64_t item)
{
	sink_text(k, called.n ? "Thanks, " : "Thanks");
	sink_put(k, called);
	sink_text(k, ". Item ");
	sink_int(k, item);
	sink_byte(k, ' ');
	sink_text(k, acts[row(act)].thanks);
}

enum act
press_act(enum press p)
{
	static const enum act of[PRESSES] = {
		[PRESS_MINE] = ACT_MINE, [PRESS_DONE] = ACT_DONE,
		[PRESS_NOT_US] = ACT_NOT_US, [PRESS_SEEN] = ACT_SEEN,
		[PRESS_USEFUL] = ACT_USEFUL,
		[PRESS_NOT_URGENT] = ACT_NOT_URGENT,
		[PRESS_ANSWER] = ACT_NOTE,
	};

	return of[p];
}

slice
press_token(const struct press_buttons *b, enum press p)
{
	if (b->tokens.n != PRESSES * TOKEN_CHARS)
		return SLICE("");
	return slice_head(slice_from(b->tokens, p * TOKEN_CHARS),
	    TOKEN_CHARS);
}

/* --- the first words of an answer --------------------------------------- */

/* English, German, French, Spanish, Italian, Portuguese. */
static const struct {
	enum act act;
	const char *words;		/* a "|" after each */
} said[] = {
	{ ACT_SEEN, "seen|gesehen|gelesen|vu|visto|le\xc3\xad" "do|letto|"
	    "lido|" },
	{ ACT_MINE, "mine|i do it|meins|ich mache es|mache ich|"
	    "pour moi|je m'en occupe|mio|m\xc3\xado|me encargo|lo hago yo|"
	    "ci penso io|lo faccio io|meu|deixa comigo|eu trato disso|" },
	{ ACT_DONE, "done|solved|erledigt|fertig|gemacht|fait|r\xc3\xa9gl\xc3"
	    "\xa9|termin\xc3\xa9|hecho|resuelto|fatto|risolto|feito|"
	    "resolvido|" },
	{ ACT_NOT_US, "not us|not-us|nicht wir|nicht uns|pas nous|"
	    "no somos nosotros|non siamo noi|non noi|"
	    "n\xc3\xa3o somos n\xc3\xb3s|nao somos nos|" },
	{ ACT_USEFUL, "useful|n\xc3\xbctzlich|hilfreich|utile|\xc3\xbatil|"
	    "util|" },
	{ ACT_NOT_URGENT, "not urgent|not-urgent|nicht dringend|nicht eilig|"
	    "pas urgent|no urgente|no es urgente|non urgente|"
	    "n\xc3\xa3o urgente|nao urgente|" },
	{ ACT_IGNORE, "ignore|ignorieren|ignorer|ignorar|ignora|ignorare|" },
};

/* Ends there, or with a mark: "mine is broken" is no "mine". */
static bool
ends(slice rest)
{
	return rest.n == 0 || strchr(".,!:;-\r\n", rest.p[0]) != NULL;
}

static bool
takes(const char *words, slice text, slice *rest)
{
	slice	 all = slice_of(words);

	while (all.n) {
		slice	 word = slice_cut(&all, '|');

		*rest = slice_from(text, word.n);
		if (slice_istarts(text, word) && ends(*rest))
			return true;
	}
	return false;
}

bool
press_word(slice text, enum act *act, slice *rest)
{
	text = slice_trim(text);
	for (size_t i = 0; i < COUNT(said); i++) {
		if (!takes(said[i].words, text, rest))
			continue;
		while (rest->n && (ascii_space(rest->p[0]) ||
		    strchr(".,!:;-", rest->p[0]) != NULL))
			*rest = slice_from(*rest, 1);
		*act = said[i].act;
		return true;
	}
	*rest = text;
	return false;
}

/* --- packets ------------------------------------------------------------- */

#define TEXT(tag, s, f, most) \
	{ tag, WIRE_SLICE, offsetof(struct s, f), most }
#define INT(tag, s, f)	{ tag, WIRE_INT, offsetof(struct s, f), 0 }

static const struct wire_field buttons[] = {
	TEXT(1, press_buttons, web, 128),
	TEXT(2, press_buttons, tokens, PRESSES * TOKEN_CHARS),
	INT(3, press_buttons, answers),
};

static const struct wire_field ask[] = {
	TEXT(1, press_ask, token, 128),
	INT(2, press_ask, press),
};

static const struct wire_field told[] = {
	{ 1, WIRE_TEXT, offsetof(struct press_told, says), 512 },
	{ 2, WIRE_TEXT, offsetof(struct press_told, about), 2048 },
	TEXT(3, press_told, label, 32),
	INT(4, press_told, status),
	INT(5, press_told, item),
	{ 6, WIRE_WHOLE, offsetof(struct press_told, draft), PRESS_DRAFT },
	{ 7, WIRE_TEXT, offsetof(struct press_told, careful), 512 },
};

static const struct wire_field deed[] = {
	TEXT(1, press_deed, token, 128),
	{ 2, WIRE_TEXT, offsetof(struct press_deed, words), TASK_NOTE },
	{ 3, WIRE_WHOLE, offsetof(struct press_deed, from), 320 },
	INT(4, press_deed, act),
	INT(5, press_deed, when),
	INT(6, press_deed, index),
};

static const struct wire_field guest[] = {
	TEXT(1, press_guest, hosts, 512),
	INT(2, press_guest, seconds),
	INT(3, press_guest, uid),
};

#define SHAPE(kind, fields, type) \
	{ kind, fields, COUNT(fields), sizeof(struct type) }

const struct wire_shape press_buttons = SHAPE('b', buttons, press_buttons);
const struct wire_shape press_ask = SHAPE('q', ask, press_ask);
const struct wire_shape press_told = SHAPE('t', told, press_told);
const struct wire_shape press_deed = SHAPE('d', deed, press_deed);
const struct wire_shape press_guest = SHAPE('g', guest, press_guest);
