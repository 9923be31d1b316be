/* Growth as a picture: drawn here, without Graphviz, in whole points. */
#include "strata/export/sweep_svg.h"
#include "export/colours.h"
#include "export/drawing/xml.h"
#include "export/picture.h"
#include "strata/base/text.h"

#define WIDTH 960
#define TOP 70
#define LEFT 80
#define RIGHT (WIDTH - 30)
#define BOTTOM 460
#define NOTE_HEIGHT 18
#define NOTE_CELLS 130
#define TICK_ROOM 60 /* points for each */
#define MARK_RADIUS 9

/* Colours stand at every shape, for programs that know no style sheets; the style sheet only turns
 * them for readers whose pages are dark. */
static const struct {
    const char *selector;
    const char *property;
    enum colour colour;
} dark[] = {
    { ".paper, .mark", "fill", COLOUR_paper },     { ".title", "fill", COLOUR_ink },
    { ".label, .note", "fill", COLOUR_faint_ink }, { ".axis, .here", "stroke", COLOUR_faint_line },
    { ".band", "fill", COLOUR_tint0_line },        { ".likely, .mark", "stroke", COLOUR_line },
};

struct canvas {
    const struct sweep *sweep;
    struct sweep_span bill;
    struct strbuf *to;
};

/* How a text looks, and which point of it stands where it is put. */
struct look {
    const char *class;
    const char *anchor;
    enum colour ink;
    unsigned size;
};

static const struct look label_middle = { "label", "middle", COLOUR_faint_ink, 12 };
static const struct look label_end = { "label", "end", COLOUR_faint_ink, 12 };
static const struct look note = { "note", "start", COLOUR_faint_ink, 12 };

static int x_of(const struct canvas *canvas, quantity value)
{
    return LEFT
           + (int)((int64_t)sweep_position(canvas->sweep, value) * (RIGHT - LEFT) / SWEEP_AXIS_END);
}

static int y_of(const struct canvas *canvas, money amount)
{
    return BOTTOM
           - (int)((int64_t)sweep_place(&canvas->bill, amount) * (BOTTOM - TOP) / SWEEP_AXIS_END);
}

static void add_text(const struct canvas *canvas, const struct look *look, int x, int y,
                     struct str text)
{
    strbuf_addf(canvas->to,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\" font-size=\"%u\" "
                "fill=\"%s\">",
                look->class, look->anchor, x, y, look->size, colour_code(look->ink, false));
    xml_escape(canvas->to, text_clean(canvas->to->arena, text));
    strbuf_addz(canvas->to, "</text>\n");
}

static void add_line(const struct canvas *canvas, const char *class, int x1, int y1, int x2, int y2)
{
    strbuf_addf(canvas->to, "<path class=\"%s\" d=\"M%d %dL%d %d\" stroke=\"%s\"%s/>\n", class, x1,
                y1, x2, y2, colour_code(COLOUR_faint_line, false),
                str_is(str_from(class), "here") ? " stroke-dasharray=\"4 4\"" : "");
}

/* ---- axes ---- */

static void add_axes(const struct canvas *canvas)
{
    struct arena *arena = canvas->to->arena;
    int64_t ticks[SWEEP_TICKS_MAX];
    uint32_t count = sweep_ticks(&canvas->bill, 8, ticks);

    add_line(canvas, "axis", LEFT, TOP, LEFT, BOTTOM);
    add_line(canvas, "axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    for (uint32_t i = 0; i < count; i++) {
        int y = y_of(canvas, ticks[i]);

        add_line(canvas, "axis", LEFT - 5, y, LEFT, y);
        add_text(canvas, &label_end, LEFT - 9, y + 4, money_format_short(arena, ticks[i]));
    }
    count = sweep_ticks(&canvas->sweep->span, (RIGHT - LEFT) / TICK_ROOM, ticks);
    for (uint32_t i = 0; i < count; i++) {
        int x = x_of(canvas, ticks[i]);

        add_line(canvas, "axis", x, BOTTOM, x, BOTTOM + 5);
        add_text(canvas, &label_middle, x, BOTTOM + 20, sweep_number(ticks[i], arena));
    }
}

/* ---- the bill ---- */

static void add_point(const struct canvas *canvas, quantity value, money amount)
{
    strbuf_addf(canvas->to, " %d,%d", x_of(canvas, value), y_of(canvas, amount));
}

static void add_bill(const struct canvas *canvas)
{
    const struct sweep *sweep = canvas->sweep;

    strbuf_addf(canvas->to, "<polygon class=\"band\" fill=\"%s\" points=\"",
                colour_code(COLOUR_tint0_line, false));
    for (uint32_t i = 0; i < sweep->sample_count; i++) {
        add_point(canvas, sweep->samples[i].value, sweep->samples[i].total.high);
    }
    for (uint32_t i = sweep->sample_count; i-- > 0;) {
        add_point(canvas, sweep->samples[i].value, sweep->samples[i].total.low);
    }
    strbuf_addf(canvas->to,
                "\"/>\n<polyline class=\"likely\" fill=\"none\" stroke=\"%s\" "
                "stroke-width=\"2\" points=\"",
                colour_code(COLOUR_line, false));
    for (uint32_t i = 0; i < sweep->sample_count; i++) {
        add_point(canvas, sweep->samples[i].value, sweep->samples[i].total.likely);
    }
    strbuf_addz(canvas->to, "\"/>\n");
}

