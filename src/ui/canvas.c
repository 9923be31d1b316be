#include "ui/canvas.h"

#include <string.h>

#include "strata/base/text.h"

/* ------------------------------------------------------------------------------------- basics */

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* The part of a rectangle that lies on the canvas; width and height may come out as 0. Sums are
 * made wide, so that a rectangle of INT_MAX means "as far as there is". */
static struct rect on_canvas(const struct canvas *canvas, struct rect rect)
{
    int64_t right = (int64_t)rect.x + (rect.width > 0 ? rect.width : 0);
    int64_t bottom = (int64_t)rect.y + (rect.height > 0 ? rect.height : 0);
    int x = clamp(rect.x, 0, canvas->width);
    int y = clamp(rect.y, 0, canvas->height);
    int to_x = right > canvas->width ? canvas->width : (int)right;
    int to_y = bottom > canvas->height ? canvas->height : (int)bottom;
    return (struct rect){ x, y, to_x > x ? to_x - x : 0, to_y > y ? to_y - y : 0 };
}

/* A clip that clips nothing but what is not on the canvas. */
#define EVERYWHERE ((struct rect){ 0, 0, CANVAS_MAX, CANVAS_MAX })

static struct cell_view *row_of(const struct canvas *canvas, int y)
{
    return canvas->cells + (ptrdiff_t)y * canvas->width;
}

static void make_blank(struct cell_view *cell, uint8_t style)
{
    *cell = (struct cell_view){ .bytes = " ", .len = 1, .width = 1, .style = style };
}

struct canvas canvas_new(struct arena *arena, int width, int height, bool ascii)
{
    struct canvas canvas = {
        .width = clamp(width, 1, CANVAS_MAX),
        .height = clamp(height, 1, CANVAS_MAX),
        .ascii = ascii,
        .cursor_x = -1,
        .cursor_y = -1,
    };
    size_t count = (size_t)canvas.width * (size_t)canvas.height;
    canvas.cells = arena_new_array(arena, struct cell_view, count);
    for (size_t i = 0; i < count; i++) {
        make_blank(&canvas.cells[i], STYLE_TEXT);
    }
    return canvas;
}

/* Before cells [x, x + width) of a row are written: the other half of a wide grapheme that stands
 * across one of the ends becomes a blank, as no terminal can show half of it. */
static void split_wide(const struct canvas *canvas, struct cell_view *row, int x, int width)
{
    int end = x + width;
    if (row[x].len == 0 && x > 0) {
        make_blank(&row[x - 1], row[x - 1].style);
    }
    if (end < canvas->width && row[end].len == 0) {
        make_blank(&row[end], row[end].style);
    }
}

static void write_cell(const struct canvas *canvas, int x, int y, enum style style,
                       struct str grapheme, unsigned width)
{
    struct cell_view *row = row_of(canvas, y);
    split_wide(canvas, row, x, (int)width);
    struct cell_view *cell = &row[x];
    *cell = (struct cell_view){ .width = (uint8_t)width, .style = (uint8_t)style };
    cell->len = (uint8_t)grapheme.len;
    memcpy(cell->bytes, grapheme.at, grapheme.len);
    if (width == 2) {
        cell[1] = (struct cell_view){ .width = 1, .style = (uint8_t)style };
    }
}

/* --------------------------------------------------------------------------------------- text */

static bool printable_ascii(char c)
{
    return c >= ' ' && c <= '~';
}

static bool continues(unsigned char utf8)
{
    return (utf8 & 0xC0) == 0x80;
}

/* The next grapheme of clean text as a cell can hold it. Most text is ASCII, and a letter that
 * ASCII follows is a grapheme by itself: no table needs to be asked. One that is too long for a
 * cell loses its last marks. */
