/* The picture as text. */
#include "diagram/glyphs.h"
#include "strata/diagram/diagram.h"

static void add_name(struct strbuf *text, struct str name, bool ascii)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char byte = (unsigned char)name.at[i];

        if (!ascii || byte < 0x80) {
            strbuf_add_char(text, name.at[i]);
        } else if (byte >= 0xc0) { /* one for each character, not for each byte */
            strbuf_add_char(text, '?');
        }
    }
}

static void end_line(struct strbuf *text)
{
    while (text->len > 0 && text->at[text->len - 1] == ' ') {
        text->len--;
    }
    strbuf_add_char(text, '\n');
}

static void add_row(struct strbuf *text, const struct diagram *diagram, int y)
{
    for (int x = 0; x < diagram->width; x++) {
        const struct diagram_cell *cell = diagram_at(diagram, x, y);

        if (cell->len > 0) {
            strbuf_add(text, (struct str){ cell->bytes, cell->len });
        } else if (!cell->second) {
            strbuf_add_char(text, ' ');
        }
    }
    end_line(text);
}

/* Only what is used. */
static void add_legend(struct strbuf *text, const struct diagram *diagram)
{
    size_t before = text->len;

    for (int dashed = 0; dashed < 2; dashed++) {
        const char *line = glyph_line(GLYPH_EAST | GLYPH_WEST, dashed != 0, diagram->ascii);

        if (!(dashed ? diagram->has_dashed : diagram->has_solid)) {
            continue;
        }
        strbuf_addf(text, "%s%s%s %s", line, line, glyph_head(GLYPH_EAST, diagram->ascii),
                    dashed ? "telemetry, evals, secrets   "
                           : "call for a request or a document   ");
    }
    for (enum mark mark = MARK_ADDED; mark < MARK__COUNT; mark++) {
        if (diagram->has_mark[mark]) {
            strbuf_addf(text, "%c %s   ", mark_sign(mark), mark_name(mark));
        }
    }
    if (text->len > before) {
        end_line(text);
    }
}

static bool is_told(const struct diagram *diagram, uint32_t box)
{
    for (uint32_t i = 0; i < box; i++) {
        if (diagram->boxes[i].cut && str_eq(diagram->boxes[i].label, diagram->boxes[box].label)) {
            return true;
        }
    }
    return false;
}

static void add_cut(struct strbuf *text, const struct diagram *diagram)
{
    if (diagram->cut == 0) {
        return;
    }
    strbuf_addz(text, "In full:\n");
    for (uint32_t i = 0; i < diagram->box_count; i++) {
        if (!diagram->boxes[i].cut || is_told(diagram, i)) {
            continue;
        }
        strbuf_addz(text, "  ");
        add_name(text, diagram->boxes[i].label, diagram->ascii);
        end_line(text);
    }
}

struct str diagram_text(const struct diagram *diagram, const struct architecture *architecture,
                        struct str title, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    if (title.len > 0) {
        add_name(&text, title, diagram->ascii);
        strbuf_addz(&text, "\n\n");
    }
    for (int y = 0; y < diagram->height && diagram->box_count > 0; y++) {
        add_row(&text, diagram, y);
    }
    if (diagram->box_count > 0) {
        strbuf_add_char(&text, '\n');
    }
    add_legend(&text, diagram);
    strbuf_add(&text, architecture_counts(architecture, arena));
    strbuf_add_char(&text, '\n');
    add_cut(&text, diagram);
    return strbuf_str(&text);
}
