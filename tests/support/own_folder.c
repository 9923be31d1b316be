#include "support/own_folder.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define LEVELS 16

int own_folder_enter(void **state)
{
    char folder[4096];
    const char *base = getenv("TMPDIR");
    (void)state;
    snprintf(folder, sizeof(folder), "%s/strata-test-XXXXXX", base != NULL ? base : "/tmp");
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

int own_folder_leave(void **state)
{
    char folder[4096];
    (void)state;
    return getcwd(folder, sizeof(folder)) != NULL && chdir("/") == 0
                   && nftw(folder, remove_one, LEVELS, FTW_DEPTH | FTW_PHYS) == 0
               ? 0
               : -1;
}

void own_folder_put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}
