#include "export/mermaid.h"

#include <string.h>

#include "export/colours.h"
#include "export/outline.h"
#include "strata/base/index.h"
#include "strata/base/text.h"
#include "strata/export/export.h"

#define MERMAID_LIGATURE 0xfb02 /* Mermaid marks its own places with these */
#define MERMAID_PILCROW 0xb6

/* ---- texts ----
 *
 * A label stands between quotes, on one line. What may mean anything to Mermaid, to the Markdown it
 * looks for in labels, or to the HTML it makes of them, stands as an entity code ("#34;"): all of
 * ASCII but letters, digits, blanks and a few signs. */

static bool is_plain(uint32_t point)
{
    bool letter = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    bool digit = point >= '0' && point <= '9';
    bool sign = point < 0x80 && point != 0 && strchr(" ,/'?", (int)point) != NULL;
    return letter || digit || sign
           || (point >= 0x80 && point != MERMAID_LIGATURE && point != MERMAID_PILCROW);
}

/* "Next.js" keeps its point; "1. first" would be a list. */
static bool is_inner_sign(struct str clean, size_t at)
{
    char c = clean.at[at];
    char before = at > 0 ? char_lower(clean.at[at - 1]) : ' ';
    return (c == '.' || c == '-') && before >= 'a' && before <= 'z' && at + 1 < clean.len
           && clean.at[at + 1] != '-' && clean.at[at + 1] != '.';
}

static void add_text(struct strbuf *to, struct str dirty)
{
    struct str clean = text_clean(to->arena, dirty);
    for (size_t i = 0; i < clean.len;) {
        uint32_t point;
        size_t len = text_decode(str_part(clean, i, clean.len), &point);
        if (is_plain(point) || is_inner_sign(clean, i)) {
            strbuf_add(to, str_part(clean, i, len));
        } else {
            strbuf_addf(to, "#%u;", (unsigned)point);
        }
        i += len;
    }
}

/* Ids as words of letters, digits and "_", which no keyword begins with: "box_pinecone_eu_west". */
struct words {
    struct index taken;
    struct str *rows;  /* of each row of the outline */
    struct str *boxes; /* of each box */
};

static struct str word_of(struct words *words, const char *kind, struct str id, uint32_t number)
{
    struct strbuf word = { .arena = words->taken.arena };
    strbuf_addf(&word, "%s_", kind);
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        strbuf_add_char(&word, plain ? c : '_');
    }
    while (!index_add(&words->taken, strbuf_str(&word), number, NULL)) {
        strbuf_addf(&word, "_%u", number);
    }
    return strbuf_str(&word);
}

static void words_make(const struct picture *picture, const struct outline *outline,
                       struct arena *arena, struct words *ret)
{
    *ret = (struct words){
        .taken.arena = arena,
        .rows = arena_new_array(arena, struct str, outline->rows.count),
        .boxes = arena_new_array(arena, struct str, picture->review.architecture.box_count),
    };
    for (uint32_t i = 0; i < outline->rows.count; i++) {
        const struct outline_row *row = &outline->rows.items[i];
        if (row->kind == OUTLINE_BOX) {
            ret->rows[i] = ret->boxes[row->box] = word_of(ret, "box", row->id, i);
        } else if (row->kind != OUTLINE_END) {
            ret->rows[i] = word_of(ret, "in", row->id, i);
        }
    }
}

static void indent(struct strbuf *to, unsigned depth)
{
    for (unsigned i = 0; i <= depth; i++) {
        strbuf_addz(to, "  ");
    }
}

/* ---- boxes and arrows ---- */

static void add_box(struct strbuf *to, const struct picture *picture, const struct outline_row *row,
                    struct str word)
{
    const struct box *box = &picture->review.architecture.boxes[row->box];
    struct str role;
    struct picture_lines name = picture_box_name(&picture->review, box, to->arena, &role);
    strbuf_addf(to, "%.*s[\"", STR_ARG(word));
    for (uint32_t i = 0; i < name.count; i++) {
        strbuf_addz(to, i > 0 ? " " : "");
        add_text(to, name.lines[i]);
    }
    if (role.len > 0) {
        strbuf_addz(to, name.count > 0 ? "<br/>" : "");
        add_text(to, role);
    }
    strbuf_addz(to, name.count == 0 && role.len == 0 ? " \"]\n" : "\"]\n");
}

static void add_row(struct strbuf *to, const struct picture *picture, const struct outline_row *row,
                    struct str word)
{
    indent(to, row->depth);
    switch (row->kind) {
    case OUTLINE_REGION:
    case OUTLINE_GROUP:
        strbuf_addf(to, "subgraph %.*s [\"%s", STR_ARG(word), row->label.len > 0 ? "" : " ");
        add_text(to, row->label);
        strbuf_addz(to, "\"]\n");
        break;
    case OUTLINE_BOX: add_box(to, picture, row, word); break;
    case OUTLINE_END: strbuf_addz(to, "end\n"); break;
    }
}

