/* Reading a catalogue: what the readers of its sections share.
 *
 * Ids may be used before they are defined, in any file. So first the names of all sections are
 * gathered, then the sections are read in an order in which each finds the rows it refers to. Files
 * that hold nothing but components, which may be large, are read only when it is their turn, and
 * let go of right after. */
#ifndef STORE_CATALOG_READ_CATALOG_H
#define STORE_CATALOG_READ_CATALOG_H

#include <stdbool.h>
#include <stdint.h>

#include "store/catalog/names.h"
#include "store/tree/decode.h"
#include "store/tree/tree.h"
#include "strata/base/vec.h"
#include "strata/model/builder.h"
#include "strata/store/store.h"

/* X(enum, key in the file, one of it) */
#define SECTIONS(X)                                \
    X(CATALOG, "catalog", "catalogue")             \
    X(SCALES, "scales", "scale")                   \
    X(GROUPS, "groups", "group")                   \
    X(LAYERS, "layers", "layer")                   \
    X(ROLES, "roles", "role")                      \
    X(CALLS, "calls", "call")                      \
    X(ENDPOINTS, "endpoints", "endpoint")          \
    X(FIGURES, "figures", "figure")                \
    X(BOUNDS, "bounds", "bound")                   \
    X(TRAITS, "traits", "trait")                   \
    X(METERS, "meters", "meter")                   \
    X(TAGS, "tags", "tag")                         \
    X(NEEDS, "needs", "need")                      \
    X(COMPONENTS, "components", "component")       \
    X(RULES, "rules", "rule")                      \
    X(HALLMARKS, "hallmarks", "hallmark")          \
    X(ALTERNATIVES, "alternatives", "alternative") \
    X(WORDS, "words", "list of words")             \
    X(RESOURCES, "resources", "resource")          \
    X(PRESETS, "presets", "preset")

#define X(name, key, one) SECTION_##name,
enum section { SECTIONS(X) SECTION__COUNT };
#undef X

#define PER_MAX 1000000 /* of a divisor */

/* The most ids in one list of references. */
#define REFERENCES_MAX 64

/* What a component says of its successor, which may stand further behind. */
struct succession {
    struct span span; /* its tree may be gone when it is settled */
    struct str path;
    struct str id;
    component_id component;
};

struct reader {
    struct arena *arena; /* scratch, until the catalogue is made */
    struct diag_list *diags;
    struct builder builder;
    struct names names[SECTION__COUNT]; /* needs are among the tags */
    const struct tree *in;              /* the file of what is being read */
    const struct store_file *files;     /* in the order of their paths */
    uint32_t file_count;
    struct tree **trees;  /* for each file, NULL if it is not kept */
    uint64_t *layer_tags; /* for each layer, the tags of all components that it offers */
    VEC(struct succession) successions;
};

/* Names of all sections, empty. */
void reader_init(struct reader *reader, struct arena *scratch, struct diag_list *diags);

/* A text into the pool, straight from a node; the node may be NULL. */
struct text read_pool_text(struct reader *reader, const struct node *node);

/* The same for what hardly ever occurs twice. */
struct text read_new_text(struct reader *reader, const struct node *node);

/* One reference, NONE if there is none. */
uint32_t read_reference(struct reader *reader, enum section section, const struct node *node);

/* Several, each at most once. The result is valid until `ids` is; returns how many. */
uint32_t read_references(struct reader *reader, enum section section, const struct node *node,
                         uint32_t ids[REFERENCES_MAX]);
struct range read_reference_range(struct reader *reader, enum section section,
                                  const struct node *node);

/* Scales as a mask. */
uint32_t read_scale_mask(struct reader *reader, const struct node *node);

/* Each reads the definition `row` of its section, whose map is `node`, into the next row of its
 * table. */
typedef void section_reader(struct reader *reader, const struct node *node, uint32_t row);

section_reader read_head, read_scale, read_group, read_layer; /* read_catalog_layers.c */
section_reader read_cells;                          /* read_catalog_cells.c: components are known */
section_reader read_role, read_call, read_endpoint; /* read_catalog_wiring.c */
section_reader read_meter, read_trait;              /* read_catalog_meters.c */
section_reader read_component;                      /* read_catalog_components.c */
section_reader read_tag;                            /* read_catalog_rules.c */
section_reader read_rule, read_hallmark;
section_reader read_alternative;          /* read_catalog_alternatives.c */
section_reader read_words, read_resource; /* read_catalog_words.c */
section_reader read_preset;               /* read_catalog_presets.c */

/* All figures at once: they are put in an order in which each stands behind what it is made of. */
void read_figures(struct reader *reader); /* read_catalog_figures.c */

section_reader read_bound; /* read_catalog_bounds.c: figures are known */

/* What a component or a plan says of its traits (read_catalog_meters.c). */
struct range read_trait_values(struct reader *reader, const struct node *node);

/* Names in `other_names` (read_catalog_components.c). */
struct range read_aliases(struct reader *reader, const struct node *node);

/* When a component ends and what comes after it. Successors are found once all components are known
 * (read_catalog_endings.c). */
void read_ending(struct reader *reader, const struct node *ends, const struct node *superseded_by,
                 struct component *component);
void settle_successors(struct reader *reader);

/* The plans of a component. */
struct range read_plans(struct reader *reader, const struct node *node,
                        bool has_vendor); /* read_catalog_plans.c */

/* The conditions of a rule or a hallmark. */
struct range read_conditions(struct reader *reader,
                             const struct node *node); /* read_catalog_conditions.c */

/* The id of the row that a condition is about; empty if there is none. */
struct str read_about_id(const struct reader *reader, const struct condition *condition);

/* Tells what is wrong with the {places} of a rule's text; its conditions are read already. */
void check_rule_text(const struct reader *reader, const struct node *node,
                     const struct rule *rule); /* read_catalog_rule_text.c */

/* How well a component is kept; STATUS_ACTIVE if nothing is said. */
enum status read_status(const struct reader *reader,
                        const struct node *node); /* read_catalog_components.c */

/* Files of presets/ that no preset names. */
void warn_unused_presets(struct reader *reader);

/* The presets' files as designs of the finished catalogue; mistakes are told with their own lines.
 */
bool check_presets(struct reader *reader, const void *block, size_t size);

#endif
