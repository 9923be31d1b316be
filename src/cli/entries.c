#include "cli/entries.h"

#include "strata/base/nearest.h"
#include "strata/base/text.h"

static bool same(struct str folded, struct str name, struct arena *arena)
{
    return str_eq(folded, text_fold(arena, name));
}

static layer_id layer_named(const struct catalog *catalog, struct str name, struct arena *arena)
{
    struct str folded = text_fold(arena, name);
    for (layer_id i = 0; i < catalog->layer_count; i++) {
        if (same(folded, catalog_layer_name(catalog, i), arena)
            || same(folded, catalog_layer_id(catalog, i), arena)) {
            return i;
        }
    }
    return NONE;
}

static rule_id rule_named(const struct catalog *catalog, struct str name, struct arena *arena)
{
    struct str folded = text_fold(arena, name);
    for (rule_id i = 0; i < catalog->rule_count; i++) {
        if (same(folded, catalog_rule_name(catalog, i), arena)
            || same(folded, catalog_rule_id(catalog, i), arena)) {
            return i;
        }
    }
    return NONE;
}

static figure_id figure_named(const struct catalog *catalog, struct str name, struct arena *arena)
{
    struct str folded = text_fold(arena, name);
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        if (same(folded, catalog_figure_name(catalog, i), arena)) {
            return i;
        }
    }
    return NONE;
}

static scale_id scale_named(const struct catalog *catalog, struct str name, struct arena *arena)
{
    struct str folded = text_fold(arena, name);
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        if (same(folded, catalog_scale_name(catalog, i), arena)) {
            return i;
        }
    }
    return NONE;
}

static void try_layers(struct nearest *nearest, const struct catalog *catalog)
{
    for (layer_id i = 0; i < catalog->layer_count; i++) {
        nearest_try(nearest, catalog_layer_id(catalog, i));
        nearest_try(nearest, catalog_layer_name(catalog, i));
    }
}

static void try_all(struct nearest *nearest, const struct catalog *catalog)
{
    for (component_id i = 0; i < catalog->component_count && i < NEAREST_AMONG; i++) {
        const struct component *component = &catalog->components[i];
        nearest_try(nearest, catalog_text(catalog, component->id));
        nearest_try(nearest, catalog_text(catalog, component->short_name));
    }
    try_layers(nearest, catalog);
    for (rule_id i = 0; i < catalog->rule_count; i++) {
        nearest_try(nearest, catalog_rule_id(catalog, i));
    }
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        nearest_try(nearest, catalog_figure_id(catalog, i));
    }
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        nearest_try(nearest, catalog_scale_id(catalog, i));
    }
}

/* Sets *ret if there is such a row. */
static bool found(enum entry_kind kind, uint32_t row, struct entry *ret)
{
    if (row != NONE) {
        *ret = (struct entry){ kind, row };
    }
    return row != NONE;
}

bool entries_find(const struct catalog *catalog, const char *name, struct entry *ret,
                  struct diag_list *diags)
{
    struct str clean = text_clean(diags->arena, str_from(name));
    if (found(ENTRY_COMPONENT, catalog_find_component(catalog, clean), ret)
        || found(ENTRY_LAYER, catalog_find_layer(catalog, clean), ret)
        || found(ENTRY_RULE, catalog_find_rule(catalog, clean), ret)
        || found(ENTRY_FIGURE, catalog_find_figure(catalog, clean), ret)
        || found(ENTRY_SCALE, catalog_find_scale(catalog, clean), ret)
        || found(ENTRY_COMPONENT, catalog_named_component(catalog, clean), ret)
        || found(ENTRY_LAYER, layer_named(catalog, clean, diags->arena), ret)
        || found(ENTRY_RULE, rule_named(catalog, clean, diags->arena), ret)
        || found(ENTRY_FIGURE, figure_named(catalog, clean, diags->arena), ret)
        || found(ENTRY_SCALE, scale_named(catalog, clean, diags->arena), ret)) {
        return true;
    }
    struct nearest nearest = nearest_to(clean);
    try_all(&nearest, catalog);
    diag_tell(diags, SEVERITY_ERROR, nearest_hint(&nearest, diags->arena),
              "no component, layer, rule, figure or scale is called \"%.*s\"", STR_ARG(clean));
    return false;
}

bool entries_find_layer(const struct catalog *catalog, const char *name, layer_id *ret,
                        struct diag_list *diags)
{
    struct str clean = text_clean(diags->arena, str_from(name));
    *ret = layer_named(catalog, clean, diags->arena);
    if (*ret == NONE) {
        struct nearest nearest = nearest_to(clean);
        try_layers(&nearest, catalog);
        diag_tell(diags, SEVERITY_ERROR, nearest_hint(&nearest, diags->arena),
                  "no layer is called \"%.*s\"", STR_ARG(clean));
    }
    return *ret != NONE;
}
