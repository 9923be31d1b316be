/* What saves that were killed have left in a folder. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/inside.h"
#include "strata/base/text.h"

/* "PREFIX1234-0" of a process that is no more. */
static bool is_left(const char *name, const char *prefix)
{
    size_t len = strlen(prefix);
    if (strncmp(name, prefix, len) != 0 || !isdigit((unsigned char)name[len])) {
        return false;
    }
    char *end;
    long pid = strtol(name + len, &end, 10);
    return *end == '-' && pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

static bool is_ours(int folder, const char *name)
{
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode)
           && status.st_uid == geteuid();
}

static void look_at(int folder, const char *name, const char *path, struct diag_list *diags)
{
    struct span span = { .file = text_clean(diags->arena, str_from(path)) };
    if (is_left(name, FILES_WHOLE) && is_ours(folder, name)) {
        diag_add(diags, SEVERITY_WARNING, span, (struct str){ 0 }, STR("compare it, and remove it"),
                 "a save that was killed was to write what is in %s", name);
    } else if (is_left(name, FILES_UNFINISHED) && is_ours(folder, name)
               && unlinkat(folder, name, 0) == 0) {
        diag_add(diags, SEVERITY_NOTE, span, (struct str){ 0 }, (struct str){ 0 },
                 "%s, left by a save that was killed, is removed", name);
    }
}

void files_sweep(int folder, const char *path, struct diag_list *diags)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    if (stream == NULL) {
        if (fd >= 0) {
            close(fd);
        }
        return; /* tidying keeps nobody from saving */
    }
    for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        look_at(folder, entry->d_name, path, diags);
    }
    closedir(stream);
}
