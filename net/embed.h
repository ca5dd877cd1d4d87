/*
 * embed.h - what toolchain/embed put into the program: recipes and roots.
 */
#ifndef NET_EMBED_H
#define NET_EMBED_H

#include <stdbool.h>
#include <stddef.h>

/* All recipes lie packed together, one after another. */
struct embed_recipe {
	const char	*name;		/* "mastodon.tag" */
	unsigned	 at, n;		/* its JSON, without needless blanks */
};

/* Unpacks all up to this one, whose n bytes go to `out`. False: no memory. */
bool	 embed_text(const struct embed_recipe *, char *out);

extern const unsigned char embed_packed[];	/* zlib's form */
extern const size_t embed_npacked;

/*
 * The trust anchors of Mozilla's list, each as a certificate that the X.509
 * parser reads: real validity, subject and key; issuer, serial and signature
 * are fillers, because nobody checks how a root signed itself. What repeats is
 * packed; the keys, which nothing makes smaller, lie beside it. Before every
 * packed certificate stand four numbers of two bytes, high byte first: its
 * length with the key, where the key's bytes are missing, how many, and where
 * the subject begins.
 */
struct embed_roots {
	const unsigned char *packed;	/* zlib's form */
	const unsigned char *keys;
	size_t	 npacked;
	unsigned n;
};

enum { EMBED_DER = 2048 };	/* no certificate of ours is longer */

/* One after another; about 17 KB of the heap between open and close. */
struct embed_root {
	unsigned char	 der[EMBED_DER];
	size_t		 n;
	size_t		 subject;	/* where its DER begins, below n */
	/* its own business from here */
	struct z_stream_s *z;
	const unsigned char *key;
	unsigned	 left;
};

/* False: no memory. To be closed in either case. */
bool	 embed_roots_open(struct embed_root *, const struct embed_roots *);
/* False: that was the last. */
bool	 embed_roots_next(struct embed_root *);
void	 embed_roots_close(struct embed_root *);

extern const struct embed_recipe embed_recipes[];
extern const struct embed_recipe embed_day;	/* firmware/demo/day.txt */
extern const size_t embed_nrecipes;
extern const struct embed_roots embed_roots;

#endif
