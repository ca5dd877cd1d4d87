/*
 * flowed.h - lines that were broken for old screens, whole again (RFC 3676).
 */
#ifndef CORE_FLOWED_H
#define CORE_FLOWED_H

#include "core/sink.h"

/* `delsp`: the blank before a soft line end does not count. Quoted lines keep
 * one '>' for each level and a blank. */
void	 flowed_put(struct sink *, slice text, bool delsp);

#endif
