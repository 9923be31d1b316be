/* Amounts of money and quantities, in whole millionths: no floating point, overflow is an error.
 *
 * `money` is micro-dollars (USD 1 = 1,000,000). `quantity` is millionths of a unit (documents,
 * tokens, hours ...): 0.05 is 50,000. Both reach about +-9.2e12 units; whatever would leave that
 * range makes the call return false, and the caller says so instead of showing a number. */
#ifndef STRATA_BASE_MONEY_H
#define STRATA_BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

typedef int64_t money;
typedef int64_t quantity;

#define MICRO INT64_C(1000000)
#define CENT (MICRO / 100)

bool money_add(money a, money b, money *ret_sum);

/* Half away from zero to the whole cent: what one line of a bill is rounded to. */
bool money_round_to_cent(money amount, money *ret_rounded);

bool quantity_add(quantity a, quantity b, quantity *ret_sum);

/* amount in blocks of `block` (> 0), rounded up to whole blocks: 230,000 in blocks of 100,000 ->
 * 300,000. */
bool quantity_round_up(quantity amount, quantity block, quantity *ret_rounded);

/* To the nearest multiple of `unit` (> 0), half away from zero, for showing; at the very end of the
 * range the amount itself. */
int64_t micro_round(int64_t micro, int64_t unit);

/* Exact, without needless zeroes: "0.05", "1500000". With `group`, thousands are set apart:
 * "1,500,000". */
struct str micro_format(struct arena *arena, int64_t micro, bool group);

/* "$8,176.40": always two places (rounded), sign in front. */
struct str money_format(struct arena *arena, money amount);

/* For headlines, at most 7 cells wide (8 with a "-"): "$51", "$8,176", "$99,999", "$207K", "$1.2M",
 * "$12M". What would round to nothing but is not is "<$1". */
struct str money_format_short(struct arena *arena, money amount);

/* "8176.40": for JSON and CSV, exact to the cent. */
struct str money_format_plain(struct arena *arena, money amount);

#endif
