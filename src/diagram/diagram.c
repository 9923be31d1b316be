/* The levels, and which of them a pane gets. */
#include "strata/diagram/diagram.h"

#include "diagram/placing.h"
#include "strata/base/text.h"

#define ABREAST 5   /* boxes of a row, at least, where a picture has to be panned */
#define WIDENINGS 4 /* times that rows are cut again because lines need room between boxes */

static const char *const grouping_names[] = {
#define X(constant, word, what) [DIAGRAM_BY_##constant] = word,
    DIAGRAM_GROUPINGS(X)
#undef X
};

static const char *const zoom_names[] = {
#define X(constant, word, what) [DIAGRAM_##constant] = word,
    DIAGRAM_ZOOMS(X)
#undef X
};

const char *diagram_grouping_name(enum diagram_grouping grouping)
{
    return grouping_names[grouping];
}

const char *diagram_zoom_name(enum diagram_zoom zoom)
{
    return zoom_names[zoom];
}

/* From the most that can be shown to the least. */
static const struct level levels[] = {
    { DIAGRAM_FULL, .cells = 20, .lines = 3, .frame = 4 },
    { DIAGRAM_FULL, .cells = 14, .lines = 4, .frame = 4 },
    { DIAGRAM_SHORT, .cells = 20, .lines = 1, .frame = 2 },
    { DIAGRAM_SHORT, .cells = 14, .lines = 1, .frame = 2 },
    { DIAGRAM_SHORT, .cells = 10, .lines = 1, .frame = 2 },
    { DIAGRAM_MARKS, .cells = 7, .lines = 1, .frame = 2 },
    { DIAGRAM_MARKS, .cells = 5, .lines = 1, .frame = 2 },
};
#define LEVEL_COUNT (sizeof(levels) / sizeof(levels[0]))

/* ---- one attempt ---- */

/* Room for titles: a part of the pane, but no more than they need, and none if there are none. */
static int gutter_width(const struct layout *layout)
{
    int width = layout->request->width, most = 0;
    int room = width >= 100 ? 14 : width >= 70 ? 13 : width >= 50 ? 9 : 7;

    for (uint32_t i = 0; i < layout->bands.count; i++) {
        int title = (int)text_width(layout->bands.items[i].title);

        most = title > most ? title : most;
    }
    if (most == 0) {
        return 0;
    }
    return (most < room ? most : room) + 3;
}

static void begin(struct layout *layout, const struct diagram_request *request,
                  const struct graph *graph, const struct level *level, struct arena *arena)
{
    *layout = (struct layout){ .arena = arena,
                               .request = request,
                               .graph = graph,
                               .level = *level,
                               .item_count = graph->node_count,
                               .item_room = graph->node_count + 8 };
    layout->items = arena_new_array(arena, struct item, layout->item_room);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        layout->items[i] = (struct item){ .bundle = NONE, .width = level->cells + level->frame };
    }
    bands_make(layout);
    layout->gutter = gutter_width(layout);
}

/* Columns that the widest row needs more than there are. */
static int excess(const struct layout *layout, int available)
{
    int most = 0;

    for (uint32_t row = 0; row < layout->row_count; row++) {
        int used = 0;

        for (uint32_t i = 0; i < layout->rows[row].items.count; i++) {
            uint32_t item = item_at(layout, row, i);

            used += layout->items[item].width;
            used += i == 0 ? 0 : gap_between(layout, item_at(layout, row, i - 1), item);
        }
        most = used - available > most ? used - available : most;
    }
    return most;
}

static void finish(struct layout *layout, int available)
{
    order_rows(layout);
    directs_choose(layout);
    place_items(layout, available);
    nets_make(layout);
    pins_place(layout);
    lanes_assign(layout);
    layout_measure(layout);
}

enum outcome { DONE, HOPELESS, TOO_MANY_LINES };

/* About the least height that a layout can have, with that much between two rows. */
static int least_height(const struct layout *layout, int channel)
{
    int row = layout->level.frame == 4 ? 3 : 1, rows = (int)layout->row_count;

    return rows * row + (rows - 1) * channel;
}