static struct str next_grapheme(struct str text, unsigned *ret_width, size_t *ret_bytes)
{
    if (printable_ascii(text.at[0]) && (text.len == 1 || printable_ascii(text.at[1]))) {
        *ret_width = 1;
        *ret_bytes = 1;
        return (struct str){ text.at, 1 };
    }
    struct str grapheme = text_grapheme(text, ret_width);
    *ret_bytes = grapheme.len;
    if (grapheme.len > CELL_BYTES) {
        grapheme.len = CELL_BYTES;
        while (grapheme.len > 1 && continues((unsigned char)grapheme.at[grapheme.len])) {
            grapheme.len--;
        }
    }
    return grapheme;
}

/* A grapheme at column x, or a blank in the half of it that is inside columns [from, to). */
static void put_grapheme(const struct canvas *canvas, int from, int to, int x, int y,
                         enum style style, struct str grapheme, unsigned width)
{
    int end = x + (int)width;
    if (x >= from && end <= to) {
        write_cell(canvas, x, y, style, grapheme, width);
    } else if (x >= from && x < to) {
        write_cell(canvas, x, y, style, STR(" "), 1);
    } else if (x < from && end > from && end <= to) {
        write_cell(canvas, from, y, style, STR(" "), 1);
    }
}

void canvas_grapheme(struct canvas *canvas, struct rect clip, int x, int y, enum style style,
                     struct str grapheme, unsigned width)
{
    clip = on_canvas(canvas, clip);
    if (y >= clip.y && y < clip.y + clip.height) {
        put_grapheme(canvas, clip.x, clip.x + clip.width, x, y, style, grapheme, width);
    }
}

int canvas_put(struct canvas *canvas, struct rect clip, int x, int y, enum style style,
               struct str text)
{
    clip = on_canvas(canvas, clip);
    bool visible = y >= clip.y && y < clip.y + clip.height;
    int end = clip.x + clip.width;
    while (text.len > 0 && x < end) {
        unsigned width;
        size_t bytes;
        struct str grapheme = next_grapheme(text, &width, &bytes);
        if (visible) {
            put_grapheme(canvas, clip.x, end, x, y, style, grapheme, width);
        }
        x += (int)width;
        text = (struct str){ text.at + bytes, text.len - bytes };
        if (x > end) {
            x = end;
        }
    }
    return x;
}

/* The longest beginning of text that is at most `cells` wide; *ret_whole if that is all of it. */
static struct str beginning(struct str text, int cells, bool *ret_whole)
{
    struct str rest = text;
    while (rest.len > 0) {
        unsigned width;
        size_t bytes;
        next_grapheme(rest, &width, &bytes);
        if ((int)width > cells) {
            break;
        }
        cells -= (int)width;
        rest = (struct str){ rest.at + bytes, rest.len - bytes };
    }
    *ret_whole = rest.len == 0;
    return (struct str){ text.at, text.len - rest.len };
}

int canvas_put_cut(struct canvas *canvas, struct rect clip, int x, int y, int cells,
                   enum style style, struct str text)
{
    if (cells <= 0) {
        return x;
    }
    bool whole;
    struct str part = beginning(text, cells, &whole);
    if (whole) {
        return canvas_put(canvas, clip, x, y, style, text);
    }
    part = beginning(part, cells - 1, &whole);
    x = canvas_put(canvas, clip, x, y, style, part);
    return canvas_put(canvas, clip, x, y, style, canvas->ascii ? STR("~") : STR("…"));
}

void canvas_put_right(struct canvas *canvas, struct rect clip, int end, int y, enum style style,
                      struct str text)
{
    canvas_put(canvas, clip, end - (int)text_width(text), y, style, text);
}

/* -------------------------------------------------------------------------------------- areas */

void canvas_fill(struct canvas *canvas, struct rect rect, enum style style)
{
    rect = on_canvas(canvas, rect);
    if (rect.width == 0) {
        return;
    }
    for (int y = rect.y; y < rect.y + rect.height; y++) {
        struct cell_view *row = row_of(canvas, y);
        split_wide(canvas, row, rect.x, rect.width);
        for (int x = rect.x; x < rect.x + rect.width; x++) {
            make_blank(&row[x], (uint8_t)style);
        }
    }
}

