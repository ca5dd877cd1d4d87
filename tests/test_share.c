/* test_share.c - what somebody passes on, however their program writes it. */
#include "core/mail/share.h"
#include "tests/test.h"

#define BODY "The bread was mouldy.\nhttps://karla.example/photo\n"

static char room[1 << 22];

static const struct {
	const char *subject, *plain;
	bool	 all, is;
	const char *title, *text, *url, *author, *handle, *note;
} cases[] = {
	/* Gmail */
	{ "Fwd: Complaint", "Ben, please call her\n\n---------- Forwarded "
	    "message ---------\nFrom: Karla Kundin <karla@x.example>\nDate: "
	    "Mon, 3 May 2026 at 10:00\nSubject: Complaint\nTo: <info@m.example>"
	    "\n\n\n" BODY, false, true, "Complaint", "The bread was mouldy.\n"
	    "https://karla.example/photo", "https://karla.example/photo",
	    "Karla Kundin", "karla@x.example", "Ben, please call her" },
	/* Apple Mail marks every line */
	{ "Fwd: Brot", "Anfang der weitergeleiteten Nachricht:\n\n> Von: Karla "
	    "<karla@x.example>\n> Betreff: Brot\n> Datum: 3. Mai 2026\n> An: "
	    "info@m.example\n> \n> Das Brot war alt.\n> Karla\n", false, true,
	    "Brot", "Das Brot war alt.\nKarla", "", "Karla",
	    "karla@x.example", "" },
	{ "Fwd: x", "Begin forwarded message:\n\nFrom: K <k@x.example>\n"
	    "Subject: Stale\nDate: today\n\nStale cake.\n", false, true,
	    "Stale", "Stale cake.", "", "K", "k@x.example", "" },
	/* Outlook, in six languages */
	{ "FW: Bread", "See below.\n\n-----Original Message-----\nFrom: Karla "
	    "[mailto:karla@x.example]\nSent: Monday\nTo: us\nSubject: Bread\n\n"
	    "Old bread.\n", false, true, "Bread", "Old bread.", "", "Karla",
	    "karla@x.example", "See below." },
	{ "WG: Brot", "________________________________\nVon: Karla "
	    "<karla@x.example>\nGesendet: Montag\nAn: uns\nBetreff: Brot\n\n"
	    "Altes Brot.\n", false, true, "Brot", "Altes Brot.", "", "Karla",
	    "karla@x.example", "" },
	{ "TR: Pain", "*De :* Karla <karla@x.example>\n*Envoy\303\251 :* lundi"
	    "\n*\303\200 :* nous\n*Objet :* Pain\n\nVieux pain.\n", false,
	    true, "Pain", "Vieux pain.", "", "Karla", "karla@x.example", "" },
	{ "RV: Pan", "-----Mensaje original-----\nDe: Karla "
	    "<karla@x.example>\nEnviado: lunes\nPara: nos\nAsunto: Pan\n\n"
	    "Pan viejo.\n", false, true, "Pan", "Pan viejo.", "", "Karla",
	    "karla@x.example", "" },
	{ "I: Pane", "Inizio messaggio inoltrato:\n\nDa: Karla "
	    "<karla@x.example>\nOggetto: Pane\n\nPane vecchio.\n", false, true,
	    "Pane", "Pane vecchio.", "", "Karla", "karla@x.example", "" },
	{ "ENC: P\303\243o", "---------- Mensagem encaminhada ---------\nDe: "
	    "Karla <karla@x.example>\nAssunto: P\303\243o\n\nP\303\243o velho."
	    "\n", false, true, "P\303\243o", "P\303\243o velho.", "", "Karla",
	    "karla@x.example", "" },
	/* a forward of a forward is its first author's; what was answered is
	 * that of who answered */
	{ "Fwd: Fwd: x", "---------- Forwarded message ---------\nFrom: Ben "
	    "<ben@m.example>\nSubject: Fwd: x\n\n---------- Forwarded message "
	    "---------\nFrom: Karla <karla@x.example>\nSubject: x\n\nCold.\n",
	    false, true, "x", "Cold.", "", "Karla", "karla@x.example", "" },
	{ "Fwd: Re: x", "---------- Forwarded message ---------\nFrom: Karla "
	    "<karla@x.example>\nSubject: Re: x\n\nStill cold.\n\n-----Original "
	    "Message-----\nFrom: Mokka <info@m.example>\nSubject: x\n\nSorry!"
	    "\n", false, true, "x", "Still cold.", "", "Karla",
	    "karla@x.example", "" },
	/* no address */
	{ "FW: x", "From: Karla Kundin\nSent: Monday\nSubject: x\n\nHello.\n",
	    false, true, "x", "Hello.", "", "Karla Kundin", "", "" },
	/* a link, as phones share them */
	{ "Terrible place", "https://net.example/post/1\n\nSent from my "
	    "telephone\n", false, true, "Terrible place", "",
	    "https://net.example/post/1", "", "", "" },
	{ "", "@ben look\r\nhttps://net.example/post/1\r\n", false, true, "",
	    "https://net.example/post/1", "https://net.example/post/1", "",
	    "", "@ben look" },
	/* neither */
	{ "Lunch", "See you at one.\nMore on https://m.example today.\n", false,
	    false, NULL, NULL, NULL, NULL, NULL, NULL },
	{ "Lunch", "From: the team\n\nSee you at one.\n", false, false, NULL,
	    NULL, NULL, NULL, NULL, NULL },
	{ "", "", true, false, NULL, NULL, NULL, NULL, NULL, NULL },
	{ "", "A man at the till said so: http://a.example/b.", true, true,
	    "", "A man at the till said so: http://a.example/b.",
	    "http://a.example/b.", "", "", "" },
	/* nothing that turns or hides */
	{ "Fwd: \342\200\256x", "Begin forwarded message:\n\nFrom: K\033[2J "
	    "<k@x.example>\nSubject: y\n\nz\001\n", false, true, "y", "z", "",
	    "K[2J", "k@x.example", "" },
};

