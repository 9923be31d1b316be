#include "export/graphviz/layout_read.h"

#include <string.h>

#include <jansson.h>

#include "strata/base/index.h"

#define FARTHEST 1e7   /* points from the corner of the page */
#define THICKEST 100.0 /* points of a line */
#define POINTS_MAX 100000
#define PAGE_CORNERS 4
#define NO_PART UINT32_MAX

/* A part of the sketch, as it came back. */
struct found {
    struct part part; /* with its words once all is there */
    bool seen;
    bool laid;           /* it is in the drawing */
    uint32_t first_edge; /* PART_NODE: of those that begin here, or NO_PART */
    uint32_t next_edge;  /* PART_EDGE: the next one with the same tail */
    uint32_t number;     /* PART_EDGE: among all edges, from 1 */
};

struct layout_reader {
    const struct sketch *sketch;
    struct arena *arena;
    struct diag_list *diags;
    struct index names;  /* clusters and nodes */
    struct found *found; /* for each part of the sketch */
    uint32_t *numbered;  /* part by Graphviz's number of it */
    uint32_t numbered_count;
};

/* How the next shape is drawn. */
struct pen {
    uint32_t line;
    uint32_t fill;
    centi width;
    enum dash dash;
};

static bool refuse(struct layout_reader *reader, const char *what)
{
    diag_error(reader->diags, "the picture that Graphviz gave is not taken: %s", what);
    return false;
}

static bool lacks(struct layout_reader *reader, uint32_t part, const char *what)
{
    struct str name = sketch_part_name(reader->sketch, part, reader->arena);
    diag_error(reader->diags, "the picture that Graphviz gave is not whole: %.*s %s", STR_ARG(name),
               what);
    return false;
}

/* ---- numbers ---- */

/* In hundredths, rounded. */
static bool read_number(const json_t *value, double most, centi *ret)
{
    if (!json_is_number(value)) {
        return false;
    }
    double number = json_number_value(value);
    if (number > most || number < -most) {
        return false;
    }
    *ret = (centi)(number * 100 + (number < 0 ? -0.5 : 0.5));
    return true;
}

/* Graphviz's y grows upwards. */
static bool read_point(const json_t *value, struct point *ret)
{
    if (json_array_size(value) != 2 || !read_number(json_array_get(value, 0), FARTHEST, &ret->x)
        || !read_number(json_array_get(value, 1), FARTHEST, &ret->y)) {
        return false;
    }
    ret->y = -ret->y;
    return true;
}

static bool read_points(struct layout_reader *reader, const json_t *value, struct shape *shape)
{
    size_t count = json_array_size(value);
    if (count == 0 || count > POINTS_MAX) {
        return false;
    }
    shape->count = (uint32_t)count;
    shape->points = arena_new_array(reader->arena, struct point, count);
    for (size_t i = 0; i < count; i++) {
        if (!read_point(json_array_get(value, i), &shape->points[i])) {
            return false;
        }
    }
    return true;
}

/* "#rrggbb"; with an opacity behind it, it is "transparent". */
static bool read_colour(const json_t *value, uint32_t *ret)
{
    const char *code = json_string_value(value);
    size_t len = json_string_length(value);
    uint32_t number = 0;
    if (code == NULL || (len != 7 && len != 9) || code[0] != '#') {
        return false;
    }
    for (size_t i = 1; i < 7; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = code[i] == '\0' ? NULL : strchr(digits, code[i]);
        if (digit == NULL) {
            return false;
        }
        number = number << 4 | (uint32_t)(digit - digits);
    }
    *ret = len == 7 ? number : NO_COLOUR;
    return true;
}

/* ---- how things are drawn ---- */

/* "setlinewidth(1.2)": the number in it is one of JSON's. */
static bool read_width(struct str style, centi *ret)
{
    const struct str head = STR("setlinewidth("), tail = STR(")");
    if (!str_starts(style, head) || !str_ends(style, tail)) {
        return false;
    }
    struct str number = str_part(style, head.len, style.len - head.len - tail.len);
    json_t *value = json_loadb(number.at, number.len, JSON_DECODE_ANY, NULL);
    bool fine = read_number(value, THICKEST, ret) && *ret >= 0;
    json_decref(value);
    return fine;
}