/* Half of what is between two rows of a layout: other levels will hardly need less. */
static int half_a_channel(const struct layout *layout)
{
    int total = 0;

    for (uint32_t i = 0; i < layout->row_count; i++) {
        total += layout->channels[i].height;
    }
    total /= 2 * (int)layout->row_count;
    return total > 1 ? total : 1;
}

/* What a level is laid out for. */
struct frame {
    const struct diagram_request *request;
    const struct graph *graph;
    int width;               /* of the pane, or of a canvas to be panned */
    int height;              /* what will be higher is given up; 0: nothing is */
    int channel;             /* at least between two rows, as far as is known */
    uint32_t rows;           /* what has more is given up; 0: nothing is */
    bool tried[LEVEL_COUNT]; /* laid out, and too large */
};

static bool is_hopeless(const struct layout *layout, const struct frame *frame)
{
    if (frame->rows > 0 && layout->row_count > frame->rows) {
        return true;
    }
    return frame->height > 0 && least_height(layout, frame->channel) > frame->height;
}

/* Where a row is too wide for what runs between its boxes, rows are cut again, shorter, as long as
 * that may help. */
static enum outcome lay_out(struct layout *layout, const struct frame *frame,
                            const struct level *level, struct arena *arena)
{
    int box = level->cells + level->frame, available, room, over = 0;

    begin(layout, frame->request, frame->graph, level, arena);
    available = frame->width - layout->gutter;
    if (available < box) {
        available = box;
    }
    room = available;
    for (uint32_t i = 0; i < WIDENINGS; i++, room -= over) {
        bool last = i + 1 == WIDENINGS;

        begin(layout, frame->request, frame->graph, level, arena);
        rows_make(layout, room);
        if (is_hopeless(layout, frame)) {
            return HOPELESS;
        }
        bundles_make(layout);
        if (layout->through_count > THROUGH_MAX) {
            return TOO_MANY_LINES;
        }
        over = excess(layout, available);
        last = last || room - over < box;
        if (over > 0 && !last) {
            continue;
        }
        finish(layout, available);
        over = layout->width - layout->gutter - available;
        if (over <= 0 || last || room - over < box) {
            break;
        }
    }
    return DONE;
}

static bool fits(const struct layout *layout)
{
    return layout->width <= layout->request->width && layout->height <= layout->request->height;
}

/* ---- which level ---- */

/* The first level of the wanted kind that fits. Names matter more than few rows: marks do not come
 * before those. */
static bool find_level(struct frame *frame, enum diagram_zoom zoom, struct arena *arena,
                       struct layout *ret)
{
    for (size_t i = 0; i < LEVEL_COUNT; i++) {
        if (frame->tried[i] || (zoom != DIAGRAM_AUTO && levels[i].zoom != zoom)
            || (zoom == DIAGRAM_AUTO && frame->rows > 0 && levels[i].zoom == DIAGRAM_MARKS)) {
            continue;
        }
        if (lay_out(ret, frame, &levels[i], arena) != DONE) {
            continue;
        }
        if (fits(ret)) {
            return true;
        }
        frame->tried[i] = true;
        frame->channel = half_a_channel(ret);
    }
    return false;
}

/* Rows if no row is ever cut. */
static uint32_t rows_at_best(const struct frame *frame, struct arena *arena)
{
    struct layout layout;

    begin(&layout, frame->request, frame->graph, &levels[0], arena);
    rows_make(&layout, INT32_MAX / 2);
    return layout.row_count;
}

/* What has to be panned should at least be readable: names are not mere marks, and where the pane's
 * width would cut many rows, some boxes stand side by side. False if there are too many lines. */
static bool lay_out_large(struct frame frame, enum diagram_zoom zoom, struct arena *arena,
                          struct layout *ret)
{
    enum diagram_zoom wanted = zoom == DIAGRAM_AUTO ? DIAGRAM_SHORT : zoom;
    const struct level *level = levels;
    int width;

