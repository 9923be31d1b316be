/* The journals that are there: of processes that live, and of those that are gone. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/journal/inside.h"
#include "strata/base/text.h"

#define DAY INT64_C(86400)
#define UNFINISHED_SECONDS 60
#define LOOKS 3 /* at one journal that is being written just then */
#define FILE_MAX (JOURNAL_HEAD_MAX + JOURNAL_BODY_MAX)

struct finder {
    int folder;
    struct str folder_path;
    struct str prefix; /* of the names that are looked at; empty: all */
    struct str file;   /* that they must be of, with a prefix */
    int64_t wall;
    struct arena *arena;
    struct diag_list *diags;
    struct journal_list *list;
};

/* A journal, held open. */
struct held {
    const char *name;
    int fd;
    bool locked; /* by us: its process is gone */
};

/* ---- holding ---- */

static struct str unreadable(const struct finder *finder, struct held *held, const char *why)
{
    if (held->fd >= 0) {
        close(held->fd);
    }
    held->fd = -1;
    return str_copy(finder->arena, str_from(why));
}

/* Is what we hold still what the name means? Its process may have written another version. */
static bool still_there(const struct finder *finder, const struct held *held)
{
    struct stat by_name, by_fd;
    return fstatat(finder->folder, held->name, &by_name, AT_SYMLINK_NOFOLLOW) == 0
           && fstat(held->fd, &by_fd) == 0 && by_name.st_dev == by_fd.st_dev
           && by_name.st_ino == by_fd.st_ino;
}

/* Why it cannot be held; empty if it is. Only what is ours, and no link: everything else was put
 * there by somebody. */
