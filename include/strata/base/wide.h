/* What lies between two amounts and their exact product or sum: twice as wide, and rounded in one
 * way. */
#ifndef STRATA_BASE_WIDE_H
#define STRATA_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 wide;

/* False if the value is outside of the range. */
bool wide_narrow(wide value, int64_t *ret_value);

/* Half away from zero; `by` > 0. */
wide wide_divide(wide value, wide by);

#endif
