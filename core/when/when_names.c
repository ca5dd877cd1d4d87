#include "core/when/when_names.h"

/*
 * A name stands for itself and for what it begins with, from three letters on
 * ("sept"). A stem ends in '*' and stands for all that begins with it: most
 * languages decline their months.
 */
static const char *const months[] = {
	"january januar januari janvier janeiro gennaio enero janner "
	"ianuarie styczen stycznia leden ledna tammi* ocak "
	"\u03b9\u03b1\u03bd* \u044f\u043d\u0432* \u0441\u0456\u0447* gener",
	"february februar februari fevrier fevereiro febbraio febrero feber "
	"februarie luty lutego unor unora helmi* subat \u03c6\u03b5\u03b2* "
	"\u0444\u0435\u0432* \u043b\u044e\u0442* febrer",
	"march marz mars maart mrt marzo marco martie marcius marts marca "
	"marzec brezen brezna maalis* mart \u03bc\u03b1\u03c1* "
	"\u03bc\u03ac\u03c1* \u043c\u0430\u0440* \u0431\u0435\u0440*",
	"april avril aprile abril aprilie aprilis kwiecien kwietnia duben "
	"dubna huhti* nisan \u03b1\u03c0\u03c1* \u0430\u043f\u0440* "
	"\u043a\u0432\u0456*",
	"may mai mei mayo maio maggio maj maja majus kveten kvetna touko* "
	"mayis \u03bc\u03b1\u03b9* \u03bc\u03ac\u03b9* \u03bc\u03b1\u03ca* "
	"\u03bc\u03ac\u03ca* \u043c\u0430\u0439 \u043c\u0430\u0438 "
	"\u043c\u0430\u044f \u0442\u0440\u0430* maig",
	"june juni juin junio junho giugno iunie junius czerwiec czerwca "
	"cerven cervna kesa* haziran \u03b9\u03bf\u03c5\u03bd* "
	"\u03b9\u03bf\u03cd\u03bd* \u0438\u044e\u043d* \u0447\u0435\u0440* "
	"juny",
	"july juli juillet julio julho luglio iulie julius lipiec lipca "
	"cervenec cervence heina* temmuz \u03b9\u03bf\u03c5\u03bb* "
	"\u03b9\u03bf\u03cd\u03bb* \u0438\u044e\u043b* \u043b\u0438\u043f* "
	"juliol",
	"august augustus augusti aout agosto augusztus sierpien sierpnia "
	"srpen srpna elokuu elokuuta agustos \u03b1\u03c5\u03b3* "
	"\u03b1\u03cd\u03b3* \u0430\u0432\u0433* \u0441\u0435\u0440* agost",
	"september septembre septiembre setiembre setembro settembre "
	"septembrie szeptember wrzesien wrzesnia zari syys* eylul "
	"\u03c3\u03b5\u03c0* \u0441\u0435\u043d* \u0432\u0435\u0440* "
	"setembre",
	"october oktober octobre octubre outubro ottobre octombrie "
	"pazdziernik pazdziernika rijen rijna loka* ekim \u03bf\u03ba\u03c4* "
	"\u043e\u043a\u0442* \u0436\u043e\u0432*",
	"november novembre noviembre novembro noiembrie listopad listopada "
	"listopadu marras* kasim \u03bd\u03bf\u03b5* \u03bd\u03bf\u03ad* "
	"\u043d\u043e\u044f* \u043b\u0438\u0441*",
	"december dezember decembre diciembre dezembro dicembre desember "
	"decembrie grudzien grudnia prosinec prosince joulu* aralik "
	"\u03b4\u03b5\u03ba* \u0434\u0435\u043a* \u0433\u0440\u0443* "
	"desembre",
};

