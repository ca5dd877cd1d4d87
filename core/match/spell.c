#include "core/match/spell.h"

/* Folded, in six languages, a blank on either side of each. */
static const char days[] = " monday tuesday wednesday thursday friday "
    "saturday sunday mon tue tues wed thu thur thurs fri sat sun today "
    "tomorrow tonight yesterday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec montag dienstag mittwoch donnerstag freitag samstag "
    "sonntag heute morgen gestern januar februar marz mai juni juli oktober "
    "dezember lundi mardi mercredi jeudi vendredi samedi dimanche demain hier "
    "janvier fevrier mars avril juin juillet aout septembre octobre novembre "
    "decembre lunes martes miercoles jueves viernes sabado domingo hoy manana "
    "ayer enero febrero marzo abril mayo junio julio agosto septiembre "
    "octubre noviembre diciembre lunedi martedi mercoledi giovedi venerdi "
    "sabato domenica oggi domani ieri gennaio febbraio aprile maggio giugno "
    "luglio settembre ottobre dicembre segunda terca quarta quinta sexta "
    "hoje amanha ontem janeiro fevereiro marco maio junho julho setembro "
    "outubro novembro dezembro spring summer autumn winter easter christmas "
    "am pm ";
static const char numbers[] = " one two three four five six seven eight "
    "nine ten eleven twelve twenty thirty forty fifty hundred thousand "
    "million half double first second third fourth fifth sixth last ein eine "
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf hundert "
    "tausend erste zweite dritte deux trois quatre cinq sept huit neuf dix "
    "cent mille premier premiere deuxieme dos tres cuatro cinco seis siete "
    "ocho nueve diez cien mil primera primer segundo due tre quattro cinque "
    "sei sette otto nove dieci cento primo prima secondo dois duas quatro "
    "sete oito dez primeiro primeira ";
static const char nots[] = " not no never none nobody nothing cannot "
    "cant dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt "
    "shouldnt hasnt havent hadnt aint without neither nor hardly false fake "
    "wrong untrue denies denied deny hoax cancelled canceled nicht kein keine "
    "keinen keiner keinem nie niemals ohne falsch abgesagt ne pas jamais "
    "aucun aucune sans ni faux annule nunca jamas sin tampoco ningun ninguna "
    "falso cancelado non mai senza nessun nessuna nessuno annullato nao sem "
    "nenhum nenhuma ";

static bool
is_in(const char *words, const struct gist_word *w)
{
	slice	 one, list = slice_of(words + 1);

	if (w->n == 0 || w->n == GIST_FOLD)
		return false;
	while (list.n) {
		one = slice_cut(&list, ' ');
		if (slice_eq(one, gist_fold(w)))
			return true;
	}
	return false;
}

bool
spell_is_day(const struct gist_word *w)
{
	return is_in(days, w);
}

bool
spell_is_number(const struct gist_word *w)
{
	return is_in(numbers, w);
}

bool
spell_is_not(const struct gist_word *w)
{
	return is_in(nots, w);
}

/* --- slips ------------------------------------------------------------ */

enum {
	PARTS = 2,			/* "e mail" */
	LETTERS = PARTS * GIST_FOLD,
	ONE_FROM = 4,			/* letters for one slip */
	TWO_FROM = 8
};

struct letters {
	char	 c[LETTERS];
	size_t	 n;
};

/* False: what is no plain word is never a slip. */
static bool
spelt(struct letters *l, const struct gist_word *w, size_t n)
{
	l->n = 0;
	if (n == 0 || n > PARTS)
		return false;
	for (size_t i = 0; i < n; i++, w++) {
		if (w->what & (GIST_NUMBER | GIST_WIDE) || w->n == 0 ||
		    w->fold[0] == '@' || spell_is_day(w) ||
		    spell_is_number(w) || spell_is_not(w))
			return false;
		memcpy(l->c + l->n, w->fold, w->n);
		l->n += w->n;
	}
	return true;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Letters changed, left out, added, or two exchanged. */
static unsigned
slips(const struct letters *a, const struct letters *b)
{
	unsigned row[3][LETTERS + 1];

	for (size_t j = 0; j <= b->n; j++)
		row[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a->n; i++) {
		unsigned *now = row[i % 3], *was = row[(i + 2) % 3];
		const unsigned *old = row[(i + 1) % 3];

		now[0] = (unsigned)i;
		for (size_t j = 1; j <= b->n; j++) {
			bool	 eq = a->c[i - 1] == b->c[j - 1];

			now[j] = least(was[j - 1] + !eq,
			    least(was[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a->c[i - 1] == b->c[j - 2] &&
			    a->c[i - 2] == b->c[j - 1])
				now[j] = least(now[j], old[j - 2] + 1);
		}
	}
	return row[a->n % 3][b->n];
}

bool
spell_alike(const struct gist_word *a, size_t n, const struct gist_word *b,
    size_t m)
{
	bool	 names = n > 0 && m > 0 && a->what & b->what & GIST_NAME;
	struct letters x, y;
	size_t	 least_n;
	unsigned many;

	if (!spelt(&x, a, n) || !spelt(&y, b, m))
		return false;
	least_n = x.n < y.n ? x.n : y.n;
	many = slips(&x, &y);
	if (many == 0)
		return true;
	if (x.c[0] != y.c[0] || (names && least_n < TWO_FROM - 2))
		return false;	/* Cork is not York */
	return many <= (least_n >= TWO_FROM) + (unsigned)(least_n >= ONE_FROM);
}
