/* Saving: the new file is written beside the old one and takes its place. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/files/inside.h"

#define UNFINISHED_TRIES 100
#define LINKS_MAX 40
#define LOCK_TRIES 200
#define LOCK_WAIT 10 /* milliseconds between two tries */

struct saving {
    const char *path; /* as the user named it */
    struct arena *arena;
    struct diag_list *diags;
    const char *name; /* of the file, links resolved, within `folder` */
    int folder;       /* open, or -1 */
    bool locked;      /* nobody else of us saves in this folder */
    bool in_place;    /* replacing the old file would lose what is more than its content */
    bool replaced;    /* the new file is there */
    bool exists;
    struct stat old;     /* if it does */
    char unfinished[64]; /* name of the new file, or empty */
};

static bool stop(struct saving *saving, const char *what, int error)
{
    return files_fail(saving->diags, saving->path, what, error);
}

/* `target` of a link, which is meant from the link's own folder. */
static const char *beside(const struct saving *saving, const char *link, const char *target)
{
    const char *slash = strrchr(link, '/');
    if (target[0] == '/' || slash == NULL) {
        return str_terminated(saving->arena, str_from(target));
    }
    struct str folder = { link, (size_t)(slash - link) + 1 };
    return str_terminated(saving->arena,
                          str_format(saving->arena, "%.*s%s", STR_ARG(folder), target));
}

/* Where everybody may put links, as in /tmp, only those of its owner and our own are followed: the
 * kernel's rule (fs.protected_symlinks), which does not see that we follow them ourselves. */
static bool may_follow(const struct saving *saving, const char *link)
{
    struct stat of_link, of_folder;
    const char *folder = beside(saving, link, ".");
    if (lstat(link, &of_link) != 0 || stat(folder, &of_folder) != 0) {
        return false;
    }
    bool shared = (of_folder.st_mode & S_ISVTX) != 0 && (of_folder.st_mode & S_IWOTH) != 0;
    return !shared || of_link.st_uid == geteuid() || of_link.st_uid == of_folder.st_uid;
}

