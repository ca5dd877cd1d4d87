/* script_lines.c - Harford: Cafe Mokka, Hallett Ford, and all the others. */
#include "tests/town/script.h"

#define PAPER	"gazette.town"
#define BLOG	"blog.town"
#define FORUM	"forum.town"
#define TOOT	"mastodon.town"
#define HN	"hn.town"

const struct script_line script_before[] = {
	{ PAPER, "Newsroom", "en", "Council votes on parking",
	    "Mill Lane stays as it is, for now." },
	{ PAPER, "Newsroom", "en", "Caf\xc3\xa9 Mokka celebrates ten years",
	    "The smallest caf\xc3\xa9 of Harford has a birthday." },
	{ BLOG, "Priya", "en", "Five walks along the river",
	    "Bring boots. The third one ends at Mokka, luckily." },
	{ FORUM, "old_tom", "en", "Which garage do you trust?",
	    "My Focus needs a service and I am new here." },
	{ TOOT, "Jo", "en", NULL, "First frost in #Harford this morning." },
	{ TOOT, "Ben", "en", NULL, "Mokka had no oat milk. Again. #harford" },
	{ HN, "tinker", "en", NULL, "I fixed my Focus with a paperclip and a "
	    "serial cable." },
	{ HN, "lurker9", "en", NULL, "Anybody here from Harford?" },
};
const size_t script_nbefore = sizeof(script_before) / sizeof(script_before[0]);

