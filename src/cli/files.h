/* All disk access of strata.
 *
 * Reading takes regular files only, of limited size, and never waits for one. Saving replaces a
 * file as a whole or not at all: whoever looks sees the old bytes or the new ones, and so does
 * everybody after a crash. The new file keeps owner, group, mode, access control list and extended
 * attributes. Where it cannot, or the file has other names (hard links), replacing it would lose
 * that: then the new content is laid down beside it, safely on disk (FILES_WHOLE), before it is
 * written into the file. Nothing is printed; errors go to the diag list. */
#ifndef STRATA_CLI_FILES_H
#define STRATA_CLI_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

#define FILES_STANDARD "-" /* as a name: standard input or output */

/* The number in a path that names one of our own descriptors, as shells write them for <(...) and
 * >(...): "/dev/fd/63", "/proc/self/fd/63", "/dev/stdin", "/dev/stdout", "/dev/stderr". -1 if it is
 * no such path. */
int files_descriptor(const char *path);

/* How a text stands in a file: what people's editors and version control see, and YAML does not. */
struct file_form {
    bool mark; /* it begins with a byte order mark */
    bool crlf; /* its lines end in CR LF, or most of them */
};

/* The same text, with "\n" only, in that form. */
struct str files_in_form(struct str text, struct file_form form, struct arena *arena);

/* What was in a file when it was read or saved, to notice that somebody else has changed it since.
 * The content decides, not the time stamp: touching a file changes nothing, and an edit within the
 * clock's grain does. */
struct file_identity {
    bool known; /* false: there was no file */
    uint64_t size;
    uint64_t hash;
    struct file_form form; /* says nothing about whether two are the same */
};

bool files_same(const struct file_identity *a, const struct file_identity *b);

/* That of a file with these bytes. */
struct file_identity files_identity(struct str bytes);

/* How a file looks from outside: where that is as it was, so are its bytes in all likelihood. All
 * zero if there is no file. */
struct file_mark {
    uint64_t device;
    uint64_t inode;
    uint64_t size;
    int64_t seconds; /* of the last change; never less than 0 */
    int64_t nanoseconds;
};

struct file_mark files_mark(const char *path);
bool files_mark_same(const struct file_mark *a, const struct file_mark *b);

/* The bytes of a regular file, in `arena`; or those of standard input if `path` is FILES_STANDARD,
 * or of a pipe that we were given as a descriptor, which have no identity. Other pipes may never
 * end, and are refused. ret_identity may be NULL. */
bool files_read(const char *path, size_t bytes_max, struct arena *arena, struct str *ret_bytes,
                struct file_identity *ret_identity, struct diag_list *diags);

/* Is there anything of that name? "No" is certain: nothing is there, and neither a link that leads
 * nowhere nor a folder that may not be searched hides it. False, with the reason, if it is not. */
bool files_find(const char *path, bool *ret_there, struct diag_list *diags);

#define FILES_LIST_MAX 1000
#define FILES_LIST_DEPTH 16

/* All *.yaml files of a folder and its subfolders, as paths within it, in the order of their bytes.
 * What begins with "." is passed over; links to folders are not followed. More than FILES_LIST_MAX,
 * or deeper than FILES_LIST_DEPTH, is an error. */
bool files_list(const char *folder, struct arena *arena, struct str **ret_paths,
                uint32_t *ret_count, struct diag_list *diags);

enum files_result {
    FILES_SAVED,
    FILES_CONFLICT, /* nothing was done, and there is no diag; with `force` it would have been */
    FILES_FAILED,   /* why is in the diag list; the file is as it was, unless that says otherwise */
};

/* Saves `bytes` as `path`; a link is followed. A conflict is a file whose content is neither
 * `expected` nor `bytes`, or any file at all if `expected` is NULL or not known. A file that has
 * gone meanwhile is no conflict. ret_identity may be NULL, or the same as `expected`. `arena` is
 * for scratch. */
enum files_result files_save(const char *path, struct str bytes,
                             const struct file_identity *expected, bool force,
                             struct file_identity *ret_identity, struct arena *arena,
                             struct diag_list *diags);

/* The beginning of the names that unfinished files have, in the folder of the file that they were
 * to become. What processes that are no more have left is removed by the next save there, which says
 * so. */
#define FILES_UNFINISHED ".strata-unfinished-"

/* The same of the whole new content, while a file is written in place. If that was cut short, this
 * is the only whole copy: it is told of, and never removed. */
#define FILES_WHOLE ".strata-whole-"

#endif
