#include "strata/base/wide.h"

bool wide_narrow(wide value, int64_t *ret_value)
{
    if (value < INT64_MIN || value > INT64_MAX) {
        return false;
    }
    *ret_value = (int64_t)value;
    return true;
}

/* Comparing with what is missing, not with twice the rest, cannot overflow. */
wide wide_divide(wide value, wide by)
{
    wide whole = value / by; /* C cuts towards zero */
    wide rest = value % by;
    if (rest < 0 ? -rest >= by + rest : rest >= by - rest) {
        whole += value < 0 ? -1 : 1;
    }
    return whole;
}