/* Two letters count only where they are a whole name here. */
static const char weekdays[] =
	"monday tuesday tues wednesday thursday thurs friday saturday sunday "
	"mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag "
	"samstag sonnabend sonntag ma wo vr za zo maandag dinsdag woensdag "
	"donderdag vrijdag zaterdag zondag lundi mardi mercredi jeudi "
	"vendredi samedi dimanche lunes martes miercoles jueves viernes "
	"sabado domingo lunedi martedi mercoledi giovedi venerdi sabato "
	"domenica segunda terca quarta quinta sexta feira mandag tirsdag "
	"onsdag torsdag fredag lordag sondag tisdag hetfo kedd szerda "
	"csutortok pentek szombat vasarnap poniedzialek wtorek sroda "
	"czwartek piatek sobota niedziela \u03b4\u03b5\u03c5* "
	"\u03c4\u03c1\u03b9* \u03c4\u03c1\u03af* \u03c4\u03b5\u03c4* "
	"\u03c0\u03b5\u03bc* \u03c0\u03ad\u03bc* \u03c0\u03b1\u03c1* "
	"\u03c3\u03b1\u03b2* \u03c3\u03ac\u03b2* \u03ba\u03c5\u03c1* "
	"\u043f\u043e\u043d* \u0432\u0442\u043e* \u0441\u0440\u0435* "
	"\u0447\u0435\u0442* \u043f\u044f\u0442* \u0441\u0443\u0431* "
	"\u0432\u043e\u0441* \u043f\u043d \u0432\u0442 \u0441\u0440 "
	"\u0447\u0442 \u043f\u0442 \u0441\u0431 \u0432\u0441";

static const char noise[] =
	"at of the on de del di of um uhr kl klo am om den le el il alle las "
	"les as a o \u0433 \u0433\u043e\u0434\u0430 \u0432 \u0440 gada";

static const struct {
	char		 name[5];
	signed char	 quarters;	/* of an hour, east */
} zones[] = {
	{ "z", 0 },	{ "ut", 0 },	{ "utc", 0 },	{ "gmt", 0 },
	{ "uct", 0 },	{ "wet", 0 },	{ "west", 4 },	{ "bst", 4 },
	{ "cet", 4 },	{ "cest", 8 },	{ "met", 4 },	{ "mest", 8 },
	{ "mez", 4 },	{ "mesz", 8 },	{ "eet", 8 },	{ "eest", 12 },
	{ "msk", 12 },	{ "trt", 12 },	{ "sast", 8 },	{ "gst", 16 },
	{ "pkt", 20 },	{ "ist", 22 },	{ "ict", 28 },	{ "wib", 28 },
	{ "hkt", 32 },	{ "sgt", 32 },	{ "pht", 32 },	{ "awst", 32 },
	{ "jst", 36 },	{ "kst", 36 },	{ "acst", 38 },	{ "acdt", 42 },
	{ "aest", 40 },	{ "aedt", 44 },	{ "nzst", 48 },	{ "nzdt", 52 },
	{ "brt", -12 },	{ "art", -12 },	{ "nst", -14 },	{ "ndt", -10 },
	{ "at", -16 },	{ "ast", -16 },	{ "adt", -12 },
	{ "et", -20 },	{ "est", -20 },	{ "edt", -16 },
	{ "ct", -24 },	{ "cst", -24 },	{ "cdt", -20 },
	{ "mt", -28 },	{ "mst", -28 },	{ "mdt", -24 },
	{ "pt", -32 },	{ "pst", -32 },	{ "pdt", -28 },
	{ "akst", -36 }, { "akdt", -32 }, { "hst", -40 },
};

/*
 * Longer marks before those they begin with. Korean and Japanese words place
 * the speaker; the signs of year, month and day alone are shared by Chinese
 * and Japanese and place nobody.
 */
