#include "str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

void test_assert_str(struct str actual, struct str expected, const char *file, int line)
{
    if (!str_eq(actual, expected)) {
        print_error("%s:%d: \"%.*s\" is not \"%.*s\"\n", file, line, STR_ARG(actual),
                    STR_ARG(expected));
        _fail(file, line);
    }
}
