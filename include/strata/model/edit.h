/* Everything that can be done to a design. */
#ifndef STRATA_MODEL_EDIT_H
#define STRATA_MODEL_EDIT_H

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

enum edit_kind {
    EDIT_TITLE,       /* text */
    EDIT_SCALE,       /* scale: aim at it; choices and work stay */
    EDIT_LIKE,        /* scale: its usual figures where none are stated */
    EDIT_TAKE_CELL,   /* layer, scale: what that column has for the layer */
    EDIT_TAKE_COLUMN, /* scale: all its cells, and aim at it; the work stays */
    EDIT_TAKE,        /* layer, component: in the place of whatever was there */
    EDIT_ADD,         /* layer, component: beside the others, if the layer allows several */
    EDIT_REMOVE,      /* layer, component */
    EDIT_SUCCEED,     /* former, component: in its place with its share, in every layer that has the
                          former one and offers this one; the plan is left open */
    EDIT_OWN,         /* component (an own one): among the design's own ones, in the place of what
                          had its id */
    EDIT_DISOWN,      /* component: out of the design, and of its layer */
    EDIT_CLEAR,       /* layer: none */
    EDIT_PLAN,        /* layer, component, plan (NONE: automatic) */
    EDIT_SHARE,       /* layer, component, value in percent (0: equal part) */
    EDIT_FIGURE,      /* figure, value */
    EDIT_FIGURE_RESET, /* figure: back to the scale's default */
    EDIT_REGIONS,      /* texts, count */
    EDIT_NEED,         /* tag, on */
    EDIT_NOTE,         /* layer, text (empty: none) */
    EDIT_ACCEPT,   /* rule, component (or NONE), text (the reason), until: live with a finding */
    EDIT_UNACCEPT, /* rule, component (or NONE): no longer */
    EDIT__COUNT,
};

struct edit {
    enum edit_kind kind;
    layer_id layer;
    scale_id scale;
    component_id component;
    component_id former;
    plan_id plan;
    figure_id figure;
    tag_id tag;
    rule_id rule;
    day until;
    bool on;
    quantity value;
    struct str text;
    const struct str *texts;
    uint32_t count;
};

/* The work belongs to the product. Whose usual figures fill what is not stated (design->like) is
 * therefore changed by EDIT_LIKE alone. Only while a design says nothing about its product (nothing
 * chosen, and neither figures nor regions nor needs stated) do EDIT_SCALE and EDIT_TAKE_COLUMN bring
 * their scale's usual figures along.
 *
 * Taking or adding an own component puts it among the design's own ones, as EDIT_OWN does.
 *
 * The design that `edit` makes of `design`, its new parts in `arena`. False, with the reasons in
 * `diags`, if it cannot be done (a component that the layer does not offer, a figure out of its
 * bounds, too many choices or regions); *ret is then left alone. An edit that changes nothing
 * succeeds. */
bool design_apply(const struct catalog *catalog, const struct design *design,
                  const struct edit *edit, struct arena *arena, struct design *ret,
                  struct diag_list *diags);

/* What the edit does, for the status line and undo: "take Pinecone for Vector DB". */
struct str edit_describe(const struct catalog *catalog, const struct edit *edit,
                         struct arena *arena);

#endif
