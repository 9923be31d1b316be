#include "support/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void update(const char *path, struct str actual)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(actual.at, 1, actual.len, file), actual.len);
    assert_int_equal(fclose(file), 0);
}

/* The number of the line that holds the byte, and the line itself. */
static struct str line_at(struct str text, size_t at, unsigned *ret_number)
{
    size_t start = 0;
    *ret_number = 1;
    for (size_t i = 0; i < at && i < text.len; i++) {
        if (text.at[i] == '\n') {
            start = i + 1;
            ++*ret_number;
        }
    }
    struct str rest = str_part(text, start, text.len);
    size_t end;
    return str_find(rest, STR("\n"), &end) ? str_part(rest, 0, end) : rest;
}

void golden_check(const char *path, struct str actual)
{
    const char *wish = getenv("UPDATE_GOLDEN");
    if (wish != NULL && strcmp(wish, "1") == 0) {
        update(path, actual);
        return;
    }
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s is not there: make update-golden", path);
        return;
    }
    size_t room = actual.len + 4096;
    char *kept = malloc(room);
    assert_non_null(kept);
    struct str expected = { kept, fread(kept, 1, room, file) };
    fclose(file);

    size_t at = 0;
    while (at < actual.len && at < expected.len && actual.at[at] == expected.at[at]) {
        at++;
    }
    if (at < actual.len || at < expected.len) {
        unsigned number;
        struct str was = line_at(expected, at, &number);
        struct str is = line_at(actual, at, &number);
        print_message("%s:%u:\n-%.*s\n+%.*s\n", path, number, STR_ARG(was), STR_ARG(is));
        free(kept);
        fail_msg("%s differs: make update-golden, if it is meant to", path);
    }
    free(kept);
}
