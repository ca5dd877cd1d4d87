/*
 * phrases.c - a host tool: the phrases of drafts to the tables of
 * core/answer/phrase.h.
 * usage: phrases en.txt de.txt ... >phrases.c
 *
 * A line is KEY <tab> phrase; "#" begins a comment. Each key must be there, and
 * one phrase of it without a hole that may stay empty.
 */
#include "core/answer/phrase.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAXLINE = 512, MAXBYTES = 1 << 18 };

#define SPELL(key, name) name,
static const char *const keys[] = { PHRASE_LIST(SPELL) };
static const char *const langs[] = { "en", "de", "fr", "es", "it", "pt" };

static const char *file;
static int line;

/* All phrases, one after another, each with a 0 behind it; by language, and in
 * it by key. */
static uint8_t text[MAXBYTES];
static size_t ntext, start[PHRASE_LANGS];
static unsigned counts[PHRASE_LANGS][PHRASE_KEYS];
static uint8_t pairs[256][2], depth[256];

static void
die(const char *why, slice what)
{
	fprintf(stderr, "phrases: %s:%d: %s: %.*s\n", file, line, why,
	    SLICE_ARG(what));
	exit(1);
}

/* Without braces, and as a person would write it. */
static void
add_phrase(slice phrase)
{
	char	 buf[MAXLINE];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 bad;

	if (!hole_read(&k, phrase, &bad))
		die("what is this", bad);
	if (k.full || k.len >= PHRASE_MOST || ntext + k.len >= MAXBYTES)
		die("too long", phrase);
	if (phrase.n == 0 || slice_find(phrase, SLICE("  ")) < phrase.n ||
	    slice_trim(phrase).n != phrase.n)
		die("a blank too many", phrase);
	memcpy(text + ntext, buf, k.len);
	ntext += k.len;
	text[ntext++] = 0;
}

/* The phrases of one key, in the order of the file. */
static void
read_key(const char *path, size_t lang, size_t key)
{
	char	 buf[MAXLINE];
	FILE	*f = fopen(path, "rb");

	if (f == NULL)
		die("cannot read", slice_of(path));
	for (line = 1; fgets(buf, sizeof(buf), f); line++) {
		slice	 rest = slice_of(buf), head;
		size_t	 i = 0;

		if (buf[0] == '#')
			continue;
		if (!slice_ends(rest, SLICE("\n")))
			die("too long", rest);
		rest.n--;
		head = slice_cut(&rest, '\t');
		while (i < PHRASE_KEYS && !slice_eq(head, slice_of(keys[i])))
			i++;
		if (i == PHRASE_KEYS)
			die("not a key", head);
		if (i == key) {
			add_phrase(rest);
			counts[lang][key]++;
		}
	}
	if (counts[lang][key] == 0)
		die("there is none of", slice_of(keys[key]));
	fclose(f);
}

/* The files come in the order of their languages. */
static void
read_file(const char *path, size_t lang)
{
	char	 name[] = "/xx.txt";

	file = path;
	memcpy(name + 1, langs[lang], 2);
	if (!slice_ends(slice_of(path), slice_of(name)))
		die("not this language", slice_of(langs[lang]));
	start[lang] = ntext;
	for (size_t key = 0; key < PHRASE_KEYS; key++)
		read_key(path, lang, key);
}

/* ---- packing ------------------------------------------------------------ */

/* The commonest pair within a phrase; its count. */
static unsigned
commonest(uint8_t pair[2])
{
	static unsigned n[256][256];
	unsigned most = 0;

	memset(n, 0, sizeof(n));
	for (size_t i = 0; i + 1 < ntext; i++) {
		uint8_t	 a = text[i], b = text[i + 1];

		if (a != 0 && b != 0 && depth[a] < PHRASE_DEPTH - 1 &&
		    depth[b] < PHRASE_DEPTH - 1 && ++n[a][b] > most) {
			most = n[a][b];
			pair[0] = a;
			pair[1] = b;
		}
	}
	return most;
}

static void
replace(const uint8_t pair[2], uint8_t code)
{
	size_t	 n = 0;

	for (size_t i = 0, lang = 0; i < ntext; n++) {
		while (lang < PHRASE_LANGS && start[lang] == i)
			start[lang++] = n;
		if (i + 1 < ntext && text[i] == pair[0] &&
		    text[i + 1] == pair[1]) {
			text[n] = code;
			i += 2;
		} else {
			text[n] = text[i++];
		}
	}
	ntext = n;
	depth[code] = 1 + (depth[pair[0]] > depth[pair[1]] ?
	    depth[pair[0]] : depth[pair[1]]);
	memcpy(pairs[code], pair, 2);
}

static void
pack(void)
{
	bool	 used[256] = { true };
	uint8_t	 pair[2];

	for (size_t i = 0; i < ntext; i++)
		used[text[i]] = true;
	for (unsigned code = 0; code < 256; code++)
		pairs[code][0] = (uint8_t)code;
	for (unsigned code = HOLES; code < 256; code++)
		if (!used[code] && commonest(pair) > 2)
			replace(pair, (uint8_t)code);
}

/* ---- C ------------------------------------------------------------------- */

static void
put_bytes(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%s%d,", i % 20 ? "" : "\n", p[i]);
}

static void
put_all(void)
{
	printf("/* made by toolchain/phrases */\n"
	    "#include \"core/answer/phrase.h\"\n\n"
	    "const uint8_t phrase_pairs[256][2] = {");
	for (size_t i = 0; i < 256; i++)
		printf("%s{%d,%d},", i % 10 ? "" : "\n", pairs[i][0],
		    pairs[i][1]);
	printf("\n};\n\nconst uint8_t phrase_counts[PHRASE_LANGS]"
	    "[PHRASE_KEYS] = {\n");
	for (size_t i = 0; i < PHRASE_LANGS; i++) {
		printf("{");
		for (size_t key = 0; key < PHRASE_KEYS; key++)
			printf("%u,", counts[i][key]);
		printf("},\n");
	}
	printf("};\n\nstatic const uint8_t packed[] = {");
	put_bytes(text, ntext);
	printf("\n};\n\nconst uint8_t *const phrase_packed[PHRASE_LANGS] = {"
	    "\n");
	for (size_t i = 0; i < PHRASE_LANGS; i++)
		printf("\tpacked + %zu,\n", start[i]);
	printf("};\n");
}

int
main(int argc, char **argv)
{
	if (argc != PHRASE_LANGS + 1) {
		fprintf(stderr, "usage: phrases en.txt de.txt fr.txt es.txt "
		    "it.txt pt.txt >phrases.c\n");
		return 2;
	}
	for (size_t lang = 0; lang < PHRASE_LANGS; lang++)
		read_file(argv[lang + 1], lang);
	pack();
	put_all();
	return fflush(stdout) != 0;
}
