/* A design as a file: always in the same order, and with the comments that were in it. */
#include "store/design/design_writer.h"
#include "store/design/explain_design.h"
#include "store/design/write_scalar.h"
#include "strata/base/money.h"
#include "strata/model/extend.h"
#include "strata/store/store.h"

static const char *const own_keys[] = {
#define X(name, key) [OWN_##name] = key,
    OWN_KEYS(X)
#undef X
};

/* ---- sections ---- */

/* Whose usual figures hold is always written down: left out, they would change with the scale. */
static void write_workload(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;
    const struct design *design = writer->design;

    writer_begin(writer, DESIGN_WORKLOAD, true);
    writer_entry(writer, DESIGN_WORKLOAD, STR(WORKLOAD_LIKE),
                 writer_scalar(writer, catalog_scale_id(catalog, design->like), false));
    for (uint32_t i = 0; i < design->figure_count; i++) {
        writer_entry(writer, DESIGN_WORKLOAD, catalog_figure_id(catalog, design->figures[i].figure),
                     micro_format(writer->arena, design->figures[i].value, false));
    }
    writer_end(writer, DESIGN_WORKLOAD);
}

static void write_notes(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;
    const struct design *design = writer->design;

    if (!writer_begin(writer, DESIGN_NOTES, design->note_count > 0)) {
        return;
    }
    for (uint32_t i = 0; i < design->note_count; i++) {
        writer_entry(writer, DESIGN_NOTES, catalog_layer_id(catalog, design->notes[i].layer),
                     writer_scalar(writer, design->notes[i].text, false));
    }
    writer_end(writer, DESIGN_NOTES);
}

/* As in the paths of comments: "accepted.off-column.portkey". */
static struct str accepted_path(const struct writer *writer, const struct acceptance *acceptance)
{
    const struct catalog *catalog = writer->catalog;
    struct str path = writer_path(writer, str_from(writer_keys[DESIGN_ACCEPTED]),
                                  catalog_rule_id(catalog, acceptance->rule));

    return acceptance->component == NONE
               ? path
               : writer_path(writer, path, catalog_component_id(catalog, acceptance->component));
}

static struct str accepted_value(const struct writer *writer, const struct acceptance *acceptance,
                                 enum accepted_key key)
{
    const struct catalog *catalog = writer->catalog;

    switch (key) {
    case ACCEPTED_FINDING:
        return writer_scalar(writer, catalog_rule_id(catalog, acceptance->rule), true);
    case ACCEPTED_COMPONENT:
        if (acceptance->component == NONE) {
            break;
        }
        return writer_scalar(writer, catalog_component_id(catalog, acceptance->component), true);
    case ACCEPTED_REASON: return writer_scalar(writer, acceptance->reason, true);
    case ACCEPTED_UNTIL: return day_format(acceptance->until, writer->arena);
    case ACCEPTED__COUNT: break;
    }
    return (struct str){ 0 };
}

/* "  - { finding: off-column, component: portkey, reason: trial, until: 2027-02-22 }" */
static void write_acceptance(struct writer *writer, const struct acceptance *acceptance)
{
    static const char *const keys[] = {
#define X(name, key) [ACCEPTED_##name] = key,
        ACCEPTED_KEYS(X)
#undef X
    };
    struct str path = accepted_path(writer, acceptance);

    writer_before(writer, path, 2);
    writer_indent(writer, 2);
    strbuf_addz(&writer->out, "- {");
    for (enum accepted_key key = 0; key < ACCEPTED__COUNT; key++) {
        struct str value = accepted_value(writer, acceptance, key);

        if (value.len > 0) {
            strbuf_addf(&writer->out, "%s %s: %.*s", key > 0 ? "," : "", keys[key], STR_ARG(value));
        }
    }
    strbuf_addz(&writer->out, " }");
    writer_end_line(writer, path);
}

static void write_accepted(struct writer *writer)
{
    const struct design *design = writer->design;

    if (!writer_begin(writer, DESIGN_ACCEPTED, design->accepted_count > 0)) {
        return;
    }
    for (uint32_t i = 0; i < design->accepted_count; i++) {
        write_acceptance(writer, &design->accepted[i]);
    }
    writer_end(writer, DESIGN_ACCEPTED);
}

static void write_regions(struct writer *writer)
{
    const struct design *design = writer->design;
    struct strbuf list = { .arena = writer->arena };

    if (design->region_count == 0 && !writer_has_comments(writer, STR("regions"))) {
        return;
    }
    strbuf_add_char(&list, '[');
    for (uint32_t i = 0; i < design->region_count; i++) {
        strbuf_comma(&list, 1);
        write_scalar(&list, design->regions[i], true);
    }
    strbuf_add_char(&list, ']');
    strbuf_add_char(&writer->out, '\n');
    writer_top(writer, DESIGN_REGIONS, strbuf_str(&list));
}

static void write_needs(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;
    struct strbuf list = { .arena = writer->arena };

    if (writer->design->needs == 0 && !writer_has_comments(writer, STR("needs"))) {
        return;
    }
    strbuf_add_char(&list, '[');
    for (tag_id i = 0; i < catalog->tag_count && i < TAGS_MAX; i++) {
        if ((writer->design->needs >> i & 1) == 0) {
            continue;
        }
        strbuf_comma(&list, 1);
        write_scalar(&list, catalog_text(catalog, catalog->tags[i].id), true);
    }
    strbuf_add_char(&list, ']');
    strbuf_add_char(&writer->out, '\n');
    writer_top(writer, DESIGN_NEEDS, strbuf_str(&list));
}

/* ---- own components ---- */

