/* The layout on its way from rows to cells; one step a file, in the order of the functions below.
 *
 *     bands  ->  rows  ->  bundles  ->  order  ->  place  ->  pins  ->  lanes  ->  paint
 *
 * Items are what stands in a row: boxes, and lines that only pass through. Between the rows lie
 * channels, in which lines run from side to side: channel c is above row c, the last one below all.
 *
 * A bundle is the arrows that share a line: all solid ones of one source, or all dashed ones of one
 * target (the root), that go the same way. In each channel that it meets it is one net: pins at
 * the upper and the lower edge, joined by one horizontal stretch in a lane of its own. No two pins
 * of an edge share a column, and where an upper and a lower pin of two nets do, the upper one's net
 * takes the higher lane. So no cell is ever claimed twice. Where that order runs in a circle, a
 * lower pin makes a detour: down a free column, and to its own column in a lane below all others. */
#ifndef STRATA_DIAGRAM_PLACING_H
#define STRATA_DIAGRAM_PLACING_H

#include "strata/base/vec.h"
#include "strata/diagram/diagram.h"

#define NO_COLUMN INT32_MIN

/* A node and its edges as they are drawn: the architecture's own, or an overview's. */
struct node {
    struct str label;
    uint32_t first;
    uint32_t count;
    layer_id layer;
    uint32_t region;
    uint64_t roles;
    bool observer;
    enum mark mark;
};

struct edge {
    uint32_t from, to;
    uint32_t arrow; /* of the architecture */
    bool dashed;
    enum mark mark;
};

struct graph {
    struct node *nodes;
    uint32_t node_count;
    struct edge *edges;
    uint32_t edge_count;
    uint32_t *shown; /* node of each box of the architecture */
};

/* How boxes look at a level. */
struct level {
    enum diagram_zoom zoom;
    int cells; /* of a label's line */
    int lines; /* of a label, at most */
    int frame; /* columns beside a label's line, both sides together; 4: a frame of its own rows */
};

struct band {
    struct str title;
    uint32_t key;   /* of the group, region or boundary */
    bool observers; /* holds nothing but observers */
    uint32_t rank;  /* least of its boxes, see bands.c */
    uint32_t first_row, row_count;
};

struct item {
    uint32_t bundle; /* the line that passes; NONE: a box */
    uint32_t row;
    uint32_t place; /* in the row */
    int x, width;
    uint32_t lower_pins, upper_pins; /* of a box: at its lower and upper edge */
};

typedef VEC(uint32_t) uint32_list;

struct row {
    uint32_list items;
    uint32_t band;
    int y, height;
};

/* `upper` is the row's item above the channel, `lower` the one below. */
struct link {
    uint32_t upper, lower;
};

struct end {
    uint32_t item;
    uint32_t edge;
};

struct bundle {
    uint32_t root; /* item */
    bool dashed;
    bool down; /* its ends are below the root, or in its row */
    VEC(struct end) ends;
    uint32_t first_row;  /* that it passes through */
    uint32_list through; /* items, one for each row passed */
    uint32_t line;       /* row of the diagram's lines */
};

struct pin {
    uint32_t item;
    uint32_t edge; /* the one that ends here, or NONE: several go on */
    bool low;      /* at the channel's lower edge */
    bool head;
    bool tail; /* of one dashed arrow: its sign stands here */
    int x;
    int detour; /* column, or NO_COLUMN */
    int detour_lane;
};

struct net {
    uint32_t bundle;
    VEC(struct pin) pins;
    int low, high; /* columns of its horizontal stretch */
    int lane;      /* from 1; 0: it runs straight */
};

struct channel {
    VEC(struct net) nets;
    VEC(struct link) links; /* between the items of the two rows, for order and place */
    int y, height;
    int lanes, detours;
    bool upper_heads, lower_heads;
    bool shows_dash; /* a dashed line runs straight from box to box: it is more than its head */
};

/* An arrow between neighbours of a row. */
struct direct {
    uint32_t edge;
    uint32_t left, right; /* items */
    bool to_right;
};

struct layout {
    struct arena *arena;
    const struct diagram_request *request;
    const struct graph *graph;
    struct level level;
    VEC(struct band) bands;
    uint32_t *band_of; /* node */
    int gutter;        /* columns left of everything else */
    struct item *items;
    uint32_t item_count, item_room;
    struct row *rows;
    uint32_t row_count;
    struct channel *channels; /* one more than rows */
    VEC(struct bundle) bundles;
    VEC(struct direct) directs;
    bool *is_direct;        /* edge */
    uint32_t through_count; /* lines through rows */
    int width, height;
};

/* Lines through rows, at most: beyond, the overview is taken. */
#define THROUGH_MAX 1500

void graph_make(const struct diagram_request *request, struct arena *arena, struct graph *ret);

/* What becomes one node in an overview. */
enum merge { MERGE_LAYERS, MERGE_GROUPS, MERGE_ALL };

#define OVERVIEW_MAX 60 /* nodes of an overview */

/* False if there are more. */
bool graph_overview(const struct diagram_request *request, const struct graph *graph,
                    enum merge merge, struct arena *arena, struct graph *ret);

void bands_make(struct layout *layout);
void rows_make(struct layout *layout, int available);
void bundles_make(struct layout *layout);
void order_rows(struct layout *layout);
void directs_choose(struct layout *layout);
void nets_make(struct layout *layout);
void place_items(struct layout *layout, int available);
void pins_place(struct layout *layout);
void lanes_assign(struct layout *layout);
void layout_measure(struct layout *layout);
void paint(const struct layout *layout, struct diagram *ret);

/* ---- between the steps ---- */

static inline bool is_box(const struct item *item)
{
    return item->bundle == NONE;
}

/* Of a row, by place. */
static inline uint32_t item_at(const struct layout *layout, uint32_t row, uint32_t place)
{
    return layout->rows[row].items.items[place];
}

/* Least columns between the right end of one item and the next one of its row. */
int gap_between(const struct layout *layout, uint32_t left, uint32_t right);

/* Lines of a node's label at this level, with its mark's sign. */
struct label_lines {
    struct str lines[4];
    uint32_t count;
    bool cut;
};
struct label_lines label_lines(const struct layout *layout, uint32_t node);

/* A title of which no word is wider than `room`; it may then be cut into lines at its blanks. */
struct str title_words(const struct layout *layout, struct str title, int room);
uint32_t title_lines(const struct layout *layout, struct str title, int room);

#endif
