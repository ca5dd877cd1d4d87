#include "core/people/list.h"

#include "core/people/card.h"
#include "core/text/text.h"
#include "core/when/when.h"

enum { NOTHING = CARD_FIELDS, HEAD = 40 };

/* Heads, folded, without what is no letter; English, German, French, Spanish,
 * Italian, Portuguese. */
static const struct {
	uint8_t	 field;
	const char *heads;
} heads[] = {
	{ CARD_NAME, " name fullname displayname customer customername contact "
	    "kunde kundenname nom nomcomplet client nombre nombrecompleto "
	    "cliente nome nomecompleto nominativo kontakt contacto contatto " },
	{ CARD_FIRST, " firstname givenname forename vorname prenom nomedepila "
	    "nombredepila primeironome nomeproprio " },
	{ CARD_LAST, " lastname surname familyname nachname familienname "
	    "zuname nomdefamille apellido apellidos cognome sobrenome "
	    "apelido " },
	{ CARD_FIRM, " company firm organization organisation firma societe "
	    "entreprise empresa azienda ditta " },
	{ CARD_MAIL, " mail email emailaddress mailaddress emailadresse "
	    "mailadresse courriel adressemail adresseemail adresseelectronique "
	    "correo correoelectronico indirizzoemail postaelettronica "
	    "enderecodeemail correioeletronico " },
	{ CARD_PHONE, " phone phonenumber telephone tel mobile mobilephone "
	    "cell cellphone telefon telefonnummer handy handynummer mobil "
	    "portable numerodetelephone telefono movil celular cellulare "
	    "telefone telemovel whatsapp " },
	{ CARD_HANDLE, " handle handles username user account profile url "
	    "website benutzername benutzer konto profil pseudo pseudonyme "
	    "identifiant compte usuario cuenta perfil utente nomeutente "
	    "profilo utilizador conta fediverse " },
	{ CARD_BOUGHT, " bought product products purchase purchased item order "
	    "gekauft produkt produkte artikel kauf bestellung achat achats "
	    "achete produit commande compra compras comprado producto pedido "
	    "acquisto acquistato prodotto ordine produto encomenda " },
	{ CARD_NOTE, " note notes comment comments remark notiz notizen "
	    "bemerkung anmerkung kommentar remarque commentaire nota notas "
	    "comentario observaciones osservazioni commento observacao "
	    "observacoes " },
	{ CARD_NEVER, " never donotcontact optout nichtkontaktieren "
	    "keinkontakt sperre nepascontacter nocontactar noncontattare "
	    "naocontactar naocontatar " },
	{ CARD_PREFERS, " prefers preferredchannel bevorzugt kanal "
	    "canalprefere canalpreferido canalepreferito canalpreferencial " },
	{ CARD_CONSENT, " consent einwilligung zustimmung consentement "
	    "consentimiento consenso consentimento " },
};

/* Its letters between blanks: " emailaddress ". */
static slice
bare_head(slice head, char buf[static HEAD])
{
	struct sink k = { .buf = buf, .cap = HEAD };

	sink_byte(&k, ' ');
	while (head.n && !k.full) {
		uint32_t folded[3];
		size_t	 n = text_fold(text_next(&head), folded);

		for (size_t i = 0; i < n; i++)
			if (text_is_word(folded[i]))
				text_put(&k, folded[i]);
	}
	sink_byte(&k, ' ');
	return k.full || k.len < 3 ? SLICE("\n") : sink_slice(&k);
}

static bool
know(struct list *l, size_t column, slice head)
{
	char	 buf[HEAD];
	slice	 bare = bare_head(head, buf);

	l->fields[column] = NOTHING;
	for (size_t i = 0; i < COUNT(heads); i++) {
		slice	 words = slice_of(heads[i].heads);

		if (slice_find(words, bare) < words.n)
			l->fields[column] = heads[i].field;
	}
	bare = slice_trim(bare);
	if (bare.n < LIST_NETWORK && card_network(bare)) {
		l->fields[column] = CARD_HANDLE;
		memcpy(l->networks[column], bare.p, bare.n);
	}
	return l->fields[column] != NOTHING;
}

