#include "support/picture_reader.h"

#include <string.h>

#include "strata/base/text.h"

enum { NORTH = 1, EAST = 2, SOUTH = 4, WEST = 8 };

struct glyph {
    const char *bytes;
    unsigned ways;
    unsigned head; /* where it points, or 0 */
    bool crossing;
};

static const struct glyph glyphs[] = {
    { "│", NORTH | SOUTH, 0, false },
    { "┆", NORTH | SOUTH, 0, false },
    { "─", EAST | WEST, 0, false },
    { "┄", EAST | WEST, 0, false },
    { "└", NORTH | EAST, 0, false },
    { "╰", NORTH | EAST, 0, false },
    { "┌", SOUTH | EAST, 0, false },
    { "╭", SOUTH | EAST, 0, false },
    { "┘", NORTH | WEST, 0, false },
    { "╯", NORTH | WEST, 0, false },
    { "┐", SOUTH | WEST, 0, false },
    { "╮", SOUTH | WEST, 0, false },
    { "├", NORTH | SOUTH | EAST, 0, false },
    { "┤", NORTH | SOUTH | WEST, 0, false },
    { "┴", NORTH | EAST | WEST, 0, false },
    { "┬", SOUTH | EAST | WEST, 0, false },
    { "╋", NORTH | SOUTH | EAST | WEST, 0, false },
    { "┼", NORTH | SOUTH | EAST | WEST, 0, true },
    { "▲", SOUTH, NORTH, false },
    { "▼", NORTH, SOUTH, false },
    { "▶", WEST, EAST, false },
    { "◀", EAST, WEST, false },
};

struct reader {
    const struct diagram *diagram;
    const struct diagram_request *request;
    struct arena *arena;
    uint32_t *box_at; /* by cell, from the rectangles */
    bool *seen;       /* by cell: some arrow was followed through it */
    uint8_t *visited; /* by cell: ways of travel, of the arrow being followed */
    uint8_t *reached; /* source * boxes + target: 1 solid, 2 dashed */
    const char *fault;
};

static const char *complain(struct reader *r, struct str text)
{
    if (r->fault == NULL) {
        r->fault = str_terminated(r->arena, text);
    }
    return r->fault;
}

#define COMPLAIN(r, ...) complain((r), str_format((r)->arena, __VA_ARGS__))

static size_t index_of(const struct reader *r, int x, int y)
{
    return (size_t)y * (size_t)r->diagram->width + (size_t)x;
}

static bool on_canvas(const struct reader *r, int x, int y)
{
    return x >= 0 && y >= 0 && x < r->diagram->width && y < r->diagram->height;
}

static uint32_t box_in(const struct reader *r, int x, int y)
{
    return on_canvas(r, x, y) ? r->box_at[index_of(r, x, y)] : NONE;
}

static const struct glyph *glyph_at(const struct reader *r, int x, int y)
{
    const struct diagram_cell *cell = diagram_at(r->diagram, x, y);

    for (size_t i = 0; i < sizeof(glyphs) / sizeof(glyphs[0]); i++) {
        if (cell->len == strlen(glyphs[i].bytes)
            && memcmp(cell->bytes, glyphs[i].bytes, cell->len) == 0) {
            return &glyphs[i];
        }
    }
    return NULL;
}

static bool shows(const struct diagram_cell *cell, const char *glyph)
{
    return cell->len == strlen(glyph) && memcmp(cell->bytes, glyph, cell->len) == 0;
}

static bool is_line(const struct diagram_cell *cell)
{
    return cell->class == DIAGRAM_SOLID || cell->class == DIAGRAM_DASHED
           || cell->class == DIAGRAM_HEAD;
}

/* ---- boxes ---- */

static void lay_boxes(struct reader *r)
{
    for (uint32_t i = 0; i < r->diagram->box_count; i++) {
        const struct diagram_box *box = &r->diagram->boxes[i];

        for (int y = box->y; y < box->y + box->height; y++) {
            for (int x = box->x; x < box->x + box->width; x++) {
                if (!on_canvas(r, x, y)) {
                    COMPLAIN(r, "box %u leaves the canvas", (unsigned)i);
                    return;
                }
                const struct diagram_cell *cell = diagram_at(r->diagram, x, y);
                uint32_t *at = &r->box_at[index_of(r, x, y)];

                if (*at != NONE) {
                    COMPLAIN(r, "boxes %u and %u overlap", (unsigned)*at, (unsigned)i);
                }
                *at = i;
                if (is_line(cell) || cell->box != i) {
                    COMPLAIN(r, "at %d,%d box %u is not whole", x, y, (unsigned)i);
                }
            }
        }
    }
}

static bool has_frame(const struct diagram_box *box)
{
    return box->height >= 3;
}