    for (size_t i = 0; i < LEVEL_COUNT; i++) {
        if (levels[i].zoom == wanted) {
            level = &levels[i];
        }
    }
    frame.height = 0;
    if (lay_out(ret, &frame, level, arena) == DONE) {
        return true;
    }
    width = ABREAST * (level->cells + level->frame + 2) + ret->gutter;
    frame.width = frame.width > width ? frame.width : width;
    frame.rows = 0;
    return lay_out(ret, &frame, level, arena) == DONE;
}

/* First one that cuts few rows, then any, then one that has to be panned. */
static bool choose_level(const struct diagram_request *request, const struct graph *graph,
                         enum diagram_zoom zoom, struct arena *arena, struct layout *ret)
{
    struct frame frame = {
        .request = request,
        .graph = graph,
        .width = request->width,
        .height = request->height,
        .channel = 1,
    };
    uint32_t few;

    few = rows_at_best(&frame, arena);
    few += (few + 1) / 2;
    frame.rows = few;
    if (find_level(&frame, zoom, arena, ret)) {
        return true;
    }
    frame.rows = 0;
    if (find_level(&frame, zoom, arena, ret)) {
        return true;
    }
    frame.rows = few;
    return lay_out_large(frame, zoom, arena, ret);
}

static void make_empty(const struct diagram_request *request, struct arena *arena,
                       struct diagram *ret)
{
    *ret = (struct diagram){ .width = 1,
                             .height = 1,
                             .cells = arena_new(arena, struct diagram_cell),
                             .fits = true,
                             .ascii = request->ascii,
                             .zoom = DIAGRAM_FULL };
    ret->cells->box = ret->cells->line = NONE;
}

/* One box for each layer; if those are too many still, for each group, or one for all. */
static void make_overview(const struct diagram_request *request, const struct graph *graph,
                          struct arena *arena, struct layout *ret)
{
    enum diagram_zoom zoom = request->zoom == DIAGRAM_OVERVIEW ? DIAGRAM_AUTO : request->zoom;

    for (enum merge merge = MERGE_LAYERS; merge <= MERGE_ALL; merge++) {
        struct graph *merged = arena_new(arena, struct graph);

        if (graph_overview(request, graph, merge, arena, merged)
            && choose_level(request, merged, zoom, arena, ret)) {
            return;
        }
    }
}

void diagram_make(const struct diagram_request *request, struct arena *arena, struct diagram *ret)
{
    bool overview =
        request->zoom == DIAGRAM_OVERVIEW || request->architecture->box_count > DIAGRAM_BOXES_MAX;
    struct graph graph;
    struct layout layout;

    if (request->architecture->box_count == 0) {
        make_empty(request, arena, ret);
        return;
    }
    graph_make(request, arena, &graph);
    overview = overview || !choose_level(request, &graph, request->zoom, arena, &layout);
    if (overview) {
        make_overview(request, &graph, arena, &layout);
    }
    paint(&layout, ret);
    ret->fits = fits(&layout);
    if (overview) {
        ret->zoom = DIAGRAM_OVERVIEW;
    }
}

/* ---- looking ---- */

const struct diagram_cell *diagram_at(const struct diagram *diagram, int x, int y)
{
    static const struct diagram_cell blank = { .box = NONE, .line = NONE };

    if (x < 0 || y < 0 || x >= diagram->width || y >= diagram->height) {
        return &blank;
    }
    return &diagram->cells[(size_t)y * (size_t)diagram->width + (size_t)x];
}

uint32_t diagram_box_at(const struct diagram *diagram, int x, int y)
{
    return diagram_at(diagram, x, y)->box;
}

bool diagram_line_touches(const struct diagram *diagram, const struct architecture *architecture,
                          uint32_t line, uint32_t box)
{
    const struct diagram_line *of = &diagram->lines[line];

    for (uint32_t i = 0; i < of->count; i++) {
        const struct arrow *arrow = &architecture->arrows[of->arrows[i]];

        if (diagram->shown[arrow->from] == box || diagram->shown[arrow->to] == box) {
            return true;
        }
    }
    return false;
}