void canvas_restyle(struct canvas *canvas, struct rect rect, enum style style)
{
    rect = on_canvas(canvas, rect);
    for (int y = rect.y; y < rect.y + rect.height; y++) {
        struct cell_view *row = row_of(canvas, y);
        for (int x = rect.x; x < rect.x + rect.width; x++) {
            /* A second half goes with the first, inside the rectangle or not. */
            if (row[x].len > 0) {
                row[x].style = (uint8_t)style;
                if (row[x].width == 2) {
                    row[x + 1].style = (uint8_t)style;
                }
            }
        }
    }
}

/* -------------------------------------------------------------------------------------- lines */

/* Where a line leaves a cell. A sign for every sum of them. */
enum { UP = 1, RIGHT = 2, DOWN = 4, LEFT = 8, SIGNS = 16 };

static const struct str line_signs[SIGNS] = {
    [0] = { " ", 1 },
    [UP] = { "│", 3 },
    [RIGHT] = { "─", 3 },
    [UP | RIGHT] = { "└", 3 },
    [DOWN] = { "│", 3 },
    [UP | DOWN] = { "│", 3 },
    [RIGHT | DOWN] = { "┌", 3 },
    [UP | RIGHT | DOWN] = { "├", 3 },
    [LEFT] = { "─", 3 },
    [UP | LEFT] = { "┘", 3 },
    [RIGHT | LEFT] = { "─", 3 },
    [UP | RIGHT | LEFT] = { "┴", 3 },
    [DOWN | LEFT] = { "┐", 3 },
    [UP | DOWN | LEFT] = { "┤", 3 },
    [RIGHT | DOWN | LEFT] = { "┬", 3 },
    [UP | RIGHT | DOWN | LEFT] = { "┼", 3 },
};

static struct str sign_of(const struct canvas *canvas, unsigned ends)
{
    if (!canvas->ascii) {
        return line_signs[ends];
    }
    bool across = ends & (LEFT | RIGHT);
    bool upright = ends & (UP | DOWN);
    return across && upright ? STR("+") : across ? STR("-") : STR("|");
}

/* Where the line in this cell leaves it, or 0 if there is none in this style. */
static unsigned ends_in(const struct canvas *canvas, const struct cell_view *cell, enum style style)
{
    if (cell->style != style) {
        return 0;
    }
    if (canvas->ascii) {
        char c = cell->len == 1 ? cell->bytes[0] : ' ';
        return c == '|'   ? UP | DOWN
               : c == '-' ? LEFT | RIGHT
               : c == '+' ? UP | RIGHT | DOWN | LEFT
                          : 0;
    }
    if (cell->len != 3) {
        return 0;
    }
    /* From the top, as half lines look like whole ones. */
    for (unsigned ends = SIGNS - 1; ends > 0; ends--) {
        if (memcmp(cell->bytes, line_signs[ends].at, 3) == 0) {
            return ends;
        }
    }
    return 0;
}

/* A straight piece, `whole` on a free cell; on a line that is there, only `joining` is added to it,
 * so that one that ends at a border gives "├" and not "┼". */
static void put_line(const struct canvas *canvas, int x, int y, enum style style, unsigned whole,
                     unsigned joining)
{
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height) {
        return;
    }
    unsigned there = ends_in(canvas, &row_of(canvas, y)[x], style);
    write_cell(canvas, x, y, style, sign_of(canvas, there ? there | joining : whole), 1);
}

void canvas_line(struct canvas *canvas, int x, int y, int length, enum style style)
{
    struct rect part = on_canvas(canvas, (struct rect){ x, y, length, 1 });
    int64_t last = (int64_t)x + length - 1;
    for (int at = part.x; part.height > 0 && at < part.x + part.width; at++) {
        unsigned joining = (at > x ? LEFT : 0u) | (at < last ? RIGHT : 0u);
        put_line(canvas, at, y, style, LEFT | RIGHT, joining);
    }
}

