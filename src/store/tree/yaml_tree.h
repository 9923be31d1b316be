/* From the bytes of a YAML file to a tree: the one door through which a stranger's YAML comes in.
 */
#ifndef STORE_TREE_YAML_TREE_H
#define STORE_TREE_YAML_TREE_H

#include "store/tree/tree.h"
#include "store/tree/tree_build.h"

struct tree_source {
    struct str name;  /* for messages */
    struct str bytes; /* must outlive the tree if comments are wanted */
    uint32_t limit;   /* of bytes */
    bool comments;    /* collect them, for a design */

    /* If there is one, items of lists below the root's keys are given to it as soon as they are
     * complete, and are forgotten after: so a file of any size is read in the memory that its
     * largest item takes. */
    tree_item_reader *each;
    void *context; /* for `each` */
};

/* Reads as much as can be read; mistakes are told. The tree's nodes and texts are in `arena`.
 * True if there is a root to look at, even if something is broken further on. */
bool tree_read(const struct tree_source *source, struct arena *arena, struct diag_list *diags,
               struct tree *ret);

#endif
