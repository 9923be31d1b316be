/* strata explain, strata catalog list|show|check. */
#include <stdlib.h>

#include "cli/entries.h"
#include "cli/load.h"
#include "cli/session.h"
#include "strata/analysis/review.h"
#include "strata/base/text.h"
#include "strata/report/ends_text.h"
#include "strata/report/explain_text.h"
#include "strata/report/page_text.h"
#include "strata/store/store.h"

#define ID_COLUMN 32

/* ---- one entry ---- */

static struct str entry_text(struct session *session, struct entry entry)
{
    const struct catalog *catalog = &session->catalog;
    struct arena *arena = &session->arena;
    switch (entry.kind) {
    case ENTRY_COMPONENT: return explain_component(catalog, entry.row, session->today, arena);
    case ENTRY_LAYER: return explain_layer(catalog, entry.row, arena);
    case ENTRY_RULE: return explain_rule(catalog, entry.row, arena);
    case ENTRY_FIGURE: return explain_figure(catalog, entry.row, arena);
    case ENTRY_SCALE: return explain_scale(catalog, entry.row, arena);
    }
    return (struct str){ 0 };
}

int verb_explain(struct session *session)
{
    struct entry entry;
    if (!entries_find(&session->catalog, session->options.operands[0], &entry, &session->diags)) {
        return EXIT_FAILURE;
    }
    return session_print(session, entry_text(session, entry));
}

/* ---- all of it ---- */

/* "3 scales, 28 layers, 163 components, 18 rules, 6 presets" */
static struct str counts_text(const struct catalog *catalog, struct arena *arena)
{
    return str_format(arena, "%u scales, %u layers, %u components, %u rules, %u presets",
                      (unsigned)catalog->scale_count, (unsigned)catalog->layer_count,
                      (unsigned)catalog->component_count, (unsigned)catalog->rule_count,
                      (unsigned)catalog->preset_count);
}

int verb_catalog_show(struct session *session)
{
    const struct catalog *catalog = &session->catalog;
    if (session->options.operand_count > 0) {
        return verb_explain(session);
    }
    struct strbuf text = { .arena = &session->arena };
    layout_title(&text, catalog_text(catalog, catalog->head.name));
    explain_item(&text, "Catalogue", catalog_text(catalog, catalog->head.id));
    explain_item(&text, "Prices of", catalog_text(catalog, catalog->head.date));
    explain_item(&text, "Holds", counts_text(catalog, &session->arena));
    layout_heading(&text, "Scales");
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        layout_item(&text, 2, catalog_scale_name(catalog, i), 22,
                    catalog_text(catalog, catalog->scales[i].what));
    }
    layout_heading(&text, "Presets");
    for (preset_id i = 0; i < catalog->preset_count; i++) {
        layout_item(&text, 2, catalog_preset_id(catalog, i), 22,
                    catalog_text(catalog, catalog->presets[i].what));
    }
    return session_print(session, strbuf_str(&text));
}

/* ---- lists ---- */

static void add_layer(struct strbuf *text, const struct catalog *catalog, layer_id layer,
                      bool sentences)
{
    const struct layer *row = &catalog->layers[layer];
    strbuf_addf(text, "%s%.*s (%.*s)\n", text->len > 0 ? "\n" : "",
                STR_ARG(catalog_text(catalog, row->name)), STR_ARG(catalog_text(catalog, row->id)));
    for (component_id i = 0; i < catalog->component_count; i++) {
        const struct component *component = &catalog->components[i];
        if (catalog_placement(catalog, i, layer) == NULL) {
            continue;
        }
        struct strbuf what = { .arena = text->arena };
        strbuf_add(&what, catalog_text(catalog, component->short_name));
        struct str scales = catalog_scale_names(catalog, component->scales, text->arena);
        if (scales.len > 0) {
            strbuf_addf(&what, " (%.*s)", STR_ARG(scales));
        }
        if (sentences) {
            strbuf_addf(&what, ": %.*s", STR_ARG(catalog_text(catalog, component->what)));
        }
        layout_item(text, 2, catalog_text(catalog, component->id), ID_COLUMN, strbuf_str(&what));
    }
}

int verb_catalog_list(struct session *session)
{
    const struct catalog *catalog = &session->catalog;
    struct strbuf text = { .arena = &session->arena };
    layer_id layer = NONE;
    if (session->options.operand_count > 0
        && !entries_find_layer(catalog, session->options.operands[0], &layer, &session->diags)) {
        return EXIT_FAILURE;
    }
    if (options_has(&session->options, OPTION_ENDS)) {
        strbuf_add(&text, ends_text(catalog, layer, session->today, &session->arena));
    } else if (layer != NONE) {
        add_layer(&text, catalog, layer, true);
    } else {
        for (layer_id i = 0; i < catalog->layer_count; i++) {
            add_layer(&text, catalog, i, false);
        }
    }
    return session_print(session, strbuf_str(&text));
}

/* ---- checking ---- */

/* Can every preset be read and reviewed? */
static bool check_presets(const struct catalog *catalog, struct session *session)
{
    bool fine = true;
    for (preset_id i = 0; i < catalog->preset_count; i++) {
        struct arena scratch;
        struct design design;
        struct review review;
        arena_init(&scratch, session->memory);
        fine &=
            store_read_preset(catalog, i, &scratch, &design, &session->diags)
            && review_make(catalog, &design, session->today, &scratch, &review, &session->diags);
        arena_release(&scratch);
    }
    return fine;
}

/* A price book by its name; folders of catalogues end otherwise. */
static bool is_book(const char *operand)
{
    struct str name = str_from(operand);
    return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
}

int verb_catalog_check(struct session *session)
{
    const struct options *options = &session->options;
    struct arena *arena = &session->arena;
    const char *folder = options->values[OPTION_CATALOG], *prices = options->values[OPTION_PRICES];
    if (options->operand_count > 0) {
        *(is_book(options->operands[0]) ? &prices : &folder) = options->operands[0];
    }
    struct catalog catalog;
    if (!load_catalog(folder, arena, &catalog, &session->diags)
        || !load_prices(&catalog, prices, session->today, arena, &session->diags)
        || !check_presets(&catalog, session)) {
        return EXIT_FAILURE;
    }
    struct str name = folder != NULL ? text_clean(arena, str_from(folder))
                                     : catalog_text(&catalog, catalog.head.id);
    struct str books = catalog_books(&catalog, arena);
    return session_print(session, str_format(arena, "%.*s: fine: %.*s%s%.*s\n", STR_ARG(name),
                                             STR_ARG(counts_text(&catalog, arena)),
                                             books.len > 0 ? "; prices: " : "", STR_ARG(books)));
}
