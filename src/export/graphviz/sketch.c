#include "export/graphviz/sketch.h"

#include "export/colours.h"
#include "export/graphviz/dot_attributes.h"
#include "export/graphviz/dot_text.h"
#include "export/outline.h"

struct maker {
    struct sketch *sketch;
    const struct picture *picture;
    const struct review *review; /* the picture's */
    struct arena *arena;
    struct str *ids;   /* of each box */
    uint32_t *nodes;   /* part of each box */
    uint32_t *regions; /* cluster of each region, or SKETCH_GRAPH so far */
    uint32_t *groups;  /* cluster of each (region or shared, group), or SKETCH_GRAPH so far */
    uint32_t legend;
};

static uint32_t add_part(struct maker *maker, const struct sketch_part *part)
{
    *vec_add(&maker->sketch->parts, maker->arena) = *part;
    return maker->sketch->parts.count - 1;
}

/* Texts of the review and the catalogue may be gone before the picture is there. */
static struct str keep(struct maker *maker, struct str text)
{
    return str_copy(maker->arena, text);
}

static void add_line(struct maker *maker, struct sketch_part *part, struct str line)
{
    part->lines[part->line_count++] = keep(maker, line);
}

static void add_lines(struct maker *maker, struct sketch_part *part,
                      const struct picture_lines *lines)
{
    for (uint32_t i = 0; i < lines->count; i++) {
        add_line(maker, part, lines->lines[i]);
    }
}

/* ---- clusters ---- */

static uint32_t add_cluster(struct maker *maker, uint32_t parent, struct str id, struct str label,
                            const struct attribute *look, const char *class)
{
    struct str name = str_format(maker->arena, "cluster_%.*s", STR_ARG(id));
    struct sketch_part cluster = {
        .kind = PART_CLUSTER,
        .name = str_terminated(maker->arena, name),
        .parent = parent,
        .id = keep(maker, id),
        .class = str_from(class),
        .left = true,
        .looks = { look },
        .shapes = 1,
    };
    if (label.len > 0) {
        add_line(maker, &cluster, label);
    }
    return add_part(maker, &cluster);
}

/* Where boxes of a region stand: its cluster, or the whole graph for what is shared. */
static uint32_t region_cluster(struct maker *maker, uint32_t region)
{
    if (region >= maker->review->design.region_count) {
        return SKETCH_GRAPH;
    }
    uint32_t *cluster = &maker->regions[region];
    if (*cluster == SKETCH_GRAPH) {
        *cluster =
            add_cluster(maker, SKETCH_GRAPH, str_format(maker->arena, "region%u", region + 1),
                        picture_region(maker->review, region, maker->arena), dot_region, "region");
    }
    return *cluster;
}

static uint32_t group_cluster(struct maker *maker, uint32_t region, group_id group)
{
    const struct catalog *catalog = maker->review->catalog;
    uint32_t parent = region_cluster(maker, region);
    if (group == NONE) {
        return parent;
    }
    bool shared = parent == SKETCH_GRAPH;
    uint32_t row = shared ? 0 : region + 1;
    uint32_t *cluster = &maker->groups[row * catalog->group_count + group];
    if (*cluster == SKETCH_GRAPH) {
        enum tint tint = group % TINT__COUNT;
        struct str id = outline_group_id(catalog, group, maker->arena);
        struct str class = str_format(maker->arena, "group %s", tint_class(tint));
        id = shared ? id : str_format(maker->arena, "region%u-%.*s", region + 1, STR_ARG(id));
        *cluster = add_cluster(maker, parent, id, picture_group(maker->review, group, maker->arena),
                               dot_group, str_terminated(maker->arena, class));
        maker->sketch->parts.items[*cluster].looks[1] = dot_tints[tint];
    }
    return *cluster;
}

/* ---- boxes and arrows ---- */

