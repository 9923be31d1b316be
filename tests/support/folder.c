#include "support/folder.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

struct str folder_read(const char *path, struct arena *arena)
{
    FILE *file = fopen(path, "rb");
    struct strbuf buf = { .arena = arena };
    char piece[4096];
    size_t len;

    if (!file) {
        fail_msg("%s cannot be read", path);
    }
    while ((len = fread(piece, 1, sizeof(piece), file)) > 0) {
        strbuf_add(&buf, (struct str){ piece, len });
    }
    fclose(file);
    return strbuf_str(&buf);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

uint32_t folder_names(const char *path, const char *ending, struct arena *arena,
                      const char *const **ret_names)
{
    VEC(const char *) names = { 0 };
    DIR *dir = opendir(path);
    const struct dirent *entry;

    if (!dir) {
        fail_msg("%s cannot be read", path);
    }
    while ((entry = readdir(dir)) != NULL) {
        struct str name = str_from(entry->d_name);

        if (name.at[0] != '.' && str_ends(name, str_from(ending))) {
            *vec_add(&names, arena) =
                str_terminated(arena, str_part(name, 0, name.len - strlen(ending)));
        }
    }
    closedir(dir);
    if (names.count > 0) {
        qsort(names.items, names.count, sizeof(*names.items), by_name);
    }
    *ret_names = names.items;
    return names.count;
}

void folder_add_file(struct folder *folder, const char *path, const char *name, struct arena *arena)
{
    struct str inside = str_copy(arena, str_from(name));

    *vec_add(&folder->files, arena) =
        (struct store_file){ .name = inside, .path = inside, .bytes = folder_read(path, arena) };
}

static void add(struct folder *folder, const char *path, const char *inside, struct arena *arena)
{
    const char *const *names;
    uint32_t count = folder_names(path, "", arena, &names);

    for (uint32_t i = 0; i < count; i++) {
        const char *whole = str_terminated(arena, str_format(arena, "%s/%s", path, names[i]));
        const char *name = str_terminated(arena, str_format(arena, "%s%s", inside, names[i]));
        struct stat status;

        assert_int_equal(stat(whole, &status), 0);
        if (S_ISDIR(status.st_mode)) {
            add(folder, whole, str_terminated(arena, str_format(arena, "%s/", name)), arena);
        } else if (str_ends(str_from(name), STR(".yaml"))) {
            folder_add_file(folder, whole, name, arena);
        }
    }
}

void folder_add(struct folder *folder, const char *path, struct arena *arena)
{
    add(folder, path, "", arena);
}

const char *folder_tests(const char *inside, struct arena *arena)
{
    const char *root = getenv("STRATA_TESTS");

    return str_terminated(arena, str_format(arena, "%s/%s", root ? root : "tests", inside));
}

struct str folder_messages(const struct diag_list *diags, struct arena *arena)
{
    struct strbuf buf = { .arena = arena };

    for (uint32_t i = 0; i < diags->list.count; i++) {
        strbuf_add(&buf, diag_format(arena, &diags->list.items[i]));
        strbuf_add_char(&buf, '\n');
    }
    return strbuf_str(&buf);
}