static bool read_style(const json_t *value, struct pen *pen)
{
    static const struct {
        const char *name;
        enum dash dash;
    } dashes[] = { { "solid", DASH_NONE }, { "dashed", DASH_DASHED }, { "dotted", DASH_DOTTED } };
    struct str style = { json_string_value(value), json_string_length(value) };
    for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
        if (str_is(style, dashes[i].name)) {
            pen->dash = dashes[i].dash;
            return true;
        }
    }
    return read_width(style, &pen->width);
}

static bool read_shape(struct layout_reader *reader, const json_t *operation, const struct pen *pen,
                       enum shape_kind kind, bool filled, struct part *part)
{
    struct shape shape = {
        .kind = kind,
        .fill = filled ? pen->fill : NO_COLOUR,
        .line = pen->line,
        .width = pen->width,
        .dash = pen->dash,
    };
    if (!read_points(reader, json_object_get(operation, "points"), &shape)
        || (kind == SHAPE_CURVE ? shape.count < 4 || shape.count % 3 != 1 : shape.count < 3)) {
        return false;
    }
    if (shape.fill != NO_COLOUR || shape.line != NO_COLOUR) {
        *vec_add(&part->shapes, reader->arena) = shape;
    }
    return true;
}

/* Where a line of text stands; which one it is, the sketch knows. */
static bool read_caption(struct layout_reader *reader, const json_t *operation, struct part *part)
{
    struct caption caption = { 0 };
    struct str align = { json_string_value(json_object_get(operation, "align")), 1 };
    if (align.at == NULL || !read_point(json_object_get(operation, "pt"), &caption.at)) {
        return false;
    }
    caption.anchor = str_is(align, "l")   ? ANCHOR_START
                     : str_is(align, "r") ? ANCHOR_END
                                          : ANCHOR_MIDDLE;
    *vec_add(&part->captions, reader->arena) = caption;
    return true;
}

/* The operations of xdot that there are in our pictures, by their letter. */
static bool read_operation(struct layout_reader *reader, const json_t *operation, struct pen *pen,
                           struct part *part)
{
    const char *letter = json_string_value(json_object_get(operation, "op"));
    const json_t *colour = json_object_get(operation, "color");
    if (letter == NULL || letter[0] == '\0' || letter[1] != '\0') {
        return false;
    }
    switch (letter[0]) {
    case 'c': return read_colour(colour, &pen->line);
    case 'C': return read_colour(colour, &pen->fill);
    case 'S': return read_style(json_object_get(operation, "style"), pen);
    case 'P': return read_shape(reader, operation, pen, SHAPE_POLYGON, true, part);
    case 'p': return read_shape(reader, operation, pen, SHAPE_POLYGON, false, part);
    case 'B': return read_shape(reader, operation, pen, SHAPE_CURVE, true, part);
    case 'b': return read_shape(reader, operation, pen, SHAPE_CURVE, false, part);
    case 'T': return read_caption(reader, operation, part);
    case 'F': return true; /* fonts are ours */
    }
    return false;
}

/* What is drawn for an object: its shape, the heads of an arrow, its label. */
static bool read_operations(struct layout_reader *reader, const json_t *object, struct part *part)
{
    static const char *const lists[] = { "_draw_", "_tdraw_", "_hdraw_", "_ldraw_" };
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        const json_t *list = json_object_get(object, lists[i]);
        struct pen pen = { .fill = NO_COLOUR, .width = 100 };
        for (size_t n = 0; n < json_array_size(list); n++) {
            if (!read_operation(reader, json_array_get(list, n), &pen, part)) {
                return refuse(reader, "in it is something that no such picture has");
            }
        }
    }
    return true;
}

/* ---- the objects ---- */

