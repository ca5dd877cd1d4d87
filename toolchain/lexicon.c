/*
 * lexicon.c - a host tool: word lists to the tables of core/judge/lexicon.h.
 * usage: lexicon valence.bin small_words.txt FILE.txt... >lexicon.c
 *
 * A line is WEIGHT KIND <tab> entry, entry, ...: the weight from -4 to 4, with
 * at most one decimal, or none; the kind a letter of enum cue_kind, or none.
 * An entry is folded words without apostrophes and with one blank between;
 * a star takes the rest of a word, "_" one to three words. "#" begins a
 * comment. valence.bin (toolchain/train/valence.mjs) goes into en.txt and
 * emoji.txt, where an entry of ours wins. A line of small_words.txt is a
 * language <tab> word, word, ...; the languages are those of small_words.h.
 * In a file of core/judge/issue a label stands where others have the weight:
 * "wait/late"; "wait/late?", which is weak; "wait", what it is about; "-".
 */
#include "core/judge/hash.h"
#include "core/judge/label.h"
#include "toolchain/lexicon_table.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAXLINE = 4096 };

struct table table;

/* ---- one entry ---------------------------------------------------------- */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || ascii_digit(c) ||
	    (unsigned char)c >= 0x80;
}

/* The word without its star; *star says whether it had one. */
static slice
take_word(slice *rest, bool *star)
{
	slice	 word = slice_cut(rest, ' ');

	*star = slice_ends(word, SLICE("*"));
	word.n -= *star;
	if (word.n == 0 || (*star && (word.n < LEXICON_STEM ||
	    word.n > LEXICON_PREFIX)))
		die("not a word, or not 3 to 15 letters before a star", word);
	for (size_t i = 0; i < word.n; i++)
		if (!is_letter(word.p[i]) && word.p[i] != '.')
			die("not folded, or a mark in it", word);
	return word;
}

static void
put_first(struct entry *e, slice word, bool star)
{
	uint32_t h = HASH_BEGIN;

	for (size_t i = 0; i < word.n; i++)
		h = hash_byte(h, word.p[i]);
	e->first = hash_end(star ? hash_byte(h, '*') : h);
	e->starred = star;
	e->stem = lexicon_stem(word);
	if (star)
		table.lengths[e->stem] |= 1u << word.n;
}

static void
put_element(struct entry *e, unsigned mark, int length)
{
	if (e->n + 3 > MAXBYTES || e->count == MAXELEMENTS)
		die("too many words", e->text);
	e->elements[e->n++] = (unsigned char)(mark >> 8);
	e->elements[e->n++] = (unsigned char)mark;
	if (length >= 0)
		e->elements[e->n++] = (unsigned char)length;
	e->count++;
}

static slice
keep(slice s)
{
	char	*p = malloc(s.n + 1);

	if (p == NULL)
		die("no memory for", s);
	memcpy(p, s.p, s.n);
	return (slice){ p, s.n };
}

static void
put_entry(slice text, int value)
{
	struct entry *e = &table.entry[table.n++];
	slice	 rest = text, word;
	bool	 star;

	if (table.n == MAXENTRIES)
		die("too many entries at", text);
	*e = (struct entry){ .value = value, .line = table.line,
	    .text = keep(text) };
	word = take_word(&rest, &star);
	put_first(e, word, star);
	while (rest.n > 0) {
		if (rest.p[0] == '_' && (rest.n == 1 || rest.p[1] == ' ')) {
			slice_cut(&rest, ' ');
			put_element(e, 0x8000, 0);
			continue;
		}
		word = take_word(&rest, &star);
		if (e->count == 0 && !star)
			e->second = hash_bytes(word);
		put_element(e, (hash_bytes(word) & 0x7fff) |
		    (star ? 0x8000 : 0), star ? (int)word.n : -1);
	}
	/* no pair of plain words leads to it */
	if (e->count > 0 && !e->starred && e->second == 0)
		table.lengths[e->stem] |= 1;
	if (slice_ends(text, SLICE(" ")))
		die("a blank too many", text);
}

/* ---- a file ------------------------------------------------------------- */

/* "-2a", "1.5", "x": its value. */
static int
read_meaning(slice s)
{
	struct lexicon_meaning m = { 0, 0 };
	int	 sign = s.n && s.p[0] == '-' ? -1 : 1, w = 0;
	slice	 all = s;

	s = slice_from(s, sign < 0);
	if (s.n && ascii_digit(s.p[0])) {
		w = 10 * (s.p[0] - '0');
		s = slice_from(s, 1);
		if (s.n > 1 && s.p[0] == '.' && ascii_digit(s.p[1])) {
			w += s.p[1] - '0';
			s = slice_from(s, 2);
		}
	}
	if (s.n > 0) {
		m.kind = s.p[0];
		s = slice_from(s, 1);
	}
	if (s.n > 0 || w > 40 || (w == 0 && m.kind == 0) || (m.kind &&
	    strchr("amtclqwrsvkonidbx", m.kind) == NULL))
		die("not a weight and a kind", all);
	m.tenths = (int8_t)(sign * w * 8 / 10);
	if (m.kind == 0)
		return m.tenths;
	for (size_t i = 0; i < table.meanings; i++)
		if (table.meaning[i].tenths == m.tenths &&
		    table.meaning[i].kind == m.kind)
			return (int)i + LEXICON_MEANINGS;
	if (table.meanings == LEXICON_MEANINGS)
		die("too many meanings at", all);
	table.meaning[table.meanings] = m;
	return (int)table.meanings++ + LEXICON_MEANINGS;
}

