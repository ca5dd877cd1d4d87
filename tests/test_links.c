#include "core/text/links.h"
#include "tests/test.h"

static const struct {
	const char *there, *ours;
	bool	 same;
} same[] = {
	{ "Thank you, Anna!",	"Thank you, Anna!",	true },
	{ "@anna Thank you",	"Thank you",		true },
	{ "Thank  you \xe2\x80\x9c" "Anna\xe2\x80\x9d",
	    "Thank you \"Anna\"", true },
	{ "see a.example/x\xe2\x80\xa6 today",
	    "see https://a.example/xyz today", true },
	{ "Thank you",		"Thank you, Anna",	false },
	{ "Anna, you thank",	"Thank you, Anna",	false },
	{ "a b c d e f g h i j k l m Thank you", "Thank you", false },
	{ "\xe2\x99\xa5 from us",	"\xe2\x99\xa5",		true },
	{ "from us",		"\xe2\x99\xa5",		false },
	{ "",			"Thank you",		false },
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(same); i++) {
		if (links_same_words(slice_of(same[i].there),
		    slice_of(same[i].ours)) != same[i].same)
			printf("%s | %s\n", same[i].there, same[i].ours);
		CHECK(links_same_words(slice_of(same[i].there),
		    slice_of(same[i].ours)) == same[i].same);
	}
	CHECK(slice_ihas(SLICE("Fresh BREAD"), SLICE("bread")));
	CHECK(slice_ihas(SLICE("x"), SLICE("")));
	CHECK(!slice_ihas(SLICE("brea"), SLICE("bread")));
	return test_failed;
}