static struct str hold(const struct finder *finder, struct held *held)
{
    struct stat status;
    held->fd = openat(finder->folder, held->name,
                      O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
    if (held->fd < 0) {
        return unreadable(finder, held, errno == ELOOP ? "it is a link" : strerror(errno));
    }
    if (fstat(held->fd, &status) != 0) {
        return unreadable(finder, held, strerror(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return unreadable(finder, held, "it is no file");
    }
    if (status.st_uid != geteuid()) {
        return unreadable(finder, held, "it belongs to somebody else");
    }
    if (status.st_size > (off_t)FILE_MAX) {
        return unreadable(finder, held, "it is too large");
    }
    held->locked = flock(held->fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    return (struct str){ 0 };
}

static void let_go(const struct held *held)
{
    if (held->fd >= 0) {
        close(held->fd); /* and unlocks it */
    }
}

/* ---- one journal ---- */

static struct str read_held(const struct finder *finder, const struct held *held,
                            struct journal_found *found)
{
    struct journal_head head;
    struct str bytes;
    struct strbuf whole = { .arena = finder->arena };
    char block[4096];
    ssize_t got;
    while ((got = read(held->fd, block, sizeof(block))) > 0 && whole.len <= FILE_MAX) {
        strbuf_add(&whole, (struct str){ block, (size_t)got });
    }
    bytes = strbuf_str(&whole);
    if (got < 0) {
        return str_copy(finder->arena, str_from(strerror(errno)));
    }
    if (!journal_head_read(bytes, finder->arena, &head, &found->work)) {
        return STR("it is not whole, or no journal");
    }
    found->file = head.file;
    found->identity = head.identity;
    found->at = head.at;
    found->process = head.process;
    return (struct str){ 0 };
}

static struct str day_of(int64_t at, struct arena *arena)
{
    time_t seconds = (time_t)at;
    struct tm parts;
    char text[32];
    if (localtime_r(&seconds, &parts) == NULL
        || strftime(text, sizeof(text), "%Y-%m-%d", &parts) == 0) {
        return STR("long ago");
    }
    return str_copy(arena, str_from(text));
}

/* Of a process that is gone: is there anything to be kept? */
static bool is_over(const struct finder *finder, const struct journal_found *found)
{
    bool old = found->at < finder->wall - JOURNAL_DAYS * DAY;
    if (found->work.len > 0 && old) {
        struct str name = found->file.len > 0 ? text_clean(finder->arena, found->file)
                                              : STR("a design without a name");
        diag_tell(finder->diags, SEVERITY_WARNING, (struct str){ 0 },
                  "unsaved work of %.*s from %.*s was older than %d days, and is removed",
                  STR_ARG(name), STR_ARG(day_of(found->at, finder->arena)), JOURNAL_DAYS);
    }
    return found->work.len == 0 || old;
}

/* Adds it to the list, or removes it. False if it has to be looked at again. */
static bool look_at(struct finder *finder, const char *name)
{
    struct journal_found found = { .kind = JOURNAL_UNREADABLE };
    struct held held = { .name = name };
    bool keep = true;
    found.path = str_format(finder->arena, "%.*s/%s", STR_ARG(finder->folder_path), name);
    found.why = hold(finder, &held);
    if (found.why.len == 0 && !still_there(finder, &held)) {
        let_go(&held);
        return false;
    }
    if (found.why.len == 0) {
        found.why = read_held(finder, &held, &found);
    }
    if (found.why.len == 0) {
        found.kind = held.locked ? JOURNAL_WORK : JOURNAL_LIVING;
        if (held.locked && is_over(finder, &found)) {
            unlinkat(finder->folder, name, 0);
            keep = false;
        } else {
            keep = finder->prefix.len == 0 || str_eq(found.file, finder->file);
        }
    }
    let_go(&held);
    if (keep) {
        *vec_add(&finder->list->items, finder->arena) = found;
    }
    return true;
}

/* ---- all of them ---- */

static int newest_first(const void *a, const void *b)
{
    const struct journal_found *first = a, *second = b;
    int by_age = (first->at < second->at) - (first->at > second->at);
    return by_age != 0 ? by_age : str_cmp(first->path, second->path);
}

static bool concerns(const struct finder *finder, struct str name)
{
    return name.len > 0 && name.at[0] != JOURNAL_UNFINISHED && str_ends(name, STR(JOURNAL_ENDING))
           && str_starts(name, finder->prefix);
}

/* Half a version, of a process that died while it wrote: nobody takes so long. */
static void sweep(const struct finder *finder, const char *name)
{
    struct stat status;
    if (name[0] == JOURNAL_UNFINISHED && str_ends(str_from(name), STR(JOURNAL_ENDING))
        && fstatat(finder->folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
        && S_ISREG(status.st_mode) && status.st_mtime < finder->wall - UNFINISHED_SECONDS) {
        unlinkat(finder->folder, name, 0);
    }
}

static bool look_at_all(struct finder *finder)
{
    int again = dup(finder->folder);
    DIR *stream = again >= 0 ? fdopendir(again) : NULL;
    const struct dirent *entry;
    int count = 0;
    if (stream == NULL) {
        diag_error(finder->diags, "%.*s cannot be read: %s",
                   STR_ARG(text_clean(finder->arena, finder->folder_path)), strerror(errno));
        if (again >= 0) {
            close(again);
        }
        return false;
    }
    while ((entry = readdir(stream)) != NULL && count < JOURNAL_FILES_MAX) {
        sweep(finder, entry->d_name);
        if (concerns(finder, str_from(entry->d_name))) {
            count++;
            for (int i = 0; i < LOOKS && !look_at(finder, entry->d_name); i++) {
            }
        }
    }
    closedir(stream);
    return true;
}

bool journal_find(enum journal_of of, struct str file, int64_t wall, struct arena *arena,
                  struct journal_list *ret, struct diag_list *diags)
{
    struct finder finder = { .wall = wall, .arena = arena, .diags = diags, .list = ret };
    uint32_t before = diags->list.count;
    *ret = (struct journal_list){ 0 };
    finder.folder = journal_folder(false, arena, &finder.folder_path, diags);
    if (finder.folder < 0) {
        return diags->list.count == before;
    }
    if (of == JOURNALS_OF_FILE) {
        finder.file = journal_absolute(file, arena);
        finder.prefix = journal_prefix(finder.file, arena);
    }
    bool done = look_at_all(&finder);
    close(finder.folder);
    if (ret->items.count > 0) {
        qsort(ret->items.items, ret->items.count, sizeof(*ret->items.items), newest_first);
    }
    return done;
}

bool journal_discard(const struct journal_found *found, struct arena *arena,
                     struct diag_list *diags)
{
    const char *path = str_terminated(arena, found->path);
    struct finder finder = { .arena = arena, .diags = diags };
    struct held held = { .name = strrchr(path, '/') + 1 };
    finder.folder = journal_folder(false, arena, &finder.folder_path, diags);
    if (finder.folder < 0) {
        return false;
    }
    struct str why = hold(&finder, &held);
    if (why.len == 0 && !held.locked) {
        why = STR("another strata has it open");
    }
    if (why.len == 0 && still_there(&finder, &held) && unlinkat(finder.folder, held.name, 0) != 0) {
        why = str_copy(arena, str_from(strerror(errno)));
    }
    let_go(&held);
    close(finder.folder);
    if (why.len > 0) {
        diag_error(diags, "%.*s cannot be removed: %.*s", STR_ARG(text_clean(arena, found->path)),
                   STR_ARG(why));
    }
    return why.len == 0;
}