static void add_arrow(struct strbuf *to, const struct picture *picture, const struct words *words,
                      uint32_t number)
{
    const struct arrow *arrow = &picture->review.architecture.arrows[number];
    struct picture_lines label = picture_arrow_label(arrow, to->arena);
    indent(to, 0);
    strbuf_add(to, words->boxes[arrow->from]);
    strbuf_addz(to, arrow->dashed ? " -.->" : " -->");
    for (uint32_t i = 0; i < label.count; i++) {
        strbuf_addz(to, i > 0 ? " " : "|\"");
        add_text(to, label.lines[i]);
    }
    strbuf_addz(to, label.count > 0 ? "\"| " : " ");
    strbuf_add(to, words->boxes[arrow->to]);
    strbuf_add_char(to, '\n');
}

/* ---- looks: only what is not so by itself, so that the reader's own theme holds ---- */

static const char *const box_styles[MARK__COUNT] = {
    [MARK_ADDED] = "stroke-width:3px",
    [MARK_REMOVED] = "stroke-dasharray:2 3",
    [MARK_CHANGED] = "stroke-width:3px,stroke-dasharray:9 3",
};

static const enum colour mark_colours[MARK__COUNT] = {
    [MARK_ADDED] = COLOUR_added,
    [MARK_REMOVED] = COLOUR_removed,
    [MARK_CHANGED] = COLOUR_changed,
};

static void add_box_styles(struct strbuf *to, const struct picture *picture,
                           const struct words *words)
{
    const struct architecture *architecture = &picture->review.architecture;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        enum mark mark = picture_box_mark(picture, i);
        if (mark == MARK_SAME && !architecture->boxes[i].implied) {
            continue;
        }
        indent(to, 0);
        strbuf_addf(to, "style %.*s", STR_ARG(words->boxes[i]));
        if (mark == MARK_SAME) {
            strbuf_addz(to, " stroke-dasharray:5 4\n");
        } else {
            strbuf_addf(to, " stroke:%s,%s\n", colour_code(mark_colours[mark], picture->dark),
                        box_styles[mark]);
        }
    }
}

static void add_arrow_styles(struct strbuf *to, const struct picture *picture)
{
    for (uint32_t i = 0; i < picture->review.architecture.arrow_count; i++) {
        enum mark mark = picture_arrow_mark(picture, i);
        if (mark != MARK_SAME) {
            indent(to, 0);
            strbuf_addf(to, "linkStyle %u stroke:%s,%s\n", i,
                        colour_code(mark_colours[mark], picture->dark), box_styles[mark]);
        }
    }
}

/* What the signs of a comparison mean; everything else is as in any flowchart. */
static void add_legend(struct strbuf *to, const struct picture *picture)
{
    if (picture->box_marks == NULL) {
        return;
    }
    indent(to, 0);
    strbuf_addz(to, "subgraph legend [\"Legend\"]\n");
    for (enum mark mark = MARK_ADDED; mark < MARK__COUNT; mark++) {
        if (picture->any_mark[mark]) {
            indent(to, 1);
            strbuf_addf(to, "legend_%s[\"#%u; %s\"]\n", mark_name(mark), (unsigned)mark_sign(mark),
                        mark_name(mark));
            indent(to, 1);
            strbuf_addf(to, "style legend_%s stroke:%s,%s\n", mark_name(mark),
                        colour_code(mark_colours[mark], picture->dark), box_styles[mark]);
        }
    }
    indent(to, 0);
    strbuf_addz(to, "end\n");
}

void mermaid_add(struct strbuf *to, const struct picture *picture)
{
    struct outline outline;
    struct words words;
    outline_make(picture, to->arena, &outline);
    words_make(picture, &outline, to->arena, &words);
    strbuf_addz(to, "flowchart LR\n");
    for (uint32_t i = 0; i < outline.rows.count; i++) {
        add_row(to, picture, &outline.rows.items[i], words.rows[i]);
    }
    for (uint32_t i = 0; i < picture->review.architecture.arrow_count; i++) {
        add_arrow(to, picture, &words, i);
    }
    add_legend(to, picture);
    add_box_styles(to, picture, &words);
    add_arrow_styles(to, picture);
}

/* The front matter is YAML: what is not plain stands as "\uXXXX" between its quotes. */
static void add_title(struct strbuf *to, struct str title)
{
    strbuf_addz(to, "---\ntitle: \"");
    for (size_t i = 0; i < title.len;) {
        uint32_t point;
        size_t len = text_decode(str_part(title, i, title.len), &point);
        if (is_plain(point)) {
            strbuf_add(to, str_part(title, i, len));
        } else {
            strbuf_addf(to, "\\u%04x", (unsigned)point);
        }
        i += len;
    }
    strbuf_addz(to, "\"\n---\n");
}

bool mermaid_make(const struct picture *picture, struct arena *arena, struct str *ret_bytes,
                  struct diag_list *diags)
{
    struct strbuf text = { .arena = arena };
    (void)diags;
    add_title(&text,
              str_format(arena, "%.*s: %.*s", STR_ARG(picture_title(&picture->review, arena)),
                         STR_ARG(picture->caption)));
    export_design_comment(&text, "%%", picture->design);
    mermaid_add(&text, picture);
    *ret_bytes = strbuf_str(&text);
    return true;
}
