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
 * A trust anchor of Mozilla's list as a certificate that the X.509 parser
 * reads: real validity, subject and key; issuer, serial and signature are
 * fillers, because nobody checks how a root signed itself.
 */
struct embed_root {
	const unsigned char *der;
	unsigned short	 n;
	unsigned short	 subject;	/* where the subject's DER begins */
	unsigned short	 nsubject;
};

extern const struct embed_recipe embed_recipes[];
extern const size_t embed_nrecipes;
extern const struct embed_root embed_roots[];	/* sorted by subject */
extern const size_t embed_nroots;

#endif
