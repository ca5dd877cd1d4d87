/*
 * ftrl.h - logistic regression over hashed features, one example at a time
 * (FTRL-proximal, McMahan et al. 2013), the first class having weight zero.
 */
#ifndef TRAIN_FTRL_H
#define TRAIN_FTRL_H

#include <stdint.h>

enum { FTRL_HEADS = 16, FTRL_SIDES = 2 };

struct ftrl_texts {
	int	 n, ndense, heads;
	const int64_t *from;	/* features of text i: from[i] to from[i + 1] */
	const uint32_t *hash;	/* of two heads: an odd one is of a word that a
				 * "not" turned, its weights change places */
	const float *dense;	/* n * ndense */
	const float *target;	/* n * (heads + 1): the reference class first */
	const float *weight;	/* of a text */
};

struct ftrl_plan {
	int	 epochs, bits;	/* 2^bits rows */
	float	 alpha, beta, l1, l2, drop;
	float	 dense_rate;
	uint64_t seed;
};

/* rows: 2^bits * heads; dense: heads * ndense; bias: heads. */
void	 ftrl_train(const struct ftrl_texts *, const struct ftrl_plan *,
	    float *rows, float *dense, float *bias);
/* z: n * heads. */
void	 ftrl_score(const struct ftrl_texts *, int bits, const float *rows,
	    const float *dense, const float *bias, float *z);

#endif
