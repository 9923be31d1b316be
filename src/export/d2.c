#include "export/d2.h"

#include "export/colours.h"
#include "export/outline.h"
#include "strata/base/text.h"
#include "strata/export/export.h"

/* Every key and every text is a string between double quotes, on one line: "\" keeps a quote, a "$"
 * (of a substitution) and itself from meaning anything, and there is nothing else that does. */
static void add_escaped(struct strbuf *to, struct str dirty)
{
    struct str clean = text_clean(to->arena, dirty);
    for (size_t i = 0; i < clean.len; i++) {
        if (clean.at[i] == '"' || clean.at[i] == '\\' || clean.at[i] == '$') {
            strbuf_add_char(to, '\\');
        }
        strbuf_add_char(to, clean.at[i]);
    }
}

static void add_string(struct strbuf *to, struct str text)
{
    strbuf_add_char(to, '"');
    add_escaped(to, text);
    strbuf_add_char(to, '"');
}

static void add_lines(struct strbuf *to, const struct picture_lines *lines, struct str last)
{
    strbuf_add_char(to, '"');
    for (uint32_t i = 0; i < lines->count; i++) {
        strbuf_addz(to, i > 0 ? "\\n" : "");
        add_escaped(to, lines->lines[i]);
    }
    if (last.len > 0) {
        strbuf_addz(to, lines->count > 0 ? "\\n" : "");
        add_escaped(to, last);
    }
    strbuf_add_char(to, '"');
}

/* No keyword of D2 begins like this. */
static struct str box_key(struct str id, struct arena *arena)
{
    return str_format(arena, "box-%.*s", STR_ARG(id));
}

static void indent(struct strbuf *to, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++) {
        strbuf_addz(to, "  ");
    }
}

struct look {
    enum colour stroke;
    const char *more;
};

static const struct look marks[MARK__COUNT] = {
    [MARK_ADDED] = { COLOUR_added, "stroke-width: 4" },
    [MARK_REMOVED] = { COLOUR_removed, "stroke-dash: 2" },
    [MARK_CHANGED] = { COLOUR_changed, "stroke-width: 4; style.stroke-dash: 8" },
};

static void add_mark(struct strbuf *to, const struct picture *picture, enum mark mark)
{
    strbuf_addf(to, "; style.stroke: \"%s\"; style.%s",
                colour_code(marks[mark].stroke, picture->dark), marks[mark].more);
}

static void add_box(struct strbuf *to, const struct picture *picture, const struct outline_row *row)
{
    const struct review *review = &picture->review;
    const struct box *box = &review->architecture.boxes[row->box];
    enum mark mark = picture_box_mark(picture, row->box);
    struct str role;
    struct picture_lines name = picture_box_name(review, box, to->arena, &role);
    add_string(to, box_key(row->id, to->arena));
    strbuf_addz(to, ": ");
    add_lines(to, &name, role);
    strbuf_addz(to, " { tooltip: ");
    add_string(to, picture_box_tooltip(review, box, to->arena));
    if (mark != MARK_SAME) {
        add_mark(to, picture, mark);
    } else if (box->implied) {
        strbuf_addz(to, "; style.stroke-dash: 4");
    }
    strbuf_addz(to, " }\n");
}

static void add_row(struct strbuf *to, const struct picture *picture, const struct outline_row *row)
{
    indent(to, row->depth);
    switch (row->kind) {
    case OUTLINE_REGION:
    case OUTLINE_GROUP:
        add_string(to, row->id);
        strbuf_addz(to, ": ");
        add_string(to, row->label);
        strbuf_addz(to, " {\n");
        if (row->kind == OUTLINE_REGION) {
            indent(to, row->depth + 1);
            strbuf_addz(to, "style.stroke-dash: 4\n");
        }
        break;
    case OUTLINE_BOX: add_box(to, picture, row); break;
    case OUTLINE_END: strbuf_addz(to, "}\n"); break;
    }
}

/* "region1"."region1-group-app"."box-nextjs" for each box. */
static struct str *paths_of(const struct outline *outline, uint32_t count, struct arena *arena)
{
    struct str *paths = arena_new_array(arena, struct str, count);
    struct str open[4] = { { 0 } }; /* keys of what is open, each with a point behind it */
    for (uint32_t i = 0; i < outline->rows.count; i++) {
        const struct outline_row *row = &outline->rows.items[i];
        struct str outside = row->depth > 0 ? open[row->depth - 1] : (struct str){ 0 };
        if (row->kind == OUTLINE_BOX) {
            paths[row->box] = str_format(arena, "%.*s\"%.*s\"", STR_ARG(outside),
                                         STR_ARG(box_key(row->id, arena)));
        } else if (row->kind != OUTLINE_END) {
            open[row->depth] =
                str_format(arena, "%.*s\"%.*s\".", STR_ARG(outside), STR_ARG(row->id));
        }
    }
    return paths;
}

static void add_arrow(struct strbuf *to, const struct picture *picture, const struct str *paths,
                      uint32_t number)
{
    const struct arrow *arrow = &picture->review.architecture.arrows[number];
    enum mark mark = picture_arrow_mark(picture, number);
    struct picture_lines label = picture_arrow_label(arrow, to->arena);
    strbuf_addf(to, "%.*s -> %.*s: ", STR_ARG(paths[arrow->from]), STR_ARG(paths[arrow->to]));
    add_lines(to, &label, (struct str){ 0 });
    if (arrow->dashed || mark != MARK_SAME) {
        strbuf_addf(to, " { style.stroke-dash: %u", arrow->dashed ? 5 : 0);
        if (mark != MARK_SAME) {
            add_mark(to, picture, mark);
        }
        strbuf_addz(to, " }");
    }
    strbuf_add_char(to, '\n');
}

static void add_legend(struct strbuf *to, const struct picture *picture)
{
    if (picture->box_marks == NULL) {
        return;
    }
    strbuf_addz(to, "\"legend\": \"Legend\" {\n");
    for (enum mark mark = MARK_ADDED; mark < MARK__COUNT; mark++) {
        if (picture->any_mark[mark]) {
            const char *word = mark_name(mark);
            strbuf_addf(to, "  \"%s\": \"%c %s\" { shape: rectangle", word, mark_sign(mark), word);
            add_mark(to, picture, mark);
            strbuf_addz(to, " }\n");
        }
    }
    strbuf_addz(to, "}\n");
}

bool d2_make(const struct picture *picture, struct arena *arena, struct str *ret_bytes,
             struct diag_list *diags)
{
    const struct architecture *architecture = &picture->review.architecture;
    struct strbuf text = { .arena = arena };
    struct outline outline;
    (void)diags;
    outline_make(picture, arena, &outline);
    strbuf_addz(&text, "# A stack drawn by strata. Make a picture of it with: d2 FILE.d2 FILE.svg\n"
                       "direction: right\n");
    export_design_comment(&text, "#", picture->design);
    strbuf_addz(&text, "\"strata-title\": \"");
    add_escaped(&text, picture_title(&picture->review, arena));
    strbuf_addz(&text, "\\n");
    add_escaped(&text, picture->caption);
    strbuf_addz(&text, "\" { near: top-left; shape: text; style.font-size: 20 }\n");
    for (uint32_t i = 0; i < outline.rows.count; i++) {
        add_row(&text, picture, &outline.rows.items[i]);
    }
    const struct str *paths = paths_of(&outline, architecture->box_count, arena);
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        add_arrow(&text, picture, paths, i);
    }
    add_legend(&text, picture);
    *ret_bytes = strbuf_str(&text);
    return true;
}
