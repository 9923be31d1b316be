#include "cli/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "strata/base/text.h"
#include "strata/base/vec.h"

#define READ_BLOCK ((size_t)64 * 1024)
#define UNFINISHED_TRIES 100
#define LINKS_MAX 40
#define LOCK_TRIES 200
#define LOCK_WAIT 10 /* milliseconds between two tries */

/* ---- messages ---- */

static void say(struct diag_list *diags, const char *path, struct str hint, const char *what,
                const char *why)
{
    struct span span = { .file = text_clean(diags->arena, str_from(path)) };
    diag_add(diags, SEVERITY_ERROR, span, (struct str){ 0 }, hint, "%s%s%s", what,
             why[0] != '\0' ? ": " : "", why);
}

static bool fail(struct diag_list *diags, const char *path, const char *what, int error)
{
    say(diags, path, (struct str){ 0 }, what, error != 0 ? strerror(error) : "");
    return false;
}

/* ---- reading ---- */

/* FNV-1a. What it tells apart is the versions of one file, not friend from foe. */
static struct file_identity identity_of(struct str bytes)
{
    struct file_identity identity = { .known = true,
                                      .size = bytes.len,
                                      .hash = UINT64_C(0xcbf29ce484222325) };
    for (size_t i = 0; i < bytes.len; i++) {
        identity.hash = (identity.hash ^ (unsigned char)bytes.at[i]) * UINT64_C(0x100000001b3);
    }
    return identity;
}

bool files_same(const struct file_identity *a, const struct file_identity *b)
{
    return a->known == b->known && a->size == b->size && a->hash == b->hash;
}

/* Reads to the end, or one byte more than `max` so that the caller sees that there is more. 0, or
 * the error. */
static int read_all(int fd, size_t max, size_t expected, struct arena *arena, struct str *ret_bytes)
{
    size_t room = expected < max ? expected + 1 : max + 1;
    char *bytes = arena_alloc(arena, room);
    size_t len = 0;
    while (len <= max) {
        if (len == room) { /* it grows while we read, or is no file at all */
            size_t more = room + (room > READ_BLOCK ? room : READ_BLOCK);
            more = more <= max ? more : max + 1;
            char *moved = arena_alloc(arena, more);
            memcpy(moved, bytes, len);
            bytes = moved;
            room = more;
        }
        ssize_t got = read(fd, bytes + len, room - len);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            return errno;
        }
        len += got > 0 ? (size_t)got : 0;
    }
    *ret_bytes = (struct str){ bytes, len };
    return 0;
}

static const char *kind_of(mode_t mode)
{
    return S_ISDIR(mode)    ? "is a folder, not a file"
           : S_ISFIFO(mode) ? "is a named pipe, not a file"
           : S_ISSOCK(mode) ? "is a socket, not a file"
                            : "is a device, not a file";
}

static bool read_open(int fd, const char *path, size_t bytes_max, struct arena *arena,
                      struct str *ret_bytes, struct diag_list *diags)
{
    struct stat status;
    if (fstat(fd, &status) != 0) {
        return fail(diags, path, "cannot be read", errno);
    }
    bool regular = S_ISREG(status.st_mode);
    if (!regular && strcmp(path, FILES_STANDARD) != 0) {
        return fail(diags, path, kind_of(status.st_mode), 0);
    }
    size_t expected = regular && status.st_size > 0 ? (size_t)status.st_size : 0;
    int error = expected > bytes_max ? EFBIG : read_all(fd, bytes_max, expected, arena, ret_bytes);
    if (error == EFBIG || (error == 0 && ret_bytes->len > bytes_max)) {
        struct str size = str_format(diags->arena, "is larger than %zu KiB", bytes_max / 1024);
        return fail(diags, path, str_terminated(diags->arena, size), 0);
    }
    return error == 0 || fail(diags, path, "cannot be read", error);
}

bool files_read(const char *path, size_t bytes_max, struct arena *arena, struct str *ret_bytes,
                struct file_identity *ret_identity, struct diag_list *diags)
{
    bool standard = strcmp(path, FILES_STANDARD) == 0;
    /* Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        return fail(diags, path, "cannot be opened", errno);
    }
    bool done = read_open(fd, path, bytes_max, arena, ret_bytes, diags);
    if (!standard) {
        close(fd); /* nothing was written, so nothing can be lost here */
    }
    if (done && ret_identity != NULL) {
        *ret_identity = standard ? (struct file_identity){ 0 } : identity_of(*ret_bytes);
    }
    return done;
}