/* A link whose end is not there; but those of /proc (and so /dev/stdout) only look like that. */
static bool stop_at_nothing(struct saving *saving)
{
    struct stat status;
    if (stat(saving->path, &status) == 0) {
        return files_fail_kind(saving->diags, saving->path, status.st_mode, ">");
    }
    return stop(saving, "is a link to a file that does not exist", 0);
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
            if (!may_follow(saving, path)) {
                return stop(saving, "is somebody else's link, where everybody may put links", 0);
            }
            target[len] = '\0';
            path = beside(saving, path, target);
        } else if (errno == EINVAL || (errno == ENOENT && links == 0)) { /* no link, or nothing */
            *ret_target = path;
            return true;
        } else if (errno == ENOENT) {
            return stop_at_nothing(saving);
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
        saving->locked = flock(saving->folder, LOCK_EX | LOCK_NB) == 0;
        if (saving->locked || (errno != EWOULDBLOCK && errno != EINTR)) {
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
        return files_fail_kind(saving->diags, saving->path, saving->old.st_mode, ">");
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
    int error = files_read_all(fd, max, max, saving->arena, &now);
    close(fd);
    if (error != 0) {
        return stop(saving, "cannot be compared with what it was", error);
    }
    struct file_identity identity = files_identity(now);
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

/* Owner, group and attributes of the old file; false if it does not get all of them. */
static bool take_after(const struct saving *saving, int fd)
{
    int old = openat(saving->folder, saving->name,
                     O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
    bool taken = old >= 0 && fchown(fd, saving->old.st_uid, saving->old.st_gid) == 0
                 && files_take_attributes(old, fd, saving->arena);
    if (old >= 0) {
        close(old);
    }
    return taken;
}

/* What the old file has besides its content, or what a new one gets. */
static bool take_rights(struct saving *saving, int fd)
{
    mode_t mode = saving->old.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    if (!saving->exists) {
        mode_t mask = umask(0);
        umask(mask);
        mode = (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask;
    } else if (saving->old.st_nlink > 1 || !take_after(saving, fd)) {
        saving->in_place = true;
        return true; /* it is no more than a copy, which only we may read */
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

/* ---- into the file itself ---- */

/* Where everybody may put links, a second name may be somebody's way to a file of ours. */
static bool may_write_in_place(struct saving *saving)
{
    struct stat folder;
    bool shared = fstat(saving->folder, &folder) != 0
                  || ((folder.st_mode & S_ISVTX) != 0 && (folder.st_mode & S_IWOTH) != 0);
    return !shared || stop(saving, "has another name or owner, where everybody may write", 0);
}

/* From here on the copy is not ours to remove: until the file is written it is the only whole one. */
static bool keep_whole(struct saving *saving, char whole[64])
{
    snprintf(whole, 64, FILES_WHOLE "%s", saving->unfinished + strlen(FILES_UNFINISHED));
    if (renameat(saving->folder, saving->unfinished, saving->folder, whole) != 0) {
        return stop(saving, "cannot be saved", errno);
    }
    saving->unfinished[0] = '\0';
    fsync(saving->folder);
    return true;
}

static bool overwrite(struct saving *saving, struct str bytes)
{
    struct stat now;
    int fd = openat(saving->folder, saving->name,
                    O_WRONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
    bool written = fd >= 0 && fstat(fd, &now) == 0;
    if (written && (now.st_dev != saving->old.st_dev || now.st_ino != saving->old.st_ino)) {
        errno = EBUSY; /* it is another file by now */
        written = false;
    }
    written =
        written && write_all(fd, bytes) && ftruncate(fd, (off_t)bytes.len) == 0 && fsync(fd) == 0;
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && written) {
        written = false;
        error = errno;
    }
    errno = error;
    return written;
}

static enum files_result write_in_place(struct saving *saving, struct str bytes)
{
    char whole[64];
    if (!may_write_in_place(saving) || !keep_whole(saving, whole)) {
        return FILES_FAILED;
    }
    if (!overwrite(saving, bytes)) {
        int error = errno;
        struct str what =
            str_format(saving->arena, "may be half written; all of it is in %s", whole);
        stop(saving, str_terminated(saving->arena, what), error);
        return FILES_FAILED;
    }
    unlinkat(saving->folder, whole, 0);
    return FILES_SAVED;
}

/* ---- all of it ---- */

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
    if (saving->locked) {
        files_sweep(saving->folder, saving->path, saving->diags);
    }
    if (!write_unfinished(saving, bytes)) {
        return FILES_FAILED;
    }
    /* Again, because others do not lock: as late as can be. */
    if (saving->exists && !force && !check_conflict(saving, bytes, expected, &conflict)) {
        return FILES_FAILED;
    }
    enum files_result result = conflict           ? FILES_CONFLICT
                               : saving->in_place ? write_in_place(saving, bytes)
                                                  : finish(saving, !saving->exists && !force);
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

static enum files_result save(struct saving *saving, struct str bytes,
                              const struct file_identity *expected, bool force)
{
    enum files_result result = FILES_FAILED;
    if (open_folder(saving)) {
        result = save_in_folder(saving, bytes, expected, force);
    }
    if (saving->unfinished[0] != '\0') {
        unlinkat(saving->folder, saving->unfinished, 0);
    }
    if (saving->folder >= 0) {
        close(saving->folder); /* and unlocks it */
    }
    return result;
}

enum files_result files_save(const char *path, struct str bytes,
                             const struct file_identity *expected, bool force,
                             struct file_identity *ret_identity, struct arena *arena,
                             struct diag_list *diags)
{
    struct saving saving = { .path = path, .arena = arena, .diags = diags, .folder = -1 };
    enum files_result result = save(&saving, bytes, expected, force);
    if (saving.replaced && ret_identity != NULL) {
        *ret_identity = files_identity(bytes);
    }
    return result;
}