void canvas_column(struct canvas *canvas, int x, int y, int length, enum style style)
{
    struct rect part = on_canvas(canvas, (struct rect){ x, y, 1, length });
    int64_t last = (int64_t)y + length - 1;
    for (int at = part.y; part.width > 0 && at < part.y + part.height; at++) {
        unsigned joining = (at > y ? UP : 0u) | (at < last ? DOWN : 0u);
        put_line(canvas, x, at, style, UP | DOWN, joining);
    }
}

static void put_sign(struct canvas *canvas, int x, int y, enum style style, unsigned ends)
{
    canvas_put(canvas, EVERYWHERE, x, y, style, sign_of(canvas, ends));
}

void canvas_box(struct canvas *canvas, struct rect rect, enum style style, struct str title)
{
    if (rect.width < 2 || rect.height < 2) {
        return;
    }
    int right = rect.x + rect.width - 1;
    int bottom = rect.y + rect.height - 1;
    for (int x = rect.x + 1; x < right; x++) {
        put_sign(canvas, x, rect.y, style, LEFT | RIGHT);
        put_sign(canvas, x, bottom, style, LEFT | RIGHT);
    }
    for (int y = rect.y + 1; y < bottom; y++) {
        put_sign(canvas, rect.x, y, style, UP | DOWN);
        put_sign(canvas, right, y, style, UP | DOWN);
    }
    put_sign(canvas, rect.x, rect.y, style, RIGHT | DOWN);
    put_sign(canvas, right, rect.y, style, LEFT | DOWN);
    put_sign(canvas, rect.x, bottom, style, RIGHT | UP);
    put_sign(canvas, right, bottom, style, LEFT | UP);

    int room = rect.width - 6; /* border and blank, two and one, on each side */
    if (title.len > 0 && room > 0) {
        int x = canvas_put(canvas, EVERYWHERE, rect.x + 2, rect.y, STYLE_HEAD, STR(" "));
        x = canvas_put_cut(canvas, EVERYWHERE, x, rect.y, room, STYLE_HEAD, title);
        canvas_put(canvas, EVERYWHERE, x, rect.y, STYLE_HEAD, STR(" "));
    }
}

/* --------------------------------------------------------------------------------------- dump */

_Static_assert(STYLE__COUNT <= 1 + 26, "a letter for each style");

static char letter_of(unsigned style)
{
    return style == STYLE_TEXT ? '.' : (char)('a' + style - 1);
}

static void end_line(struct strbuf *out, size_t start, char blank)
{
    while (out->len > start && out->at[out->len - 1] == blank) {
        out->len--;
    }
    strbuf_add_char(out, '\n');
}

static void dump_styles(const struct canvas *canvas, struct strbuf *out)
{
    static const char *const names[] = {
#define X(constant, name, plain, what) name,
        STYLES(X)
#undef X
    };
    bool used[STYLE__COUNT] = { false };
    for (int y = 0; y < canvas->height; y++) {
        const struct cell_view *row = row_of(canvas, y);
        size_t start = out->len;
        for (int x = 0; x < canvas->width; x++) {
            used[row[x].style] = true;
            strbuf_add_char(out, letter_of(row[x].style));
        }
        end_line(out, start, letter_of(STYLE_TEXT));
    }
    strbuf_add_char(out, '\n');
    for (unsigned style = 0; style < STYLE__COUNT; style++) {
        if (used[style]) {
            strbuf_addf(out, "%c %s\n", letter_of(style), names[style]);
        }
    }
}

struct str canvas_dump(const struct canvas *canvas, bool styles, struct arena *arena)
{
    struct strbuf out = { .arena = arena };
    for (int y = 0; y < canvas->height; y++) {
        const struct cell_view *row = row_of(canvas, y);
        size_t start = out.len;
        for (int x = 0; x < canvas->width; x++) {
            strbuf_add(&out, (struct str){ row[x].bytes, row[x].len });
        }
        end_line(&out, start, ' ');
    }
    if (styles) {
        strbuf_add_char(&out, '\n');
        dump_styles(canvas, &out);
    }
    return strbuf_str(&out);
}