/* Its border is there, with dashes and a sign where it is marked. */
static void check_border(struct reader *r, uint32_t number)
{
    const struct diagram_box *box = &r->diagram->boxes[number];
    int right = box->x + box->width - 1, bottom = box->y + box->height - 1;
    const struct diagram_cell *first = diagram_at(r->diagram, box->x, box->y);
    const struct diagram_cell *last = diagram_at(r->diagram, right, bottom);
    bool ascii = r->request->ascii, marked = box->mark != MARK_SAME;
    char sign[2] = { mark_sign(box->mark), '\0' };

    if (!has_frame(box)) {
        if (!shows(first, marked ? sign : "[") || !shows(last, marked ? sign : "]")) {
            COMPLAIN(r, "box %u has no ends", (unsigned)number);
        }
        return;
    }
    if (!shows(first, ascii ? "+" : "┌") || !shows(last, ascii ? "+" : "┘")) {
        COMPLAIN(r, "box %u has no corners", (unsigned)number);
    }
    for (int x = box->x + 1; x < right; x++) {
        for (int y = box->y; y <= bottom; y += box->height - 1) {
            if (diagram_at(r->diagram, x, y)->len == 0) {
                COMPLAIN(r, "box %u has a gap in its border", (unsigned)number);
            }
        }
    }
    if (marked
        && !shows(diagram_at(r->diagram, box->x + 1, box->y + (box->height - 1) / 2), sign)) {
        COMPLAIN(r, "box %u does not show its mark", (unsigned)number);
    }
}

static void add_unblank(struct strbuf *to, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != ' ') {
            strbuf_add_char(to, text.at[i]);
        }
    }
}

static struct str shown_label(const struct reader *r, const struct diagram_box *box)
{
    struct strbuf text = { .arena = r->arena };

    for (int y = box->y; y < box->y + box->height; y++) {
        for (int x = box->x; x < box->x + box->width; x++) {
            const struct diagram_cell *cell = diagram_at(r->diagram, x, y);

            if (cell->class == DIAGRAM_LABEL) {
                add_unblank(&text, (struct str){ cell->bytes, cell->len });
            }
        }
    }
    return strbuf_str(&text);
}

/* What a terminal in ASCII makes of it: a question mark for every cell. */
static struct str in_ascii(const struct reader *r, struct str text)
{
    struct strbuf to = { .arena = r->arena };
    unsigned width;

    for (struct str g = text_grapheme(text, &width); g.len > 0; g = text_grapheme(text, &width)) {
        text = str_part(text, g.len, text.len);
        if ((unsigned char)g.at[0] < 0x80) {
            strbuf_add_char(&to, g.at[0]);
        } else {
            for (unsigned i = 0; i < width; i++) {
                strbuf_add_char(&to, '?');
            }
        }
    }
    return strbuf_str(&to);
}

static void check_label(struct reader *r, uint32_t number)
{
    const struct diagram_box *box = &r->diagram->boxes[number];
    const struct box *of = &r->request->architecture->boxes[box->first];
    struct strbuf whole = { .arena = r->arena };
    struct str shown = shown_label(r, box), sign = r->request->ascii ? STR("~") : STR("…");
    size_t at;

    add_unblank(&whole, box->label);
    if (box->count == 1 && r->request->grouping != DIAGRAM_BY_REGION && of->region != NONE
        && of->region < r->request->region_count && r->diagram->zoom != DIAGRAM_OVERVIEW) {
        add_unblank(&whole, r->request->regions[of->region]);
    }
    if (box->cut && !str_find(shown, sign, &at)) {
        COMPLAIN(r, "box %u is cut without a sign", (unsigned)number);
    }
    struct str due = strbuf_str(&whole);

    if (r->request->ascii) {
        due = in_ascii(r, due);
    }
    if (!box->cut && !str_eq(shown, due)) {
        COMPLAIN(r, "box %u shows \"%.*s\" for \"%.*s\"", (unsigned)number, STR_ARG(shown),
                 STR_ARG(due));
    }
}

/* Every cell holds what a terminal gives that many cells. */
static void check_widths(struct reader *r)
{
    for (int y = 0; y < r->diagram->height; y++) {
        for (int x = 0; x < r->diagram->width; x++) {
            const struct diagram_cell *cell = diagram_at(r->diagram, x, y);
            unsigned cells = diagram_at(r->diagram, x + 1, y)->second ? 2 : 1;

            if (cell->second ? cell->len > 0
                             : cell->len > 0
                                   && text_width((struct str){ cell->bytes, cell->len }) != cells) {
                COMPLAIN(r, "at %d,%d a character has another width", x, y);
            }
        }
    }
}

/* ---- lines ---- */

