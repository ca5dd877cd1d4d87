/* owner_trades.h - shops whose names mean other things: those that core/learn
 * was tuned with, and those that it never saw before it was measured. */
#ifndef TESTS_OWNER_TRADES_H
#define TESTS_OWNER_TRADES_H

#include "tests/owner.h"

static const char *const moods[] = {
	"Still waiting after three weeks and nobody answers the phone.",
	"Terrible service, I want my money back.",
	"Worst experience in years, never again.",
	"It broke after two days. Useless.",
	"They were rude and slow, and it was far too expensive.",
	"I am really disappointed, this is the third time.",
	"Total rip-off, avoid.",
	"Does anyone know if they are any good? Looking for a recommendation.",
	"Can anybody recommend one near the station?",
	"Where can I buy one this week?",
	"Not happy at all, the whole thing was a mess.",
	"Shocking. I have complained twice and still no refund.",
	"So angry right now, what a waste of money.",
	"Absolutely awful, and they refused to help.",
	"Any ideas what it costs? I need one by Friday.",
	"Horrible queue, dirty floor, cold and unfriendly.",
	"Lovely, will come again.",
	"It was fine.",
	"How do I book? Is there one open on Sunday?",
	"I hate it. Overpriced and badly made.",
};

static const char *const moods2[] = {
	"We have been ignored for a fortnight now, disgraceful.",
	"Charged us twice and will not give it back.",
	"Ruined our weekend, truly dreadful.",
	"Faulty again. Second time this month!",
	"Bad attitude from start to finish and poor value.",
	"Who would you recommend round here?",
	"I am looking for something like this, any tips?",
	"A disaster, I regret every penny.",
	"Nobody cares, the worst of the worst.",
	"Is it worth it? Thinking of buying one.",
	"Late, broken and then they lied about it.",
	"Great fun as always.",
	"An ordinary day.",
	"Can someone tell me how much they charge?",
	"Sad and disappointing, quality has gone downhill.",
	"I feel cheated. Still no answer to my emails.",
};

static const char *const stimmung[] = {
	"Seit drei Wochen warte ich, keiner meldet sich.",
	"Furchtbar schlechter Service, nie wieder.",
	"Das ist doch Abzocke, ich will mein Geld zurueck.",
	"Schon nach zwei Tagen kaputt.",
	"Unfreundlich und viel zu teuer.",
	"Kann jemand etwas empfehlen?",
	"Wo bekomme ich so etwas noch diese Woche?",
	"Eine Katastrophe, ich bin sehr enttaeuscht.",
	"War ganz nett.",
	"Was kostet das ungefaehr?",
	"Leider schmutzig und kalt, das dritte Mal.",
	"Ich habe mich beschwert, keine Antwort bisher.",
};

#define MOODS(m)	(m), COUNT(m)

static const struct trade tuned[] = {
	{ "Focus", "focus", MOODS(moods), {
		{ 45, -1, "town", "town.example", "Leeds", {
			"My new glasses from Focus, the % is wrong.",
			"Went to Focus about a %.",
			"Focus on the high street sold me a %.",
			"The optician at Focus looked at my %.",
			"Asked Focus for a % and an eye test." },
		    "lens frame prescription varifocal squint scratch case" },
		{ 20, TAP_NOT_US, "social", "social.example", "", {
			"My Ford Focus and its %.",
			"The Focus ST needs a new %.",
			"Garage says the % of my Focus is gone.",
			"Sold the Focus because of the %." },
		    "clutch gearbox turbo exhaust battery engine brakes" },
		{ 20, TAP_NOT_US, "social", "social.example", "", {
			"They put me into a focus group about %.",
			"Another focus group on %.",
			"The focus group said the % was bad.",
			"Paid focus group, all about %." },
		    "yoghurt adverts politics crisps telephones shampoo" },
		{ 15, TAP_NOT_US, "news", "news.example", "", {
			"I cannot focus on my %.",
			"Hard to focus today because of %.",
			"Focus on your %, they say.",
			"No focus left for %." },
		    "homework revision exams work thesis meetings" } } },
	{ "Cafe Mokka", "Cafe Mokka", MOODS(moods), {
		{ 50, -1, "town", "town.example", "Leeds", {
			"Had % at Cafe Mokka this morning.",
			"Cafe Mokka by the park, the % again.",
			"Ordered % in Cafe Mokka.",
			"The % of Cafe Mokka in Headingley." },
		    "cake tea breakfast cappuccino scones soup bagels" },
		{ 30, TAP_NOT_US, "social", "social.example", "Exeter", {
			"Cafe Mokka on Exeter quay, the %.",
			"In Exeter we tried the % at Cafe Mokka.",
			"Cafe Mokka Exeter and its %.",
			"Devon day out, % at Cafe Mokka." },
		    "cake tea breakfast cappuccino scones soup bagels" },
		{ 20, TAP_NOT_URGENT, "bulletin", "bulletin.example", "", {
			"Bulletin: traffic near Cafe Mokka because of %.",
			"Council bulletin: % beside Cafe Mokka.",
			"Road bulletin: %, diversion at Cafe Mokka." },
		    "roadworks scaffolding cables pipes potholes lights" } } },
	{ "Titanic", "titanic", MOODS(moods), {
		{ 40, -1, "town", "town.example", "", {
			"The % from Titanic chip shop.",
			"Titanic chippy, one portion of %.",
			"Fish and % at the Titanic tonight.",
			"Queued at Titanic for %." },
		    "chips haddock mushypeas gravy batter cod scampi" },
		{ 40, TAP_NOT_US, "social", "social.example", "", {
			"Watched Titanic again, the % scene.",
			"That film Titanic and its %.",
			"Titanic documentary about the %.",
			"The Titanic DVD with the %." },
		    "iceberg door orchestra lifeboat captain wreck diver" },
		{ 20, TAP_NOT_URGENT, "jobs", "jobs.example", "", {
			"Vacancy: % wanted at Titanic.",
			"Job advert: Titanic hires %.",
			"Apply now, % position at Titanic." },
		    "cook fryer cashier driver cleaner student" } } },
};

