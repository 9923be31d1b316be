#include "strata/diagram/plot.h"

#include <string.h>

#define GUTTER 8 /* labels of the bill: money_format_short(), and a blank */
#define FOOT 2   /* the axis and its labels */
#define LABEL_CELLS 9

/* X(name, in UTF-8, in ASCII): each one cell wide. */
#define GLYPHS(X)          \
    X(BAND, "░", ":")      \
    X(LINE, "●", "*")      \
    X(PRESENT, "┊", "!")   \
    X(CURSOR, "│", "|")    \
    X(HERE, "▲", "^")      \
    X(UPRIGHT, "│", "|")   \
    X(LEVEL, "─", "-")     \
    X(CORNER, "└", "+")    \
    X(TICK_LEFT, "┤", "+") \
    X(TICK_BELOW, "┴", "+")

enum glyph {
#define X(name, utf8, ascii) GLYPH_##name,
    GLYPHS(X)
#undef X
};

static const char *const glyphs[][2] = {
#define X(name, utf8, ascii) { utf8, ascii },
    GLYPHS(X)
#undef X
};

struct drawing {
    struct plot *plot;
    const struct sweep *sweep;
    struct sweep_span bill;
    bool ascii;
    int rows; /* of the area, from the top */
    struct arena *arena;
};

static struct str glyph_text(bool ascii, enum glyph glyph)
{
    return str_from(glyphs[glyph][ascii]);
}

/* ---- cells ---- */

static struct plot_cell *cell_at(const struct plot *plot, int x, int y)
{
    return &plot->cells[(size_t)y * (size_t)plot->width + (size_t)x];
}

static void put_bytes(const struct drawing *drawing, int x, int y, enum plot_class class,
                      struct str bytes)
{
    struct plot_cell *cell = cell_at(drawing->plot, x, y);

    memcpy(cell->bytes, bytes.at, bytes.len);
    cell->len = (uint8_t)bytes.len;
    cell->class = (uint8_t) class;
}

static void put(const struct drawing *drawing, int x, int y, enum plot_class class,
                enum glyph glyph)
{
    put_bytes(drawing, x, y, class, glyph_text(drawing->ascii, glyph));
}

/* Numbers and dollars: ASCII. */
static void put_text(const struct drawing *drawing, int x, int y, enum plot_class class,
                     struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        put_bytes(drawing, x + (int)i, y, class, str_part(text, i, 1));
    }
}

/* Are there no words in these cells, nor in the ones beside them? */
static bool is_free(const struct drawing *drawing, int x, int y, int cells)
{
    const struct plot *plot = drawing->plot;

    for (int i = x - 1; i <= x + cells; i++) {
        if (i >= plot->left && i < plot->width
            && (cell_at(plot, i, y)->class == PLOT_NUMBER
                || cell_at(plot, i, y)->class == PLOT_LABEL)) {
            return false;
        }
    }
    return true;
}

/* ---- places ---- */

static int column_of(const struct drawing *drawing, uint32_t position)
{
    int64_t last = drawing->plot->columns - 1;

    return drawing->plot->left + (int)((position * last + SWEEP_AXIS_END / 2) / SWEEP_AXIS_END);
}

static uint32_t position_of(const struct drawing *drawing, int column)
{
    return (uint32_t)((int64_t)(column - drawing->plot->left) * SWEEP_AXIS_END
                      / (drawing->plot->columns - 1));
}

static int row_of(const struct drawing *drawing, money amount)
{
    int64_t last = drawing->rows - 1;
    int64_t place = sweep_place(&drawing->bill, amount);

    return (int)(last - (place * last + SWEEP_AXIS_END / 2) / SWEEP_AXIS_END);
}

/* ---- axes ---- */

static void draw_bill_axis(const struct drawing *drawing)
{
    int64_t ticks[SWEEP_TICKS_MAX];
    uint32_t count = sweep_ticks(&drawing->bill, (uint32_t)drawing->rows / 2, ticks);
    int x = drawing->plot->left - 1;

    for (int y = 0; y < drawing->rows; y++) {
        put(drawing, x, y, PLOT_AXIS, GLYPH_UPRIGHT);
    }
    put(drawing, x, drawing->rows, PLOT_AXIS, GLYPH_CORNER);
    for (uint32_t i = 0; i < count; i++) {
        struct str label = money_format_short(drawing->arena, ticks[i]);
        int y = row_of(drawing, ticks[i]);

        put(drawing, x, y, PLOT_AXIS, GLYPH_TICK_LEFT);
        put_text(drawing, x - 1 - (int)label.len, y, PLOT_LABEL, label);
    }
}

static void draw_tick(const struct drawing *drawing, quantity value)
{
    int x = column_of(drawing, sweep_position(drawing->sweep, value));
    struct str label = sweep_number(value, drawing->arena);
    int start = x - (int)label.len / 2, end = drawing->plot->width - (int)label.len;

    put(drawing, x, drawing->rows, PLOT_AXIS, GLYPH_TICK_BELOW);
    start = start > end ? end : start;
    start = start < drawing->plot->left ? drawing->plot->left : start;
    if (is_free(drawing, start, drawing->rows + 1, (int)label.len)) {
        put_text(drawing, start, drawing->rows + 1, PLOT_LABEL, label);
    }
}