static unsigned opposite(unsigned way)
{
    return way == NORTH ? SOUTH : way == SOUTH ? NORTH : way == EAST ? WEST : EAST;
}

static void step(unsigned way, int *x, int *y)
{
    *x += way == EAST ? 1 : way == WEST ? -1 : 0;
    *y += way == SOUTH ? 1 : way == NORTH ? -1 : 0;
}

struct place {
    int x, y;
    unsigned way; /* of travel, into this cell */
};

typedef VEC(struct place) places;

static void arrive(struct reader *r, uint32_t source, uint8_t kind, const struct place *at)
{
    int x = at->x, y = at->y;
    uint32_t box;

    step(at->way, &x, &y);
    box = box_in(r, x, y);
    if (box == NONE) {
        COMPLAIN(r, "the head at %d,%d points at nothing", at->x, at->y);
    } else {
        r->reached[(size_t)source * r->diagram->box_count + box] |= kind;
    }
}

/* Goes on from a cell in every way that leads on. */
static void follow_cell(struct reader *r, uint32_t source, uint8_t kind, const struct place *at,
                        places *open)
{
    const struct diagram_cell *cell = diagram_at(r->diagram, at->x, at->y);
    const struct glyph *glyph = glyph_at(r, at->x, at->y);
    unsigned out;

    if (box_in(r, at->x, at->y) != NONE) {
        return; /* where another dashed arrow begins */
    }
    if (cell->class == DIAGRAM_SIGN && (at->way & (EAST | WEST)) != 0) {
        out = at->way;
    } else if (glyph == NULL || (glyph->ways & opposite(at->way)) == 0) {
        COMPLAIN(r, "the line from box %u breaks off at %d,%d", (unsigned)source, at->x, at->y);
        return;
    } else {
        out = glyph->crossing ? at->way : glyph->ways & ~opposite(at->way);
    }
    r->seen[index_of(r, at->x, at->y)] = true;
    if (glyph != NULL && glyph->head != 0) {
        arrive(r, source, kind, at);
        return;
    }
    for (unsigned way = NORTH; way <= WEST; way <<= 1) {
        struct place next = { at->x, at->y, way };

        if ((out & way) == 0) {
            continue;
        }
        step(way, &next.x, &next.y);
        if (!on_canvas(r, next.x, next.y)) {
            COMPLAIN(r, "the line from box %u leaves the canvas", (unsigned)source);
        } else if ((r->visited[index_of(r, next.x, next.y)] & way) == 0) {
            r->visited[index_of(r, next.x, next.y)] |= (uint8_t)way;
            *vec_add(open, r->arena) = next;
        }
    }
}

static void follow(struct reader *r, uint32_t source, int x, int y, unsigned way)
{
    const struct glyph *glyph = glyph_at(r, x, y);
    const struct diagram_cell *cell = diagram_at(r->diagram, x, y);
    bool sign = cell->class == DIAGRAM_SIGN && cell->box == NONE && (way & (EAST | WEST)) != 0;
    places open = { 0 };

    if (!sign
        && (glyph == NULL || (glyph->head != 0 && glyph->head != way) || !is_line(cell)
            || (glyph->ways & opposite(way)) == 0)) {
        return;
    }
    memset(r->visited, 0, (size_t)r->diagram->width * (size_t)r->diagram->height);
    *vec_add(&open, r->arena) = (struct place){ x, y, way };
    for (uint32_t i = 0; i < open.count && r->fault == NULL; i++) {
        struct place at = open.items[i];

        follow_cell(r, source, cell->class == DIAGRAM_DASHED ? 2 : 1, &at, &open);
    }
}

/* Everything that leaves a box. */
static void follow_box(struct reader *r, uint32_t number)
{
    const struct diagram_box *box = &r->diagram->boxes[number];

    for (int x = box->x; x < box->x + box->width; x++) {
        follow(r, number, x, box->y - 1, NORTH);
        follow(r, number, x, box->y + box->height, SOUTH);
    }
    for (int y = box->y; y < box->y + box->height; y++) {
        follow(r, number, box->x - 1, y, WEST);
        follow(r, number, box->x + box->width, y, EAST);
    }
}

/* What was followed is what the architecture has; an overview leaves out what is within a box, and
 * has one arrow for several. */
