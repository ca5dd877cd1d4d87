/*
 * phrase.h - the ready phrases that drafts are made of, in six languages.
 *
 * They are written in core/answer/phrases/en.txt and its like, and packed by
 * toolchain/phrases.c: the commonest pairs of bytes are one byte, over and
 * over (Gage, "A new algorithm for data compression", 1994), which halves
 * them and unpacks with a table of 512 bytes.
 */
#ifndef CORE_PHRASE_H
#define CORE_PHRASE_H

#include "core/answer/hole.h"
#include "core/judge/small_words.h"

/* The issues stand in the order of core/judge/label.h; of the last two there
 * are none: nothing is said of them that could be held against the shop. */
#define PHRASE_LIST(X)							\
	X(GREET, "greet")						\
	X(STAFF, "issue.staff")		X(WAIT, "issue.wait")		\
	X(PRICE, "issue.price")		X(STOCK, "issue.stock")		\
	X(FAULT, "issue.fault")		X(QUALITY, "issue.quality")	\
	X(DELIVERY, "issue.delivery")	X(SITE, "issue.site")		\
	X(HOURS, "issue.hours")		X(PLACE, "issue.place")		\
	X(COMPLAINT, "complaint")	X(COMPLAINT_DO, "complaint.do")	\
	X(COMPLAINT_FIX, "complaint.fix") X(ANSWER, "answer")		\
	X(SERVICE, "service")		X(COMMUNITY, "community")	\
	X(MORE, "more")							\
	X(QUESTION, "question")		X(QUESTION_DO, "question.do")	\
	X(PRAISE, "praise")		X(PRAISE_DO, "praise.do")	\
	X(REFER, "refer")						\
	X(LEAD_US, "lead.us")		X(LEAD_TIP, "lead.tip")		\
	X(OFFER, "offer")						\
	X(RIVAL, "rival")		X(RIVAL_TIP, "rival.tip")	\
	X(IDEA, "idea")			X(IDEA_DO, "idea.do")		\
	X(RUMOUR, "rumour")		X(RUMOUR_DO, "rumour.do")	\
	X(CRISIS, "crisis")		X(CRISIS_DO, "crisis.do")	\
	X(CONTACT, "contact")		X(MESSAGE, "message")

#define PHRASE_ENUM(key, name)	PHRASE_##key,
enum phrase_key { PHRASE_LIST(PHRASE_ENUM) PHRASE_KEYS };

enum {
	PHRASE_LANGS = PT + 1,	/* EN ... PT of core/judge/small_words.h */
	PHRASE_MOST = 160,	/* bytes of one */
	PHRASE_DEPTH = 24	/* of pairs within pairs */
};

/* Made by toolchain/phrases.c. A byte whose second is 0 is itself; a phrase
 * ends with a 0. */
extern const uint8_t phrase_pairs[256][2];
extern const uint8_t phrase_counts[PHRASE_LANGS][PHRASE_KEYS];
extern const uint8_t *const phrase_packed[PHRASE_LANGS];

size_t	 phrase_lang(slice code);	/* "de-AT"; PHRASE_LANGS: none */
slice	 phrase_code(size_t lang);	/* "de" */

size_t	 phrase_count(size_t lang, enum phrase_key);
/* The how many-th one, holes as bytes below HOLES. Empty: there is none, or
 * the buffer is too small. */
slice	 phrase_get(size_t lang, enum phrase_key, size_t which,
	    char buf[static PHRASE_MOST]);

#endif
