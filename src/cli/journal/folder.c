/* Where journals are, and what they are called. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/journal/inside.h"
#include "strata/base/text.h"

static struct str find_folder(struct arena *arena)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state != NULL && state[0] == '/') {
        return str_format(arena, "%s/strata", state);
    }
    if (home != NULL && home[0] == '/') {
        return str_format(arena, "%s/.local/state/strata", home);
    }
    return (struct str){ 0 };
}

/* What matters is whether the last one is there. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, S_IRWXU);
        *slash = '/';
    }
    mkdir(path, S_IRWXU);
}

static int fail(struct diag_list *diags, struct str path, const char *what, const char *why)
{
    diag_error(diags, "%.*s%s%s", STR_ARG(text_clean(diags->arena, path)), what, why);
    return -1;
}

/* What is in it is nobody else's business, whoever made it, and with what rights. */
static bool take_for_ourselves(int folder, struct str path, struct diag_list *diags)
{
    struct stat status;
    if (fstat(folder, &status) != 0) {
        return fail(diags, path, " cannot be used: ", strerror(errno)) == 0;
    }
    if (status.st_uid != geteuid()) {
        return fail(diags, path, " belongs to somebody else", "") == 0;
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0 && fchmod(folder, S_IRWXU) != 0) {
        return fail(diags, path, " cannot be closed to others: ", strerror(errno)) == 0;
    }
    return true;
}

int journal_folder(bool make, struct arena *arena, struct str *ret_path, struct diag_list *diags)
{
    struct str path = find_folder(arena);
    *ret_path = path;
    if (path.len == 0) {
        if (make) {
            diag_error(diags, "neither XDG_STATE_HOME nor HOME names a folder");
        }
        return -1;
    }
    struct strbuf terminated = { .arena = arena };
    strbuf_add(&terminated, path);
    strbuf_add_char(&terminated, '\0');
    int folder = open(terminated.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 && errno == ENOENT && make) {
        make_folders(terminated.at);
        folder = open(terminated.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (folder < 0) {
        return errno == ENOENT && !make ? -1
                                        : fail(diags, path, " cannot be opened: ", strerror(errno));
    }
    if (!take_for_ourselves(folder, path, diags)) {
        close(folder);
        return -1;
    }
    return folder;
}

struct str journal_absolute(struct str file, struct arena *arena)
{
    char resolved[PATH_MAX], here[PATH_MAX];
    if (file.len == 0) {
        return file;
    }
    if (realpath(str_terminated(arena, file), resolved) != NULL) {
        return str_copy(arena, str_from(resolved));
    }
    return file.at[0] == '/' || getcwd(here, sizeof(here)) == NULL
               ? str_copy(arena, file)
               : str_format(arena, "%s/%.*s", here, STR_ARG(file));
}

struct str journal_prefix(struct str absolute, struct arena *arena)
{
    return str_format(arena, "%016" PRIx64 "-", files_identity(absolute).hash);
}
