#include "export/drawing/labels.h"

#include <limits.h>

#include "export/picture.h"

#define STEPS 8 /* straight pieces for each curve of a line */

/* How bad it is for a label to lie on these. */
#define COST_BOX 100
#define COST_LABEL 80
#define COST_HEADING 40
#define COST_LINE 6    /* for each point of another arrow */
#define COST_BESIDE 15 /* not on its own line */
#define HEADING_X 1000 /* from the corner */
#define HEADING_Y 1750
#define FULL 10000 /* positions on a line are in hundredths of a percent */

/* Where on the line to try, the best place first. */
static const int positions[] = { 5000, 4600, 5400, 4200, 5800, 3800, 6200,
                                 3400, 6600, 3000, 7000, 2600, 7400 };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct line {
    struct part *edge;
    struct point *points;
    uint32_t count;
    struct area bounds;
};

struct obstacle {
    struct area area;
    int cost;
};

struct field {
    struct arena *arena;
    VEC(struct line) lines;
    VEC(struct obstacle) obstacles;
};

static centi larger(centi a, centi b)
{
    return a > b ? a : b;
}

static bool overlap(const struct area *a, const struct area *b)
{
    return a->min.x < b->max.x && b->min.x < a->max.x && a->min.y < b->max.y && b->min.y < a->max.y;
}

static bool contains(const struct area *area, struct point point)
{
    return point.x > area->min.x && point.x < area->max.x && point.y > area->min.y
           && point.y < area->max.y;
}

static struct area area_around(struct point centre, struct point size)
{
    return (struct area){ { centre.x - size.x / 2, centre.y - size.y / 2 },
                          { centre.x + size.x / 2, centre.y + size.y / 2 } };
}

struct point label_size(const struct part *edge)
{
    struct point size = { 0, (centi)edge->captions.count * LABEL_LINE_HEIGHT + 200 };
    for (uint32_t i = 0; i < edge->captions.count; i++) {
        size.x = larger(size.x, text_extent(edge->captions.items[i].text, PICTURE_LABEL_SIZE));
    }
    size.x += 400;
    return size;
}

/* ---- lines ---- */

/* A cubic Bezier curve at step/STEPS, in whole numbers. */
static centi curve_at(centi a, centi b, centi c, centi d, int step)
{
    centi t = step;
    centi u = STEPS - step;
    return (u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d)
           / (STEPS * STEPS * STEPS);
}

/* The first shape of an arrow is its line. */
static void add_line(struct field *field, struct part *edge)
{
    const struct shape *shape = &edge->shapes.items[0];
    const struct point *p = shape->points;
    if (shape->kind != SHAPE_CURVE || shape->count < 4) {
        return;
    }
    uint32_t curves = (shape->count - 1) / 3;
    struct line *line = vec_add(&field->lines, field->arena);
    line->edge = edge;
    line->points = arena_new_array(field->arena, struct point, (size_t)curves * STEPS + 1);
    line->points[line->count++] = p[0];
    for (uint32_t i = 0; i < curves; i++, p += 3) {
        for (int step = 1; step <= STEPS; step++) {
            line->points[line->count++] =
                (struct point){ curve_at(p[0].x, p[1].x, p[2].x, p[3].x, step),
                                curve_at(p[0].y, p[1].y, p[2].y, p[3].y, step) };
        }
    }
    line->bounds = area_of(line->points, line->count);
}

static centi distance(centi a, centi b)
{
    return a < b ? b - a : a - b;
}

/* Along the axes: good enough to find the middle of a line, and needs no roots. */
static centi step_length(const struct line *line, uint32_t i)
{
    return distance(line->points[i].x, line->points[i + 1].x)
           + distance(line->points[i].y, line->points[i + 1].y);
}

