/* Numbers as people write them, in files, prompts and options: one reader for all of them.
 *
 *     12   0.05   -3   20000   1_000_000   20,000   20k   1.5M   2B   10%
 *
 * At most 12 digits before and 6 behind the point. Thousands are set apart by "_" or "," (a comma
 * only in threes, so that "1,5" is told instead of being taken for 15); k, M and B, small or large,
 * stand for thousands, millions and billions; "%" only where a share is wanted. No blanks, exponents,
 * "+", currencies or locale. */
#ifndef STRATA_BASE_AMOUNT_H
#define STRATA_BASE_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/str.h"

/* X(constant, hint): what is wrong with a text that is no amount, for the one who wrote it. */
#define AMOUNT_FAULTS(X)                                                            \
    X(NONE, "")                                                                     \
    X(SHAPE, "like 12, 0.05, 20,000, 20k or 1.5M")                                  \
    X(CURRENCY, "without the \"$\"")                                                \
    X(COMMA, "a comma sets thousands apart, decimals have a point: 20,000 and 0.5") \
    X(PERCENT, "without the \"%\": this is no share")                               \
    X(EXPONENT, "without an exponent: 100k, 1.5M")                                  \
    X(UNIT, "k, M and B stand for thousands, millions and billions")                \
    X(DIGITS, "at most 12 digits before the point and 6 behind it")

#define X(constant, hint) AMOUNT_##constant,
enum amount_fault { AMOUNT_FAULTS(X) AMOUNT__COUNT };
#undef X

/* AMOUNT_NONE and the number in millionths; or else what is wrong, and *ret_micro is left alone.
 * With `percent`, a "%" may stand behind the number: 10 and 10% are the same. */
enum amount_fault amount_parse(struct str text, bool percent, int64_t *ret_micro);

struct str amount_hint(enum amount_fault fault);

#endif