const struct script_line script_lines[] = {
	{ PAPER, "Anna", "en", "Letter to the editor",
	    "My new Focus stalls again at the {lights|bridge|school gate}, I "
	    "am fed up. Third time at Hallett Ford and nobody calls back!" },
	{ TOOT, "Maya", "en", NULL, "Best {flat white|cortado|filter coffee} "
	    "in #harford is at Mokka, and Luis remembers my name \xe2\x98\x95"
	    "\xef\xb8\x8f\xe2\x9d\xa4\xef\xb8\x8f" },
	{ FORUM, "dk_harford", "en", "Does Mokka open on {Sunday|Monday|"
	    "bank holidays}?", "Their page does not say. Anybody know?" },
	{ TOOT, "Rob", "en", NULL, "Train to the city is {9|14|23} minutes "
	    "late. A classic. #harford" },
	{ HN, "gearhead", "en", NULL, "The {2021|2022|2023} Focus gearbox "
	    "recall: has anybody had theirs done, and how long did it take?" },
	{ PAPER, "Newsroom", "en", "Library reopens in {May|June|July}",
	    "The roof is dry at last." },
	{ BLOG, "Priya", "en", "Where to sit with a laptop",
	    "Mokka has {two|three|four} sockets and patience. Praise them." },
	{ TOOT, "Tobi", "de", NULL, "Im Mokka hat\xe2\x80\x99s heute ewig "
	    "gedauert: {dreissig|vierzig} Minuten f\xc3\xbcr zwei K\xc3\xa4"
	    "sebr\xc3\xb6tchen. Schade. #harford" },
	{ FORUM, "sandra_w", "en", "Ill after lunch",
	    "Two of us got food poisoning after the {quiche|egg sandwich|"
	    "chicken salad} at Mokka yesterday. We are off to the doctor." },
	{ PAPER, "Newsroom", "en", "We should focus on schools, says mayor",
	    "The {budget|plan} is not yet decided." },
	{ TOOT, "Lena", "en", NULL, "Looking for a caterer for {20|30|40} "
	    "people next month. Does Mokka do that? #harford" },
	{ HN, "tinker", "en", NULL, "Show: a thermometer for my {greenhouse|"
	    "fish tank|bread oven}. No cloud." },
	{ FORUM, "old_tom", "en", "Thinking of a used Focus",
	    "Budget is {8|9|10} thousand. Would you buy one at Hallett Ford, "
	    "or go elsewhere?" },
	{ TOOT, "Amir", "en", NULL, "Waited {20|35|50} minutes at Hallett "
	    "Ford to be told the part is not there. My Fiesta is, though. "
	    "#harford" },
	{ BLOG, "Karl", "en", "On hedgehogs", "They are back, and they eat "
	    "{everything|cat food|slugs}." },
	{ PAPER, "G. Wells", "en", "Thank you, stranger", "Whoever found my "
	    "purse and left it at Mokka: the {tulips|roses} are for you." },
	{ TOOT, "Camille", "fr", NULL, "Le croissant de chez Mokka est "
	    "{d\xc3\xa9licieux|parfait}, merci \xc3\xa0 toute l\xe2\x80\x99"
	    "\xc3\xa9quipe ! #harford" },
	{ FORUM, "mum_of_3", "en", "Pram friendly?", "Is there room for a "
	    "{double|single} pram at Mokka, or is it hopeless?" },
	{ TOOT, "Rob", "en", NULL, "The river is {high|low|brown} today. "
	    "#harford" },
	{ HN, "costly", "en", NULL, "Hallett Ford charged me {180|240|310} "
	    "for a software update of my Focus. It is a rip-off." },
	{ PAPER, "Newsroom", "en", "Choir looks for tenors",
	    "Thursdays at {seven|eight}, tea is free." },
	{ TOOT, "Nia", "cy", NULL, "Bore da #harford! Mae'r haul yn {gwenu|"
	    "tywynnu}." },
	{ FORUM, "biker_al", "en", "Rude at the counter", "The new person at "
	    "Mokka told my {mother|father|neighbour} to hurry up. Never "
	    "again." },
	{ BLOG, "Priya", "en", "Mocha or mokka?", "A short history of a "
	    "spelling, with a {recipe|warning}. Mokka the caf\xc3\xa9 makes "
	    "both." },
	{ TOOT, "Sven", "de", NULL, "Kann jemand eine Werkstatt f\xc3\xbcr "
	    "meinen Focus empfehlen? {Bremsen|Kupplung|\xc3\x96lwechsel} "
	    "f\xc3\xa4llig. #harford" },
	{ PAPER, "Newsroom", "en", "Bus {12|14|17} has a new route",
	    "It now stops at the hospital." },
	{ TOOT, "Maya", "en", NULL, "Mokka, please bring back the {plum|"
	    "cherry|rhubarb} cake. We beg you \xf0\x9f\x99\x8f\xf0\x9f\x8d"
	    "\xb0 #harford" },
	{ HN, "statsguy", "en", NULL, "Ask: how do small caf\xc3\xa9s survive "
	    "at {3|4|5} pounds a cup?" },
	{ FORUM, "dk_harford", "en", "Recommend a dealer", "We need a van by "
	    "{Friday|the end of the month}. Is Hallett Ford any good?" },
	{ TOOT, "Jo", "en", NULL, "There was a {hair|fly|piece of plastic} in "
	    "my soup at Mokka and they just laughed. Disgusting. #harford" },
	{ BLOG, "Karl", "en", "Bees, again", "The {lavender|thyme} worked." },
	{ PAPER, "H. Ito", "en", "Praise where it is due", "Hallett Ford "
	    "repaired my Focus {on a Saturday|within an hour|for nothing}. "
	    "Honest people, thank you." },
	{ TOOT, "Paolo", "it", NULL, "Al Mokka il caff\xc3\xa8 \xc3\xa8 {"
	    "ottimo|buono} ma il servizio \xc3\xa8 lento. #harford" },
	{ FORUM, "night_owl", "en", "Noise", "Is it only me or is {Mill Lane|"
	    "Bridge Street} louder than last year?" },
	{ TOOT, "Ben", "en", NULL, "Is it true that Mokka is closing in {"
	    "spring|autumn}? Somebody at the market said so. #harford" },
	{ HN, "tinker", "en", NULL, "My Focus will not start below zero. {"
	    "Battery|Fuel pump|Starter}? What would you check first?" },
	{ PAPER, "Newsroom", "en", "Second team loses at home",
	    "{Three to one|Four to two}, and a dog on the pitch." },
	{ TOOT, "Olu", "en", NULL, "Hallett Ford quoted me one price and "
	    "charged another. {Scam|Fraud}? I want my money back. #harford" },
	{ BLOG, "Priya", "en", "Rain, a list", "Things to do: {sleep|read|"
	    "bake}." },
	{ FORUM, "tea_person", "en", "Mokka has real tea now", "In a pot, "
	    "with {leaves|a timer}. I am so happy." },
	{ TOOT, "Ay\xc5\x9f" "e", "tr", NULL, "Mokka\xe2\x80\x99n\xc4\xb1n "
	    "kahvesi {harika|\xc3\xa7ok g\xc3\xbczel}! #harford" },
	{ PAPER, "Newsroom", "en", "Roadworks until {Friday|Tuesday}",
	    "Cyclists should use the river path." },
	{ HN, "privacyfan", "en", NULL, "Does the Focus app send your "
	    "location {every minute|all night}? Mine does." },
	{ TOOT, "Kim", "en", NULL, "Card machine at Mokka is down, bring "
	    "{cash|coins}. #harford" },
	{ FORUM, "sandra_w", "en", "Lost glasses", "Red frame, near the "
	    "{fountain|station}." },
	{ TOOT, "Luis", "es", NULL, "\xc2\xbfSabe alguien si en Mokka hay {"
	    "comida sin gluten|opci\xc3\xb3n vegana}? #harford" },
	{ PAPER, "A. Reader", "en", "Parking at Hallett Ford", "They block "
	    "the {pavement|cycle path} with their test cars every day. Who is "
	    "responsible?" },
	{ BLOG, "Karl", "en", "A year with a Focus", "{12|15|18} thousand "
	    "miles, one puncture, no regrets. A good car." },
	{ TOOT, "Zo\xc3\xab", "en", NULL, "Somebody fainted at Mokka and the "
	    "staff were {wonderful|calm and quick}. Thank you \xf0\x9f\x91\x8f "
	    "#harford" },
	{ HN, "lurker9", "en", NULL, "The weather in {March|April} used to be "
	    "better, I am sure." },
	{ FORUM, "biker_al", "en", "Focus brakes", "Hallett Ford {replaced|"
	    "checked} my brakes and they failed the next day. This is "
	    "dangerous, I am calling a lawyer." },
	{ TOOT, "Rob", "en", NULL, "Somebody painted the {bench|bridge} blue. "
	    "I like it. #harford" },
	{ PAPER, "Newsroom", "en", "Market moves to {Saturday|Sunday}",
	    "More cheese, fewer cars." },
	{ TOOT, "Hana", "ja", NULL, "Mokka\xe3\x81\xae\xe3\x82\xb1\xe3\x83\xbc"
	    "\xe3\x82\xad\xe3\x80\x81\xe3\x81\x8a\xe3\x81\x84\xe3\x81\x97"
	    "\xe3\x81\x84 \xf0\x9f\x98\x8b #harford" },
	{ FORUM, "old_tom", "en", "Bought the Focus", "Went with {the blue|"
	    "the red} one from Hallett Ford. They threw in winter tyres." },
	{ TOOT, "Mick", "en", NULL, "Mokka or {Costa|Nero}? New in #harford "
	    "and I need coffee to live." },
	{ HN, "gearhead", "en", NULL, "PSA: check the coolant of your Focus, "
	    "mine {leaked|boiled} without a warning. Furious." },
	{ PAPER, "Newsroom", "en", "Police ask for witnesses", "A {red|grey} "
	    "bicycle was stolen behind the town hall." },
	{ TOOT, "Freya", "sv", NULL, "Kanelbullarna p\xc3\xa5 Mokka \xc3\xa4r "
	    "{b\xc3\xa4st|helt okej}. #harford" },
	{ FORUM, "tea_person", "en", "Mokka charged me twice",
	    "{12.40|9.80|21.60} and no answer to my mails for a week. Still "
	    "waiting!" },
};
const size_t script_nlines = sizeof(script_lines) / sizeof(script_lines[0]);
