/* Which day it is: by which the prices' age and the end of acceptances are told. */
#ifndef STRATA_CLI_TODAY_H
#define STRATA_CLI_TODAY_H

#include <stdbool.h>

#include "strata/base/day.h"
#include "strata/base/diag.h"

/* By the clock, where the user is; or, with `epoch` (SOURCE_DATE_EPOCH, may be NULL or empty), the
 * day of that many seconds since 1970 in UTC. False, with the reason, if that is no such number. */
bool today_is(const char *epoch, day *ret_today, struct diag_list *diags);

#endif
