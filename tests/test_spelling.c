#include "core/match/match.h"
#include "tests/test.h"

/* The same word in another spelling; in a mention of some language. */
static const struct {
	const char *lang, *rule, *text;
	bool	 hit;
} spellings[] = {
	{ "",	"M\xc3\xbcller",	"Mueller",		true },
	{ "",	"M\xc3\xbcller",	"MUELLERs",		false },
	{ "",	"M\xc3\xbcller",	"Muller",		true },
	{ "",	"M\xc3\xbcller",	"M\xc3\x9cLLER",	true },
	{ "",	"Mueller",	"M\xc3\xbcller",	true },
	{ "",	"Mueller",	"Mu\xcc\x88ller",	true },
	{ "",	"Mu\xcc\x88ller",	"Mueller's",		true },
	{ "",	"M\xc3\xbcller*",	"Muellers",		true },
	{ "",	"Muell*",	"M\xc3\xbcllers",	true },
	{ "",	"#m\xc3\xbcller",	"#mueller",		true },
	{ "",	"@mueller",	"@M\xc3\xbcller@x.org",	true },
	{ "",	"\"Herr M\xc3\xbcller\"", "herr mueller",	true },
	{ "",	"Mueller",	"Muller",		false },
	{ "en",	"Mueller",	"Muller",		false },
	{ "de",	"Mueller",	"Muller",		true },
	{ "de-AT", "Muller",	"Mueller",		true },
	{ "DE",	"mueller*",	"Mullers",		true },
	{ "en",	"poet",		"pot",			false },
	{ "de",	"neue",		"neu",			false },
	{ "de",	"neue",		"neue",			true },
	{ "de",	"quer",		"qur",			false },
	{ "de",	"\xc3\xbc" "bung", "Uebung",		true },
	{ "de",	"Strasse",	"STRA\xe1\xba\x9e" "E",	true },
	{ "de",	"Gr\xc3\xb6\xc3\x9f" "e", "Groesse",	true },
	{ "da",	"\xc3\x85rhus",	"Aarhus",		true },
	{ "",	"\xc3\x85rhus",	"Aarhus",		true },
	{ "",	"Aarhus",	"A\xcc\x8arhus",		true },
	{ "",	"Aarhus",	"Arhus",		false },
	{ "nb",	"Aarhus",	"Arhus",		true },
	{ "",	"\xc3\x98rsted",	"Oersted",		true },
	{ "sv",	"Goeteborg",	"Goteborg",		true },
	{ "",	"Sm\xc3\xb8rrebr\xc3\xb8" "d", "smorrebrod",	true },
	{ "",	"Kj\xc3\xa6r",	"Kjaer",		true },
	/* Turkish: four letters i, in capitals or not */
	{ "tr",	"Isparta",	"\xc4\xb1sparta",	true },
	{ "tr",	"\xc4\xb0stanbul", "istanbul",		true },
	{ "",	"istanbul",	"\xc4\xb0STANBUL",	true },
	{ "",	"i\xcc\x87zmir",	"IZMIR",		true },
	{ "pl",	"\xc5\x81\xc3\xb3" "d\xc5\xba",	"lodz",		true },
	{ "vi",	"ph\xe1\xbb\x9f",	"pho",			true },
	{ "vi",	"pho",		"pho\xcc\x9b\xcc\x89",	true },
	{ "vi",	"\xc4\x91\xe1\xba\xb9p",	"dep",		true },
	{ "el",	"\xce\xba\xce\xb1\xcf\x86\xce\xad\xcf\x82",	/* kafes */
	    "\xce\x9a\xce\x91\xce\xa6\xce\x95\xce\xa3", true },
	{ "ru",	"\xd0\xb5\xd0\xbb\xd0\xba\xd0\xb0",	/* elka, io */
	    "\xd0\x81\xd0\xbb\xd0\xba\xd0\xb0", true },
	{ "uk",	"\xd1\x97\xd0\xb6\xd0\xb0",		/* yi: i and dots */
	    "\xd1\x96\xcc\x88\xd0\xb6\xd0\xb0", true },
};

static bool
takes(const char *rule, const char *text, const char *lang)
{
	static _Alignas(16) char block[1 << 16];
	struct mention m = { .text = slice_of(text), .lang = slice_of(lang) };
	struct match out = { .hit = false };
	struct fault f = { .text = "" };
	struct arena a;
	const struct query *q;
	struct matcher *matcher;

	arena_init(&a, block, sizeof(block));
	q = query_compile(&a, slice_of(rule), &f);
	matcher = matcher_make(&a, &q, 1);
	CHECK(q != NULL && matcher != NULL);
	if (matcher != NULL)
		matcher_run(matcher, &a, &m, &out);
	CHECK(!a.spent);
	return out.hit;
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(spellings); i++) {
		bool	 hit = takes(spellings[i].rule, spellings[i].text,
			    spellings[i].lang);

		if (hit != spellings[i].hit)
			printf("%s <- %s\n", spellings[i].rule,
			    spellings[i].text);
		CHECK(hit == spellings[i].hit);
	}
	return test_failed;
}