static void add_box(struct maker *maker, uint32_t number)
{
    const struct review *review = maker->review;
    const struct box *box = &review->architecture.boxes[number];
    struct str id = maker->ids[number], role;
    struct picture_lines name = picture_box_name(review, box, maker->arena, &role);
    enum mark mark = picture_box_mark(maker->picture, number);
    struct sketch_part node = {
        .kind = PART_NODE,
        .name = str_terminated(maker->arena, id),
        .parent = group_cluster(maker, box->region, picture_group_of(review, box)),
        .id = dot_svg_id("box", id, maker->arena),
        .class = dot_box_class(maker->picture, number, role.len > 0, maker->arena),
        .tooltip = keep(maker, picture_box_tooltip(review, box, maker->arena)),
        .comment = dot_box_comment(review, box, maker->arena),
        .looks = { box->implied ? dot_implied : NULL, dot_marked_box[mark] },
        .shapes = mark == MARK_CHANGED ? 2 : 1,
    };
    add_lines(maker, &node, &name);
    if (role.len > 0) {
        add_line(maker, &node, role);
    }
    maker->nodes[number] = add_part(maker, &node);
}

/* By its ends, so that it stays what it is when others come and go: there is one for each pair. */
static struct str arrow_id(struct maker *maker, const struct arrow *arrow)
{
    struct str from = maker->ids[arrow->from];
    struct str to = maker->ids[arrow->to];
    return dot_svg_id("arrow", str_format(maker->arena, "%.*s--%.*s", STR_ARG(from), STR_ARG(to)),
                      maker->arena);
}

static void add_arrow(struct maker *maker, uint32_t number)
{
    const struct arrow *arrow = &maker->review->architecture.arrows[number];
    struct picture_lines label = picture_arrow_label(arrow, maker->arena);
    enum mark mark = picture_arrow_mark(maker->picture, number);
    struct sketch_part edge = {
        .kind = PART_EDGE,
        .parent = SKETCH_GRAPH,
        .tail = maker->nodes[arrow->from],
        .head = maker->nodes[arrow->to],
        .id = arrow_id(maker, arrow),
        .class = arrow->dashed ? STR("call dashed") : STR("call"),
        .tooltip = keep(maker, picture_arrow_tooltip(maker->review, arrow, maker->arena)),
        .looks = { arrow->dashed ? dot_dashed : NULL, dot_marked_arrow[mark] },
        .shapes = 2,
    };
    if (mark != MARK_SAME) {
        edge.class = str_format(maker->arena, "%.*s %s", STR_ARG(edge.class), mark_name(mark));
    }
    add_lines(maker, &edge, &label);
    add_part(maker, &edge);
}

/* ---- the legend: a row for each sign that is used ---- */

/* A sign, and what it means. */
struct row {
    const char *names[2];
    const char *labels[2];
};

static uint32_t add_legend_node(struct maker *maker, const struct row *row, int side)
{
    struct sketch_part node = {
        .kind = PART_NODE,
        .name = row->names[side],
        .parent = maker->legend,
        .id = str_from(row->names[side]),
        .class = STR("legend"),
        .tooltip = str_from(row->labels[side]),
        .left = side == 1,
        .looks = { dot_legend_text, side == 1 ? dot_legend_meaning : NULL },
    };
    add_line(maker, &node, str_from(row->labels[side]));
    return add_part(maker, &node);
}

/* Returns the sign; between it and its meaning is an edge of this look. */
static uint32_t add_legend_row(struct maker *maker, const struct row *row,
                               const struct attribute *look, const char *class)
{
    uint32_t sign = add_legend_node(maker, row, 0);
    uint32_t meaning = add_legend_node(maker, row, 1);
    add_part(maker, &(struct sketch_part){
                        .kind = PART_EDGE,
                        .parent = maker->legend,
                        .tail = sign,
                        .head = meaning,
                        .class = str_from(class),
                        .tooltip = str_from(row->labels[1]),
                        .looks = { look },
                        .shapes = 2,
                        .hidden = look == dot_hidden,
                    });
    return sign;
}

/* A sample box, and what such a one is. */
static void add_legend_sample(struct maker *maker, const struct row *row,
                              const struct attribute *look, struct str class, uint32_t shapes)
{
    uint32_t sign = add_legend_row(maker, row, dot_hidden, "hidden");
    struct sketch_part *sample = &maker->sketch->parts.items[sign];
    sample->class = class;
    sample->looks[1] = dot_legend_sample;
    sample->looks[2] = look;
    sample->shapes = shapes;
}