static bool
is(size_t i, const char *what, slice is_so, const char *want)
{
	return slice_eq(is_so, slice_of(want)) || (printf("%zu: %s \"%.*s\", "
	    "not \"%s\"\n", i, what, SLICE_ARG(is_so), want), false);
}

static void
reads(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct message m = { .id = SLICE("id"), .time = 7,
		    .subject = slice_of(cases[i].subject),
		    .plain = slice_of(cases[i].plain) };
		struct mention out;
		struct arena a;
		slice	 note;
		bool	 got;

		arena_init(&a, room, sizeof(room));
		got = share_read(&a, &m, cases[i].all, &out, &note);
		CHECK(got == cases[i].is || (printf("%zu\n", i), 0));
		if (!got || !cases[i].is)
			continue;
		CHECK(is(i, "title", out.title, cases[i].title));
		CHECK(is(i, "text", out.text, cases[i].text));
		CHECK(is(i, "url", out.url, cases[i].url));
		CHECK(is(i, "author", out.author, cases[i].author));
		CHECK(is(i, "handle", out.handle, cases[i].handle));
		CHECK(is(i, "note", note, cases[i].note));
		CHECK(out.time == 7 && slice_eq(out.id, SLICE("id")));
	}
}

/* As an attachment, and as a page. */
static void
other_forms(void)
{
	struct message in = { .name = SLICE("Karla"), .time = 3,
	    .from = SLICE("karla@x.example"), .subject = SLICE("Bread"),
	    .html = SLICE("<p>Old <a href=\"https://x.example/p\">bread</a>"
	    "</p>") };
	struct message m = { .id = SLICE("id"), .time = 7, .inner = &in,
	    .subject = SLICE("Fwd: Bread"),
	    .plain = SLICE("@ben yours\n-- \nAnna\n") };
	struct mention out;
	struct arena a;
	slice	 note;

	arena_init(&a, room, sizeof(room));
	CHECK(share_read(&a, &m, false, &out, &note));
	CHECK(slice_eq(out.text, SLICE("Old bread")) && out.time == 3);
	CHECK(slice_eq(out.url, SLICE("https://x.example/p")));
	CHECK(slice_eq(out.handle, SLICE("karla@x.example")));
	CHECK(slice_eq(note, SLICE("@ben yours")));
	/* too little room is no crash */
	for (size_t n = 0; n < 4000; n += 97) {
		arena_init(&a, room, n);
		(void)share_read(&a, &m, false, &out, &note);
	}
}

int
main(void)
{
	reads();
	other_forms();
	return test_failed;
}