bool
list_init(struct list *l, struct arena *a, slice file, struct fault *f)
{
	slice	 fields[CSV_FIELDS];
	bool	 any = false;

	memset(l, 0, sizeof(*l));
	csv_init(&l->csv, a, file);
	if (a->spent)
		return fault_words(f, "the list is too large");
	if (csv_next(&l->csv, a, fields, &l->n) != CSV_RECORD)
		return fault_words(f, "the list is empty");
	for (size_t i = 0; i < l->n; i++)
		any = know(l, i, fields[i]) || any;
	return any || fault_tell(f, "the first line names no column that is "
	    "known (\"%\" ...): it wants name, mail, phone, handle, bought, "
	    "note", slice_head(fields[0], HEAD));
}

static enum list_got
bad(const struct list *l, slice why, struct fault *f)
{
	char	 number[24];

	fault_tell(f, "line % %", fault_int(number, (int64_t)l->csv.line), why);
	return LIST_BAD;
}

/* A column of handles on one network may hold several. */
static void
set(struct list *l, struct card *c, size_t i, slice value)
{
	slice	 network = slice_of(l->networks[i]);

	if (l->fields[i] == NOTHING || slice_trim(value).n == 0)
		return;
	if (network.n)
		card_handle(c, network, value);
	else
		card_set(c, (enum card_field)l->fields[i], csv_plain(value));
}

enum list_got
list_next(struct list *l, struct arena *a, struct contact *out,
    struct fault *f)
{
	slice	 fields[CSV_FIELDS];
	struct card c;
	size_t	 n, used;

	switch (csv_next(&l->csv, a, fields, &n)) {
	case CSV_END:
		return LIST_END;
	case CSV_BAD:
		return bad(l, SLICE("has a quote that does not end"), f);
	default:
		break;
	}
	if (!card_init(&c, a, out))
		return bad(l, SLICE("is too large"), f);
	used = a->used;
	for (size_t i = 0; i < n && i < l->n && !a->spent; i++) {
		set(l, &c, i, fields[i]);
		if (!a->spent)
			card_settle(&c, used);
	}
	if (a->spent)
		return bad(l, SLICE("is too large"), f);
	return card_close(&c) ? LIST_GOOD : bad(l, SLICE("has no mail, "
	    "phone or handle to know them by"), f);
}

/* --- writing ---------------------------------------------------------- */

void
list_put_head(struct sink *k)
{
	csv_row(k, SLICE("name"), SLICE("mail"), SLICE("phone"),
	    SLICE("handle"), SLICE("bought"), SLICE("note"), SLICE("prefers"),
	    SLICE("consent"), SLICE("never"), SLICE("first heard"),
	    SLICE("last heard"), SLICE("negative"), SLICE("neutral"),
	    SLICE("positive"), SLICE("answered"));
}

static slice
day(char buf[static 24], int64_t when)
{
	struct sink k = { .buf = buf, .cap = 24 };

	if (when)
		when_put_date(&k, when);
	return sink_slice(&k);
}

static slice
never(const struct contact *c, char *buf, size_t cap)
{
	struct sink k = { .buf = buf, .cap = cap };

	if (c->never)
		when_put_date(&k, c->never);
	if (c->never && c->why.n)
		sink_byte(&k, ' ');
	if (c->never)
		sink_put(&k, c->why);
	return sink_slice(&k);
}

void
list_put(struct sink *k, const struct contact *c)
{
	char	 why[CONTACT_WHY * 2], first[24], last[24], n[4][24];

	csv_row(k, c->name, c->mail, c->phone, c->handles, c->bought, c->note,
	    c->prefers, c->consent, never(c, why, sizeof(why)),
	    day(first, c->first), day(last, c->last),
	    fault_int(n[0], c->negative), fault_int(n[1], c->neutral),
	    fault_int(n[2], c->positive), fault_int(n[3], c->replied));
}
