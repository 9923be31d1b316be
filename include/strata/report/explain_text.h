/* What `strata explain` says about an entry of the catalogue. */
#ifndef STRATA_REPORT_EXPLAIN_TEXT_H
#define STRATA_REPORT_EXPLAIN_TEXT_H

#include "strata/base/arena.h"
#include "strata/base/day.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"

struct str explain_component(const struct catalog *catalog, component_id component, day today,
                             struct arena *arena);
struct str explain_layer(const struct catalog *catalog, layer_id layer, struct arena *arena);
struct str explain_figure(const struct catalog *catalog, figure_id figure, struct arena *arena);
struct str explain_scale(const struct catalog *catalog, scale_id scale, struct arena *arena);
struct str explain_rule(const struct catalog *catalog, rule_id rule, struct arena *arena);

/* A paragraph behind a label, if there is anything to say. */
void explain_item(struct strbuf *text, const char *label, struct str item);

/* The hallmarks that ask for any of the tags. */
void explain_signs(struct strbuf *text, const struct catalog *catalog, uint64_t tags);

#endif
