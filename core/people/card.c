#include "core/people/card.h"

#include "core/show.h"
#include "core/text/text.h"
#include "core/when/when.h"

#define KEPT(type, f, most)	{ offsetof(type, f), most }

/* Where the kept ones lie, one behind another. */
static const struct {
	uint16_t at, most;
} kept[] = {
	KEPT(struct contact, handles, CONTACT_HANDLES),
	KEPT(struct contact, mail, CONTACT_MAIL),
	KEPT(struct contact, phone, CONTACT_PHONE),
	KEPT(struct contact, note, CONTACT_NOTE),
	KEPT(struct contact, bought, CONTACT_BOUGHT),
	KEPT(struct contact, consent, CONTACT_CONSENT),
	KEPT(struct contact, why, CONTACT_WHY),
	KEPT(struct contact, prefers, CONTACT_PREFERS),
}, names[] = {
	KEPT(struct card, name, CONTACT_NAME),
	KEPT(struct card, first, CONTACT_NAME),
	KEPT(struct card, last, CONTACT_NAME),
	KEPT(struct card, firm, CONTACT_NAME),
	KEPT(struct card, whole, CONTACT_NAME),
};

bool
card_init(struct card *c, struct arena *a, struct contact *out)
{
	*c = (struct card){ .arena = a, .c = out,
		.room = arena_take(a, CONTACT_BYTES + 5 * CONTACT_NAME) };
	memset(out, 0, sizeof(*out));
	return c->room != NULL;
}

static char *
keep(void *base, size_t at, size_t most, char *room)
{
	slice	*s = (slice *)(void *)((char *)base + at);

	if (s->n && s->p != room)
		memmove(room, s->p, s->n);
	s->p = room;
	return room + most;
}

void
card_settle(struct card *c, size_t used)
{
	char	*room = c->room;

	for (size_t i = 0; i < COUNT(kept); i++)
		room = keep(c->c, kept[i].at, kept[i].most, room);
	for (size_t i = 0; i < COUNT(names); i++)
		room = keep(c, names[i].at, names[i].most, room);
	c->arena->used = used;
}

/* --- several in one --------------------------------------------------- */

static bool
cut_one(slice *rest, slice *one)
{
	while (rest->n) {
		size_t	 n = 0;

		while (n < rest->n && memchr("\n\r;,", rest->p[n], 4) == NULL)
			n++;
		*one = slice_trim(slice_head(*rest, n));
		*rest = slice_from(*rest, n + 1);
		if (one->n)
			return true;
	}
	return false;
}

static void
add_key(struct card *c, slice key)
{
	if (slice_starts(key, SLICE("mail ")))
		lines_add(c->arena, &c->c->mail, slice_from(key, 5),
		    CONTACT_MAIL);
	else if (slice_starts(key, SLICE("phone ")))
		lines_add(c->arena, &c->c->phone, slice_from(key, 6),
		    CONTACT_PHONE);
	else
		lines_add(c->arena, &c->c->handles, key, CONTACT_HANDLES);
}

static void
add_mail(struct card *c, slice value)
{
	slice	 keys[CONTACT_KEYS];

	if (contact_typed(c->arena, value, keys) &&
	    slice_starts(keys[0], SLICE("mail ")))
		add_key(c, keys[0]);
}

/* A number to dial: digits, and what people put between. */
static void
add_phone(struct card *c, slice value)
{
	slice	 keys[CONTACT_KEYS];

	if (slice_istarts(value, SLICE("tel:")))
		value = slice_from(value, 4);
	if (contact_typed(c->arena, value, keys) &&
	    slice_starts(keys[0], SLICE("phone ")))
		lines_add(c->arena, &c->c->phone, value, CONTACT_PHONE);
}

static slice
network_name(slice s)
{
	return slice_ieq(s, SLICE("twitter")) ? SLICE("x") :
	    slice_ieq(s, SLICE("xmpp")) ? SLICE("jabber") : s;
}

void
card_handle(struct card *c, slice network, slice handle)
{
	struct sink k = sink_open(c->arena);
	slice	 keys[CONTACT_KEYS], typed = handle;
	size_t	 n;

	network = network_name(slice_trim(network));
	handle = slice_trim(handle);
	while (slice_starts(handle, SLICE("/")))
		handle = slice_from(handle, 1);
	if (handle.n == 0 || handle.n > CONTACT_KEY)
		return;
	if (slice_istarts(network, SLICE("http")) || slice_find(handle,
	    SLICE("://")) < handle.n)
		sink_put(&k, slice_istarts(network, SLICE("http")) ?
		    SLICE("https://") : SLICE(""));
	else if (network.n && !(handle.p[0] == '@' &&
	    slice_index(slice_from(handle, 1), '@') < handle.n - 1)) {
		sink_put(&k, network);
		sink_byte(&k, ' ');
	}
	sink_put(&k, handle);
	typed = sink_close(&k, c->arena);
	n = contact_typed(c->arena, typed, keys);
	if (n > 1 && slice_starts(keys[0], SLICE("mail ")))
		n = 1;
	for (size_t i = 0; i < n; i++)
		add_key(c, keys[i]);
}

