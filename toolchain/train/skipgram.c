/*
 * skipgram.c - word vectors with subwords (Bojanowski et al. 2017), from the
 * texts that the teachers read. One thread, fixed seed: the same every time.
 * usage: skipgram TOKENS WORDS >vectors   (lines of words; words to give)
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIM = 96, WINDOW = 5, NEGATIVE = 5, EPOCHS = 8, LEAST = 2,
	SLOTS = 1 << 21, PIECES = 1 << 18, MOST_PIECES = 64,
	NOISE = 1 << 22, LINE = 4096 };

struct word {
	char	*name;
	long	 count;
	int	 npieces;
	uint32_t pieces[MOST_PIECES];	/* rows of `in`; the word's own first */
};

struct model {
	struct word *words;
	int	 n;
	int	*slots, *noise;
	float	*in, *out;
	long	 tokens;
};

static uint32_t
dice(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return (uint32_t)(*s >> 16);
}

static uint32_t
hash(const char *p, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 16777619u;
	h = (h ^ h >> 16) * 0x85ebca6bu;
	h = (h ^ h >> 13) * 0xc2b2ae35u;
	return h ^ h >> 16;
}

static int *
slot(const struct model *m, const char *name)
{
	uint32_t h = hash(name, strlen(name)) % SLOTS;

	while (m->slots[h] >= 0 &&
	    strcmp(m->words[m->slots[h]].name, name) != 0)
		h = (h + 1) % SLOTS;
	return &m->slots[h];
}

static int
cut(const char *name, uint32_t *out, int most)
{
	char	 w[256];
	int	 n = snprintf(w, sizeof(w), "<%s>", name), k = 0;

	if (n >= (int)sizeof(w))
		n = (int)sizeof(w) - 1;
	for (int at = 0; at < n; at++)
		for (int len = 3; len <= 5 && at + len <= n; len++)
			if (k < most)
				out[k++] = hash(w + at, (size_t)len) % PIECES;
	return k;
}

static void
count(struct model *m, FILE *f)
{
	static char line[1 << 20];

	m->words = malloc(SLOTS / 2 * sizeof(*m->words));
	m->slots = malloc(SLOTS * sizeof(*m->slots));
	memset(m->slots, 0xff, SLOTS * sizeof(*m->slots));
	while (fgets(line, sizeof(line), f) != NULL)
		for (char *w = strtok(line, " \n"); w != NULL;
		    w = strtok(NULL, " \n")) {
			int	*s = slot(m, w);

			if (*s < 0) {
				*s = m->n++;
				m->words[*s] = (struct word){ .name =
				    strdup(w) };
			}
			m->words[*s].count++;
			m->tokens++;
		}
}

static void
prepare(struct model *m, uint64_t *s)
{
	size_t	 rows = (size_t)(m->n + PIECES);
	double	 mass = 0, sum = 0;
	int	 at = 0;

	m->in = malloc(rows * DIM * sizeof(float));
	m->out = calloc((size_t)m->n * DIM, sizeof(float));
	for (size_t i = 0; i < rows * DIM; i++)
		m->in[i] = ((float)(dice(s) & 0xffff) / 65536 - .5f) / DIM;
	for (int i = 0; i < m->n; i++) {
		struct word *w = &m->words[i];

		w->npieces = 1 + cut(w->name, w->pieces + 1, MOST_PIECES - 1);
		w->pieces[0] = (uint32_t)i;
		for (int k = 1; k < w->npieces; k++)
			w->pieces[k] += (uint32_t)m->n;
		mass += pow((double)w->count, .75);
	}
	m->noise = malloc(NOISE * sizeof(*m->noise));
	for (int i = 0; i < m->n; i++) {
		sum += pow((double)m->words[i].count, .75);
		while (at < NOISE && at < sum / mass * NOISE)
			m->noise[at++] = i;
	}
	while (at < NOISE)
		m->noise[at++] = 0;
}