static bool read_part(struct layout_reader *reader, const json_t *object, uint32_t part)
{
    if (part == NO_PART || reader->found[part].seen) {
        return refuse(reader, "in it is a part that was not asked for");
    }
    reader->found[part].seen = true;
    return read_operations(reader, object, &reader->found[part].part);
}

static bool read_object(struct layout_reader *reader, const json_t *object)
{
    const json_t *name = json_object_get(object, "name");
    const json_t *number = json_object_get(object, "_gvid");
    uint32_t part = NO_PART;
    index_find(&reader->names, (struct str){ json_string_value(name), json_string_length(name) },
               &part);
    if (!json_is_integer(number) || json_integer_value(number) < 0
        || json_integer_value(number) >= (json_int_t)reader->numbered_count) {
        return refuse(reader, "in it is a part without a number");
    }
    reader->numbered[json_integer_value(number)] = part;
    return read_part(reader, object, part);
}

static uint32_t node_numbered(const struct layout_reader *reader, const json_t *number)
{
    json_int_t value = json_is_integer(number) ? json_integer_value(number) : -1;
    if (value < 0 || value >= (json_int_t)reader->numbered_count) {
        return NO_PART;
    }
    uint32_t part = reader->numbered[value];
    return part != NO_PART && reader->sketch->parts.items[part].kind == PART_NODE ? part : NO_PART;
}

/* By its ends: there is one for each pair. */
static bool read_edge(struct layout_reader *reader, const json_t *object)
{
    uint32_t tail = node_numbered(reader, json_object_get(object, "tail"));
    uint32_t head = node_numbered(reader, json_object_get(object, "head"));
    uint32_t edge = tail == NO_PART ? NO_PART : reader->found[tail].first_edge;
    while (edge != NO_PART && reader->sketch->parts.items[edge].head != head) {
        edge = reader->found[edge].next_edge;
    }
    return read_part(reader, object, edge);
}

static bool read_all(struct layout_reader *reader, const json_t *root)
{
    const json_t *objects = json_object_get(root, "objects");
    const json_t *edges = json_object_get(root, "edges");
    reader->numbered_count = (uint32_t)json_array_size(objects);
    reader->numbered = arena_new_array(reader->arena, uint32_t, reader->numbered_count);
    memset(reader->numbered, 0xff, reader->numbered_count * sizeof(uint32_t));
    if (!read_part(reader, root, SKETCH_GRAPH)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(objects); i++) {
        if (!read_object(reader, json_array_get(objects, i))) {
            return false;
        }
    }
    for (size_t i = 0; i < json_array_size(edges); i++) {
        if (!read_edge(reader, json_array_get(edges, i))) {
            return false;
        }
    }
    return true;
}

/* ---- is it whole? ---- */

/* Gives the positions their texts; false if there are more of the ones or the others. Graphviz
 * leaves out empty lines. */
static bool take_texts(const struct sketch_part *wanted, struct part *part)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < wanted->line_count; i++) {
        if (wanted->lines[i].len > 0 && count++ < part->captions.count) {
            part->captions.items[count - 1].text = wanted->lines[i];
        }
    }
    return count == part->captions.count;
}

static bool is_whole(struct layout_reader *reader)
{
    for (uint32_t i = 0; i < reader->sketch->parts.count; i++) {
        const struct sketch_part *wanted = &reader->sketch->parts.items[i];
        struct found *found = &reader->found[i];
        if (wanted->hidden) {
            continue;
        }
        if (!found->seen || found->part.shapes.count < wanted->shapes) {
            return lacks(reader, i, "is missing");
        }
        if (!take_texts(wanted, &found->part)) {
            return lacks(reader, i, "has lost its words");
        }
    }
    return true;
}

/* ---- the drawing ---- */

/* The page is what the ground of the whole takes. */
static bool take_page(struct layout_reader *reader, struct drawing *drawing)
{
    const struct part *graph = &reader->found[SKETCH_GRAPH].part;
    if (graph->shapes.count != 1 || graph->shapes.items[0].count != PAGE_CORNERS) {
        return refuse(reader, "it has no page");
    }
    struct area page = area_of(graph->shapes.items[0].points, PAGE_CORNERS);
    drawing->origin = (struct point){ -page.min.x, -page.min.y };
    drawing->size = (struct point){ page.max.x - page.min.x, page.max.y - page.min.y };
    return true;
}

