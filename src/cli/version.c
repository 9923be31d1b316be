#include "cli/version.h"

const char *strata_version(void)
{
    return STRATA_VERSION;
}
