/* Comparing slices in tests. */
#ifndef STRATA_TESTS_SUPPORT_STR_H
#define STRATA_TESTS_SUPPORT_STR_H

#include "strata/base/str.h"

#define assert_str(actual, expected) test_assert_str((actual), STR(expected), __FILE__, __LINE__)
#define assert_str_equal(actual, expected) test_assert_str((actual), (expected), __FILE__, __LINE__)

void test_assert_str(struct str actual, struct str expected, const char *file, int line);

#endif
