/*
 * lmdb_shim.h - included before LMDB's own source. LMDB 0.9.27 to 0.9.31 may
 * destroy mutexes in the lock file that another process still uses when an
 * environment is closed (ITS#10095, mended in 0.9.32). On musl destroying a
 * mutex does nothing; here it does nothing anywhere.
 *
 * It asks sysconf() for one thing, the size of a page; without that call the
 * program does without all that sysconf() knows.
 */
#include <pthread.h>
#include <unistd.h>
#define pthread_mutex_destroy(m) ((void)(m))
#define sysconf(name)	getpagesize()
