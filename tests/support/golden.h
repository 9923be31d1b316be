/* Comparing with what is kept in a file below tests/. With UPDATE_GOLDEN=1 the file is written anew
 * instead (`make update-golden`): read the diff before committing it. */
#ifndef STRATA_TESTS_SUPPORT_GOLDEN_H
#define STRATA_TESTS_SUPPORT_GOLDEN_H

#include "strata/base/str.h"

/* `path` is from the project's root, where tests run. */
void golden_check(const char *path, struct str actual);

#endif