static void add_legend_marks(struct maker *maker)
{
    static const char *const meanings[MARK__COUNT] = {
        [MARK_ADDED] = "added: a thick box, a thick arrow",
        [MARK_REMOVED] = "removed: a dashed box, a dotted arrow",
        [MARK_CHANGED] = "changed: a double box, a thick arrow",
    };
    struct arena *arena = maker->arena;
    for (enum mark mark = MARK_ADDED; mark < MARK__COUNT; mark++) {
        if (!maker->picture->any_mark[mark]) {
            continue;
        }
        const char *word = mark_name(mark);
        struct row row = {
            { str_terminated(arena, str_format(arena, "legend_sample_%s", word)),
              str_terminated(arena, str_format(arena, "legend_%s", word)) },
            { str_terminated(arena, str_format(arena, "%c box", mark_sign(mark))), meanings[mark] },
        };
        add_legend_sample(maker, &row, dot_marked_box[mark],
                          str_format(arena, "box legend %s", word), mark == MARK_CHANGED ? 2 : 1);
    }
}

static bool any_implied(const struct architecture *architecture)
{
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        if (architecture->boxes[i].implied) {
            return true;
        }
    }
    return false;
}

static void add_legend(struct maker *maker)
{
    static const struct row call = { { "legend_caller", "legend_call" },
                                     { "caller", "called for a request or a document" } };
    static const struct row dashed = { { "legend_box", "legend_dashed" },
                                       { "box", "telemetry, evals, secrets: counted apart" } };
    static const struct row implied = { { "legend_sample", "legend_implied" },
                                        { "box", "assumed: not chosen, but calls need it" } };
    const struct architecture *architecture = &maker->review->architecture;
    bool any = any_implied(architecture);
    if (architecture->arrow_count == 0 && !any) {
        return;
    }
    maker->legend =
        add_cluster(maker, SKETCH_GRAPH, STR("legend"), STR("Legend"), dot_legend, "legend");
    if (architecture->solid_count > 0) {
        add_legend_row(maker, &call, NULL, "call");
    }
    if (architecture->dashed_count > 0) {
        add_legend_row(maker, &dashed, dot_dashed, "call dashed");
    }
    if (any) {
        add_legend_sample(maker, &implied, dot_implied, STR("box implied legend"), 1);
    }
    add_legend_marks(maker);
}

/* ---- the whole ---- */

static void add_boxes(struct maker *maker, uint32_t region)
{
    const struct architecture *architecture = &maker->review->architecture;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        uint32_t own = architecture->boxes[i].region;
        if ((own < maker->review->design.region_count ? own : NONE) == region) {
            add_box(maker, i);
        }
    }
}

static void add_graph(struct maker *maker)
{
    struct sketch_part graph = { .kind = PART_GRAPH, .left = true };
    add_line(maker, &graph, picture_title(maker->review, maker->arena));
    if (maker->picture->caption.len > 0) {
        add_line(maker, &graph, maker->picture->caption);
    }
    add_part(maker, &graph);
}

void sketch_make(const struct picture *picture, struct arena *arena, struct sketch *ret)
{
    const struct review *review = &picture->review;
    const struct architecture *architecture = &review->architecture;
    uint32_t regions = review->design.region_count;
    size_t groups = ((size_t)regions + 1) * review->catalog->group_count;
    struct maker maker = {
        .sketch = ret,
        .picture = picture,
        .review = review,
        .arena = arena,
        .ids = outline_box_ids(architecture, arena),
        .nodes = arena_new_array(arena, uint32_t, architecture->box_count),
        .regions = arena_new_array(arena, uint32_t, regions),
        .groups = arena_new_array(arena, uint32_t, groups),
    };
    *ret = (struct sketch){
        .arena = arena,
        .dark = picture->dark,
        .box_width = dot_box_width(review, arena),
        .date = review->today,
        .design = picture->design,
    };
    add_graph(&maker);
    add_legend(&maker);
    add_boxes(&maker, NONE);
    for (uint32_t region = regions; region > 0; region--) { /* dot piles them up from below */
        add_boxes(&maker, region - 1);
    }
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        add_arrow(&maker, i);
    }
}

struct str sketch_part_name(const struct sketch *sketch, uint32_t part, struct arena *arena)
{
    const struct sketch_part *parts = sketch->parts.items;
    switch (parts[part].kind) {
    case PART_GRAPH: return STR("the title");
    case PART_CLUSTER: return str_format(arena, "the frame %.*s", STR_ARG(parts[part].id));
    case PART_NODE: return str_format(arena, "the box %s", parts[part].name);
    case PART_EDGE:
        return str_format(arena, "the arrow from %s to %s", parts[parts[part].tail].name,
                          parts[parts[part].head].name);
    }
    return (struct str){ 0 };
}