static void draw_axis(const struct drawing *drawing)
{
    const struct plot *plot = drawing->plot;
    int64_t ticks[SWEEP_TICKS_MAX];
    uint32_t count =
        sweep_ticks(&drawing->sweep->span, (uint32_t)(plot->columns / LABEL_CELLS), ticks);

    for (int x = plot->left; x < plot->width; x++) {
        put(drawing, x, drawing->rows, PLOT_AXIS, GLYPH_LEVEL);
    }
    for (uint32_t i = 0; i < count; i++) {
        draw_tick(drawing, ticks[i]);
    }
}

/* ---- what is in them ---- */

static bool has_present(const struct sweep *sweep)
{
    return sweep->present >= sweep->span.from && sweep->present <= sweep->span.to;
}

static void draw_upright(const struct drawing *drawing, int x, enum plot_class class,
                         enum glyph glyph)
{
    for (int y = 0; y < drawing->rows; y++) {
        put(drawing, x, y, class, glyph);
    }
}

static void draw_present(const struct drawing *drawing)
{
    int x = column_of(drawing, sweep_position(drawing->sweep, drawing->sweep->present));

    if (!has_present(drawing->sweep)) {
        return;
    }
    draw_upright(drawing, x, PLOT_PRESENT, GLYPH_PRESENT);
    put(drawing, x, drawing->rows, PLOT_PRESENT, GLYPH_HERE);
}

/* In one column the band from low to high; the line has no gap where it is steep. */
static void draw_bill(const struct drawing *drawing)
{
    const struct plot *plot = drawing->plot;
    int before = -1;

    for (int x = plot->left; x < plot->width; x++) {
        struct price bill = sweep_bill_at(drawing->sweep, position_of(drawing, x));
        int low = row_of(drawing, bill.low), high = row_of(drawing, bill.high);
        int likely = row_of(drawing, bill.likely), end;

        for (int y = high; y <= low; y++) {
            if (cell_at(plot, x, y)->class == PLOT_BLANK) {
                put(drawing, x, y, PLOT_BAND, GLYPH_BAND);
            }
        }
        end = before < 0 || before == likely ? likely : before < likely ? before + 1 : before - 1;
        for (int y = likely; y != end; y += end > likely ? 1 : -1) {
            put(drawing, x, y, PLOT_LINE, GLYPH_LINE);
        }
        put(drawing, x, end, PLOT_LINE, GLYPH_LINE);
        before = likely;
    }
}

/* Each in its column, in the highest row where it has room, and a blank beside it: 2 and 4 are not
 * 24. */
static void draw_numbers(const struct drawing *drawing)
{
    const struct sweep *sweep = drawing->sweep;

    for (uint32_t i = 0; i < sweep->turn_count; i++) {
        struct str number = str_format(drawing->arena, "%u", (unsigned)i + 1);
        int x = column_of(drawing, sweep_position(sweep, sweep->turns[i].first.value));
        int y = 0;

        if (x + (int)number.len > drawing->plot->width) {
            x = drawing->plot->width - (int)number.len;
        }
        while (y < drawing->rows && !is_free(drawing, x, y, (int)number.len)) {
            y++;
        }
        if (y < drawing->rows) {
            put_text(drawing, x, y, PLOT_NUMBER, number);
        }
    }
}

void plot_make(const struct plot_request *request, struct arena *arena, struct plot *ret)
{
    int width = request->width > PLOT_WIDTH_MIN ? request->width : PLOT_WIDTH_MIN;
    int height = request->height > PLOT_HEIGHT_MIN ? request->height : PLOT_HEIGHT_MIN;
    struct drawing drawing = {
        .plot = ret,
        .sweep = request->sweep,
        .bill = sweep_bill_span(request->sweep),
        .ascii = request->ascii,
        .rows = height - FOOT,
        .arena = arena,
    };

    *ret = (struct plot){
        .width = width, .height = height, .left = GUTTER + 1, .columns = width - GUTTER - 1
    };
    ret->cells = arena_new_array(arena, struct plot_cell, (size_t)width * (size_t)height);
    draw_bill_axis(&drawing);
    draw_axis(&drawing);
    draw_present(&drawing);
    if (request->cursor != NULL) {
        draw_upright(&drawing, column_of(&drawing, *request->cursor), PLOT_CURSOR, GLYPH_CURSOR);
    }
    draw_bill(&drawing);
    draw_numbers(&drawing);
}

/* ---- as text ---- */

struct str plot_text(const struct plot *plot, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    for (int y = 0; y < plot->height; y++) {
        int end = plot->width;

        while (end > 0 && cell_at(plot, end - 1, y)->len == 0) {
            end--;
        }
        for (int x = 0; x < end; x++) {
            const struct plot_cell *cell = cell_at(plot, x, y);

            strbuf_add(&text, cell->len > 0 ? (struct str){ cell->bytes, cell->len } : STR(" "));
        }
        strbuf_add_char(&text, '\n');
    }
    return strbuf_str(&text);
}

struct str plot_legend(const struct sweep *sweep, bool ascii, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    strbuf_addf(&text, "%.*s likely   %.*s low to high", STR_ARG(glyph_text(ascii, GLYPH_LINE)),
                STR_ARG(glyph_text(ascii, GLYPH_BAND)));
    if (has_present(sweep)) {
        strbuf_addf(&text, "   %.*s you are at %.*s", STR_ARG(glyph_text(ascii, GLYPH_PRESENT)),
                    STR_ARG(sweep_number(sweep->present, arena)));
    }
    if (sweep->turn_count > 0) {
        strbuf_addz(&text, "   1 the cheapest changes");
    }
    return strbuf_str(&text);
}