static void
compose(const struct model *m, const struct word *w, float *v)
{
	memset(v, 0, DIM * sizeof(*v));
	for (int k = 0; k < w->npieces; k++) {
		const float *p = m->in + (size_t)w->pieces[k] * DIM;

		for (int d = 0; d < DIM; d++)
			v[d] += p[d];
	}
	for (int d = 0; d < DIM; d++)
		v[d] /= (float)w->npieces;
}

static void
pull(struct model *m, const float *v, float *e, int word, float want,
    float rate)
{
	float	*o = m->out + (size_t)word * DIM, dot = 0, g;

	for (int d = 0; d < DIM; d++)
		dot += v[d] * o[d];
	g = (want - 1 / (1 + expf(-dot))) * rate;
	for (int d = 0; d < DIM; d++) {
		e[d] += g * o[d];
		o[d] += g * v[d];
	}
}

static void
learn(struct model *m, const int *line, int n, float rate, uint64_t *s)
{
	for (int i = 0; i < n; i++) {
		struct word *w = &m->words[line[i]];
		int	 reach = 1 + (int)(dice(s) % WINDOW);
		float	 v[DIM], e[DIM] = { 0 };

		compose(m, w, v);
		for (int j = i - reach; j <= i + reach; j++) {
			if (j < 0 || j >= n || j == i)
				continue;
			pull(m, v, e, line[j], 1, rate);
			for (int k = 0; k < NEGATIVE; k++)
				pull(m, v, e, m->noise[dice(s) % NOISE], 0,
				    rate);
		}
		for (int k = 0; k < w->npieces; k++) {
			float	*p = m->in + (size_t)w->pieces[k] * DIM;

			for (int d = 0; d < DIM; d++)
				p[d] += e[d];
		}
	}
}

static void
train(struct model *m, FILE *f, uint64_t *s)
{
	static char line[1 << 20];
	static int words[LINE];
	double	 seen = 0, all = (double)m->tokens * EPOCHS;

	for (int e = 0; e < EPOCHS; e++) {
		rewind(f);
		while (fgets(line, sizeof(line), f) != NULL) {
			int	 n = 0;
			float	 rate = .05f * (float)(1 - seen / all);

			for (char *w = strtok(line, " \n"); w != NULL;
			    w = strtok(NULL, " \n")) {
				int	 i = *slot(m, w);
				double	 often = (double)m->words[i].count /
				    (double)m->tokens;
				double	 keep = sqrt(1e-3 / often) +
				    1e-3 / often;

				seen++;
				if (n < LINE && m->words[i].count >= LEAST &&
				    (dice(s) & 0xffff) < keep * 65536)
					words[n++] = i;
			}
			learn(m, words, n, rate, s);
		}
		fprintf(stderr, "epoch %d\n", e + 1);
	}
}

static void
give(const struct model *m, FILE *f)
{
	static char line[1 << 16];

	while (fgets(line, sizeof(line), f) != NULL) {
		struct word w = { .npieces = 0 };
		float	 v[DIM];
		int	 i;

		line[strcspn(line, "\n")] = '\0';
		i = *slot(m, line);
		if (i >= 0 && m->words[i].count >= LEAST)
			w = m->words[i];
		else {
			w.npieces = cut(line, w.pieces, MOST_PIECES);
			for (int k = 0; k < w.npieces; k++)
				w.pieces[k] += (uint32_t)m->n;
		}
		if (w.npieces == 0)
			memset(v, 0, sizeof(v));
		else
			compose(m, &w, v);
		fwrite(v, sizeof(float), DIM, stdout);
	}
}

int
main(int argc, char *argv[])
{
	struct model m = { .n = 0 };
	uint64_t s = 88172645463325252u;
	FILE	*text = argc == 3 ? fopen(argv[1], "r") : NULL;
	FILE	*names = argc == 3 ? fopen(argv[2], "r") : NULL;

	if (text == NULL || names == NULL) {
		fprintf(stderr, "usage: skipgram TOKENS WORDS >vectors\n");
		return 2;
	}
	count(&m, text);
	prepare(&m, &s);
	train(&m, text, &s);
	give(&m, names);
	return 0;
}
