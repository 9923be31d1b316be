/* The designs a session went through: undo and redo without limit, and whether the present one is
 * saved. */
#ifndef STRATA_APP_HISTORY_H
#define STRATA_APP_HISTORY_H

#include <stdbool.h>

#include "strata/base/arena.h"
#include "strata/base/vec.h"
#include "strata/model/design.h"

struct history_entry {
    struct design design;
    struct str label; /* what led to it: "take Pinecone for Vector DB" */
};

struct history {
    struct arena *arena; /* of the session */
    VEC(struct history_entry) entries;
    uint32_t now;
    struct design saved; /* as the file has it, or as the session began */
    bool nowhere;        /* no file has what it began with */
    uint32_t changes;    /* how often the present design, or what is saved, became another one */
};

void history_start(struct history *history, struct arena *arena, struct design design);

/* With a design that is in no file: it is unsaved until history_saved(). */
void history_start_unsaved(struct history *history, struct arena *arena, struct design design);

const struct design *history_now(const struct history *history);

/* Puts a design behind the present one; what had been undone is gone. A design equal to the present
 * one is not put; returns false then. */
bool history_put(struct history *history, struct design design, struct str label);

/* The label of what was undone or redone; false if there is nothing. */
bool history_undo(struct history *history, struct str *ret_label);
bool history_redo(struct history *history, struct str *ret_label);

void history_saved(struct history *history);
bool history_unsaved(const struct history *history);

#endif
