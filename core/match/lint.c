#include "core/match/logic.h"

#include "core/match/lex.h"
#include "core/match/tokens.h"

struct lint {
	struct fault *notes;
	size_t	 n;
	struct logic logic;
};

/* Of ISO 639-1. */
static const char codes[] =
	"aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedv"
	"dzeeeleneoeseteufafffifjfofrfygagdglgngugvhahehihohrhthuhyhziaidieig"
	"iiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmh"
	"mimkmlmnmrmsmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnroru"
	"rwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthtitktltntotrtstttwtyug"
	"ukuruzvevivowawoxhyiyozazhzu";

/* What people write for a language. */
static const struct {
	slice	 said;
	const char *code;
} slips[] = {
	{ { "english", 7 }, "en" }, { { "german", 6 }, "de" },
	{ { "deutsch", 7 }, "de" }, { { "french", 6 }, "fr" },
	{ { "spanish", 7 }, "es" }, { { "italian", 7 }, "it" },
	{ { "portuguese", 10 }, "pt" }, { { "dutch", 5 }, "nl" },
	{ { "gr", 2 }, "el" }, { { "jp", 2 }, "ja" }, { { "cn", 2 }, "zh" },
	{ { "cz", 2 }, "cs" }, { { "dk", 2 }, "da" }, { { "ua", 2 }, "uk" },
};

/* In nearly every text of their language. */
static const char common[] =
	" the and of to in is it for on you i a der die das und ist ich nicht"
	" le la les de et est un une el los las y en il di che e o que os as"
	" het een van en ";

static void
say(struct lint *l, slice before, slice what, slice middle, unsigned at,
    const char *after)
{
	if (l->n < QUERY_NOTES) {
		l->notes[l->n] = (struct fault){ .text = "" };
		lex_fault(&l->notes[l->n++], before, what, middle, at,
		    slice_of(after));
	}
}

/* --- words --------------------------------------------------------------- */

static bool
is_operator(slice word)
{
	return slice_eq(word, SLICE("and")) || slice_eq(word, SLICE("or")) ||
	    slice_eq(word, SLICE("not")) || slice_eq(word, SLICE("near"));
}

static void
lint_word(struct lint *l, const struct node *n)
{
	const struct term *t = n->terms;
	const char *why = NULL;

	if (!n->quoted && is_operator(t->fold))
		why = " is a word like others; write operators in capitals, "
		    "or this word in quotes";
	else if (n->single)
		why = " has single quotes, which make no phrase; write \"a "
		    "phrase\"";
	else if (n->nterms == 1 && t->bare && t->prefix)
		why = " takes every word that begins so; write more letters";
	else if (n->nterms == 1 && t->bare)
		why = " is a word of one letter; write more, or put it in a "
		    "phrase";
	if (why != NULL)
		say(l, SLICE("\""), t->fold, t->prefix ? SLICE("*\"") :
		    SLICE("\""), n->at, why);
}

static void
lint_near(struct lint *l, const struct node *n)
{
	if (logic_same_words(n->child, n->child->next))
		say(l, SLICE("NEAR"), SLICE(""), SLICE(""), n->at, " has the "
		    "same on both sides and wants it twice; write another "
		    "word on one of them");
}

static void
lint_site(struct lint *l, const struct node *n)
{
	const slice host = n->value;
	bool	 dot = slice_index(host, '.') < host.n;

	if (n->path)
		say(l, SLICE("site:"), host, SLICE(""), n->at, " takes the "
		    "whole host: the path is not looked at; leave it out");
	else if (!dot && host.n > 3)
		say(l, SLICE("site:"), host, SLICE(""), n->at, " takes hosts "
		    "under that top-level domain only; write the whole name, "
		    "as in site:example.org");
}

static bool
is_code(slice s)
{
	if (s.n == 3)
		return true;	/* of some 8,000 */
	for (size_t i = 0; i + 2 < sizeof(codes) && s.n == 2; i += 2)
		if (slice_ieq(s, (slice){ codes + i, 2 }))
			return true;
	return false;
}

static void
lint_lang(struct lint *l, const struct node *n)
{
	slice	 s = n->value;
	char	 words[64];
	struct sink k = { .buf = words, .cap = sizeof(words) - 1 };
	size_t	 i = 0, end = 0;

	while (end < s.n && s.p[end] != '-' && s.p[end] != '_')
		end++;
	s = slice_head(s, end);
	if (is_code(s))
		return;
	while (i < COUNT(slips) && !slice_ieq(slips[i].said, s))
		i++;
	sink_text(&k, " is no language that sources name; write lang:");
	sink_text(&k, i < COUNT(slips) ? slips[i].code : "en or such");
	words[k.len] = '\0';
	say(l, SLICE("lang:"), n->value, SLICE(""), n->at, words);
}

