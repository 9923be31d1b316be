#include "ui/canvas_svg.h"

/* A cell in user units, and where its text stands. */
#define CELL_WIDTH 8
#define CELL_HEIGHT 17
#define BASE_LINE 13
#define FONT_SIZE 13
#define MARGIN 8

struct writer {
    const struct canvas *canvas;
    const struct paint *paints;
    int32_t ink, ground; /* where the theme leaves them to the terminal */
    struct strbuf *svg;
};

/* Cells side by side in one row that look the same. */
struct run {
    int y, from, to;
    enum style style;
};

static void add_escaped(struct strbuf *svg, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.at[i]) {
        case '&': strbuf_addz(svg, "&amp;"); break;
        case '<': strbuf_addz(svg, "&lt;"); break;
        case '>': strbuf_addz(svg, "&gt;"); break;
        case '"': strbuf_addz(svg, "&quot;"); break;
        default: strbuf_add_char(svg, text.at[i]); break;
        }
    }
}

static const struct cell_view *cell_at(const struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

static struct run run_from(const struct canvas *canvas, int x, int y)
{
    struct run run = { .y = y, .from = x, .to = x + 1, .style = cell_at(canvas, x, y)->style };
    while (run.to < canvas->width && cell_at(canvas, run.to, y)->style == run.style) {
        run.to++;
    }
    return run;
}

static void colours_of(const struct writer *writer, enum style style, int32_t *ret_ink,
                       int32_t *ret_ground)
{
    const struct paint *paint = &writer->paints[style];
    int32_t ink = paint->fg == COLOUR_DEFAULT ? writer->ink : paint->fg;
    int32_t ground = paint->bg == COLOUR_DEFAULT ? writer->ground : paint->bg;
    bool reverse = (paint->attributes & ATTRIBUTE_REVERSE) != 0;
    *ret_ink = reverse ? ground : ink;
    *ret_ground = reverse ? ink : ground;
}

static void add_ground(const struct writer *writer, struct run run, int32_t ground)
{
    if (ground == writer->ground) {
        return;
    }
    strbuf_addf(writer->svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
                MARGIN + run.from * CELL_WIDTH, MARGIN + run.y * CELL_HEIGHT,
                (run.to - run.from) * CELL_WIDTH, CELL_HEIGHT, (unsigned)ground);
}

/* Words between `from` and `to`, which are no blanks at their ends. Their length is given, so that they
 * fill their cells in any font. */
static void add_words(const struct writer *writer, struct run run, int32_t ink)
{
    uint32_t attributes = writer->paints[run.style].attributes;
    strbuf_addf(writer->svg, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s%s%s>",
                MARGIN + run.from * CELL_WIDTH, MARGIN + run.y * CELL_HEIGHT + BASE_LINE,
                (run.to - run.from) * CELL_WIDTH, (unsigned)ink,
                (attributes & ATTRIBUTE_BOLD) != 0 ? " font-weight=\"bold\"" : "",
                (attributes & ATTRIBUTE_ITALIC) != 0 ? " font-style=\"italic\"" : "",
                (attributes & ATTRIBUTE_UNDERLINE) != 0 ? " text-decoration=\"underline\"" : "");
    for (int x = run.from; x < run.to; x++) {
        const struct cell_view *cell = cell_at(writer->canvas, x, run.y);
        add_escaped(writer->svg, (struct str){ cell->bytes, cell->len });
    }
    strbuf_addz(writer->svg, "</text>\n");
}

static bool is_blank(const struct writer *writer, int x, int y)
{
    const struct cell_view *cell = cell_at(writer->canvas, x, y);
    return cell->len == 1 && cell->bytes[0] == ' ';
}

/* The parts of a run that stand two blanks or more apart are texts of their own. */
static void add_text(const struct writer *writer, struct run run, int32_t ink)
{
    int x = run.from;
    while (x < run.to) {
        struct run words = run;
        while (x < run.to && is_blank(writer, x, run.y)) {
            x++;
        }
        words.from = x;
        words.to = x;
        while (x < run.to && x - words.to < 2) {
            x++;
            if (!is_blank(writer, x - 1, run.y)) {
                words.to = x;
            }
        }
        if (words.to > words.from) {
            add_words(writer, words, ink);
        }
    }
}

struct str canvas_svg(const struct canvas *canvas, const struct paint paints[STYLE__COUNT],
                      bool light, struct str title, struct arena *arena)
{
    struct strbuf svg = { .arena = arena };
    struct writer writer = { canvas, paints, light ? 0x1b2330 : 0xd0d0d0,
                             light ? 0xffffff : 0x10151d, &svg };
    int width = canvas->width * CELL_WIDTH + 2 * MARGIN;
    int height = canvas->height * CELL_HEIGHT + 2 * MARGIN;
    int32_t ink, ground;
    colours_of(&writer, STYLE_TEXT, &ink, &ground);
    writer.ground = ground;
    strbuf_addf(&svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                "viewBox=\"0 0 %d %d\" role=\"img\" xml:space=\"preserve\" font-size=\"%d\" "
                "font-family=\"ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace\">\n"
                "<title>",
                width, height, width, height, FONT_SIZE);
    add_escaped(&svg, title);
    strbuf_addf(&svg, "</title>\n<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#%06x\"/>\n",
                width, height, (unsigned)ground);
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width;) {
            struct run run = run_from(canvas, x, y);
            colours_of(&writer, run.style, &ink, &ground);
            add_ground(&writer, run, ground);
            add_text(&writer, run, ink);
            x = run.to;
        }
    }
    strbuf_addz(&svg, "</svg>\n");
    return strbuf_str(&svg);
}
