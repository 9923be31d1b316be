/* The journal of this process. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/journal/inside.h"
#include "strata/base/text.h"
#include "strata/store/store.h"

#define NAME_TRIES 1000 /* numbers of processes come again */

void journal_init(struct journal *journal, const struct memory *memory)
{
    *journal = (struct journal){ .folder = -1, .locked = -1 };
    arena_init(&journal->own, memory);
    arena_init(&journal->room[0], memory);
    arena_init(&journal->room[1], memory);
}

static void close_all(struct journal *journal)
{
    if (journal->locked >= 0) {
        close(journal->locked); /* and unlocks it */
    }
    if (journal->folder >= 0) {
        close(journal->folder);
    }
    journal->folder = journal->locked = -1;
    journal->now = NULL;
    journal->edits = 0;
    journal->work = journal->written = journal->dirty = false;
}

void journal_release(struct journal *journal)
{
    close_all(journal);
    arena_release(&journal->own);
    arena_release(&journal->room[0]);
    arena_release(&journal->room[1]);
}

/* ---- writing: only what signal-safety(7) allows ---- */

static void unfinished_name(const struct journal *journal, char ret[JOURNAL_NAME_MAX + 1])
{
    ret[0] = JOURNAL_UNFINISHED;
    memcpy(ret + 1, journal->name, JOURNAL_NAME_MAX);
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t done = write(fd, bytes.at, bytes.len);
        if (done == 0) {
            errno = EIO; /* would never end */
        }
        if (done == 0 || (done < 0 && errno != EINTR)) {
            return false;
        }
        bytes.at += done > 0 ? done : 0;
        bytes.len -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

/* A new version beside the present one; its descriptor, or -1. What is in the way is half a version,
 * of this process or one that died with its number. Only work is worth waiting for the disk. */
static int write_unfinished(const struct journal *journal, const char *unfinished)
{
    unlinkat(journal->folder, unfinished, 0);
    int fd = openat(journal->folder, unfinished,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0) {
        return -1;
    }
    if (!write_all(fd, *journal->now) || (journal->work && fsync(fd) != 0)) {
        int error = errno;
        close(fd);
        unlinkat(journal->folder, unfinished, 0);
        errno = error;
        return -1;
    }
    return fd;
}

void journal_last(void *context)
{
    struct journal *journal = context;
    char unfinished[JOURNAL_NAME_MAX + 1];
    if (journal->folder < 0 || journal->now == NULL || !journal->dirty) {
        return;
    }
    unfinished_name(journal, unfinished);
    int fd = write_unfinished(journal, unfinished);
    if (fd >= 0 && renameat(journal->folder, unfinished, journal->folder, journal->name) == 0) {
        fsync(journal->folder);
    }
}

/* ---- writing ---- */

/* Takes the place of the version before; the lock goes over to it before others can see it. */
static bool replace(struct journal *journal)
{
    char unfinished[JOURNAL_NAME_MAX + 1];
    unfinished_name(journal, unfinished);
    int fd = write_unfinished(journal, unfinished);
    if (fd < 0) {
        return false;
    }
    flock(fd,
          LOCK_EX | LOCK_NB); /* where there are no locks we pass for dead, and are no worse off */
    if (renameat(journal->folder, unfinished, journal->folder, journal->name) != 0) {
        int error = errno;
        close(fd);
        unlinkat(journal->folder, unfinished, 0);
        errno = error;
        return false;
    }
    if (journal->work) {
        fsync(journal->folder); /* some folders cannot be */
    }
    if (journal->locked >= 0) {
        close(journal->locked);
    }
    journal->locked = fd;
    journal->written = journal->work;
    journal->dirty = false;
    journal->edits = 0;
    return true;
}

struct str journal_path(const struct journal *journal, struct arena *arena)
{
    return str_format(arena, "%.*s/%s", STR_ARG(journal->folder_path), journal->name);
}

static bool cannot_write(const struct journal *journal, struct diag_list *diags, int error)
{
    struct str path = text_clean(diags->arena, journal_path(journal, diags->arena));
    diag_error(diags, "%.*s cannot be written: %s", STR_ARG(path), strerror(error));
    return false;
}

bool journal_write(struct journal *journal, struct diag_list *diags)
{
    if (journal->folder < 0 || !journal->dirty || replace(journal)) {
        return true;
    }
    journal->edits = 0;
    return cannot_write(journal, diags, errno);
}

int journal_wait(const struct journal *journal, int64_t now_ms)
{
    if (journal->folder < 0 || journal->edits == 0) {
        return -1;
    }
    int64_t left = journal->since + JOURNAL_MS - now_ms;
    return journal->edits >= JOURNAL_EDITS || left < 0 ? 0 : (int)left;
}

bool journal_step(struct journal *journal, int64_t now_ms, struct diag_list *diags)
{
    return journal_wait(journal, now_ms) != 0 || journal_write(journal, diags);
}

/* Makes a version ready. The one before stays as it is until this one is whole. */
static void ready(struct journal *journal, struct str work, struct journal_time now)
{
    int next = journal->now == &journal->slots[0];
    struct journal_head head = { .file = journal->file,
                                 .identity = journal->identity,
                                 .mark = journal->mark,
                                 .at = now.wall,
                                 .process = (long)getpid() };
    struct strbuf text = { .arena = &journal->room[next] };
    journal_head_write(&head, work, &text);
    journal->slots[next] = strbuf_str(&text);
    journal->now = &journal->slots[next];
    journal->work = work.len > 0;
}

static struct arena *next_room(struct journal *journal)
{
    struct arena *room = &journal->room[journal->now == &journal->slots[0]];
    arena_reset(room);
    return room;
}

void journal_note(struct journal *journal, const struct catalog *catalog,
                  const struct design *design, unsigned edits, struct journal_time now)
{
    if (journal->folder < 0) {
        return;
    }
    struct arena *room = next_room(journal);
    struct str work = { 0 };
    if (design != NULL) {
        work = store_write_design(catalog, design, false, room);
    }
    ready(journal, work, now);
    if (journal->edits == 0) {
        journal->since = now.ms;
    }
    journal->dirty = journal->work || journal->written; /* else it is as on disk */
    journal->edits = journal->dirty ? journal->edits + edits : 0;
}

/* ---- beginning and end ---- */

/* Under a name that no other process has or had. */
static bool create(struct journal *journal, struct str prefix)
{
    struct stat status;
    for (int i = 0; i < NAME_TRIES; i++) {
        snprintf(journal->name, sizeof(journal->name), "%.*s%ld-%d" JOURNAL_ENDING, STR_ARG(prefix),
                 (long)getpid(), i);
        if (fstatat(journal->folder, journal->name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
            return replace(journal);
        }
    }
    errno = EEXIST;
    return false;
}

bool journal_begin(struct journal *journal, struct str file, const struct file_identity *identity,
                   struct journal_time now, struct arena *arena, struct diag_list *diags)
{
    arena_reset(&journal->own);
    journal->folder = journal_folder(true, &journal->own, &journal->folder_path, diags);
    if (journal->folder < 0) {
        return false;
    }
    journal->file = journal_absolute(file, &journal->own);
    journal->identity = *identity;
    journal->mark = files_mark(str_terminated(arena, journal->file));
    next_room(journal);
    ready(journal, (struct str){ 0 }, now);
    if (create(journal, journal_prefix(journal->file, arena))) {
        return true;
    }
    cannot_write(journal, diags, errno);
    close_all(journal);
    return false;
}

void journal_end(struct journal *journal)
{
    if (journal->folder >= 0) {
        unlinkat(journal->folder, journal->name, 0);
    }
    close_all(journal);
}

void journal_leave(struct journal *journal)
{
    close_all(journal);
}
