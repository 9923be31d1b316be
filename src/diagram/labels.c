/* The words in a box. */
#include "diagram/placing.h"

#include "strata/base/text.h"

/* In a picture whose bands are not the regions, a box says in which region it is. */
static struct str region_of(const struct layout *layout, const struct node *node)
{
    const struct diagram_request *request = layout->request;

    if (request->grouping == DIAGRAM_BY_REGION || node->region == NONE
        || node->region >= request->region_count) {
        return STR("");
    }
    return request->regions[node->region];
}

/* The name takes what the region leaves: at least half. */
static void one_line(const struct layout *layout, struct str name, struct str region,
                     struct label_lines *to)
{
    bool ascii = layout->request->ascii;
    unsigned cells = (unsigned)layout->level.cells, taken = text_width(region);
    struct str whole = name;

    if (taken > 0 && cells < 10) {
        whole = str_format(layout->arena, "%.*s %.*s", STR_ARG(name), STR_ARG(region));
        name = text_cut(layout->arena, whole, cells, ascii);
        to->lines[0] = name;
    } else if (taken > 0) {
        taken = taken + 1 > cells / 2 ? cells / 2 : taken + 1;
        if (text_width(name) + text_width(region) + 1 <= cells) {
            taken = text_width(region) + 1;
        } else if (text_width(name) < cells - taken) {
            taken = cells - text_width(name);
        }
        struct str shown = text_cut(layout->arena, region, taken - 1, ascii);

        name = text_cut(layout->arena, name, cells - taken, ascii);
        to->cut = text_width(shown) < text_width(region);
        to->lines[0] = str_format(layout->arena, "%.*s %.*s", STR_ARG(name), STR_ARG(shown));
    } else {
        name = text_cut(layout->arena, name, cells, ascii);
        to->lines[0] = name;
    }
    to->cut = to->cut || !str_eq(name, whole);
    to->count = 1;
}

struct label_lines label_lines(const struct layout *layout, uint32_t number)
{
    const struct node *node = &layout->graph->nodes[number];
    struct str region = region_of(layout, node), rest = node->label;
    struct label_lines to = { 0 };
    unsigned cells = (unsigned)layout->level.cells;
    uint32_t room = (uint32_t)layout->level.lines;

    if (room == 1) {
        one_line(layout, rest, region, &to);
        return to;
    }
    room -= region.len > 0 ? 1 : 0;
    while (to.count < room) {
        struct str before = rest, line;

        if (to.count + 1 == room && text_width(str_trim(rest)) > cells) {
            line = text_cut(layout->arena, str_trim(before), cells, layout->request->ascii);
            to.cut = true;
            rest = STR("");
        } else if (!text_wrap(&rest, cells, &line)) {
            break;
        }
        to.lines[to.count++] = line;
    }
    if (region.len > 0) {
        to.lines[to.count] = text_cut(layout->arena, region, cells, layout->request->ascii);
        to.cut = to.cut || !str_eq(to.lines[to.count], region);
        to.count++;
    }
    return to;
}

struct str title_words(const struct layout *layout, struct str title, int room)
{
    struct strbuf words = { .arena = layout->arena };

    while (title.len > 0) {
        size_t end;

        if (!str_find(title, STR(" "), &end)) {
            end = title.len;
        }
        strbuf_add(&words, text_cut(layout->arena, str_part(title, 0, end), (unsigned)room,
                                    layout->request->ascii));
        if (end < title.len) {
            strbuf_add_char(&words, ' ');
        }
        title = str_part(title, end + 1, title.len);
    }
    return strbuf_str(&words);
}

uint32_t title_lines(const struct layout *layout, struct str title, int room)
{
    struct str rest = title_words(layout, title, room), line;
    uint32_t count = 0;

    while (text_wrap(&rest, (unsigned)room, &line)) {
        count++;
    }
    return count;
}
