/* test_press.c - buttons in words: what is shown, what an answer means. */
#include "core/desk/press_page.h"
#include "core/mail/said.h"
#include "firmware/config/config.h"
#include "tests/test.h"

static char	 room[256 << 10];

/* --- the first words of an answer ----------------------------------------- */

static const struct { const char *text; int act; const char *note; } said[] = {
	{ "done", ACT_DONE, "" },
	{ "  Done.\n", ACT_DONE, "" },
	{ "DONE!", ACT_DONE, "" },
	{ "Done. Called her, she comes on Friday.", ACT_DONE,
	    "Called her, she comes on Friday." },
	{ "mine", ACT_MINE, "" },
	{ "mine is broken too", -1, "mine is broken too" },
	{ "seen, thanks", ACT_SEEN, "thanks" },
	{ "not us", ACT_NOT_US, "" },
	{ "Not-us", ACT_NOT_US, "" },
	{ "ignore", ACT_IGNORE, "" },
	{ "Not urgent. Tomorrow will do.", ACT_NOT_URGENT,
	    "Tomorrow will do." },
	{ "nicht dringend", ACT_NOT_URGENT, "" },
	{ "n\xc3\xbctzlich", ACT_USEFUL, "" },
	{ "useful thing, this", -1, "useful thing, this" },
	{ "Erledigt", ACT_DONE, "" },
	{ "meins", ACT_MINE, "" },
	{ "Gesehen!", ACT_SEEN, "" },
	{ "nicht wir", ACT_NOT_US, "" },
	{ "fait", ACT_DONE, "" },
	{ "me encargo", ACT_MINE, "" },
	{ "non siamo noi.", ACT_NOT_US, "" },
	{ "resolvido", ACT_DONE, "" },
	{ "she wants her money back", -1, "she wants her money back" },
	{ "doner kebab", -1, "doner kebab" },
	{ "", -1, "" },
	{ "\n\n", -1, "" },
};

static void
test_words(void)
{
	for (size_t i = 0; i < COUNT(said); i++) {
		enum act act = ACTS;
		slice	 note;
		bool	 is = press_word(slice_of(said[i].text), &act, &note);

		if (is != (said[i].act >= 0) || (is && (int)act != said[i].act)
		    || !slice_eq(slice_trim(note), slice_of(said[i].note)))
			printf("\"%s\"\n", said[i].text);
		CHECK(is == (said[i].act >= 0));
		CHECK(!is || (int)act == said[i].act);
		CHECK(slice_eq(slice_trim(note), slice_of(said[i].note)));
	}
}

static const struct { const char *mail; int act; const char *note; }
answers[] = {
	{ "From: Anna <anna@x.example>\r\nSubject: Re: Complaint\r\n\r\n"
	    "erledigt\r\n\r\nAm 1.2.2026 um 10:00 schrieb Box <b@x.example>:"
	    "\r\n> Complaint\r\n> Mine: http://x\r\n", ACT_DONE + 1, "" },
	{ "From: anna@x.example\r\n\r\nShe wants her money back.\r\n\r\n"
	    "> Complaint\r\n", 0, "She wants her money back." },
	{ "From: anna@x.example\r\n\r\n> Complaint\r\n> Mine\r\n", 0, "" },
	{ "From: anna@x.example\r\n\r\ndone\r\n-- \r\nAnna\r\nThe Bakery\r\n",
	    ACT_DONE + 1, "" },
	{ "From: anna@x.example\r\n\r\nmine\r\n\r\nSent from my iPhone\r\n",
	    ACT_MINE + 1, "" },
	{ "From: anna@x.example\r\nContent-Type: text/html\r\n\r\n<p>Done."
	    "</p><p>Gave her a cake.</p>\r\n", ACT_DONE + 1,
	    "Gave her a cake." },
	{ "From: anna@x.example\r\n\r\n", 0, "" },
};

static void
test_answers(void)
{
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct message m;
		struct arena a;
		int64_t	 act = -1;
		slice	 note;

		arena_init(&a, room, sizeof(room));
		message_read(&a, slice_of(answers[i].mail), &m);
		note = said_read(&a, &m, &act);
		if (act != answers[i].act ||
		    !slice_eq(note, slice_of(answers[i].note)))
			printf("%zu: %lld \"%.*s\"\n", i, (long long)act,
			    SLICE_ARG(note));
		CHECK(act == answers[i].act);
		CHECK(slice_eq(note, slice_of(answers[i].note)));
	}
}

/* --- the page ------------------------------------------------------------- */

static bool
holds(slice s, const char *what)
{
	return slice_find(s, slice_of(what)) < s.n;
}

static slice
reply(struct press_told *t, enum press_form form, bool head_only, char *buf,
    size_t cap)
{
	struct sink k = { .buf = buf, .cap = cap };
	struct arena a;

	arena_init(&a, room, sizeof(room));
	press_reply(&k, &a, t, form, head_only);
	CHECK(!k.full && !a.spent);
	return sink_slice(&k);
}