/* "unknown", "120" or "{ low: 50, likely: 100, high: 200 }" */
static struct str own_price(const struct writer *writer, const struct own_component *own)
{
    struct arena *arena = writer->arena;
    struct str low = micro_format(arena, own->price.low, false);
    struct str likely = micro_format(arena, own->price.likely, false);
    struct str high = micro_format(arena, own->price.high, false);

    if (own->pricing == OWN_PRICE_UNKNOWN) {
        return STR("unknown");
    }
    if (own->price.low == own->price.high) {
        return likely;
    }
    return str_format(arena, "{ low: %.*s, likely: %.*s, high: %.*s }", STR_ARG(low),
                      STR_ARG(likely), STR_ARG(high));
}

static struct str own_scales(const struct writer *writer, uint32_t scales)
{
    const struct catalog *catalog = writer->catalog;
    struct strbuf list = { .arena = writer->arena };

    strbuf_add_char(&list, '[');
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        if ((scales >> i & 1) == 0) {
            continue;
        }
        strbuf_comma(&list, 1);
        write_scalar(&list, catalog_scale_id(catalog, i), true);
    }
    strbuf_add_char(&list, ']');
    return strbuf_str(&list);
}

static struct str own_value(const struct writer *writer, const struct own_component *own,
                            enum own_key key)
{
    const struct catalog *catalog = writer->catalog;

    switch (key) {
    case OWN_NAME: return writer_scalar(writer, own->name, false);
    case OWN_LAYER: return writer_scalar(writer, catalog_layer_id(catalog, own->layer), false);
    case OWN_KIND: return str_from(kind_name(own->kind));
    case OWN_BOX: return str_from(box_rule_name(own->box));
    case OWN_PRICE: return own_price(writer, own);
    case OWN_SCALES: return own_scales(writer, own->scales);
    case OWN__COUNT: break;
    }
    return (struct str){ 0 };
}

static void write_own(struct writer *writer, const struct own_component *own)
{
    struct str path = writer_path(writer, str_from(writer_keys[DESIGN_COMPONENTS]), own->id);

    writer_before(writer, path, 2);
    writer_indent(writer, 2);
    write_scalar(&writer->out, own->id, false);
    strbuf_add_char(&writer->out, ':');
    writer_end_line(writer, path);
    for (enum own_key key = 0; key < OWN__COUNT; key++) {
        struct str below = writer_path(writer, path, str_from(own_keys[key]));

        writer_before(writer, below, 4);
        writer_indent(writer, 4);
        strbuf_addf(&writer->out, "%s: ", own_keys[key]);
        strbuf_add(&writer->out, own_value(writer, own, key));
        writer_end_line(writer, below);
    }
}

static void write_components(struct writer *writer)
{
    const struct design *design = writer->design;

    if (!writer_begin(writer, DESIGN_COMPONENTS, design->own_count > 0)) {
        return;
    }
    for (uint32_t i = 0; i < design->own_count; i++) {
        struct own_component own = catalog_own(writer->catalog, design->own[i]);

        write_own(writer, &own);
    }
    writer_end(writer, DESIGN_COMPONENTS);
}

/* ---- the whole ---- */

/* What stands before the first key is the head of the file, whatever it was before: reading it
 * again could not tell the difference. */
static void write_first_lines(struct writer *writer)
{
    static const struct str paths[] = { { "", 0 }, { "strata", 6 } };

    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        size_t len = writer->out.len;
        uint32_t number;

        writer_before(writer, paths[i], 0);
        if (writer->out.len > len) {
            strbuf_add_char(&writer->out, '\n');
        }
        if (i == 0 && writer_comment(writer, paths[i], &number)) {
            writer->written[number] = true;
        }
    }
}

static void write_head(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;

    write_first_lines(writer);
    strbuf_addf(&writer->out, "%s: %d", writer_keys[DESIGN_STRATA], DESIGN_VERSION);
    writer_end_line(writer, str_from(writer_keys[DESIGN_STRATA]));
    writer_top(writer, DESIGN_TITLE, writer_scalar(writer, writer->design->title, false));
    writer_top(writer, DESIGN_SCALE,
               writer_scalar(writer, catalog_scale_id(catalog, writer->design->scale), false));
}

/* Comments of keys that nobody knows, and those that stood at the end of the file. */
static void write_tail(struct writer *writer)
{
    uint32_t number;
    bool end = writer_comment(writer, STR("."), &number);
    bool first = true;

    for (uint32_t i = 0; i < writer->design->comment_count; i++) {
        if (writer->written[i] || (end && i == number)) {
            continue;
        }
        strbuf_addz(&writer->out, first ? "\n" : "");
        first = false;
        writer_orphan(writer, i, 0);
    }
    if (end) {
        strbuf_addz(&writer->out, first ? "\n" : "");
        writer_orphan(writer, number, 0);
    }
}

struct str store_write_design(const struct catalog *catalog, const struct design *design,
                              bool explain, struct arena *arena)
{
    struct arena scratch;
    struct design explained;
    struct str text;

    arena_init(&scratch, arena->memory);
    explained = explain ? explain_design(catalog, design, &scratch) : *design;
    struct writer writer = {
        .catalog = catalog,
        .design = &explained,
        .arena = &scratch,
        .out = { .arena = &scratch },
        .paths = { .arena = &scratch },
        .written = arena_new_array(&scratch, bool, explained.comment_count),
    };
    for (uint32_t i = 0; i < explained.comment_count; i++) {
        index_add(&writer.paths, explained.comments[i].path, i, NULL);
    }
    write_head(&writer);
    write_workload(&writer);
    write_regions(&writer);
    write_needs(&writer);
    write_components(&writer);
    write_layers(&writer);
    write_notes(&writer);
    write_accepted(&writer);
    write_tail(&writer);
    text = str_copy(arena, strbuf_str(&writer.out));
    arena_release(&scratch);
    return text;
}