static const struct trade held_out[] = {
	{ "The Swan", "swan", MOODS(moods2), {
		{ 40, -1, "village", "village.example", "York", {
			"Sunday roast in the Swan, % on the side.",
			"The Swan served us % at the bar.",
			"Landlord of the Swan and the %.",
			"Our table at the Swan, % for two." },
		    "ale cider pie crisps gammon trifle lager stew" },
		{ 25, TAP_NOT_US, "chatter", "chatter.example", "", {
			"A swan on the canal attacked my %.",
			"The swan nest near the % was destroyed.",
			"Feeding a swan from the %.",
			"That swan chased a % down the towpath." },
		    "dog kayak bridge cyclist pram boat lock" },
		{ 20, TAP_NOT_US, "chatter", "chatter.example", "", {
			"Tickets for Swan Lake, % in the stalls.",
			"The ballet Swan Lake had no %.",
			"Swan Lake at the theatre, poor %.",
			"Dancers in Swan Lake and the %." },
		    "orchestra programme costumes view seats interval" },
		{ 15, TAP_NOT_URGENT, "quiz", "quiz.example", "", {
			"Pub league: darts result, Swan beat the %.",
			"League table darts: Swan drew with the %.",
			"Darts fixtures, Swan against the %." },
		    "Crown Plough Anchor Bell Railway Lion" } } },
	{ "Orbit", "orbit", MOODS(moods2), {
		{ 50, -1, "town", "town.example", "", {
			"My membership at Orbit gym, the %.",
			"Orbit and the broken %.",
			"Trainer at Orbit about the %.",
			"Tried the % at Orbit." },
		    "treadmill sauna shower locker weights spin pool" },
		{ 35, TAP_NOT_US, "science", "science.example", "", {
			"The satellite left its orbit, says the %.",
			"Rocket failed to reach orbit, %.",
			"Low earth orbit and the %.",
			"The probe in orbit lost its %." },
		    "agency antenna launch booster telescope mission" },
		{ 15, TAP_NOT_US, "social", "social.example", "", {
			"Orbit chewing gum in %.",
			"Bought Orbit gum, %.",
			"The new Orbit gum tastes of %." },
		    "mint lemon strawberry soap melon" } } },
	{ "Sommer", "sommer", MOODS(stimmung), {
		{ 45, -1, "ort", "ort.example", "Fulda", {
			"Beim Baecker Sommer gab es %.",
			"Baeckerei Sommer und die %.",
			"Habe bei Sommer % bestellt.",
			"Die Verkaeuferin vom Sommer mit den %." },
		    "Brezeln Semmeln Torte Krapfen Brot Hoernchen" },
		{ 35, TAP_NOT_US, "netz", "netz.example", "", {
			"Dieser Sommer mit dem ewigen %.",
			"Im Sommer an der % gewesen.",
			"Der Sommer ist vorbei, nur noch %.",
			"Letzten Sommer in der %." },
		    "Regen Ostsee Hitze Stau Schwimmbad Herbst Ferien" },
		{ 20, TAP_NOT_URGENT, "verein", "verein.example", "", {
			"Vereinsblatt: Sommer spendet % fuer die Tombola.",
			"Vereinsblatt Tombola: % von Sommer.",
			"Tombola im Verein, % von Sommer." },
		    "Gutscheine Kuchen Koerbe Preise Kaffee" } } },
	{ "Pearl", "pearl", MOODS(moods2), {
		{ 40, -1, "town", "town.example", "", {
			"Took my % to Pearl to be mended.",
			"Pearl the jeweller kept my %.",
			"Bought a % at Pearl in the arcade.",
			"Pearl resized the %." },
		    "ring necklace bracelet watch earring brooch clasp" },
		{ 30, TAP_NOT_US, "music", "music.example", "", {
			"Pearl Jam on stage, the %.",
			"Pearl Jam cancelled the %.",
			"New album by Pearl Jam, %.",
			"Support band of Pearl Jam and the %." },
		    "guitar tour singer encore drums setlist" },
		{ 30, TAP_NOT_US, "social", "social.example", "", {
			"Bubble tea with mango pearl, %.",
			"Tapioca pearl in my drink, %.",
			"Every pearl in that bubble tea was %." },
		    "hard sticky sweet raw huge straw" } } },
};

#endif
