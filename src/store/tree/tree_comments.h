/* Collecting comments: between two events of the parser there is nothing but blanks, punctuation
 * and comments, so every "#" that is found there begins one. */
#ifndef STORE_TREE_TREE_COMMENTS_H
#define STORE_TREE_TREE_COMMENTS_H

#include "store/tree/tree.h"
#include "strata/base/vec.h"

struct comment_scan {
    struct arena *arena;
    struct str bytes;
    VEC(struct tree_comment) list;
    size_t char_at; /* characters up to byte_at: events are placed by those */
    size_t byte_at;
    size_t gap; /* where the last event ended */
    uint32_t gap_line;
    uint32_t next; /* number of the next node */
};

/* Looks at what stands before an event that begins at character `start`; `block`: it is a block
 * scalar, whose first line may have a comment of its own. */
void comment_scan_to(struct comment_scan *scan, size_t start, uint32_t line, bool block);

/* Passes over the event, up to character `end` on `line` (from 0). */
void comment_scan_over(struct comment_scan *scan, size_t end, uint32_t line);

#endif
