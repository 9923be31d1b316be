/* Unsaved work, kept where the next start finds it, whatever ends this one.
 *
 * There is one journal for each process and design, in $XDG_STATE_HOME/strata, or
 * ~/.local/state/strata if that is not set: the design's YAML behind a head of comments that names
 * the design's file and what was in it when the work began. It is there from opening on, without
 * work at first, and locked (flock) as long as its process lives: by that others know that it does,
 * and nothing is left to be cleaned up by hand. Every version takes the place of the one before as
 * a whole: whoever dies while writing leaves the one before.
 *
 * What is to be written is made ready at every edit. So a signal handler can write it, too, and
 * nobody loses more than JOURNAL_MS or JOURNAL_EDITS even if the process is killed.
 *
 * The folder is 0700, also where somebody else made it, and what is in it 0600. */
#ifndef STRATA_CLI_JOURNAL_H
#define STRATA_CLI_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/files.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"
#include "strata/base/vec.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

#define JOURNAL_EDITS 200     /* so many that are not written are written at once */
#define JOURNAL_MS 4000       /* after the first of them, all are */
#define JOURNAL_DAYS 30       /* what is older is removed, if its process is gone */
#define JOURNAL_NAME_MAX 64   /* of a journal within the folder */
#define JOURNAL_FILES_MAX 500 /* more in the folder are not looked at */

/* The clocks: handed in, so that tests have their own. */
struct journal_time {
    int64_t ms;   /* since whenever; never goes back */
    int64_t wall; /* seconds since 1970 */
};

/* ---- this process's own ---- */

struct journal {
    int folder;                  /* open, or -1: none is kept */
    int locked;                  /* the journal, open and locked; or -1 */
    char name[JOURNAL_NAME_MAX]; /* within the folder */
    struct str folder_path;      /* for messages */
    struct str file;             /* the design's, absolute; empty if it has no name */
    struct file_identity identity;
    struct file_mark mark;

    struct arena own;               /* the texts above */
    struct arena room[2];           /* of `slots`, taken in turn */
    struct str slots[2];            /* the whole of a version, with its head */
    const struct str *volatile now; /* of `slots`: the present one. A signal handler looks at it */
    bool work;                      /* does the present version have work in it? */
    bool written;                   /* and the one on disk? */
    bool dirty;                     /* are they different? */
    unsigned edits;                 /* since anything was written or tried to be */
    int64_t since;                  /* ms of the first of these */
};

/* Before anything else; journal_release() leaves what is on disk as it is, to be found. */
void journal_init(struct journal *journal, const struct memory *memory);
void journal_release(struct journal *journal);

/* Begins the journal of a design from `file` (as the user named it; empty: from none), which had
 * `identity`. Any other one must have been ended. False, with the reason, if none can be kept: all
 * calls below then do nothing. `arena` is for scratch. */
bool journal_begin(struct journal *journal, struct str file, const struct file_identity *identity,
                   struct journal_time now, struct arena *arena, struct diag_list *diags);

/* Removes it: all is saved, or dropped on purpose. */
void journal_end(struct journal *journal);

/* Lets go of it, and it stays to be found. */
void journal_leave(struct journal *journal);

/* After `edits` edits: `design` is the work now; NULL: none is unsaved. */
void journal_note(struct journal *journal, const struct catalog *catalog,
                  const struct design *design, unsigned edits, struct journal_time now);

/* Milliseconds until journal_step() will have something to write; -1: there is nothing. */
int journal_wait(const struct journal *journal, int64_t now_ms);

/* Writes if that is due. False, with the reason, if it failed: the work is then tried again with
 * the next edit, as nothing is to be gained before. */
bool journal_step(struct journal *journal, int64_t now_ms, struct diag_list *diags);

/* Writes what is not written yet. */
bool journal_write(struct journal *journal, struct diag_list *diags);

/* The same in a signal handler, with a `struct journal *`: only what signal-safety(7) allows. Of no
 * use afterwards. */
void journal_last(void *journal);

/* Where it is, to be told. */
struct str journal_path(const struct journal *journal, struct arena *arena);

/* ---- those that are there ---- */

enum journal_kind {
    JOURNAL_WORK,       /* its process is gone, and the work is not saved */
    JOURNAL_LIVING,     /* its process has the design open */
    JOURNAL_UNREADABLE, /* it is cut off, changed, of another program or somebody else's: `why` */
};

struct journal_found {
    enum journal_kind kind;
    struct str path;               /* the journal's own */
    struct str why;                /* JOURNAL_UNREADABLE */
    struct str file;               /* the design's, absolute; empty: it has no name */
    struct file_identity identity; /* of that file when the work began */
    int64_t at;                    /* wall seconds: when it was written */
    long process;
    struct str work; /* the design's YAML; empty: none is unsaved */
};

struct journal_list {
    VEC(struct journal_found) items; /* newest first */
};

enum journal_of {
    JOURNALS_OF_FILE, /* only of the given file, empty: of designs without a name */
    JOURNALS_ALL,
};

/* All in `arena`. On the way, those of processes that are gone and had no unsaved work are removed,
 * and those that are older than JOURNAL_DAYS, with a word in `diags`. What cannot be read stays. No
 * folder is no journal; false, with the reason, if the folder is there and cannot be read. */
bool journal_find(enum journal_of of, struct str file, int64_t wall, struct arena *arena,
                  struct journal_list *ret, struct diag_list *diags);

/* Removes one of these, unless a process has it. */
bool journal_discard(const struct journal_found *found, struct arena *arena,
                     struct diag_list *diags);

#endif