static void
lint_leaves(struct lint *l, const struct node *n)
{
	if (n->kind == NODE_PHRASE)
		lint_word(l, n);
	else if (n->kind == NODE_NEAR)
		lint_near(l, n);
	else if (n->kind == NODE_SITE)
		lint_site(l, n);
	else if (n->kind == NODE_LANG)
		lint_lang(l, n);
	for (n = n->child; n != NULL; n = n->next)
		lint_leaves(l, n);
}

/* --- parts --------------------------------------------------------------- */

/* "what stands at character 5 adds nothing to what stands at character 1" */
static void
say_two(struct lint *l, const struct node *a, const char *does,
    const struct node *b, const char *after)
{
	char	 words[160], number[24];
	struct sink k = { .buf = words, .cap = sizeof(words) - 1 };

	sink_text(&k, does);
	sink_text(&k, " what stands at character ");
	sink_put(&k, fault_int(number, b->at));
	sink_text(&k, after);
	words[k.len] = '\0';
	say(l, SLICE("what stands"), SLICE(""), SLICE(""), a->at, words);
}

/* Two parts side by side, or with OR between. True: they exclude each other. */
static bool
lint_pair(struct lint *l, const struct node *a, const struct node *b, bool and)
{
	const struct node *wide, *narrow;
	bool	 a_in_b, b_in_a;

	if (and && !logic_possible(&l->logic, a, b, true)) {
		say_two(l, b, " excludes", a, ", and so nothing is taken; "
		    "drop one of them, or write OR between");
		return true;
	}
	a_in_b = !logic_possible(&l->logic, a, b, false);
	b_in_a = !logic_possible(&l->logic, b, a, false);
	if (!a_in_b && !b_in_a)
		return false;
	wide = b_in_a ? a : b;
	narrow = b_in_a ? b : a;
	if (a_in_b && b_in_a)
		say_two(l, b, " is the same as", a, "; drop one of them");
	else if (and)
		say_two(l, wide, " adds nothing to", narrow, "; drop it");
	else
		say_two(l, narrow, " adds nothing to", wide, "; drop it");
	return false;
}

/* True: it can take something. */
static bool
lint_parts(struct lint *l, const struct node *n)
{
	bool	 and = n->kind == NODE_AND, dead = false;
	const struct node *a, *b;

	if (n->kind >= NODE_PHRASE)
		return true;
	for (a = n->child; a != NULL; a = a->next)
		dead = !lint_parts(l, a) || dead;
	for (b = n->child; b != NULL && !dead; b = b->next)
		for (a = n->child; a != b && l->logic.steps > 0; a = a->next)
			dead = lint_pair(l, a, b, and) || dead;
	if (!dead && and && !logic_possible(&l->logic, n, NULL, true)) {
		say(l, SLICE("the parts"), SLICE(""), SLICE(""), n->at,
		    " and behind exclude each other, and so nothing is "
		    "taken; drop one of them");
		dead = true;
	}
	return n->kind != NODE_AND || !dead;
}

static bool
is_common(const struct node *n)
{
	char	 spaced[TOKEN_MAX + 2];
	struct sink k = { .buf = spaced, .cap = sizeof(spaced) };
	const slice all = { common, sizeof(common) - 1 };

	if (n->kind != NODE_PHRASE || n->nterms > 1 || n->terms->prefix ||
	    n->terms->bare)
		return false;
	sink_byte(&k, ' ');
	sink_put(&k, n->terms->fold);
	sink_byte(&k, ' ');
	return slice_find(all, sink_slice(&k)) < all.n;
}

/* Each branch of OR alone decides for the whole rule. */
static void
lint_branches(struct lint *l, const struct node *n, bool branch)
{
	if (n->kind == NODE_OR) {
		for (n = n->child; n != NULL; n = n->next)
			lint_branches(l, n, true);
	} else if (logic_takes_nothing(n)) {
		say(l, branch ? SLICE("the branch") : SLICE("the rule"),
		    SLICE(""), SLICE(""), n->at, " takes whatever lacks some "
		    "words; name one that has to be there");
	} else if (is_common(n)) {
		say(l, SLICE("\""), n->terms->fold, SLICE("\""), n->at,
		    " stands in nearly every text; put a word of your own "
		    "beside it");
	}
}

size_t
query_lint(const struct query *q, struct fault notes[static QUERY_NOTES])
{
	struct lint l = { .notes = notes };

	logic_init(&l.logic);
	lint_leaves(&l, q->root);
	lint_parts(&l, q->root);
	lint_branches(&l, q->root, false);
	return l.n;
}
