/*
 * tables.h - the trained tables inside the program. toolchain/train makes the
 * files core/judge/<name>.bin, toolchain/bytes.c these arrays of them.
 */
#ifndef CORE_TABLES_H
#define CORE_TABLES_H

#include <stddef.h>
#include <stdint.h>

extern const uint8_t judge_polarity[], judge_class[], judge_slips[];
extern const size_t judge_polarity_size, judge_class_size, judge_slips_size;

#endif
