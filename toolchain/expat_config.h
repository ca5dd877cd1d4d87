/*
 * expat_config.h - no DTD, no general entities beyond XML's own five: the names
 * of HTML are resolved before expat sees them (core/feed/feed_clean.c), and what
 * it cannot do cannot be turned against us. No file access of any kind.
 *
 * What feed_clean() writes is UTF-8 and begins with the outermost element. So
 * there is one encoding (expat_utf8.c), and before that element nothing but
 * white space: whatever expat has for other encodings and for declarations is
 * dead code, and the compiler drops it (22 KB).
 */
#define XML_GE 0
#define XML_CONTEXT_BYTES 0
#define XML_MIN_SIZE 1			/* one tokenizer for all encodings */
#define HAVE_GETRANDOM 1
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define BYTEORDER 4321
#define WORDS_BIGENDIAN 1
#else
#define BYTEORDER 1234
#endif

#include "internal.h"
#include "xmlrole.h"

/* in place of XmlInitEncoding(), which also knows UTF-16 and Latin-1 */
int	 expat_utf8(INIT_ENCODING *, const ENCODING **, const char *name);
#ifndef EXPAT_TOKENS
#define XmlInitEncoding expat_utf8
#endif

/* in place of xmlrole.c, a state machine for all of the prolog */
static inline int
expat_role(int tok)
{
	return tok == XML_TOK_INSTANCE_START ? XML_ROLE_INSTANCE_START :
	    tok == XML_TOK_PROLOG_S ? XML_ROLE_NONE : XML_ROLE_ERROR;
}
#undef XmlTokenRole
#define XmlTokenRole(state, tok, at, end, enc)	expat_role(tok)
#define XmlPrologStateInit(state)		((void)0)
