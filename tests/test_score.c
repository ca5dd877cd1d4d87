/* test_score.c - what texts say: side, class, language, a reason. */
#include "tests/judged.h"

/* A text, and its polarity ('?': no matter), its class, its language, and
 * a reason that has to be among the others. */
static const struct {
	const char *text;
	char	 polarity;
	const char *class, *lang, *reason;
} cases[] = {
	/* the language of service, where a plain list of words goes wrong */
	{ "No complaints at all from us", '+', "praise", "en",
	    "'No complaints'" },
	{ "Never had a better haircut in this town", '+', "praise", "en",
	    "'Never had a better'" },
	{ "I can't recommend this place enough", '+', "praise", "en",
	    "'can't recommend this place enough'" },
	{ "We would not go anywhere else", '+', "praise", "en", NULL },
	{ "Killer coffee, killer cakes", '+', "praise", "en",
	    "'Killer coffee'" },
	{ "Not bad at all!", '+', "praise", "en", NULL },
	{ "You won\xe2\x80\x99t be disappointed", '+', "praise", "en", NULL },
	{ "Cakes to die for", '+', "praise", "en", NULL },
	{ "The staff went above and beyond", '+', "praise", "en", NULL },
	{ "sooooo goooood", '+', "praise", "en", "'goooood'" },
	{ "It was alright I suppose", '?', "other", "en", NULL },
	{ "The soup was not good", '-', "complaint", "en",
	    "'was not good'" },
	{ "The service was not terrible", '+', "praise", "en",
	    "'was not terrible'" },
	{ "The service was not terrible, but the cake was stale", '-',
	    "complaint", "en", "'stale'" },
	{ "Nobody was friendly", '-', "complaint", "en",
	    "'Nobody was friendly'" },
	{ "The cake was good but the service was terrible", '-', "complaint",
	    "en", "'terrible'" },
	{ "I recall the waiter being nice", '+', "praise", "en", NULL },
	{ "the pizza is fire", '+', "praise", "en", NULL },
	/* complaints */
	{ "THIRD TIME the order is wrong, still waiting for my refund!!!",
	    '-', "complaint", "en", "'THIRD TIME', 'still waiting'" },
	{ "WORST BREAD IN TOWN", '-', "complaint", "en",
	    "written in capitals" },
	{ "Rude staff, dirty tables, overpriced. Never again", '-',
	    "complaint", "en", "'Rude', 'dirty', 'overpriced'" },
	{ "Joe\xe2\x80\x99s bakery in LEEDS was awful", '-', "complaint", "en",
	    "'Joe\xe2\x80\x99s bakery': names the shop" },
	{ "Joes bakery in LEEDS was awful", '-', "complaint", "en",
	    "'LEEDS': is here" },
	{ "Still waiting, third time I ask :(", '-', "complaint", "en", NULL },
	/* what harms */
	{ "My son is allergic and the cake had nuts in it", '-', "crisis",
	    "en", "'allergic': critical" },
	{ "lovely place but we got food poisoning", '-', "crisis", "en", NULL },
	{ "There was a fire in the kitchen", '?', "crisis", "en", "'fire'" },
	{ "the police came", '?', "crisis", "en", "'police'" },
	{ "somebody died at the till", '?', "crisis", "en", "'died'" },
	{ "my phone died after a week", '?', "complaint", "en", NULL },
	{ "the engine died on the motorway twice", '-', "complaint", "en",
	    "'engine died'" },
	{ "Im Laden ist jemand gestorben", '?', "crisis", "de", NULL },
	{ "Qualcuno \xc3\xa8 morto nel negozio", '?', "crisis", "it", NULL },
	{ "Alguien muri\xc3\xb3 en la tienda", '?', "crisis", "es", NULL },
	{ "they recalled the batch", '?', "crisis", "en", "'recalled'" },
	{ "OFSTED closed them", '?', "crisis", "en", "'OFSTED'" },
	{ "they use rat-poison here", '?', "crisis", "en", "'rat-poison'" },
	/* the rest */
	{ "Anyone know a plumber in Leeds?", '0', "lead", "en",
	    "'Anyone know a'" },
	{ "Looking for a birthday cake for Saturday, any suggestions?", '?',
	    "lead", "en", NULL },
	{ "What time do you open on Sunday?", '0', "question", "en",
	    "'What time do'" },
	{ "I wish you had oat milk", '?', "idea", "en", "'I wish'" },
	{ "is this legit?", '0', "rumour", "en", "'is this legit'" },
	{ "click here for free followers http://spam.example/x", '0', "spam",
	    "en", "'click here'" },
	{ "Bakery announces grand opening, according to the council", '?',
	    "news", "en", NULL },
	{ "any alternative to the bakery over there?", '0', "competitor",
	    "en", NULL },
	/* German */
	{ "Das Essen war kalt und die Bedienung unfreundlich", '-',
	    "complaint", "de", "'unfreundlich'" },
	{ "Sehr leckeres Brot, wir kommen gerne wieder", '+', "praise", "de",
	    "'leckeres'" },
	{ "Da kann man nicht meckern", '+', "praise", "de", NULL },
	{ "Das war nicht gut", '-', "complaint", "de", "'nicht gut'" },
	{ "Wann habt ihr am Sonntag offen?", '0', "question", "de", NULL },
	{ "Nach dem Kuchen musste mein Kind ins Krankenhaus", '-', "crisis",
	    "de", "'Krankenhaus'" },
	/* what cannot be read is not judged */
	{ "Le caf\xc3\xa9 \xc3\xa9tait froid et le serveur pas tr\xc3\xa8s "
	    "aimable avec nous", '-', "complaint", "fr", "'froid'" },
	{ "El pan es muy bueno y la gente tambi\xc3\xa9n", '+', "praise", "es",
	    NULL },
	{ "Het brood was niet lekker en wij wachten nog steeds", '0', "other",
	    "nl", "a language I cannot read yet (Dutch)" },
	{ "\xd0\xa3\xd0\xb6\xd0\xb0\xd1\x81\xd0\xbd\xd0\xbe\xd0\xb5 "
	    "\xd0\xbc\xd0\xb5\xd1\x81\xd1\x82\xd0\xbe", '0', "other", "xx",
	    "a language I cannot read yet (Cyrillic letters)" },
	{ "\xe5\xaf\xbf\xe5\x8f\xb8\xe3\x81\xaf\xe3\x81\xbe\xe3\x81\x9a"
	    "\xe3\x81\x84", '0', "other", "xx", "letters)" },
	{ "Bardzo dobre ciasto, polecam wszystkim", '0', "other", "xx",
	    "(none that I know)" },
	{ "\xd0\xa3\xd0\xb6\xd0\xb0\xd1\x81 Ofsted \xd0\xbc\xd0\xb5", '0',
	    "crisis", "xx", "'Ofsted'" },
	{ "", '0', "other", "xx", "nothing stands out" },
	{ " \n\t", '0', "other", "xx", "nothing stands out" },
	{ "\xff\xfe\x80", '0', "other", "xx", "nothing stands out" },
	{ "\xe2\x80\x8b\xe2\x80\xae\xe2\x80\xac", '0', "other", "xx",
	    "nothing stands out" },
	{ "12345 67", '0', "other", "xx", "nothing stands out" },
	{ "\xf0\x9f\x98\xa1", '-', "complaint", "xx", "'\xf0\x9f\x98\xa1'" },
	{ "\xf0\x9f\x98\x8d", '+', "praise", "xx", NULL },
	/* a bidirectional mark stays out of the owner's phone */
	{ "so aw\xe2\x80\xae" "ful of them", '-', "complaint", "en",
	    "'awful'" },
	/* an address and an account say nothing */
	{ "see https://terrible.example/awful @horrible", '0', "other", "en",
	    NULL },
};

static char
sign_of(slice polarity)
{
	return slice_eq(polarity, SLICE("positive")) ? '+' :
	    slice_eq(polarity, SLICE("negative")) ? '-' :
	    slice_eq(polarity, SLICE("neutral")) ? '0' : ' ';
}

static void
table(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mention m = { .text = slice_of(cases[i].text) };
		struct verdict v = judge(&m, 0);
		char	 p = cases[i].polarity;
		bool	 good = slice_eq(v.class, slice_of(cases[i].class)) &&
		    slice_eq(v.lang, slice_of(cases[i].lang)) &&
		    (p == '?' || p == sign_of(v.polarity)) &&
		    (cases[i].reason == NULL || says(&v, cases[i].reason));

		CHECK(good);
		if (good)
			continue;
		printf("%s: %.*s %.*s %.*s %d\n", cases[i].text,
		    SLICE_ARG(v.polarity), SLICE_ARG(v.class),
		    SLICE_ARG(v.lang), (int)v.sentiment);
		for (size_t k = 0; k < v.nreasons; k++)
			printf("\t%.*s\n", SLICE_ARG(v.reasons[k].why));
	}
}

int
main(void)
{
	table();
	return test_failed;
}
