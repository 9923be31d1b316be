#include "export/drawing/drawing.h"

#include "strata/base/text.h"

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
