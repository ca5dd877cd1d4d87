/*
 * confine_none.c - for builds with another C library, sanitized or with a clock
 * of their own: those need what a worker gives away. What is given away is
 * tested with the real program.
 */
#include "firmware/confine.h"

const char *__asan_default_options(void);

const char *
__asan_default_options(void)		/* workers have no environment */
{
	return "detect_leaks=0";
}

bool
confine_first(unsigned seconds, size_t memory, uid_t uid)
{
	(void)seconds;
	(void)memory;
	(void)uid;
	return true;
}

bool
confine_program(uid_t uid)
{
	(void)uid;
	return true;
}

bool
confine_second(void)
{
	return true;
}

bool
confine_indoors(void)
{
	return true;
}