static void compare_arrows(struct reader *r)
{
    const struct architecture *of = r->request->architecture;
    uint32_t count = r->diagram->box_count;
    uint8_t *due = arena_alloc(r->arena, (size_t)count * count + 1);
    bool overview = r->diagram->zoom == DIAGRAM_OVERVIEW;

    for (uint32_t i = 0; i < of->arrow_count; i++) {
        uint32_t from = r->diagram->shown[of->arrows[i].from];
        uint32_t to = r->diagram->shown[of->arrows[i].to];
        uint8_t *at = &due[(size_t)from * count + to];

        if (overview && from == to) {
            continue;
        }
        *at |= of->arrows[i].dashed ? 2 : 1;
        if (overview && (*at & 1) != 0) {
            *at = 1;
        }
    }
    for (uint32_t from = 0; from < count; from++) {
        for (uint32_t to = 0; to < count; to++) {
            size_t at = (size_t)from * count + to;

            if (r->reached[at] != due[at]) {
                COMPLAIN(r, "from box %u to box %u leads %u, due is %u", (unsigned)from,
                         (unsigned)to, (unsigned)r->reached[at], (unsigned)due[at]);
            }
        }
    }
}

static void check_lines(struct reader *r)
{
    for (uint32_t i = 0; i < r->diagram->box_count && r->fault == NULL; i++) {
        follow_box(r, i);
    }
    for (int y = 0; y < r->diagram->height; y++) {
        for (int x = 0; x < r->diagram->width; x++) {
            if (is_line(diagram_at(r->diagram, x, y)) && !r->seen[index_of(r, x, y)]) {
                COMPLAIN(r, "the line at %d,%d comes from nowhere", x, y);
            }
        }
    }
    if (r->fault == NULL) {
        compare_arrows(r);
    }
}

/* Each arrow's mark is told by its sign at the end that is its own. */
static void check_signs(struct reader *r)
{
    uint32_t due[MARK__COUNT] = { 0 }, found[MARK__COUNT] = { 0 };

    if (r->request->arrow_marks == NULL || r->diagram->zoom == DIAGRAM_OVERVIEW) {
        return;
    }
    for (uint32_t i = 0; i < r->request->architecture->arrow_count; i++) {
        due[r->request->arrow_marks[i]]++;
    }
    for (int y = 0; y < r->diagram->height; y++) {
        for (int x = 0; x < r->diagram->width; x++) {
            const struct diagram_cell *cell = diagram_at(r->diagram, x, y);

            if (cell->class == DIAGRAM_SIGN && cell->box == NONE
                && cell->bytes[0] == mark_sign(cell->mark)) {
                found[cell->mark]++;
            }
        }
    }
    for (enum mark mark = MARK_ADDED; mark < MARK__COUNT; mark++) {
        if (due[mark] != found[mark]) {
            COMPLAIN(r, "%u arrows are %s, but %u show it", (unsigned)due[mark], mark_name(mark),
                     (unsigned)found[mark]);
        }
    }
}

/* ---- all ---- */

static void read_boxes(struct reader *r)
{
    uint32_t cut = 0;

    lay_boxes(r);
    for (uint32_t i = 0; i < r->diagram->box_count && r->fault == NULL; i++) {
        check_border(r, i);
        check_label(r, i);
        cut += r->diagram->boxes[i].cut ? 1 : 0;
    }
    if (cut != r->diagram->cut) {
        COMPLAIN(r, "%u labels are cut, not %u", (unsigned)cut, (unsigned)r->diagram->cut);
    }
    check_signs(r);
}

static struct reader reader_of(const struct diagram *diagram, const struct diagram_request *request,
                               struct arena *arena)
{
    size_t cells = (size_t)diagram->width * (size_t)diagram->height;
    struct reader r = {
        .diagram = diagram,
        .request = request,
        .arena = arena,
        .box_at = arena_new_array(arena, uint32_t, cells),
        .seen = arena_new_array(arena, bool, cells),
        .visited = arena_new_array(arena, uint8_t, cells),
        .reached = arena_alloc(arena, (size_t)diagram->box_count * diagram->box_count + 1),
    };

    for (size_t i = 0; i < cells; i++) {
        r.box_at[i] = NONE;
    }
    return r;
}

const char *picture_fault(const struct diagram *diagram, const struct diagram_request *request,
                          struct arena *arena)
{
    struct reader r = reader_of(diagram, request, arena);

    read_boxes(&r);
    if (r.fault == NULL) {
        check_widths(&r);
    }
    if (r.fault == NULL) {
        check_lines(&r);
    }
    return r.fault;
}

const char *picture_fault_ascii(const struct diagram *diagram,
                                const struct diagram_request *request, struct arena *arena)
{
    struct reader r = reader_of(diagram, request, arena);
    struct str text = diagram_text(diagram, request->architecture, STR("Ünder"), arena);

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '\n' && (text.at[i] < 0x20 || text.at[i] > 0x7e)) {
            COMPLAIN(&r, "byte %zu is not ASCII", i);
        }
    }
    read_boxes(&r);
    if (r.fault == NULL) {
        check_widths(&r);
    }
    return r.fault;
}
