/* What is in a folder. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/files/inside.h"
#include "strata/base/vec.h"

struct lister {
    const char *folder; /* as the user named it */
    struct arena *arena;
    struct diag_list *diags;
    VEC(struct str) paths;
};

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool list_folder(struct lister *lister, int fd, struct str prefix, unsigned depth);

/* One name in the folder `fd`; `path` is it within the whole. */
static bool list_entry(struct lister *lister, int fd, const char *name, struct str path,
                       unsigned depth)
{
    const char *shown = str_terminated(
        lister->arena, str_format(lister->arena, "%s/%.*s", lister->folder, STR_ARG(path)));
    struct stat status;
    if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return files_fail(lister->diags, shown, "cannot be read", errno);
    }
    if (S_ISDIR(status.st_mode)) {
        int inner = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0) {
            return files_fail(lister->diags, shown, "cannot be opened", errno);
        }
        return list_folder(lister, inner, path, depth + 1);
    }
    if (!str_ends(path, STR(".yaml"))) {
        return true;
    }
    if (lister->paths.count == FILES_LIST_MAX) {
        const char *what =
            str_terminated(lister->arena, str_format(lister->arena, "has more than %d *.yaml files",
                                                     FILES_LIST_MAX));
        return files_fail(lister->diags, lister->folder, what, 0);
    }
    *vec_add(&lister->paths, lister->arena) = path;
    return true;
}

/* Takes `fd` over. */
static bool list_folder(struct lister *lister, int fd, struct str prefix, unsigned depth)
{
    DIR *stream = depth <= FILES_LIST_DEPTH ? fdopendir(fd) : NULL;
    if (stream == NULL) {
        int error = depth <= FILES_LIST_DEPTH ? errno : 0;
        close(fd);
        return files_fail(lister->diags, lister->folder,
                          error != 0 ? "cannot be read" : "has folders too deep inside", error);
    }
    bool done = true;
    while (done) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (entry == NULL) {
            done = errno == 0 || files_fail(lister->diags, lister->folder, "cannot be read", errno);
            break;
        }
        if (entry->d_name[0] == '.') {
            continue;
        }
        struct str path = str_format(lister->arena, "%.*s%s%s", STR_ARG(prefix),
                                     prefix.len > 0 ? "/" : "", entry->d_name);
        done = list_entry(lister, dirfd(stream), entry->d_name, path, depth);
    }
    closedir(stream);
    return done;
}

bool files_list(const char *folder, struct arena *arena, struct str **ret_paths,
                uint32_t *ret_count, struct diag_list *diags)
{
    struct lister lister = { .folder = folder, .arena = arena, .diags = diags };
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return files_fail(diags, folder, "cannot be opened", errno);
    }
    if (!list_folder(&lister, fd, (struct str){ 0 }, 1)) {
        return false;
    }
    if (lister.paths.count > 0) {
        qsort(lister.paths.items, lister.paths.count, sizeof(*lister.paths.items), by_bytes);
    }
    *ret_paths = lister.paths.items;
    *ret_count = lister.paths.count;
    return true;
}