static void
test_page(void)
{
	static char buf[64 << 10];
	struct press_told t = { .status = 200, .item = 12,
	    .says = SLICE("Will <you> answer & \"it\"?"),
	    .label = SLICE("Mine"),
	    .about = SLICE("Complaint on gazette\n</blockquote><script>"
	    "alert('1')</script><img src=x onerror=y>\xe2\x80\xae" "evil") };
	slice	 s = reply(&t, PRESS_HTML, false, buf, sizeof(buf));

	CHECK(holds(s, "HTTP/1.1 200 OK\r\n"));
	CHECK(holds(s, "\r\n\r\n<!DOCTYPE html>"));
	CHECK(holds(s, "<h1>Item 12</h1>"));
	CHECK(holds(s, "Will &lt;you&gt; answer &amp; &quot;it&quot;?"));
	CHECK(holds(s, "&lt;/blockquote&gt;&lt;script&gt;alert(&#39;1&#39;)"));
	CHECK(!holds(s, "<script") && !holds(s, "<img"));
	CHECK(!holds(s, "\xe2\x80\xae"));
	CHECK(holds(s, "<form method=\"post\"><button>Mine</button></form>"));
	CHECK(holds(s, "default-src 'none'") && holds(s, "no-store"));
	CHECK(holds(s, "Referrer-Policy: no-referrer"));
	CHECK(holds(s, "X-Frame-Options: DENY"));
	CHECK(!holds(s, "Set-Cookie"));
	CHECK(!holds(s, "<textarea"));
	t.draft = SLICE("Sorry</textarea><script>x</script> & thanks");
	t.careful = SLICE("the same <b>words</b> went out");
	s = reply(&t, PRESS_HTML, false, buf, sizeof(buf));
	CHECK(holds(s, "<textarea readonly rows=\"8\">\nSorry&lt;/textarea&gt;"
	    "&lt;script&gt;x"));
	CHECK(holds(s, "<p>The same &lt;b&gt;words"));
	CHECK(!holds(s, "<script"));
	t.draft = SLICE("");
	t.label = SLICE("");
	s = reply(&t, PRESS_HTML, false, buf, sizeof(buf));
	CHECK(!holds(s, "<form") && !holds(s, "<button>"));
	t.status = 409;
	s = reply(&t, PRESS_TEXT, false, buf, sizeof(buf));
	CHECK(holds(s, "HTTP/1.1 409 Conflict\r\n"));
	CHECK(slice_ends(s, SLICE("\r\n\r\nWill <you> answer & \"it\"?\n")));
	CHECK(holds(s, "Content-Type: text/plain"));
	s = reply(&t, PRESS_HTML, true, buf, sizeof(buf));
	CHECK(slice_ends(s, SLICE("\r\n\r\n")) && !holds(s, "<html"));
	t.status = 403;
	t.says = SLICE("this box has another name");
	CHECK(slice_ends(reply(&t, PRESS_TEXT, false, buf, sizeof(buf)),
	    SLICE("\r\n\r\nThis box has another name.\n")));
	t.status = 405;
	CHECK(holds(reply(&t, PRESS_TEXT, false, buf, sizeof(buf)),
	    "\r\nAllow: GET, HEAD, POST\r\n"));
}

/* The policy names the style by its hash: they must agree. */
static void
test_style(void)
{
	static char buf[64 << 10];
	struct press_told t = { .status = 200 };
	unsigned char sum[32];
	char	 hash[64];
	struct sink k = { .buf = hash, .cap = sizeof(hash) };
	slice	 s = reply(&t, PRESS_HTML, false, buf, sizeof(buf));

	config_crypto.sha256(slice_of(press_style), sum);
	sink_text(&k, "'sha256-");
	sink_base64(&k, (slice){ (const char *)sum, sizeof(sum) });
	sink_byte(&k, '\'');
	CHECK(slice_find(s, sink_slice(&k)) < s.n);
}

static void
test_thanks(void)
{
	char	 buf[100];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	press_thanks(&k, ACT_MINE, SLICE("Anna"), 12);
	CHECK(slice_eq(sink_slice(&k), SLICE("Thanks, Anna. Item 12 is "
	    "yours.")));
	k.len = 0;
	press_thanks(&k, ACT_NOT_US, SLICE(""), 3);
	CHECK(slice_eq(sink_slice(&k), SLICE("Thanks. Item 3 is put aside: it "
	    "is not about you.")));
}

/* --- packets -------------------------------------------------------------- */

static void
test_packets(void)
{
	char	 buf[4096], tokens[PRESSES * TOKEN_CHARS];
	char	 last[TOKEN_CHARS];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct press_buttons b = { .web = SLICE("http://box") }, back;

	for (size_t i = 0; i < sizeof(tokens); i++)
		tokens[i] = (char)('a' + i / TOKEN_CHARS);
	b.tokens = (slice){ tokens, sizeof(tokens) };
	wire_put(&k, &press_buttons, &b);
	CHECK(wire_get(sink_slice(&k), &press_buttons, &back));
	memset(last, 'a' + PRESS_ANSWER, sizeof(last));
	CHECK(slice_eq(press_token(&back, PRESS_ANSWER), (slice){ last,
	    sizeof(last) }));
	back.tokens.n--;
	CHECK(press_token(&back, PRESS_MINE).n == 0);
}

int
main(void)
{
	test_words();
	test_answers();
	test_page();
	test_style();
	test_thanks();
	test_packets();
	return test_failed;
}