static struct point point_at(const struct line *line, int position)
{
    centi length = 0;
    for (uint32_t i = 0; i + 1 < line->count; i++) {
        length += step_length(line, i);
    }
    centi left = length * position / FULL;
    for (uint32_t i = 0; i + 1 < line->count; i++) {
        centi step = step_length(line, i);
        if (left <= step && step > 0) {
            struct point a = line->points[i];
            struct point b = line->points[i + 1];
            return (struct point){ a.x + (b.x - a.x) * left / step,
                                   a.y + (b.y - a.y) * left / step };
        }
        left -= step;
    }
    return line->points[line->count - 1];
}

/* ---- what is in the way ---- */

struct area heading_area(const struct caption *heading)
{
    centi width = text_extent(heading->text, PICTURE_GROUP_SIZE);
    return (struct area){ { heading->at.x - 300, heading->at.y - PICTURE_GROUP_SIZE * 100 },
                          { heading->at.x + width + 300, heading->at.y + 400 } };
}

static void add_obstacle(struct field *field, struct area area, int cost)
{
    *vec_add(&field->obstacles, field->arena) = (struct obstacle){ area, cost };
}

/* What its first shape takes at most, with the handles of its curves. */
static struct area area_of_first(const struct part *part)
{
    return area_of(part->shapes.items[0].points, part->shapes.items[0].count);
}

static void place_headings(struct field *field, struct part *cluster)
{
    struct area area = area_of_first(cluster);
    for (uint32_t i = 0; i < cluster->captions.count; i++) {
        struct caption *heading = &cluster->captions.items[i];
        heading->anchor = ANCHOR_START;
        heading->at = (struct point){ area.min.x + HEADING_X, area.min.y + HEADING_Y };
        add_obstacle(field, heading_area(heading), COST_HEADING);
    }
}

static int cost_at(const struct field *field, const struct line *own, const struct area *area)
{
    int cost = 0;
    for (uint32_t i = 0; i < field->obstacles.count; i++) {
        cost += overlap(&field->obstacles.items[i].area, area) ? field->obstacles.items[i].cost : 0;
    }
    for (uint32_t i = 0; i < field->lines.count; i++) {
        const struct line *line = &field->lines.items[i];
        if (line == own || !overlap(&line->bounds, area)) {
            continue;
        }
        for (uint32_t p = 0; p < line->count; p++) {
            cost += contains(area, line->points[p]) ? COST_LINE : 0;
        }
    }
    return cost;
}

/* The best place on the line, or else just above or below it. */
static void place(struct field *field, const struct line *line)
{
    struct point size = label_size(line->edge);
    const centi shifts[] = { 0, -(size.y / 2 + 100), size.y / 2 + 100 };
    struct point best = { 0 };
    int best_cost = INT_MAX;
    for (size_t shift = 0; shift < COUNT(shifts); shift++) {
        for (size_t i = 0; i < COUNT(positions) && best_cost > 0; i++) {
            struct point centre = point_at(line, positions[i]);
            centre.y += shifts[shift];
            struct area area = area_around(centre, size);
            int cost = cost_at(field, line, &area) + (shift > 0 ? COST_BESIDE : 0);
            if (cost < best_cost) {
                best_cost = cost;
                best = centre;
            }
        }
    }
    line->edge->label = best;
    add_obstacle(field, area_around(best, size), COST_LABEL);
}

void labels_place(struct drawing *drawing)
{
    struct field field = { .arena = drawing->arena };
    for (uint32_t i = 0; i < drawing->parts.count; i++) {
        struct part *part = &drawing->parts.items[i];
        if (part->shapes.count == 0) {
            continue;
        }
        if (part->kind == PART_EDGE) {
            add_line(&field, part);
        } else if (part->kind == PART_CLUSTER) {
            place_headings(&field, part);
        } else if (part->kind == PART_NODE) {
            add_obstacle(&field, area_of_first(part), COST_BOX);
        }
    }
    for (uint32_t i = 0; i < field.lines.count; i++) {
        if (field.lines.items[i].edge->captions.count > 0) {
            place(&field, &field.lines.items[i]);
        }
    }
}
