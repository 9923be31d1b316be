#include "ui/view.h"

#include "strata/base/text.h"

struct str view_sign(const struct view *view, enum sign sign)
{
    static const char *const utf8[SIGN__COUNT] = {
#define X(name, pretty, plain) [SIGN_##name] = pretty,
        SIGNS(X)
#undef X
    };
    static const char *const ascii[SIGN__COUNT] = {
#define X(name, pretty, plain) [SIGN_##name] = plain,
        SIGNS(X)
#undef X
    };
    return str_from(view->canvas->ascii ? ascii[sign] : utf8[sign]);
}

struct rect view_rect(struct area area)
{
    return (struct rect){ area.x, area.y, area.width, area.height };
}

int view_put(const struct view *view, struct area area, int x, int y, int cells, enum style style,
             struct str text)
{
    int room = area.width - x;

    return canvas_put_cut(view->canvas, view_rect(area), area.x + x, area.y + y,
                          cells < room ? cells : room, style, text)
           - area.x;
}

int view_wrap(const struct view *view, struct area area, int x, int y, int rows, enum style style,
              struct str text)
{
    int cells = area.width - x;
    int last = y + rows - 1;
    struct str line;

    while (cells > 0 && y < last && text_wrap(&text, (unsigned)cells, &line)) {
        view_put(view, area, x, y++, cells, style, line);
    }
    if (cells > 0 && y == last && text.len > 0) {
        view_put(view, area, x, y++, cells, style, str_trim(text));
    }
    return y;
}

void view_cursor(const struct view *view, struct area area, int y, bool is_cursor)
{
    if (is_cursor) {
        canvas_restyle(view->canvas, (struct rect){ area.x, area.y + y, area.width, 1 },
                       STYLE_CURSOR);
    }
}

void view_more(const struct view *view, struct area area, const struct list *list)
{
    if (list->top > 0) {
        view_put(view, area, area.width - 1, 0, 1, STYLE_DIM, view_sign(view, SIGN_MORE_ABOVE));
    }
    if (list->top + list->rows < list->count) {
        view_put(view, area, area.width - 1, area.height - 1, 1, STYLE_DIM,
                 view_sign(view, SIGN_MORE_BELOW));
    }
}

struct str view_monthly(const struct view *view, const struct price *cost)
{
    struct str low = money_format_short(view->frame, cost->low);
    struct str likely = money_format_short(view->frame, cost->likely);
    struct str high = money_format_short(view->frame, cost->high);

    if (str_eq(low, high)) {
        return str_format(view->frame, "%.*s/mo", STR_ARG(likely));
    }
    return str_format(view->frame, "%.*s/mo (%.*s%.*s%.*s)", STR_ARG(likely), STR_ARG(low),
                      STR_ARG(view_sign(view, SIGN_BETWEEN)), STR_ARG(high));
}

enum style view_severity(enum severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE: return STYLE_NOTE;
    case SEVERITY_WARNING: return STYLE_WARNING;
    case SEVERITY_ERROR:
    case SEVERITY__COUNT: break;
    }
    return STYLE_ERROR;
}

struct str view_key_word(const struct view *view, enum command command)
{
    return str_format(view->frame, "%.*s %s", STR_ARG(command_bare_key(command)),
                      command_info(command)->word);
}
