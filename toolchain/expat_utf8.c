/*
 * expat_utf8.c - expat's tokenizer, of which UTF-8 is all that is asked for:
 * see expat_config.h. It keeps its encodings to itself; hence the include.
 */
#define EXPAT_TOKENS
#include "xmltok.c"

int
expat_utf8(INIT_ENCODING *unused, const ENCODING **chosen, const char *name)
{
	(void)unused;
	(void)name;			/* "UTF-8" or none: it is UTF-8 */
	*chosen = &utf8_encoding.enc;
	return 1;
}
