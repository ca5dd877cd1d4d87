/*
 * expat_config.h - no DTD, no general entities beyond XML's own five: the
 * names of HTML are resolved before expat sees them (core/feed/feed_clean.c), and
 * what it cannot do cannot be turned against us. No file access of any kind.
 */
#define XML_NS 1
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
