/* The diagram as an outline: regions, the groups in them, the boxes in these; for formats that are
 * written from the first line to the last. And the names that stand for all of them, made of
 * catalogue ids, so that they stay when other parts come and go. */
#ifndef STRATA_EXPORT_OUTLINE_H
#define STRATA_EXPORT_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "export/picture.h"
#include "strata/base/vec.h"

enum outline_kind { OUTLINE_REGION, OUTLINE_GROUP, OUTLINE_BOX, OUTLINE_END };

struct outline_row {
    enum outline_kind kind;
    unsigned depth;   /* 0: at the outside */
    uint32_t region;  /* or NONE: shared */
    group_id group;   /* or NONE */
    uint32_t box;     /* OUTLINE_BOX */
    struct str id;    /* of the region, group or box; unique among them */
    struct str label; /* of a region or group */
};

struct outline {
    VEC(struct outline_row) rows; /* what a row opens, an OUTLINE_END closes */
    struct str *box_ids;          /* "nextjs", "pinecone@eu-west": [a-z0-9.@-] only */
};

void outline_make(const struct picture *picture, struct arena *arena, struct outline *ret);

/* Ids of the boxes as promised above: a box whose id in the architecture is not of that alphabet,
 * or is taken, is "box.N". */
struct str *outline_box_ids(const struct architecture *architecture, struct arena *arena);

/* "group-models"; "group2" where the catalogue's id is of another alphabet, or taken. */
struct str outline_group_id(const struct catalog *catalog, group_id group, struct arena *arena);

/* [a-z0-9][a-z0-9.@-]* */
bool outline_is_id(struct str id);

#endif
