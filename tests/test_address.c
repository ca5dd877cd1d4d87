#include "core/mail/address.h"
#include "tests/test.h"

static const struct {
	const char	*list;
	const char	*all;		/* "name=address|..."; NULL: refused */
} lists[] = {
	{ "anna@example.org", "=anna@example.org" },
	{ " Anna <anna@example.org> ", "Anna=anna@example.org" },
	{ "\"Smith, Anna\" <a@b.org>, Bo <bo@c.org>",
	    "Smith, Anna=a@b.org|Bo=bo@c.org" },
	{ "\"the \\\"best\\\" shop\" <a@b.org>", "the \"best\" shop=a@b.org" },
	{ "a@b.org (Anna, the boss), c@d.org", "=a@b.org|=c@d.org" },
	{ "A <a@b.org> (x)", "A=a@b.org" },
	{ "a@b.org; c@d.org,, ,", "=a@b.org|=c@d.org" },
	{ "<a@b.org>", "=a@b.org" },
	{ "\"a,b\"@c.org", "=\"a,b\"@c.org" },
	{ "o'neil+shop_1@mail-2.example.org",
	    "=o'neil+shop_1@mail-2.example.org" },
	{ "root@localhost", "=root@localhost" },
	{ "a@[192.0.2.1]", "=a@[192.0.2.1]" },
	{ "a@[IPv6:2001:db8::1]", "=a@[IPv6:2001:db8::1]" },
	{ "j\xc3\xb6rg@m\xc3\xbcller.example",
	    "=j\xc3\xb6rg@m\xc3\xbcller.example" },
	{ "", "" },
	{ " , ;", "" },
	/* none of these may reach a command */
	{ "anna", NULL },
	{ "@example.org", NULL },
	{ "anna@", NULL },
	{ "a b@c.org", NULL },
	{ "a@b c.org", NULL },
	{ "a@b.org>\r\nRCPT TO:<evil@x.org", NULL },
	{ "<a@b.org\r\nDATA>", NULL },
	{ "<a@b.org> SIZE=1", NULL },
	{ "A <a@b.org", NULL },
	{ "A a@b.org>", NULL },
	{ "<<a@b.org>>", NULL },
	{ "a@b@c.org", NULL },
	{ "\"a b\"@c.org", NULL },
	{ "\"a\\\"b\"@c.org", NULL },
	{ "\"a@b.org", NULL },
	{ "a@b..org", NULL },
	{ "a@.b.org", NULL },
	{ "a@b.org.", NULL },
	{ "a@-b.org", NULL },
	{ "a@[1.2.3.4", NULL },
	{ "a@[]", NULL },
	{ "a@b.org\x01", NULL },
	{ "a@b\x7f.org", NULL },
	{ "a\xff@b.org", NULL },
	{ "a@b\xe2\x80\xae.org", NULL },	/* turned around */
	{ "a\xc2\xa0@b.org", NULL },		/* a blank of another kind */
	{ "team: a@b.org, c@d.org;", NULL },
	{ "a@b.org, c", NULL },
};

int
main(void)
{
	char	 buf[512], long_one[400] = "";
	struct fault long_fault = { .text = "" };
	struct address a[2];

	for (size_t i = 0; i < COUNT(lists); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct fault fault = { .text = "" };
		slice	 rest = slice_of(lists[i].list);
		struct address one;

		while (address_next(&rest, &one, &fault)) {
			if (k.len)
				sink_byte(&k, '|');
			address_put_name(&k, one.name);
			sink_byte(&k, '=');
			sink_put(&k, one.at);
		}
		CHECK((lists[i].all == NULL) == (fault.text[0] != '\0'));
		if (lists[i].all && !slice_eq(sink_slice(&k),
		    slice_of(lists[i].all))) {
			printf("%s: %.*s\n", lists[i].list,
			    SLICE_ARG(sink_slice(&k)));
			CHECK(0);
		}
	}
	memset(long_one, 'a', 300);
	memcpy(long_one + 300, "@b.org", 7);
	CHECK(address_list(slice_of(long_one), a, 2, &long_fault) == 0);
	CHECK(long_fault.text[0] != '\0');
	long_fault.text[0] = '\0';
	CHECK(address_list(SLICE("a@b.c,d@e.f,g@h.i"), a, 2, &long_fault) == 0);
	CHECK(long_fault.text[0] != '\0');
	return test_failed;
}
