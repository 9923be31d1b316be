#include "export/drawing/drawing.h"

#include "strata/base/text.h"

#define NUMBER_DIGITS 12 /* more are cut: no picture is that large */

/* ---- numbers; never strtod(), which listens to the locale ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the next number off the text, in hundredths; false if there is none. */
static bool next_number(struct str *text, centi *ret)
{
    size_t i = 0;
    while (i < text->len && !is_digit(text->at[i])) {
        i++;
    }
    if (i == text->len) {
        return false;
    }
    bool negative = i > 0 && text->at[i - 1] == '-';
    centi value = 0;
    for (int digits = 0; i < text->len && is_digit(text->at[i]); i++, digits++) {
        value = digits < NUMBER_DIGITS ? value * 10 + (text->at[i] - '0') : value;
    }
    value *= 100;
    if (i < text->len && text->at[i] == '.') {
        centi unit = 10;
        for (i++; i < text->len && is_digit(text->at[i]); i++, unit /= 10) {
            value += unit * (text->at[i] - '0');
        }
    }
    *text = str_part(*text, i, text->len);
    *ret = negative ? -value : value;
    return true;
}

uint32_t points_in(struct str numbers, struct point *points, uint32_t room)
{
    uint32_t count = 0;
    struct point point;
    while ((points == NULL || count < room) && next_number(&numbers, &point.x)
           && next_number(&numbers, &point.y)) {
        if (points != NULL) {
            points[count] = point;
        }
        count++;
    }
    return count;
}

centi centi_from(struct str number)
{
    centi value = 0;
    next_number(&number, &value);
    return value;
}

centi text_extent(struct str text, unsigned size)
{
    return (centi)text_width(text) * size * 60;
}

bool part_is(const struct part *part, const char *word)
{
    struct str rest = part->class;
    size_t at;
    while (str_find(rest, STR(" "), &at)) {
        if (str_is(str_part(rest, 0, at), word)) {
            return true;
        }
        rest = str_part(rest, at + 1, rest.len);
    }
    return str_is(rest, word);
}

/* ---- where things are ---- */

static centi smaller(centi a, centi b)
{
    return a < b ? a : b;
}

static centi larger(centi a, centi b)
{
    return a > b ? a : b;
}

struct area area_of(const struct point *points, uint32_t count)
{
    struct area area = { { 0 }, { 0 } };
    for (uint32_t i = 0; i < count; i++) {
        struct point min = i == 0 ? points[0] : area.min;
        struct point max = i == 0 ? points[0] : area.max;
        area.min = (struct point){ smaller(min.x, points[i].x), smaller(min.y, points[i].y) };
        area.max = (struct point){ larger(max.x, points[i].x), larger(max.y, points[i].y) };
    }
    return area;
}

struct str shape_attribute(const struct shape *shape, const char *name)
{
    for (uint32_t i = 0; i < shape->attribute_count; i++) {
        if (str_is(shape->attributes[i].name, name)) {
            return shape->attributes[i].value;
        }
    }
    return (struct str){ 0 };
}

struct point *shape_points(struct arena *arena, const struct shape *shape, uint32_t *ret_count)
{
    struct str numbers = shape_attribute(shape, str_is(shape->name, "path") ? "d" : "points");
    uint32_t count = points_in(numbers, NULL, 0);
    struct point *points = arena_new_array(arena, struct point, count);
    *ret_count = points_in(numbers, points, count);
    return points;
}

struct area shape_area(struct arena *arena, const struct shape *shape)
{
    uint32_t count;
    const struct point *points = shape_points(arena, shape, &count);
    return area_of(points, count);
}