static void add_present(const struct canvas *canvas)
{
    const struct sweep *sweep = canvas->sweep;
    struct str text = str_format(canvas->to->arena, "you are at %.*s",
                                 STR_ARG(sweep_number(sweep->present, canvas->to->arena)));
    int x = x_of(canvas, sweep->present);

    if (sweep->present < sweep->span.from || sweep->present > sweep->span.to) {
        return;
    }
    add_line(canvas, "here", x, TOP, x, BOTTOM);
    add_text(canvas, &label_middle, x, TOP - 8, text);
}

/* ---- crossovers ---- */

/* Numbers that would lie on one another stand in rows. */
static void add_marks(const struct canvas *canvas)
{
    const struct sweep *sweep = canvas->sweep;
    int before = -WIDTH, row = 0;

    for (uint32_t i = 0; i < sweep->turn_count; i++) {
        struct str number = str_format(canvas->to->arena, "%u", (unsigned)i + 1);
        int x = x_of(canvas, sweep->turns[i].first.value), y;

        row = x - before < 2 * MARK_RADIUS ? row + 1 : 0;
        before = x;
        y = TOP + 2 * MARK_RADIUS + row * (2 * MARK_RADIUS + 3);
        strbuf_addf(canvas->to,
                    "<rect class=\"mark\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" "
                    "fill=\"%s\" stroke=\"%s\"/>\n",
                    x - MARK_RADIUS, y - MARK_RADIUS, 2 * MARK_RADIUS, 2 * MARK_RADIUS, MARK_RADIUS,
                    colour_code(COLOUR_paper, false), colour_code(COLOUR_line, false));
        add_text(canvas, &label_middle, x, y + 4, number);
    }
}

/* Returns the height they take. */
static int add_notes(const struct canvas *canvas)
{
    const struct sweep *sweep = canvas->sweep;
    struct arena *arena = canvas->to->arena;
    int y = BOTTOM + 54;

    for (uint32_t i = 0; i < sweep->turn_count; i++) {
        struct str rest = sweep_turn_sentence(sweep, &sweep->turns[i], arena), line;
        const char *before = str_terminated(arena, str_format(arena, "%u  ", (unsigned)i + 1));

        rest = text_clean(arena, rest);
        while (text_wrap(&rest, NOTE_CELLS, &line)) {
            add_text(canvas, &note, LEFT, y, str_format(arena, "%s%.*s", before, STR_ARG(line)));
            before = "    ";
            y += NOTE_HEIGHT;
        }
    }
    return y;
}

/* ---- the whole ---- */

static struct str caption(const struct sweep *sweep, struct arena *arena)
{
    struct text name = sweep->catalog->figures[sweep->figure].name;

    return str_format(arena, "The bill of a month by %.*s: likely, and from low to high",
                      STR_ARG(catalog_text(sweep->catalog, name)));
}

static struct str description(const struct sweep *sweep, struct arena *arena)
{
    const struct sweep_sample *first = sweep->samples;
    const struct sweep_sample *last = &sweep->samples[sweep->sample_count - 1];
    struct strbuf text = { .arena = arena };

    strbuf_addf(&text, "%.*s: %.*s at %.*s, %.*s at %.*s.", STR_ARG(caption(sweep, arena)),
                STR_ARG(money_format_short(arena, first->total.likely)),
                STR_ARG(sweep_number(first->value, arena)),
                STR_ARG(money_format_short(arena, last->total.likely)),
                STR_ARG(sweep_number(last->value, arena)));
    for (uint32_t i = 0; i < sweep->turn_count; i++) {
        strbuf_addf(&text, " %u: %.*s.", (unsigned)i + 1,
                    STR_ARG(sweep_turn_sentence(sweep, &sweep->turns[i], arena)));
    }
    return strbuf_str(&text);
}

static void add_head(struct strbuf *to, const struct sweep *sweep, struct str title, int height)
{
    strbuf_addf(to,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                "viewBox=\"0 0 %d %d\" role=\"img\" "
                "aria-labelledby=\"strata-title strata-description\" "
                "font-family=\"" PICTURE_FONTS "\">\n<title id=\"strata-title\">",
                WIDTH, height, WIDTH, height);
    xml_escape(to, title);
    strbuf_addz(to, "</title>\n<desc id=\"strata-description\">");
    xml_escape(to, text_clean(to->arena, description(sweep, to->arena)));
    strbuf_addz(to, "</desc>\n<style>\n@media (prefers-color-scheme: dark) {\n");
    for (size_t i = 0; i < sizeof(dark) / sizeof(dark[0]); i++) {
        strbuf_addf(to, "%s { %s: %s; }\n", dark[i].selector, dark[i].property,
                    colour_code(dark[i].colour, true));
    }
    strbuf_addf(to,
                "}\n</style>\n<rect class=\"paper\" width=\"100%%\" height=\"100%%\" "
                "fill=\"%s\"/>\n",
                colour_code(COLOUR_paper, false));
}

struct str sweep_svg(const struct sweep *sweep, struct str title, struct arena *arena)
{
    static const struct look title_look = { "title", "start", COLOUR_ink, PICTURE_TITLE_SIZE };
    struct strbuf body = { .arena = arena }, text = { .arena = arena };
    struct canvas canvas = { sweep, sweep_bill_span(sweep), &body };
    struct str clean = text_cut(arena, text_clean(arena, title), 80, false);
    int height;

    add_text(&canvas, &title_look, 24, 28, clean);
    add_text(&canvas, &note, 24, 48, caption(sweep, arena));
    add_bill(&canvas);
    add_axes(&canvas);
    add_present(&canvas);
    add_marks(&canvas);
    height = add_notes(&canvas);
    add_head(&text, sweep, clean, height);
    strbuf_add(&text, strbuf_str(&body));
    strbuf_addz(&text, "</svg>\n");
    return strbuf_str(&text);
}
