#include "export/graphviz/dot_text.h"

#include <string.h>

#include "export/outline.h"
#include "strata/base/text.h"

/* clang-format off */
const char dot_head[] =
    "// A stack drawn by strata. Make a picture of it with: dot -Tsvg FILE -o FILE.svg\n"
    "//\n"
    "// node             a box; its name is strata's id for it, in several regions with \"@\" and\n"
    "//                  the region behind; its comment says which layers and components it is\n"
    "// solid edge       an arrow: a call at run time, for a request or a document\n"
    "// dashed edge      telemetry, evals, secrets: drawn, but counted apart\n"
    "// cluster_region*  what one region has; boxes outside are shared by all\n"
    "// cluster_group*   a group of layers\n"
    "// cluster_legend   explains the signs; its nodes (legend_*) are no part of the stack\n"
    "// strata_design    the design's own file, so that strata can open this one as that design\n";
/* clang-format on */

/* ---- what users wrote ---- */

/* A user's text for a label or tooltip. Backslashes would be escapes ("\N" is the node's name), and
 * at the end they would eat the closing quote, which cgraph does not mind; "&" would begin an
 * entity. */
static void add_escaped(struct strbuf *to, struct str clean)
{
    for (size_t i = 0; i < clean.len; i++) {
        switch (clean.at[i]) {
        case '\\': strbuf_addz(to, "\\\\"); break;
        case '&': strbuf_addz(to, "&amp;"); break;
        default: strbuf_add_char(to, clean.at[i]); break;
        }
    }
}

/* cgraph takes a text of nothing but signs for a number, and writes it without quotes; no reader
 * takes it back. As an entity the first sign is text again. */
static const char *finished(struct strbuf *text)
{
    struct str built = strbuf_str(text);
    bool signs = built.len > 0;
    for (size_t i = 0; i < built.len; i++) {
        signs = signs && (built.at[i] == '-' || built.at[i] == '.');
    }
    if (signs) {
        built = str_format(text->arena, "&#%d;%.*s", built.at[0],
                           STR_ARG(str_part(built, 1, built.len)));
    }
    return str_terminated(text->arena, built);
}

const char *dot_text(struct str clean, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    add_escaped(&text, clean);
    return finished(&text);
}

const char *dot_lines(const struct str *lines, uint32_t count, bool left, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (uint32_t i = 0; i < count; i++) {
        strbuf_addz(&text, i > 0 && !left ? "\\n" : "");
        add_escaped(&text, lines[i]);
        strbuf_addz(&text, left ? "\\l" : "");
    }
    return finished(&text);
}

/* ---- what a box is ---- */

struct str dot_svg_id(const char *kind, struct str id, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_addf(&text, "%s-", kind);
    for (size_t i = 0; i < id.len; i++) {
        strbuf_add_char(&text, id.at[i] == '@' ? '_' : id.at[i]);
    }
    return strbuf_str(&text);
}

struct str dot_box_comment(const struct review *review, const struct box *box, struct arena *arena)
{
    const struct catalog *catalog = review->catalog;
    struct strbuf text = { .arena = arena };
    for (uint32_t i = 0; i < box->member_count; i++) {
        const struct member *member = &box->members[i];
        strbuf_comma(&text, 0);
        strbuf_addf(&text, "%.*s: %.*s", STR_ARG(catalog_layer_id(catalog, member->layer)),
                    STR_ARG(catalog_component_id(catalog, member->component)));
    }
    return text_clean(arena, strbuf_str(&text));
}

struct str dot_box_class(const struct picture *picture, uint32_t number, bool role,
                         struct arena *arena)
{
    const struct review *review = &picture->review;
    const struct catalog *catalog = review->catalog;
    const struct box *box = &review->architecture.boxes[number];
    enum mark mark = picture_box_mark(picture, number);
    struct strbuf class = { .arena = arena };
    strbuf_addz(&class, role ? "box role" : "box");
    strbuf_addz(&class, box->implied ? " implied" : "");
    if (box->layer != NONE) {
        struct str layer = catalog_layer_id(catalog, box->layer);
        if (outline_is_id(layer)) {
            strbuf_addf(&class, " layer-%.*s", STR_ARG(layer));
        }
    }
    if (mark != MARK_SAME) {
        strbuf_addf(&class, " %s", mark_name(mark));
    }
    return strbuf_str(&class);
}

/* The estimate (0.6 em a cell, as wide as common fonts get) holds where the reader's font is wider
 * than Graphviz's. */
const char *dot_box_width(const struct review *review, struct arena *arena)
{
    const struct architecture *architecture = &review->architecture;
    unsigned cells = 12;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        struct str role;
        struct picture_lines name = picture_box_name(review, &architecture->boxes[i], arena, &role);
        for (uint32_t line = 0; line < name.count; line++) {
            unsigned width = text_width(name.lines[line]);
            cells = width > cells ? width : cells;
        }
    }
    unsigned hundredths = (cells * PICTURE_NAME_SIZE * 6 / 10 + 20) * 100 / 72;
    struct str width = str_format(arena, "%u.%02u", hundredths / 100, hundredths % 100);
    return str_terminated(arena, width);
}
