/* The boxes of a design before regions repeat them.
 *
 * A site is what the design runs once in each region, or once for all of them. Whatever holds
 * for it holds for each of its boxes, so arrows are found between sites and only then drawn out
 * over the regions: that is why a second region can never change anything but the number of
 * copies. */
#ifndef STRATA_ANALYSIS_WIRING_SITES_H
#define STRATA_ANALYSIS_WIRING_SITES_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/wiring.h"
#include "strata/base/arena.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

struct site {
    endpoint_id endpoint;   /* what runs: an endpoint ... */
    component_id component; /* ... or, without one, this component; NONE for both if implied */
    role_id apart;          /* the role it is apart in, or NONE */
    role_id implied;        /* the role that implies it, or NONE */
    uint32_t target;        /* the site it stands before, or NONE */
    uint32_t before;        /* the site that stands before it, or NONE */
    uint64_t roles;
    layer_id layer; /* of its first member */
    struct member *members;
    uint32_t member_count;
    bool counted; /* while gathering: is any member enough for a box? */
    bool shared;
    bool observer;
};

/* What the sites are made from, and the sites. */
struct sites {
    const struct catalog *catalog;
    const struct design *design;
    struct arena *arena;
    uint64_t apart; /* roles, a bit each */
    uint64_t shared;
    uint64_t observers;
    struct site *list;
    uint32_t count;
};

/* All sites, by layer; implied ones come last. */
void sites_gather(const struct catalog *catalog, const struct design *design, struct arena *arena,
                  struct sites *ret);

/* What a site is called on screen and in files, without its region. */
struct str site_label(const struct sites *sites, const struct site *site);
struct str site_id(const struct sites *sites, const struct site *site);

/* `count` parts in a row, as one text. */
struct str join_texts(struct arena *arena, const struct str *parts, uint32_t count);

#endif
