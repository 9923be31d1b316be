#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/files.h"

void output_init(void)
{
    /* A closed pipe and a file that may not grow are then errors of write(), and not the end. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            /* The lowest free number is this one. Reading from it, or writing to it, is an
             * error. */
            int got = open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
            (void)got;
        }
    }
}

/* 0, or the error. */
static int write_all(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(fd, bytes.at, bytes.len);
        if (written < 0 && errno == EAGAIN) { /* it was not ours to choose: so we wait */
            poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
        } else if (written < 0 && errno != EINTR) {
            return errno;
        }
        bytes = str_part(bytes, written < 0 ? 0 : (size_t)written, bytes.len);
    }
    return 0;
}

static bool write_to(int fd, struct str bytes, struct diag_list *diags)
{
    int error = write_all(fd, bytes);
    if (error != 0 && error != EPIPE && fd == STDOUT_FILENO) {
        diag_error(diags, "cannot write to standard output: %s", strerror(error));
    } else if (error != 0 && error != EPIPE) {
        diag_error(diags, "cannot write to descriptor %d: %s", fd, strerror(error));
    }
    return error == 0;
}

bool output_write(struct str bytes, struct diag_list *diags)
{
    return write_to(STDOUT_FILENO, bytes, diags);
}

/* -1: a file. */
static int stream_of(const char *path)
{
    return strcmp(path, FILES_STANDARD) == 0 ? STDOUT_FILENO : files_descriptor(path);
}

bool output_is_standard(const char *path)
{
    return stream_of(path) == STDOUT_FILENO;
}

bool output_is_file(const char *path)
{
    return stream_of(path) < 0;
}

bool output_save(const char *path, struct str bytes, bool replace, struct arena *arena,
                 struct diag_list *diags)
{
    if (!output_is_file(path)) {
        return write_to(stream_of(path), bytes, diags);
    }
    switch (files_save(path, bytes, NULL, replace, NULL, arena, diags)) {
    case FILES_SAVED: return true;
    case FILES_CONFLICT:
        diag_add(diags, SEVERITY_ERROR, (struct span){ .file = str_from(path) }, (struct str){ 0 },
                 STR("--force replaces it"), "there is such a file already");
        return false;
    case FILES_FAILED: break;
    }
    return false;
}

static void add_overflow(struct strbuf *lines, const struct diag_list *diags)
{
    for (int severity = 0; severity < SEVERITY__COUNT; severity++) {
        uint32_t count = diags->counts[severity];
        if (count > DIAG_LIMIT) {
            strbuf_addf(lines, "strata: and %u more %ss\n", (unsigned)(count - DIAG_LIMIT),
                        severity_name((enum severity)severity));
        }
    }
}

void output_messages(const struct diag_list *diags)
{
    struct strbuf lines = { .arena = diags->arena };
    for (uint32_t i = 0; i < diags->list.count; i++) {
        const struct diag *diag = &diags->list.items[i];
        if (diag->span.file.len == 0 && diag->span.line == 0) {
            strbuf_addz(&lines, "strata: ");
        }
        strbuf_add(&lines, diag_format(diags->arena, diag));
        strbuf_add_char(&lines, '\n');
    }
    add_overflow(&lines, diags);
    write_all(STDERR_FILENO, strbuf_str(&lines)); /* whoever closed it does not want to know */
}

bool output_format(const char *path, const char *name, enum export_format *ret,
                   struct diag_list *diags)
{
    if (name != NULL) {
        return export_format_from_name(str_from(name), ret);
    }
    if (export_format_from_file(str_from(path), ret)) {
        return true;
    }
    bool is_output = output_is_standard(path);
    const struct span place = { .file = is_output ? (struct str){ 0 } : str_from(path) };
    diag_add(diags, SEVERITY_ERROR, place, (struct str){ 0 },
             str_format(diags->arena, "known endings are %.*s; --format says it, too",
                        STR_ARG(export_endings(diags->arena))),
             is_output ? "standard output needs --format" : "the ending says no format");
    return false;
}
