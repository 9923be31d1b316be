/* A YAML file as a tree of nodes, each with its place in the file.
 *
 * yaml_tree.c makes it, decode.h reads it. The nodes lie in one array in the order of the file, so
 * that a node's number says where it is: its first child follows it, its next sibling stands `size`
 * further on, and the way from the root to a node can be found again when a message needs it and
 * costs nothing before. All texts are clean. The tree is valid until its reader reads the next file
 * or is released. */
#ifndef STORE_TREE_TREE_H
#define STORE_TREE_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/str.h"

enum node_kind {
    NODE_SCALAR,
    NODE_LIST,
    NODE_MAP,    /* its children are keys and values by turns */
    NODE_BROKEN, /* complained about already: to be passed over in silence */
};

struct node {
    const char *text; /* scalar: NULL if nothing at all is written there ("key:") */
    uint32_t len;     /* scalar: bytes of the text; list: items; map: keys */
    uint32_t size;    /* nodes of the subtree, this one included */
    uint32_t line;
    uint32_t column : 24;
    uint32_t kind : 7;
    uint32_t cut : 1; /* list or map: the file broke before it ended */
};

/* A comment, for designs only. */
struct tree_comment {
    struct str text; /* in the file's bytes, from the "#" to the end of the line: not clean */
    uint32_t line;
    uint32_t column;
    uint32_t next; /* number of the first node behind it, or the tree's count */
    bool alone;    /* nothing stands before it on its line */
};

struct tree {
    struct str file; /* its name, for messages */
    struct diag_list *diags;
    struct arena *arena; /* for what messages are made of */
    const struct node *nodes;
    uint32_t count; /* 0: there is nothing to read, and why is told */
    bool whole;     /* false: the file ends here for us, because of a mistake that is told */
    uint32_t list;  /* whose items are given one by one, or 0 */
    uint32_t gone;  /* how many of them have been forgotten */
    const struct tree_comment *comments;
    uint32_t comment_count;
};

/* The root; only if there is one. */
static inline const struct node *tree_root(const struct tree *tree)
{
    return tree->nodes;
}

/* The first child, if len > 0, and the sibling behind a node, if there is one. */
static inline const struct node *node_first(const struct node *node)
{
    return node + 1;
}

static inline const struct node *node_next(const struct node *node)
{
    return node + node->size;
}

/* Its text; empty for whatever is no scalar. */
static inline struct str node_text(const struct node *node)
{
    return node->kind == NODE_SCALAR ? (struct str){ node->text, node->len } : (struct str){ 0 };
}

/* "key:" with nothing behind it. */
static inline bool node_nothing(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->text == NULL;
}

static inline bool node_is(const struct node *node, const char *word)
{
    return node->kind == NODE_SCALAR && str_is(node_text(node), word);
}

/* Where a node is, as in "components[3].plans[0].scales". A key has the path of its value. */
struct str tree_path(const struct tree *tree, const struct node *node, struct arena *arena);

/* Adds a finding about a node; `hint` may be empty. */
void tree_error(const struct tree *tree, const struct node *node, struct str hint,
                const char *format, ...) __attribute__((format(printf, 4, 5)));
void tree_warning(const struct tree *tree, const struct node *node, struct str hint,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Files are not read from top to bottom, but messages are: sorts those from number `from` on by
 * file and place. */
void tree_sort_diags(struct diag_list *diags, uint32_t from);

/* Will another error still be shown? If not, nobody needs to look for its hint. */
bool tree_tells_more(const struct tree *tree);

#endif