/* --- words of wish ---------------------------------------------------- */

#define YES SLICE(" yes y x 1 true ja j wahr oui vrai si s\xc3\xad vero sim " \
	    "on verdadeiro ")
#define NO SLICE(" no n 0 false nein falsch non faux falso nao n\xc3\xa3o " \
	    "off - ")

static bool
is_word(slice s, slice words)
{
	char	 buf[24];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	sink_byte(&k, ' ');
	for (size_t i = 0; i < s.n; i++)
		sink_byte(&k, ascii_lower(s.p[i]));
	sink_byte(&k, ' ');
	return !k.full && slice_find(words, sink_slice(&k)) < words.n;
}

bool
card_network(slice name)
{
	return is_word(name, SLICE(" twitter x instagram facebook mastodon "
	    "bluesky reddit youtube tiktok linkedin telegram threads "
	    "tripadvisor yelp trustpilot discourse github skype jabber "));
}

static void
set_never(struct card *c, slice value)
{
	slice	 rest = value, day = slice_cut(&rest, ' ');

	if (value.n == 0 || is_word(value, NO))
		return;
	if (when_parse(day, &c->c->never) && c->c->never > 0)
		value = slice_trim(rest);
	else
		c->c->never = 1;	/* the day of the import */
	if (!is_word(value, YES))
		contact_forbid(c->arena, c->c, c->c->never, value);
}

static void
set_consent(struct card *c, slice value)
{
	slice	 line;

	if (is_word(value, NO))
		return;
	if (is_word(value, YES))
		value = SLICE("mail (your list)");
	while (lines_next(&value, &line))
		lines_add(c->arena, &c->c->consent, line, CONTACT_CONSENT);
}

static void
set_prefers(struct card *c, slice value)
{
	struct sink k = sink_open(c->arena);

	value = slice_head(value, slice_index(value, ' '));
	for (size_t i = 0; i < value.n && i < CONTACT_PREFERS; i++)
		sink_byte(&k, ascii_lower(value.p[i]));
	value = sink_close(&k, c->arena);
	c->c->prefers = SLICE("");
	lines_add(c->arena, &c->c->prefers, value, CONTACT_PREFERS - 1);
}

/* --- fields ----------------------------------------------------------- */

static void
set_text(struct card *c, slice *to, slice value, size_t most, bool lines)
{
	slice	 shown = show(c->arena, value, most / 4 - 1, lines);

	if (to->n == 0)
		*to = shown;
}

void
card_set(struct card *c, enum card_field field, slice value)
{
	static void (*const each[CARD_FIELDS])(struct card *, slice) = {
		[CARD_MAIL] = add_mail, [CARD_PHONE] = add_phone,
	};
	slice	*const text[CARD_FIELDS] = {
		[CARD_NAME] = &c->name, [CARD_FIRST] = &c->first,
		[CARD_LAST] = &c->last, [CARD_FIRM] = &c->firm,
		[CARD_WHOLE] = &c->whole,
	};
	slice	 one;

	value = slice_trim(value);
	if (text[field] != NULL)
		set_text(c, text[field], value, CONTACT_NAME, false);
	else if (each[field] != NULL)
		while (cut_one(&value, &one))
			each[field](c, one);
	else if (field == CARD_HANDLE)
		while (cut_one(&value, &one))
			card_handle(c, SLICE(""), one);
	else if (field == CARD_NOTE)
		set_text(c, &c->c->note, value, CONTACT_NOTE, true);
	else if (field == CARD_BOUGHT)
		while (lines_next(&value, &one))
			lines_add(c->arena, &c->c->bought, one,
			    CONTACT_BOUGHT);
	else if (field == CARD_NEVER)
		set_never(c, value);
	else if (field == CARD_PREFERS)
		set_prefers(c, value);
	else
		set_consent(c, value);
}

static slice
joined(struct card *c, slice first, slice last)
{
	struct sink k = sink_open(c->arena);

	sink_put(&k, first);
	if (first.n && last.n)
		sink_byte(&k, ' ');
	sink_put(&k, last);
	return show(c->arena, sink_close(&k, c->arena), CONTACT_NAME / 4 - 1,
	    false);
}

/* "nom" beside "prenom" is the family's, "nombre" beside "apellidos" is not. */
bool
card_close(struct card *c)
{
	struct contact *p = c->c;

	if (c->whole.n)
		p->name = c->whole;
	else if (c->first.n)
		p->name = joined(c, c->first, c->last.n ? c->last : c->name);
	else
		p->name = joined(c, c->name, c->last);
	if (p->name.n == 0)
		p->name = c->firm;
	return !c->arena->spent && (p->mail.n || p->phone.n || p->handles.n);
}
