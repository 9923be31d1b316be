/* Folders of test files. */
#ifndef STRATA_TESTS_SUPPORT_FOLDER_H
#define STRATA_TESTS_SUPPORT_FOLDER_H

#include "strata/base/arena.h"
#include "strata/base/vec.h"
#include "strata/store/store.h"

struct folder {
    VEC(struct store_file) files;
};

/* Adds all *.yaml files of a folder and its subfolders; names are paths inside it. */
void folder_add(struct folder *folder, const char *path, struct arena *arena);

/* One file, called `name`. */
void folder_add_file(struct folder *folder, const char *path, const char *name,
                     struct arena *arena);

/* The names of what is in a folder, sorted, without their ending (".yaml" or ""); only those that
 * have it. */
uint32_t folder_names(const char *path, const char *ending, struct arena *arena,
                      const char *const **ret_names);

struct str folder_read(const char *path, struct arena *arena);

/* STRATA_TESTS, or "tests", with "/inside" behind it. */
const char *folder_tests(const char *inside, struct arena *arena);

/* All messages as people see them, one on each line. */
struct str folder_messages(const struct diag_list *diags, struct arena *arena);

#endif