static const struct when_mark marks[] = {
	{ "\uc6d4\uc694\uc77c", 9, 0 },	{ "\ud654\uc694\uc77c", 9, 0 },
	{ "\uc218\uc694\uc77c", 9, 0 },	{ "\ubaa9\uc694\uc77c", 9, 0 },
	{ "\uae08\uc694\uc77c", 9, 0 },	{ "\ud1a0\uc694\uc77c", 9, 0 },
	{ "\uc77c\uc694\uc77c", 9, 0 },	{ "\ub144", 9, 0 },
	{ "\uc6d4", 9, 0 },		{ "\uc77c", 9, 0 },
	{ "\uc624\uc804", 9, HALF_AM },	{ "\uc624\ud6c4", 9, HALF_PM },
	{ "\u6708\u66dc\u65e5", 9, 0 },	{ "\u706b\u66dc\u65e5", 9, 0 },
	{ "\u6c34\u66dc\u65e5", 9, 0 },	{ "\u6728\u66dc\u65e5", 9, 0 },
	{ "\u91d1\u66dc\u65e5", 9, 0 },	{ "\u571f\u66dc\u65e5", 9, 0 },
	{ "\u65e5\u66dc\u65e5", 9, 0 },	{ "\u5348\u524d", 9, HALF_AM },
	{ "\u5348\u5f8c", 9, HALF_PM },	{ "\u4e0a\u5348", 8, HALF_AM },
	{ "\u4e0b\u5348", 8, HALF_PM },	{ "\u661f\u671f\u4e00", 8, 0 },
	{ "\u661f\u671f\u4e8c", 8, 0 },	{ "\u661f\u671f\u4e09", 8, 0 },
	{ "\u661f\u671f\u56db", 8, 0 },	{ "\u661f\u671f\u4e94", 8, 0 },
	{ "\u661f\u671f\u516d", 8, 0 },	{ "\u661f\u671f\u65e5", 8, 0 },
	{ "\u661f\u671f\u5929", 8, 0 },	{ "\u5e74", 0, 0 },
	{ "\u6708", 0, 0 },		{ "\u65e5", 0, 0 },
	{ "\u53f7", 8, 0 },		{ "\u865f", 8, 0 },
	{ "\u03c0.\u03bc.", 0, HALF_AM }, { "\u03bc.\u03bc.", 0, HALF_PM },
};

static const char *const clock_signs[][5] = {
	{ "h", "\uc2dc", "\u6642", "\u65f6", "\u70b9" },
	{ "m", "\ubd84", "\u5206", "\u5206", "\u5206" },
	{ "s", "\ucd08", "\u79d2", "\u79d2", "\u79d2" },
};

static bool
listed(slice word, const char *names)
{
	slice	 rest = slice_of(names);

	while (rest.n) {
		slice	 name = slice_cut(&rest, ' ');

		if (word.n && name.n > 1 && name.p[0] != word.p[0])
			continue;		/* nearly all of them */
		if (slice_ends(name, SLICE("*"))) {
			if (slice_starts(word, slice_head(name, name.n - 1)))
				return true;
		} else if (slice_eq(word, name) ||
		    (word.n >= 3 && slice_starts(name, word))) {
			return true;
		}
	}
	return false;
}

int64_t
when_month(slice word)
{
	for (size_t i = 0; i < COUNT(months); i++)
		if (listed(word, months[i]))
			return (int64_t)i + 1;
	return 0;
}

bool
when_weekday(slice word)
{
	return listed(word, weekdays);
}

bool
when_noise(slice word)
{
	return listed(word, noise);
}

enum when_half
when_half(slice word)
{
	if (slice_eq(word, SLICE("am")))
		return HALF_AM;
	return slice_eq(word, SLICE("pm")) ? HALF_PM : HALF_NONE;
}

bool
when_zone(slice word, int64_t *east)
{
	for (size_t i = 0; i < COUNT(zones); i++)
		if (slice_eq(word, slice_of(zones[i].name))) {
			*east = zones[i].quarters * 900;
			return true;
		}
	return false;
}

const struct when_mark *
when_mark(slice rest)
{
	for (size_t i = 0; i < COUNT(marks); i++)
		if (slice_starts(rest, slice_of(marks[i].text)))
			return &marks[i];
	return NULL;
}

size_t
when_clock_sign(slice rest, unsigned unit)
{
	for (size_t i = 0; i < COUNT(clock_signs[unit]); i++) {
		slice	 sign = slice_of(clock_signs[unit][i]);

		if (slice_starts(rest, sign))
			return sign.n;
	}
	return 0;
}
