#include "toolchain/train/ftrl.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t
dice(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return (uint32_t)(*s >> 16);
}

struct job {
	const struct ftrl_texts *t;
	const struct ftrl_plan *p;
	float	*rows, *dense, *bias;
	float	*cells;			/* two for each weight */
	float	*g2;			/* of dense inputs and biases */
	uint32_t *kept;
};

/* The weight after one more gradient; cell: the sum of gradients, and of
 * their squares. */
static float
moved(float cell[2], float w, float g, const struct ftrl_plan *p)
{
	float	 g2 = cell[1] + g * g;
	float	 root = sqrtf(g2);

	cell[0] += g - (root - sqrtf(cell[1])) / p->alpha * w;
	cell[1] = g2;
	if (fabsf(cell[0]) <= p->l1)
		return 0;
	return -(cell[0] - (cell[0] < 0 ? -p->l1 : p->l1)) /
	    ((p->beta + root) / p->alpha + p->l2);
}

/* Softmax against the reference class, less the target: the gradient. */
static void
errors(const struct ftrl_texts *t, int i, float *z)
{
	const float *want = t->target + (size_t)i * (size_t)(t->heads + 1);
	float	 most = 0, sum;

	for (int k = 0; k < t->heads; k++)
		most = z[k] > most ? z[k] : most;
	sum = expf(-most);
	for (int k = 0; k < t->heads; k++)
		sum += z[k] = expf(z[k] - most);
	for (int k = 0; k < t->heads; k++)
		z[k] = (z[k] / sum - want[k + 1]) * t->weight[i];
}

static void
step_dense(struct job *j, int i, const float *e)
{
	const struct ftrl_texts *t = j->t;
	const float *d = t->dense + (size_t)i * (size_t)t->ndense;

	for (int k = 0; k < t->heads; k++)
		for (int f = 0; f <= t->ndense; f++) {
			float	 x = f < t->ndense ? d[f] : 1, g = e[k] * x;
			float	*w = f < t->ndense ?
			    &j->dense[k * t->ndense + f] : &j->bias[k];
			float	*g2 = &j->g2[k * (t->ndense + 1) + f];

			*g2 += g * g;
			*w -= j->p->dense_rate * g / (1 + sqrtf(*g2));
		}
}

/* The row, and in the lowest bit, whether its weights change places. */
static uint32_t
place(const struct ftrl_texts *t, int64_t f, int bits)
{
	return t->hash[f] >> (32 - bits) << 1 |
	    (t->heads == FTRL_SIDES && (t->hash[f] & 1));
}

static size_t
weight(const struct ftrl_texts *t, uint32_t place, int head)
{
	return (size_t)(place >> 1) * (size_t)t->heads +
	    ((size_t)head ^ (place & 1));
}

static void
step(struct job *j, int i, uint64_t *s)
{
	const struct ftrl_texts *t = j->t;
	int	 heads = t->heads;
	size_t	 kept = 0;
	float	 z[FTRL_HEADS] = { 0 }, x;
	const float *d = t->dense + (size_t)i * (size_t)t->ndense;
	int64_t	 n = t->from[i + 1] - t->from[i];

	for (int64_t f = t->from[i]; f < t->from[i + 1]; f++)
		if ((float)(dice(s) & 0xffff) >= j->p->drop * 65536)
			j->kept[kept++] = place(t, f, j->p->bits);
	x = 1 / sqrtf((float)(n ? n : 1));
	for (size_t f = 0; f < kept; f++)
		for (int k = 0; k < heads; k++)
			z[k] += j->rows[weight(t, j->kept[f], k)];
	for (int k = 0; k < heads; k++) {
		z[k] = z[k] * x + j->bias[k];
		for (int f = 0; f < t->ndense; f++)
			z[k] += d[f] * j->dense[k * t->ndense + f];
	}
	errors(t, i, z);
	for (size_t f = 0; f < kept; f++)
		for (int k = 0; k < heads; k++) {
			size_t	 at = weight(t, j->kept[f], k);

			j->rows[at] = moved(&j->cells[2 * at],
			    j->rows[at], z[k] * x, j->p);
		}
	step_dense(j, i, z);
}

static void
shuffle(int *order, int n, uint64_t *s)
{
	for (int i = n - 1; i > 0; i--) {
		int	 at = (int)(dice(s) % (uint32_t)(i + 1));
		int	 was = order[i];

		order[i] = order[at];
		order[at] = was;
	}
}

void
ftrl_train(const struct ftrl_texts *t, const struct ftrl_plan *p, float *rows,
    float *dense, float *bias)
{
	size_t	 n = (size_t)t->heads << p->bits;
	uint64_t s = p->seed * 2654435761u + 88172645463325252u;
	struct job j = { .t = t, .p = p, .rows = rows, .dense = dense,
	    .bias = bias };
	int	*order = malloc((size_t)t->n * sizeof(*order));
	int64_t	 most = 0;

	for (int i = 0; i < t->n; i++) {
		order[i] = i;
		if (t->from[i + 1] - t->from[i] > most)
			most = t->from[i + 1] - t->from[i];
	}
	j.cells = calloc(2 * n, sizeof(*j.cells));
	j.kept = malloc((size_t)(most + 1) * sizeof(*j.kept));
	j.g2 = calloc((size_t)(t->heads * (t->ndense + 1)), sizeof(*j.g2));
	memset(rows, 0, n * sizeof(*rows));
	for (int e = 0; e < p->epochs; e++) {
		shuffle(order, t->n, &s);
		for (int i = 0; i < t->n; i++)
			step(&j, order[i], &s);
	}
	free(j.cells);
	free(j.kept);
	free(j.g2);
	free(order);
}

void
ftrl_score(const struct ftrl_texts *t, int bits, const float *rows,
    const float *dense, const float *bias, float *z)
{
	for (int i = 0; i < t->n; i++) {
		int64_t	 n = t->from[i + 1] - t->from[i];
		float	 x = 1 / sqrtf((float)(n ? n : 1));

		for (int k = 0; k < t->heads; k++) {
			float	 sum = 0;

			for (int64_t f = t->from[i]; f < t->from[i + 1]; f++)
				sum += rows[weight(t, place(t, f, bits), k)];
			sum = sum * x + bias[k];
			for (int f = 0; f < t->ndense; f++)
				sum += t->dense[(size_t)i *
				    (size_t)t->ndense + (size_t)f] *
				    dense[k * t->ndense + f];
			z[(size_t)i * (size_t)t->heads + (size_t)k] = sum;
		}
	}
}
