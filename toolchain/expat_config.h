/*
 * expat_config.h - namespaces; general entities only through our own small
 * DTD of HTML's 252 names (core/feed.c); no file access of any kind.
 */
#define XML_NS 1
#define XML_DTD 1
#define XML_GE 1
#define XML_CONTEXT_BYTES 0
#define HAVE_GETRANDOM 1
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define BYTEORDER 4321
#define WORDS_BIGENDIAN 1
#else
#define BYTEORDER 1234
#endif
