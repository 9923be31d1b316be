#include "cli/files.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/inside.h"
#include "strata/base/text.h"

#define READ_BLOCK ((size_t)64 * 1024)
#define DIGITS_MAX 7 /* of a descriptor: no process has more */

static void say(struct diag_list *diags, const char *path, struct str hint, const char *what,
                const char *why)
{
    struct span span = { .file = text_clean(diags->arena, str_from(path)) };
    diag_add(diags, SEVERITY_ERROR, span, (struct str){ 0 }, hint, "%s%s%s", what,
             why[0] != '\0' ? ": " : "", why);
}

bool files_fail(struct diag_list *diags, const char *path, const char *what, int error)
{
    say(diags, path, (struct str){ 0 }, what, error != 0 ? strerror(error) : "");
    return false;
}

#define MARK STR("\xEF\xBB\xBF")

static struct file_form form_of(struct str bytes)
{
    size_t lines = 0, crlf = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        lines += bytes.at[i] == '\n';
        crlf += bytes.at[i] == '\n' && i > 0 && bytes.at[i - 1] == '\r';
    }
    return (struct file_form){ .mark = str_starts(bytes, MARK), .crlf = crlf > lines / 2 };
}

struct str files_in_form(struct str text, struct file_form form, struct arena *arena)
{
    struct strbuf bytes = { .arena = arena };
    if (!form.mark && !form.crlf) {
        return text;
    }
    if (form.mark) {
        strbuf_add(&bytes, MARK);
    }
    for (size_t i = 0; i < text.len; i++) {
        if (form.crlf && text.at[i] == '\n') {
            strbuf_add_char(&bytes, '\r');
        }
        strbuf_add_char(&bytes, text.at[i]);
    }
    return strbuf_str(&bytes);
}

/* FNV-1a. What it tells apart is the versions of one file, not friend from foe. */
struct file_identity files_identity(struct str bytes)
{
    struct file_identity identity = { .known = true,
                                      .form = form_of(bytes),
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

struct file_mark files_mark(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return (struct file_mark){ 0 };
    }
    return (struct file_mark){ .device = (uint64_t)status.st_dev,
                               .inode = (uint64_t)status.st_ino,
                               .size = (uint64_t)status.st_size,
                               .seconds = status.st_mtim.tv_sec > 0 ? status.st_mtim.tv_sec : 0,
                               .nanoseconds = status.st_mtim.tv_nsec };
}

bool files_mark_same(const struct file_mark *a, const struct file_mark *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size
           && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

int files_read_all(int fd, size_t max, size_t expected, struct arena *arena, struct str *ret_bytes)
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
        if (got < 0 && errno == EAGAIN) { /* whoever gave it to us does not want to wait; we do */
            poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, -1);
        } else if (got < 0 && errno != EINTR) {
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

bool files_fail_kind(struct diag_list *diags, const char *path, mode_t mode, const char *instead)
{
    struct str name = text_clean(diags->arena, str_from(path));
    struct str hint = { 0 };
    if (S_ISFIFO(mode)) {
        hint = str_format(diags->arena, "with \"- %s%.*s\" the shell waits for it", instead,
                          STR_ARG(name));
    }
    say(diags, path, hint, kind_of(mode), "");
    return false;
}

static bool read_open(int fd, bool stream, const char *path, size_t bytes_max, struct arena *arena,
                      struct str *ret_bytes, struct diag_list *diags)
{
    struct stat status;
    if (fstat(fd, &status) != 0) {
        return files_fail(diags, path, "cannot be read", errno);
    }
    bool regular = S_ISREG(status.st_mode);
    if (!regular && !stream) {
        return files_fail_kind(diags, path, status.st_mode, "<");
    }
    size_t expected = regular && status.st_size > 0 ? (size_t)status.st_size : 0;
    int error =
        expected > bytes_max ? EFBIG : files_read_all(fd, bytes_max, expected, arena, ret_bytes);
    if (error == EFBIG || (error == 0 && ret_bytes->len > bytes_max)) {
        struct str size = str_format(diags->arena, "is larger than %zu KiB", bytes_max / 1024);
        return files_fail(diags, path, str_terminated(diags->arena, size), 0);
    }
    return error == 0 || files_fail(diags, path, "cannot be read", error);
}

int files_descriptor(const char *path)
{
    static const char *const named[] = { "/dev/stdin", "/dev/stdout", "/dev/stderr" };
    static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };
    for (int i = 0; i < 3; i++) {
        if (strcmp(path, named[i]) == 0) {
            return i;
        }
    }
    for (int i = 0; i < 2; i++) {
        size_t len = strlen(folders[i]);
        const char *digits = path + len;
        size_t count = strncmp(path, folders[i], len) == 0 ? strspn(digits, "0123456789") : 0;
        if (count > 0 && count <= DIGITS_MAX && digits[count] == '\0') {
            return (int)strtol(digits, NULL, 10);
        }
    }
    return -1;
}

/* The descriptor of what comes as a stream, and is not opened again: what was read is gone. -1 if
 * `path` is to be opened. */
static int stream_of(const char *path)
{
    struct stat status;
    int fd = strcmp(path, FILES_STANDARD) == 0 ? STDIN_FILENO : files_descriptor(path);
    bool stream = fd >= 0
                  && (strcmp(path, FILES_STANDARD) == 0
                      || (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode)));
    return stream ? fd : -1;
}

bool files_read(const char *path, size_t bytes_max, struct arena *arena, struct str *ret_bytes,
                struct file_identity *ret_identity, struct diag_list *diags)
{
    int given = stream_of(path);
    /* Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
    int fd = given >= 0 ? given : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        return files_fail(diags, path, "cannot be opened", errno);
    }
    bool done = read_open(fd, given >= 0, path, bytes_max, arena, ret_bytes, diags);
    if (given < 0) {
        close(fd); /* nothing was written, so nothing can be lost here */
    }
    if (done && ret_identity != NULL) {
        *ret_identity = given >= 0 ? (struct file_identity){ 0 } : files_identity(*ret_bytes);
    }
    return done;
}

/* ---- looking ---- */

/* The longest part of a path that is there, if it is a link, which then leads nowhere; else empty. */
static struct str dangling_part(const char *path, struct arena *arena)
{
    struct str part = str_from(path);
    struct stat status;
    for (size_t end = part.len; end > 1; end--) {
        part = str_part(part, 0, end);
        if ((end == strlen(path) || path[end] == '/')
            && lstat(str_terminated(arena, part), &status) == 0) {
            return S_ISLNK(status.st_mode) ? part : (struct str){ 0 };
        }
    }
    return (struct str){ 0 };
}

bool files_find(const char *path, bool *ret_there, struct diag_list *diags)
{
    struct stat status;
    *ret_there = stat(path, &status) == 0;
    if (*ret_there) {
        return true;
    }
    if (errno != ENOENT) {
        return files_fail(diags, path, "cannot be looked for", errno);
    }
    struct str link = dangling_part(path, diags->arena);
    return link.len == 0
           || files_fail(diags, str_terminated(diags->arena, link),
                         "is a link to something that does not exist", 0);
}
