/*
 * privacy.c - what this box does with what people say, as the record that
 * the law asks of a shop (GDPR, Article 30) and for a notice on its page
 * (Articles 13 and 14): made of the configuration, so that it is true.
 */
#include "firmware/config/config.h"
#include "firmware/verb/verbs.h"
#include "storage/answers.h"

#include <stdio.h>

static void
place(const char *what, const struct config_way *w)
{
	slice	 host = w->origin.host;

	printf("  %s %.*s: %.*s%s%.*s\n", what, SLICE_ARG(w->name),
	    SLICE_ARG(host), host.n && w->recipe_name.n ? ", " : "",
	    SLICE_ARG(w->recipe_name));
}

static void
who(const struct config *c)
{
	slice	 shop = c->shop.name, contact = c->answers.house.contact;

	printf("Who is responsible: %.*s%s%.*s\n", SLICE_ARG(shop.n ? shop :
	    SLICE("(no name in the file)")), contact.n ? ", " : "",
	    SLICE_ARG(contact));
	printf("Why: to hear what is said in public about %.*s, and to answer "
	    "it\n(legitimate interest, Article 6 (1) (f); consent where "
	    "somebody gave it).\n", SLICE_ARG(shop.n ? shop :
	    SLICE("the shop")));
	printf("What is kept: what was said where a rule took it, with its "
	    "address, time,\nand the name, handle and figures of its writer "
	    "that stand there; what was\ndone and answered; the list of "
	    "customers, if one was imported. No profile is\nlooked up, "
	    "nothing is guessed of age, health or belief.\n");
}

static void
from_where(const struct config *c)
{
	printf("Read from:\n");
	for (size_t i = 0; i < c->nsources; i++)
		place("-", &c->sources[i].way);
	for (size_t i = 0; i < c->naccounts; i++)
		if (c->accounts[i].origin.host.n)
			printf("  - account %.*s: %.*s, to sign in\n",
			    SLICE_ARG(c->accounts[i].name),
			    SLICE_ARG(c->accounts[i].origin.host));
	printf("Given to (the owner's own channels):\n");
	for (size_t i = 0; i < c->nchannels; i++)
		place(c->channels[i].least < LEVELS ? "-" :
		    "- (only how the box is)", &c->channels[i].way);
	if (c->web.port)
		printf("  - who has a link of \"earshot link list\": counts and "
		    "words\n");
	for (size_t i = 0; i < c->nsources; i++)
		if (c->sources[i].replies)
			place("- answers, in public, by", &c->sources[i].way);
	printf("To nobody else: this box asks name servers, the hosts above "
	    "and where these send\nit on to, and reports to no maker.\n");
}

static void
how_long(const struct config *c)
{
	printf("Where, and how long: on this box, in %s.\n", c->data);
	printf("  - mentions, and what was done about them: %lld days\n",
	    (long long)c->keep_days);
	printf("  - who said it: strangers %lld days after their last word, "
	    "customers %lld;\n    who is not to be written to until they are "
	    "forgotten, so that they are not\n",
	    (long long)c->keep_people.strangers,
	    (long long)c->keep_people.own);
	printf("  - that somebody was answered: %d days; counts, without "
	    "names: 400 days\n", ANSWERS_DAYS);
}

int
verb_privacy(const char *file, int argc, char **argv)
{
	const struct config *c = config_read(file);

	(void)argc;
	(void)argv;
	if (c == NULL)
		return EXIT_USAGE;
	who(c);
	from_where(c);
	how_long(c);
	printf("Kept safe by: encrypted connections whose certificates are "
	    "always checked; files\nthat only the box's own user may read; a "
	    "worker without rights for each job.\nWhat people may ask for: "
	    "what is known of them (earshot person WHO), not to be\nwritten "
	    "to (earshot contact WHO never), to be forgotten (earshot forget "
	    "WHO),\nand all of it as a table (earshot export people --csv)."
	    "\n");
	fprintf(stderr, "this is what the box does, not a lawyer's advice: "
	    "read it before you use it\n");
	return EXIT_GOOD;
}
