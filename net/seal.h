/*
 * seal.h - a file in pieces that are each whole, in order, and all there:
 * ChaCha20-Poly1305 (RFC 8439) as a stream, the piece's number as its nonce
 * and "this was the last" under its seal (Hoang, Reyhanitabar, Rogaway and
 * Vizar: STREAM, 2015). The key comes from a password by PBKDF2 with
 * HMAC-SHA-256 (RFC 8018).
 *
 * Without a password everybody knows the key: nothing is hidden then, but
 * damage still shows. `hides` tells which it is.
 *
 *	head	16 bytes of name, 4 rounds (0: no password), 16 salt
 *	piece	4 bytes length, its highest bit set in the last; that many
 *		bytes, sealed; 16 of the seal
 */
#ifndef NET_SEAL_H
#define NET_SEAL_H

#include "core/fault.h"

enum {
	SEAL_HEAD = 36,
	SEAL_LENGTH = 4,
	SEAL_TAG = 16,
	SEAL_PIECE = 65536,		/* bytes of one, at most, before */
	SEAL_FRAME = SEAL_LENGTH + SEAL_PIECE + SEAL_TAG
};

struct seal {
	unsigned char	 key[32], head[SEAL_HEAD];
	uint64_t	 piece;		/* the next */
	bool		 hides;		/* a password is needed */
	bool		 over;		/* the last piece was read */
};

/* A new file: its head is in s->head. Some seconds on a small processor, when
 * there is a password. False: there is no chance to be had. */
bool	 seal_begin(struct seal *, slice password);
/* The next piece of at most SEAL_PIECE bytes; returns the bytes of `out`, 0
 * when it failed. */
size_t	 seal_put(struct seal *, slice piece, bool last,
	    unsigned char out[static SEAL_FRAME]);

/* A file that is there: false, it is none of ours. Then s->hides tells whether
 * to ask, and seal_open() opens it with the answer (or with nothing). */
bool	 seal_read(struct seal *, const unsigned char head[static SEAL_HEAD]);
void	 seal_open(struct seal *, slice password);
/* How many bytes follow these four; 0: damaged. */
size_t	 seal_length(const unsigned char length[static SEAL_LENGTH]);
/* The bytes of a whole frame, opened in place behind its length. False: another
 * password, or damaged. */
bool	 seal_get(struct seal *, unsigned char *frame, slice *piece);

#endif
