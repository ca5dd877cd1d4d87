/*
 * mbedtls_town.h - the same stack with a server's half and the means to make
 * certificates, for the pretend town and the tests. Never in the program.
 */
#include "mbedtls_config.h"
#define MBEDTLS_FS_IO
#define MBEDTLS_SSL_SRV_C
#define MBEDTLS_SSL_TICKET_C
#define MBEDTLS_SSL_CACHE_C
#define MBEDTLS_X509_CREATE_C
#define MBEDTLS_X509_CRT_WRITE_C
#define MBEDTLS_PK_WRITE_C
#define MBEDTLS_PEM_WRITE_C