/* ---- folders ---- */

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
        return fail(lister->diags, shown, "cannot be read", errno);
    }
    if (S_ISDIR(status.st_mode)) {
        int inner = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0) {
            return fail(lister->diags, shown, "cannot be opened", errno);
        }
        return list_folder(lister, inner, path, depth + 1);
    }
    if (!str_ends(path, STR(".yaml"))) {
        return true;
    }
    if (lister->paths.count == FILES_LIST_MAX) {
        return fail(lister->diags, lister->folder, "has too many files", 0);
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
        return fail(lister->diags, lister->folder,
                    error != 0 ? "cannot be read" : "has folders too deep inside", error);
    }
    bool done = true;
    while (done) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (entry == NULL) {
            done = errno == 0 || fail(lister->diags, lister->folder, "cannot be read", errno);
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
        return fail(diags, folder, "cannot be opened", errno);
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

/* ---- saving ---- */

struct saving {
    const char *path; /* as the user named it */
    struct arena *arena;
    struct diag_list *diags;
    const char *name; /* of the file, links resolved, within `folder` */
    int folder;       /* open, or -1 */
    bool replaced;    /* the new file is there */
    bool exists;
    struct stat old;     /* if it does */
    char unfinished[64]; /* name of the new file, or empty */
};

static bool stop(struct saving *saving, const char *what, int error)
{
    return fail(saving->diags, saving->path, what, error);
}

/* `target` of a link, which is meant from the link's own folder. */
static const char *beside(struct saving *saving, const char *link, const char *target)
{
    const char *slash = strrchr(link, '/');
    if (target[0] == '/' || slash == NULL) {
        return str_terminated(saving->arena, str_from(target));
    }
    struct str folder = { link, (size_t)(slash - link) + 1 };
    return str_terminated(saving->arena,
                          str_format(saving->arena, "%.*s%s", STR_ARG(folder), target));
}

/* The file that a chain of links ends at. A link to nothing is refused: who put it there meant
 * something else. Not realpath(), which fails where a folder above may not be searched. */
static bool resolve(struct saving *saving, const char **ret_target)
{
    const char *path = saving->path;
    for (int links = 0; links < LINKS_MAX; links++) {
        char target[4096];
        ssize_t len = readlink(path, target, sizeof(target));
        if (len >= 0) {
            if ((size_t)len == sizeof(target)) {
                return stop(saving, "cannot be saved", ENAMETOOLONG);
            }
            target[len] = '\0';
            path = beside(saving, path, target);
        } else if (errno == EINVAL || (errno == ENOENT && links == 0)) { /* no link, or nothing */
            *ret_target = path;
            return true;
        } else if (errno == ENOENT) {
            return stop(saving, "is a link to a file that does not exist", 0);
        } else {
            return stop(saving, "cannot be saved", errno);
        }
    }
    return stop(saving, "cannot be saved", ELOOP);
}

/* From here on the folder is held by its descriptor: renaming it, or another one above it, changes
 * nothing. */
static bool open_folder(struct saving *saving)
{
    const char *target;
    if (!resolve(saving, &target)) {
        return false;
    }
    const char *slash = strrchr(target, '/');
    saving->name = slash != NULL ? slash + 1 : target;
    if (saving->name[0] == '\0') {
        return stop(saving, "is the name of a folder", 0);
    }
    struct str folder = slash == NULL     ? STR(".")
                        : slash == target ? STR("/")
                                          : (struct str){ target, (size_t)(slash - target) };
    saving->folder =
        open(str_terminated(saving->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return saving->folder >= 0 || stop(saving, "its folder cannot be opened", errno);
}

/* Two strata that save at the same time do so one after the other. The lock ends with the process,
 * so none can be left over; where folders cannot be locked, the moment between looking and renaming
 * stays open. */
static bool lock_folder(struct saving *saving)
{
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(saving->folder, LOCK_EX | LOCK_NB) == 0
            || (errno != EWOULDBLOCK && errno != EINTR)) {
            return true;
        }
        poll(NULL, 0, LOCK_WAIT);
    }
    return stop(saving, "another program is saving in this folder", 0);
}

static bool look_at_old(struct saving *saving)
{
    saving->exists = fstatat(saving->folder, saving->name, &saving->old, AT_SYMLINK_NOFOLLOW) == 0;
    if (!saving->exists) {
        return errno == ENOENT || stop(saving, "cannot be saved", errno);
    }
    if (!S_ISREG(saving->old.st_mode)) {
        return stop(saving, kind_of(saving->old.st_mode), 0);
    }
    /* Renaming over it would not even ask. */
    return faccessat(saving->folder, saving->name, W_OK, 0) == 0
           || stop(saving, "cannot be written to", errno);
}

/* Whether the file on disk holds what is expected, or already what is to be saved. */
static bool check_conflict(struct saving *saving, struct str bytes,
                           const struct file_identity *expected, bool *ret_conflict)
{
    *ret_conflict = true;
    if (expected == NULL || !expected->known) {
        return true;
    }
    size_t max = bytes.len > expected->size ? bytes.len : (size_t)expected->size;
    int fd = openat(saving->folder, saving->name,
                    O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return stop(saving, "cannot be compared with what it was", errno);
    }
    struct str now;
    int error = read_all(fd, max, max, saving->arena, &now);
    close(fd);
    if (error != 0) {
        return stop(saving, "cannot be compared with what it was", error);
    }
    struct file_identity identity = identity_of(now);
    *ret_conflict = !files_same(&identity, expected) && !str_eq(now, bytes);
    return true;
}

/* A new file beside the old one, so that renaming never crosses file systems. It is only ours to
 * read. */
static int create_unfinished(struct saving *saving)
{
    for (int i = 0; i < UNFINISHED_TRIES; i++) {
        snprintf(saving->unfinished, sizeof(saving->unfinished), FILES_UNFINISHED "%ld-%d",
                 (long)getpid(), i);
        int fd = openat(saving->folder, saving->unfinished,
                        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(fd, bytes.at, bytes.len);
        if (written == 0) {
            errno = EIO; /* would never end */
        }
        if (written == 0 || (written < 0 && errno != EINTR)) {
            return false;
        }
        bytes = str_part(bytes, written < 0 ? 0 : (size_t)written, bytes.len);
    }
    return true;
}

/* Owner, group and mode of the old file. Where the group cannot be kept, its rights go: they were
 * given to another group. */
static bool take_rights(const struct saving *saving, int fd)
{
    mode_t mode = saving->old.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    if (!saving->exists) {
        mode_t mask = umask(0);
        umask(mask);
        mode = (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask;
    } else if (fchown(fd, saving->old.st_uid, saving->old.st_gid) != 0
               && fchown(fd, (uid_t)-1, saving->old.st_gid) != 0) {
        mode &= ~(mode_t)S_IRWXG;
    }
    return fchmod(fd, mode) == 0;
}

/* The whole new file, safely on disk. */
static bool write_unfinished(struct saving *saving, struct str bytes)
{
    int fd = create_unfinished(saving);
    if (fd < 0) {
        int error = errno;
        saving->unfinished[0] = '\0';
        return stop(saving, "cannot be saved in this folder", error);
    }
    bool written = write_all(fd, bytes) && take_rights(saving, fd) && fsync(fd) == 0;
    int error = errno;
    if (close(fd) != 0 && written) { /* network file systems tell only now */
        written = false;
        error = errno;
    }
    return written || stop(saving, "cannot be saved", error);
}

/* The unfinished file becomes the file. Where there must be none yet, link() makes sure of it. */
static enum files_result finish(struct saving *saving, bool must_be_new)
{
    const char *unfinished = saving->unfinished;
    if (must_be_new && linkat(saving->folder, unfinished, saving->folder, saving->name, 0) == 0) {
        unlinkat(saving->folder, unfinished, 0);
        return FILES_SAVED;
    }
    if (must_be_new && errno == EEXIST) {
        return FILES_CONFLICT;
    }
    if (renameat(saving->folder, unfinished, saving->folder, saving->name)
        != 0) { /* or it knows no links */
        stop(saving, "cannot be saved", errno);
        return FILES_FAILED;
    }
    return FILES_SAVED;
}

static enum files_result save_in_folder(struct saving *saving, struct str bytes,
                                        const struct file_identity *expected, bool force)
{
    bool conflict = false;
    if (!lock_folder(saving) || !look_at_old(saving)
        || (saving->exists && !force && !check_conflict(saving, bytes, expected, &conflict))) {
        return FILES_FAILED;
    }
    if (conflict) {
        return FILES_CONFLICT;
    }
    if (!write_unfinished(saving, bytes)) {
        return FILES_FAILED;
    }
    /* Again, because others do not lock: as late as can be. */
    if (saving->exists && !force && !check_conflict(saving, bytes, expected, &conflict)) {
        return FILES_FAILED;
    }
    enum files_result result =
        conflict ? FILES_CONFLICT : finish(saving, !saving->exists && !force);
    if (result == FILES_SAVED) {
        saving->unfinished[0] = '\0';
        saving->replaced = true;
        if (fsync(saving->folder) != 0 && errno != EINVAL
            && errno != EBADF) { /* some folders cannot be synced */
            stop(saving, "is saved, but may be lost if the power fails now", errno);
            return FILES_FAILED;
        }
    }
    return result;
}

enum files_result files_save(const char *path, struct str bytes,
                             const struct file_identity *expected, bool force,
                             struct file_identity *ret_identity, struct arena *arena,
                             struct diag_list *diags)
{
    struct saving saving = { .path = path, .arena = arena, .diags = diags, .folder = -1 };
    enum files_result result = FILES_FAILED;
    if (open_folder(&saving)) {
        result = save_in_folder(&saving, bytes, expected, force);
    }
    if (saving.unfinished[0] != '\0') {
        unlinkat(saving.folder, saving.unfinished, 0);
    }
    if (saving.folder >= 0) {
        close(saving.folder); /* and unlocks it */
    }
    if (saving.replaced && ret_identity != NULL) {
        *ret_identity = identity_of(bytes);
    }
    return result;
}

bool files_exist(const char *path)
{
    return access(path, F_OK) == 0;
}
