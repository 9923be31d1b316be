/* The architecture of a design: its boxes and arrows, by the catalogue's wiring rules.
 *
 * A box is something with its own running endpoint that the stack deploys, hosts or holds an
 * account with. An arrow is one ordered pair (caller, callee) with a run-time call, however many
 * calls; dashed ones are telemetry, evals, secret and prompt fetches, and are counted apart. Boxes
 * that no counted role fills (layers marked as surrounding) do not appear. A region repeats every
 * box whose role is not shared.
 *
 * The result depends on the design alone: boxes stand in the order of their layers, arrows in the
 * order of the rules, and a box's id stays the same while what it stands for is chosen. */
#ifndef STRATA_ANALYSIS_WIRING_H
#define STRATA_ANALYSIS_WIRING_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

#define BOXES_MAX 1000 /* more are an error, not a crash */

/* A component's part in a box: what was chosen, and in which layer. */
struct member {
    component_id component;
    layer_id layer;
};

struct box {
    struct str id;          /* "anthropic-api.chat", "pinecone@eu-west"; [a-z0-9.@-] only */
    struct str label;       /* "Next.js on Vercel", "Claude Sonnet + Claude Haiku" */
    uint64_t roles;         /* bit per role_id */
    endpoint_id endpoint;   /* or NONE */
    layer_id layer;         /* of its first member (a private endpoint: its own) */
    uint32_t region;        /* index in the design's regions; NONE: shared, or there is only one */
    struct member *members; /* none for an implied box */
    uint32_t member_count;
    bool observer; /* only tools of observation: no solid arrow is due */
    bool implied;  /* nothing was chosen, but calls need it: "Your app" */
};

struct arrow {
    uint32_t from; /* index of a box */
    uint32_t to;
    struct str label; /* "prompts, embeddings" */
    bool dashed;
};

struct architecture {
    struct box *boxes;
    uint32_t box_count;
    struct arrow *arrows;  /* solid and dashed; a pair that has both is solid */
    uint32_t arrow_count;  /* of both */
    uint32_t solid_count;  /* "arrows" */
    uint32_t dashed_count; /* the "(+3)" */
};

/* False, with the reason, if there would be more than BOXES_MAX boxes. */
bool wiring_make(const struct catalog *catalog, const struct design *design, struct arena *arena,
                 struct architecture *ret, struct diag_list *diags);

/* "10 boxes, 8 arrows (+5 dashed)" */
struct str architecture_counts(const struct architecture *architecture, struct arena *arena);

/* Chat-model providers of a design: endpoints marked as providers on which a chosen component
 * stands with a box in a role that is apart and answers (the first role marked `apart` in the
 * catalogue). */
uint32_t wiring_providers(const struct catalog *catalog, const struct design *design);

#endif