/* "wait/late", "wait/late?", "wait", "-": its value. */
static int
read_label(slice s)
{
	bool	 weak = slice_ends(s, SLICE("?"));
	unsigned label = label_named(slice_head(s, s.n - weak));
	unsigned what = label_what_named(s);

	if (label < LABELS)
		return weak ? LABEL_WEAK - (int)label : (int)label;
	if (what == WHATS && !slice_eq(s, SLICE("-")))
		die("not an issue", s);
	return what < WHATS ? LABEL_WHAT - (int)what : LABEL_PLAIN;
}

/* The next line that says something, without its end and comment. */
static bool
next_line(FILE *f, char *buf, slice *head, slice *rest)
{
	while (fgets(buf, MAXLINE, f)) {
		slice	 line = slice_of(buf);

		table.line++;
		if (line.n == MAXLINE - 1)
			die("too long", SLICE("the line"));
		line = slice_head(line, slice_index(line, '#'));
		while (line.n && ascii_space(line.p[line.n - 1]))
			line.n--;
		if (line.n == 0)
			continue;
		*head = slice_cut(&line, '\t');
		*rest = line;
		if (line.n == 0)
			die("no tab, or nothing behind it", *head);
		return true;
	}
	return false;
}

static slice
next_entry(slice *rest)
{
	slice	 entry = slice_cut(rest, ',');

	if (rest->n > 0 && rest->p[0] == ' ')
		*rest = slice_from(*rest, 1);
	return entry;
}

static FILE *
begin(const char *file)
{
	FILE	*f = fopen(file, "rb");
	const char *slash = strrchr(file, '/');
	slice	 name = slice_of(slash ? slash + 1 : file);

	memset(&table, 0, sizeof(table));
	table.file = file;
	name = slice_head(name, slice_index(name, '.'));
	table.labels = strstr(file, "issue/") != NULL;
	snprintf(table.name, sizeof(table.name), "%s%.*s",
	    table.labels ? "issue_" : "", SLICE_ARG(name));
	if (f == NULL)
		die("cannot read", slice_of(file));
	return f;
}

static void
read_file(const char *file)
{
	char	 buf[MAXLINE];
	FILE	*f = begin(file);
	slice	 head, rest;

	while (next_line(f, buf, &head, &rest)) {
		int	 value = table.labels ? read_label(head) :
		    read_meaning(head);

		while (rest.n > 0)
			put_entry(next_entry(&rest), value);
	}
	fclose(f);
}

/* The how many-th part: how many (three bytes); of each the hash (four), and
 * its tenths. All big-endian. */
static void
read_valences(const char *file, int part)
{
	FILE	*f = fopen(file, "rb");
	unsigned char b[5];

	if (f == NULL)
		die("cannot read", slice_of(file));
	for (; part >= 0; part--) {
		size_t	 n = fread(b, 1, 3, f) == 3 ?
		    (size_t)b[0] << 16 | (size_t)b[1] << 8 | b[2] : 0;

		while (n-- > 0 && fread(b, 1, 5, f) == 5 &&
		    table.n < MAXENTRIES - 1)
			if (part == 0)
				table.entry[table.n++] = (struct entry){
				    .first = (uint32_t)b[0] << 24 |
				    (uint32_t)b[1] << 16 |
				    (uint32_t)b[2] << 8 | b[3],
				    .value = (signed char)b[4] };
	}
	fclose(f);
}

/* ---- small words -------------------------------------------------------- */

static void
read_small_words(const char *file)
{
	static const char *const names[] = { "en", "de", "fr", "es", "it",
		"pt", "nl", "xx" };
	char	 buf[MAXLINE];
	FILE	*f = begin(file);
	slice	 head, rest;

	while (next_line(f, buf, &head, &rest)) {
		size_t	 i = 0;

		while (i < COUNT(names) && !slice_eq(head, slice_of(names[i])))
			i++;
		if (i == COUNT(names))
			die("not a language", head);
		while (rest.n > 0)
			put_entry(next_entry(&rest), 1 << i);
	}
	fclose(f);
}

int
main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: lexicon valence.bin small_words.txt "
		    "LANG.txt... >lexicon.c\n");
		return 2;
	}
	printf("/* made by toolchain/lexicon */\n"
	    "#include \"core/judge/issue.h\"\n"
	    "#include \"core/judge/lexicon.h\"\n"
	    "#include \"core/judge/small_words.h\"\n\n");
	read_small_words(argv[2]);
	put_small_words();
	for (int i = 3; i < argc; i++) {
		read_file(argv[i]);
		if (strcmp(table.name, "en") == 0)
			read_valences(argv[1], 0);
		else if (strcmp(table.name, "emoji") == 0)
			read_valences(argv[1], 1);
		put_table();
	}
	return 0;
}
