/* Building a tree, node by node in the order of the file; knows nothing of where they come from.
 * Holds the limits on depth, number and length, and finds keys that are given twice. */
#ifndef STORE_TREE_TREE_BUILD_H
#define STORE_TREE_TREE_BUILD_H

#include "store/tree/tree.h"
#include "strata/base/index.h"
#include "strata/base/vec.h"
#include "strata/store/store.h"

/* Takes one item of a list that stands directly below one of the root's keys: `item - 2` is that
 * key. */
typedef void tree_item_reader(void *context, const struct tree *tree, const struct node *item);

/* A list or map whose end has not come yet. */
struct build_frame {
    uint32_t node;
    bool value_next;   /* in a map, between a key and its value */
    uint64_t seen;     /* keys so far by their looks: where the bit is new, so is the key */
    struct index keys; /* of maps with more than a few */
};

struct build {
    struct tree *tree;
    struct arena *arena;
    VEC(struct node) nodes;
    struct build_frame frames[STORE_DEPTH];
    uint32_t depth;
    char *chunk; /* room for texts */
    size_t chunk_used;
};

struct build_place {
    uint32_t line;
    uint32_t column;
};

void build_init(struct build *build, struct tree *tree, struct arena *arena);

/* A list or map begins. These return false where reading on makes no sense, which is told. */
bool build_open(struct build *build, struct build_place place, enum node_kind kind);

/* A text; `plain`: without quotes. */
bool build_scalar(struct build *build, struct build_place place, struct str dirty, bool plain);

/* Something that is not allowed stands here. */
bool build_broken(struct build *build, struct build_place place);

/* The innermost list or map ends. */
void build_close(struct build *build);

/* Tells something about the newest node. */
void build_complain(struct build *build, struct str hint, const char *text);

/* Gives an item that is complete to whoever reads the list item by item, and forgets it. */
void build_give_item(struct build *build, tree_item_reader *each, void *context);

/* Ends the tree. After a mistake that ended the reading, what is open is closed, so that it can be
 * walked. */
void build_finish(struct build *build);

#endif