static void lay(struct layout_reader *reader, uint32_t number, struct drawing *drawing)
{
    static const char *const kinds[] = { [PART_GRAPH] = "graph",
                                         [PART_CLUSTER] = "cluster",
                                         [PART_NODE] = "node",
                                         [PART_EDGE] = "edge" };
    const struct sketch_part *wanted = &reader->sketch->parts.items[number];
    struct found *found = &reader->found[number];
    struct part *part = &found->part;
    if (found->laid || wanted->hidden) {
        return;
    }
    found->laid = true;
    part->kind = wanted->kind;
    part->id = wanted->id.len > 0 ? wanted->id : str_format(reader->arena, "edge%u", found->number);
    part->class = str_format(reader->arena, "%s %.*s", kinds[part->kind], STR_ARG(wanted->class));
    part->tooltip = wanted->tooltip;
    *vec_add(&drawing->parts, reader->arena) = *part;
}

/* Arrows lie over the boxes that they join, and under later ones. */
static void lay_node(struct layout_reader *reader, uint32_t node, struct drawing *drawing)
{
    lay(reader, node, drawing);
    for (uint32_t edge = reader->found[node].first_edge; edge != NO_PART;
         edge = reader->found[edge].next_edge) {
        lay(reader, reader->sketch->parts.items[edge].head, drawing);
        lay(reader, edge, drawing);
    }
}

static void lay_all(struct layout_reader *reader, struct drawing *drawing)
{
    const struct sketch *sketch = reader->sketch;
    lay(reader, SKETCH_GRAPH, drawing);
    for (uint32_t i = 0; i < sketch->parts.count; i++) {
        if (sketch->parts.items[i].kind == PART_CLUSTER) {
            lay(reader, i, drawing);
        }
    }
    for (uint32_t i = 0; i < sketch->parts.count; i++) {
        if (sketch->parts.items[i].kind == PART_NODE) {
            lay_node(reader, i, drawing);
        }
    }
}

/* ---- the whole ---- */

/* Those of a node stand in the order of the nodes at their other ends, as cgraph has them. */
static void add_edge(struct layout_reader *reader, uint32_t edge)
{
    const struct sketch_part *parts = reader->sketch->parts.items;
    uint32_t *place = &reader->found[parts[edge].tail].first_edge;
    while (*place != NO_PART && parts[*place].head <= parts[edge].head) {
        place = &reader->found[*place].next_edge;
    }
    reader->found[edge].next_edge = *place;
    *place = edge;
}

static void prepare(struct layout_reader *reader)
{
    const struct sketch *sketch = reader->sketch;
    uint32_t edges = 0;
    reader->found = arena_new_array(reader->arena, struct found, sketch->parts.count);
    for (uint32_t i = 0; i < sketch->parts.count; i++) {
        const struct sketch_part *part = &sketch->parts.items[i];
        reader->found[i].first_edge = NO_PART;
        reader->found[i].next_edge = NO_PART;
        if (part->name != NULL) {
            index_add(&reader->names, str_from(part->name), i, NULL);
        }
        if (part->kind == PART_EDGE) {
            reader->found[i].number = ++edges;
            add_edge(reader, i);
        }
    }
}

bool layout_read(struct str json, const struct sketch *sketch, struct arena *arena,
                 struct drawing *ret, struct diag_list *diags)
{
    struct layout_reader reader = {
        .sketch = sketch, .arena = arena, .diags = diags, .names = { .arena = arena }
    };
    *ret = (struct drawing){ .arena = arena };
    prepare(&reader);
    json_t *root = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
    bool fine = root == NULL ? refuse(&reader, "it is cut off or not well-formed")
                             : read_all(&reader, root);
    json_decref(root);
    if (!fine || !is_whole(&reader) || !take_page(&reader, ret)) {
        return false;
    }
    lay_all(&reader, ret);
    return true;
}
