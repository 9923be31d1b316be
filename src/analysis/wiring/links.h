/* Who calls whom, between sites (sites.h): one link for each ordered pair, however many calls. */
#ifndef STRATA_ANALYSIS_WIRING_LINKS_H
#define STRATA_ANALYSIS_WIRING_LINKS_H

#include "analysis/wiring/sites.h"
#include "strata/base/vec.h"

#define LINK_LABELS 3 /* more would not fit on an arrow */

struct link {
    uint32_t from; /* sites */
    uint32_t to;
    uint32_t next; /* the next link of the same `from`, or NONE */
    struct text labels[LINK_LABELS];
    uint32_t label_count;
    bool dashed;
};

struct links {
    const struct sites *sites;
    VEC(struct link) list; /* in the order of the calls */
    uint32_t *first;       /* of each site, or NONE */
    uint32_t *by_role;     /* sites, role after role */
    struct range *roles;   /* of each role in by_role */
};

void links_draw(const struct sites *sites, struct links *ret);

#endif
