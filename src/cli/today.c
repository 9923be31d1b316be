#include "cli/today.h"

#include <stdlib.h>
#include <time.h>

#include "strata/base/amount.h"
#include "strata/base/money.h"

static bool day_of(const struct tm *time, day *ret_today)
{
    return day_make(time->tm_year + 1900, time->tm_mon + 1, time->tm_mday, ret_today);
}

/* Whole seconds, and not beyond the calendar. */
static bool parse_epoch(const char *epoch, time_t *ret_time)
{
    quantity seconds;

    if (amount_parse(str_from(epoch), false, &seconds) != AMOUNT_NONE || seconds < 0
        || seconds % MICRO != 0) {
        return false;
    }
    *ret_time = (time_t)(seconds / MICRO);
    return true;
}

bool today_is(const char *epoch, day *ret_today, struct diag_list *diags)
{
    bool given = epoch != NULL && epoch[0] != '\0';
    time_t now = time(NULL);
    struct tm parts;

    if (given && parse_epoch(epoch, &now) && gmtime_r(&now, &parts) && day_of(&parts, ret_today)) {
        return true;
    }
    if (!given && localtime_r(&now, &parts) && day_of(&parts, ret_today)) {
        return true;
    }
    diag_error(diags, given ? "SOURCE_DATE_EPOCH must be a number of seconds since 1970"
                            : "the clock does not tell which day it is");
    return false;
}
