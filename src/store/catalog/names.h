/* The names that a catalogue defines, and what they stand for: one `struct names` for each section.
 *
 * A definition's number is its row in the catalogue's table. Definitions with mistakes are kept, so
 * that whatever refers to them is not blamed for them. */
#ifndef STORE_CATALOG_NAMES_H
#define STORE_CATALOG_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "store/tree/tree.h"
#include "strata/base/index.h"
#include "strata/base/vec.h"

struct definition {
    const struct tree *in;   /* NULL if it stands in no file that is read */
    const struct node *node; /* NULL if the tree's nodes are not kept */
    struct str id;
    uint32_t line;
    bool need; /* of the tags: it is a need */
};

struct names {
    struct arena *arena;
    const char *what; /* "meter", for messages */
    struct index index;
    VEC(struct definition) list;
    bool incomplete; /* something could not be read: then what is not found is not a mistake */
};

/* Makes room for about that many definitions. Only at the beginning. */
void names_expect(struct names *names, uint32_t count);

/* Adds what `node`, a map with an "id", defines. `kept`: the tree's nodes outlive the names. */
struct definition *names_define(struct names *names, const struct tree *in, const struct node *node,
                                bool kept);

/* Adds what stands in no file that is read: the row of a catalogue that is there already. */
void names_known(struct names *names, struct str id, bool need);

/* The row that a node names; NONE for NULL, and when it names nothing, which is told. */
uint32_t names_find(const struct names *names, const struct tree *in, const struct node *node);

#endif
