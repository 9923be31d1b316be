/* Extended attributes, of which access control lists are one (system.posix_acl_access). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

#include "cli/files/inside.h"

#define BYTES_MAX ((size_t)64 * 1024) /* the kernel's own limit, of a value and of all names */

/* The names, each with a NUL behind it. False if they cannot be had; a disk that knows none has
 * none. */
static bool list(int fd, struct arena *arena, struct str *ret_names)
{
    char *names = arena_alloc(arena, BYTES_MAX);
    ssize_t len = flistxattr(fd, names, BYTES_MAX);
    *ret_names = (struct str){ names, len > 0 ? (size_t)len : 0 };
    return len >= 0 || errno == ENOTSUP;
}

static const char *next(struct str *names)
{
    const char *name = names->at;
    if (names->len == 0) {
        return NULL;
    }
    *names = str_part(*names, strlen(name) + 1, names->len);
    return name;
}

static bool value_of(int fd, const char *name, char *room, struct str *ret_value)
{
    ssize_t len = fgetxattr(fd, name, room, BYTES_MAX);
    *ret_value = (struct str){ room, len > 0 ? (size_t)len : 0 };
    return len >= 0;
}

/* Labels that the system gives by itself are there already, and may not be set. */
static bool copy(int from, int to, const char *name, char *room)
{
    struct str wanted, present;
    return value_of(from, name, room, &wanted)
           && ((value_of(to, name, room + BYTES_MAX, &present) && str_eq(wanted, present))
               || fsetxattr(to, name, wanted.at, wanted.len, 0) == 0);
}

bool files_take_attributes(int from, int to, struct arena *arena)
{
    struct str wanted, present;
    char *room = arena_alloc(arena, 2 * BYTES_MAX);
    bool fine = list(from, arena, &wanted) && list(to, arena, &present);
    for (const char *name; fine && (name = next(&present)) != NULL;) { /* of the folder's default */
        if (fgetxattr(from, name, room, BYTES_MAX) < 0 && errno == ENODATA) {
            fine = fremovexattr(to, name) == 0;
        }
    }
    for (const char *name; fine && (name = next(&wanted)) != NULL;) {
        fine = copy(from, to, name, room);
    }
    return fine;
}
