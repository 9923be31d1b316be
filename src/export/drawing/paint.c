#include "export/drawing/paint.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "export/drawing/drawing.h"
#include "export/drawing/xml.h"
#include "export/picture.h"
#include "strata/base/vec.h"

#define PNG_SCALE 2.6666 /* pixels for a point: 192 dpi, twice what screens have */
#define PNG_SIDE 16000.0 /* pixels; cairo takes no more than 32,767 */
#define PNG_AREA 6.4e7   /* pixels, of 4 bytes each */
#define PANGO_UNIT 1024
#define ROUND 0.5523 /* of a quarter of a circle as a curve */

#ifdef __APPLE__
#define LIBRARY(name, version) "lib" name "." version ".dylib"
#else
#define LIBRARY(name, version) "lib" name ".so." version
#endif

/* ---- the libraries: opened here and not linked, so that only the child has them ---- */

typedef int (*take_bytes)(void *closure, const unsigned char *bytes, unsigned int len);

/* X(library, name, type of result, arguments); objects are opaque. */
#define CALLS(X)                                                                                 \
    X(cairo, cairo_image_surface_create, void *, (int format, int width, int height))            \
    X(cairo, cairo_pdf_surface_create_for_stream, void *,                                        \
      (take_bytes take, void *closure, double width, double height))                             \
    X(cairo, cairo_surface_write_to_png_stream, int,                                             \
      (void *surface, take_bytes take, void *closure))                                           \
    X(cairo, cairo_surface_finish, void, (void *surface))                                        \
    X(cairo, cairo_surface_status, int, (void *surface))                                         \
    X(cairo, cairo_create, void *, (void *surface))                                              \
    X(cairo, cairo_status, int, (void *cairo))                                                   \
    X(cairo, cairo_show_page, void, (void *cairo))                                               \
    X(cairo, cairo_scale, void, (void *cairo, double x, double y))                               \
    X(cairo, cairo_translate, void, (void *cairo, double x, double y))                           \
    X(cairo, cairo_new_path, void, (void *cairo))                                                \
    X(cairo, cairo_move_to, void, (void *cairo, double x, double y))                             \
    X(cairo, cairo_line_to, void, (void *cairo, double x, double y))                             \
    X(cairo, cairo_curve_to, void,                                                               \
      (void *cairo, double x1, double y1, double x2, double y2, double x3, double y3))           \
    X(cairo, cairo_close_path, void, (void *cairo))                                              \
    X(cairo, cairo_set_source_rgba, void,                                                        \
      (void *cairo, double red, double green, double blue, double alpha))                        \
    X(cairo, cairo_set_line_width, void, (void *cairo, double width))                            \
    X(cairo, cairo_set_dash, void, (void *cairo, const double *dashes, int count, double start)) \
    X(cairo, cairo_fill_preserve, void, (void *cairo))                                           \
    X(cairo, cairo_stroke, void, (void *cairo))                                                  \
    X(pangocairo, pango_cairo_create_layout, void *, (void *cairo))                              \
    X(pangocairo, pango_cairo_show_layout, void, (void *cairo, void *layout))                    \
    X(pango, pango_layout_set_text, void, (void *layout, const char *text, int len))             \
    X(pango, pango_layout_set_font_description, void, (void *layout, const void *font))          \
    X(pango, pango_layout_get_size, void, (void *layout, int *width, int *height))               \
    X(pango, pango_layout_get_baseline, int, (void *layout))                                     \
    X(pango, pango_font_description_from_string, void *, (const char *text))                     \
    X(pango, pango_font_description_set_absolute_size, void, (void *font, double size))          \
    X(pango, pango_font_description_set_weight, void, (void *font, int weight))

struct calls {
#define X(library, name, result, arguments) result(*name) arguments;
    CALLS(X)
#undef X
};

/* ISO C has no way from an object pointer to a function pointer; POSIX says that dlsym()'s are the
 * same. */
static bool find(void *library, const char *name, void *ret_function, size_t size)
{
    void *symbol = library == NULL ? NULL : dlsym(library, name);
    memcpy(ret_function, &symbol, size);
    return symbol != NULL;
}

static bool open_calls(struct calls *calls)
{
    void *cairo = dlopen(LIBRARY("cairo", "2"), RTLD_LAZY);
    void *pango = dlopen(LIBRARY("pango-1.0", "0"), RTLD_LAZY);
    void *pangocairo = dlopen(LIBRARY("pangocairo-1.0", "0"), RTLD_LAZY);
    bool all = true;
#define X(library, name, result, arguments) \
    all = find(library, #name, &calls->name, sizeof(calls->name)) && all;
    CALLS(X)
#undef X
    return all;
}

/* Is there any font at all? Pango would draw small boxes, and say that all is well. */
static bool has_font(void)
{
    struct font_set { /* FcFontSet of fontconfig */
        int count;
        int room;
        void **fonts;
    };
    struct font_set *(*fonts)(void *config, int set);
    void *library = dlopen(LIBRARY("fontconfig", "1"), RTLD_LAZY | RTLD_NOLOAD);
    if (!find(library, "FcConfigGetFonts", &fonts, sizeof(fonts))) {
        return true; /* whatever draws the letters, it is not fontconfig that finds them */
    }
    const struct font_set *set = fonts(NULL, 0);
    return set != NULL && set->count > 0;
}

/* ---- painting ---- */

struct painter {
    struct calls calls;
    void *cairo;
    void *layout;
    struct arena *arena;
    struct point size; /* of the page */
};

static double unit(centi number)
{
    return (double)number / 100;
}

/* "#rrggbb"; false for "none". */
static bool set_colour(struct painter *painter, struct str code, double alpha)
{
    if (code.len != 7 || code.at[0] != '#') {
        return false;
    }
    unsigned long rgb = strtoul(str_terminated(painter->arena, str_part(code, 1, 6)), NULL, 16);
    painter->calls.cairo_set_source_rgba(painter->cairo, (double)(rgb >> 16 & 255) / 255,
                                         (double)(rgb >> 8 & 255) / 255, (double)(rgb & 255) / 255,
                                         alpha);
    return true;
}

static void set_line(struct painter *painter, const struct xml_token *token)
{
    struct point dash = { 0 };
    struct str width = xml_attribute(token, "stroke-width");
    uint32_t count = points_in(xml_attribute(token, "stroke-dasharray"), &dash, 1);
    const double dashes[] = { unit(dash.x), unit(dash.y) };
    painter->calls.cairo_set_line_width(painter->cairo,
                                        width.len > 0 ? unit(centi_from(width)) : 1.0);
    painter->calls.cairo_set_dash(painter->cairo, dashes, count > 0 ? 2 : 0, 0);
}

/* Fills and strokes what the element has put into the path. */
static void finish_shape(struct painter *painter, const struct xml_token *token)
{
    struct str opacity = xml_attribute(token, "fill-opacity");
    double alpha = opacity.len > 0 ? unit(centi_from(opacity)) : 1.0;
    if (set_colour(painter, xml_attribute(token, "fill"), alpha)) {
        painter->calls.cairo_fill_preserve(painter->cairo);
    }
    if (set_colour(painter, xml_attribute(token, "stroke"), 1.0)) {
        set_line(painter, token);
        painter->calls.cairo_stroke(painter->cairo);
    }
    painter->calls.cairo_new_path(painter->cairo);
}

/* The points behind one letter of a path: "M", "L", or three by three "C". */
static void add_segment(struct painter *painter, char letter, const struct point *points,
                        uint32_t count)
{
    const struct calls *calls = &painter->calls;
    for (uint32_t i = 0; letter == 'C' && i + 2 < count; i += 3) {
        const struct point *p = &points[i];
        calls->cairo_curve_to(painter->cairo, unit(p[0].x), unit(p[0].y), unit(p[1].x),
                              unit(p[1].y), unit(p[2].x), unit(p[2].y));
    }
    for (uint32_t i = 0; letter != 'C' && i < count; i++) {
        (letter == 'M' && i == 0 ? calls->cairo_move_to : calls->cairo_line_to)(
            painter->cairo, unit(points[i].x), unit(points[i].y));
    }
    if (letter == 'Z' || letter == 'z') {
        calls->cairo_close_path(painter->cairo);
    }
}

static void add_numbers(struct painter *painter, char letter, struct str numbers)
{
    uint32_t count = points_in(numbers, NULL, 0);
    struct point *points = arena_new_array(painter->arena, struct point, count);
    add_segment(painter, letter, points, points_in(numbers, points, count));
}

static void paint_path(struct painter *painter, const struct xml_token *token)
{
    struct str d = xml_attribute(token, "d");
    size_t start = 0;
    for (size_t i = 1; i <= d.len; i++) {
        if (i == d.len || strchr("MCLZz", d.at[i]) != NULL) {
            add_numbers(painter, d.at[start], str_part(d, start + 1, i - start - 1));
            start = i;
        }
    }
    finish_shape(painter, token);
}

static void paint_points(struct painter *painter, const struct xml_token *token)
{
    add_numbers(painter, 'M', xml_attribute(token, "points"));
    if (str_is(token->name, "polygon")) {
        painter->calls.cairo_close_path(painter->cairo);
    }
    finish_shape(painter, token);
}

/* With corners of the radius `rx`. One without a place is the page itself. */
static void paint_rect(struct painter *painter, const struct xml_token *token)
{
    struct str attribute = xml_attribute(token, "x");
    struct point at = { centi_from(attribute), centi_from(xml_attribute(token, "y")) };
    struct point size = { centi_from(xml_attribute(token, "width")),
                          centi_from(xml_attribute(token, "height")) };
    size = attribute.len == 0 ? painter->size : size;
    centi r = centi_from(xml_attribute(token, "rx"));
    centi k = (centi)((double)r * (1 - ROUND));
    centi left = at.x, right = at.x + size.x, top = at.y, bottom = at.y + size.y;
    const struct point starts[] = { { left + r, top } };
    const struct point corners[4][4] = {
        { { right - r, top }, { right - k, top }, { right, top + k }, { right, top + r } },
        { { right, bottom - r },
          { right, bottom - k },
          { right - k, bottom },
          { right - r, bottom } },
        { { left + r, bottom }, { left + k, bottom }, { left, bottom - k }, { left, bottom - r } },
        { { left, top + r }, { left, top + k }, { left + k, top }, { left + r, top } },
    };
    add_segment(painter, 'M', starts, 1);
    for (size_t i = 0; i < 4; i++) {
        add_segment(painter, 'L', &corners[i][0], 1);
        add_segment(painter, 'C', &corners[i][1], 3);
    }
    painter->calls.cairo_close_path(painter->cairo);
    finish_shape(painter, token);
}

static void paint_text(struct painter *painter, const struct xml_token *token, struct str text)
{
    const struct calls *calls = &painter->calls;
    struct str anchor = xml_attribute(token, "text-anchor");
    void *font = calls->pango_font_description_from_string(PICTURE_FONTS);
    int width, height;
    calls->pango_font_description_set_absolute_size(
        font, unit(centi_from(xml_attribute(token, "font-size"))) * PANGO_UNIT);
    calls->pango_font_description_set_weight(
        font, str_is(xml_attribute(token, "font-weight"), "bold") ? 700 : 400);
    calls->pango_layout_set_font_description(painter->layout, font);
    calls->pango_layout_set_text(painter->layout, text.at, (int)text.len);
    calls->pango_layout_get_size(painter->layout, &width, &height);
    double part = str_is(anchor, "middle") ? 0.5 : str_is(anchor, "end") ? 1.0 : 0.0;
    double x = unit(centi_from(xml_attribute(token, "x"))) - part * width / PANGO_UNIT;
    double y = unit(centi_from(xml_attribute(token, "y")))
               - (double)calls->pango_layout_get_baseline(painter->layout) / PANGO_UNIT;
    calls->cairo_move_to(painter->cairo, x, y);
    set_colour(painter, xml_attribute(token, "fill"), 1.0);
    calls->pango_cairo_show_layout(painter->cairo, painter->layout);
    calls->cairo_new_path(painter->cairo);
}

static void paint_element(struct painter *painter, const struct xml_token *token)
{
    if (str_is(token->name, "path")) {
        paint_path(painter, token);
    } else if (str_is(token->name, "polygon") || str_is(token->name, "polyline")) {
        paint_points(painter, token);
    } else if (str_is(token->name, "rect")) {
        paint_rect(painter, token);
    } else if (str_is(token->name, "g")) {
        struct point origin = { 0 };
        points_in(xml_attribute(token, "transform"), &origin, 1); /* only the outermost has one */
        painter->calls.cairo_translate(painter->cairo, unit(origin.x), unit(origin.y));
    }
}

/* A text is painted once its words are known. */
static bool paint_all(struct painter *painter, struct str svg)
{
    struct xml_reader reader;
    struct xml_token token, text = { 0 };
    enum xml_kind kind;
    xml_init(&reader, svg, painter->arena);
    while ((kind = xml_next(&reader, &token)) != XML_DONE && kind != XML_BROKEN) {
        if (kind == XML_START) {
            text = token;
            paint_element(painter, &token);
        } else if (kind == XML_TEXT && str_is(text.name, "text")) {
            paint_text(painter, &text, token.text);
        } else if (kind == XML_END) {
            text.name = (struct str){ 0 };
        }
    }
    return kind == XML_DONE;
}

/* ---- the two surfaces ---- */

static int add_bytes(void *closure, const unsigned char *bytes, unsigned int len)
{
    strbuf_add(closure, (struct str){ (const char *)bytes, len });
    return 0;
}

static enum render_status begin(struct painter *painter, struct str svg, struct arena *arena)
{
    struct xml_reader reader;
    struct xml_token token;
    struct point corners[2] = { { 0 } };
    *painter = (struct painter){ .arena = arena };
    if (!open_calls(&painter->calls)) {
        return RENDER_NO_CAIRO;
    }
    xml_init(&reader, svg, arena);
    if (xml_next(&reader, &token) == XML_START) {
        points_in(xml_attribute(&token, "viewBox"), corners, 2);
    }
    painter->size = corners[1];
    return has_font() ? RENDER_OK : RENDER_NO_FONT;
}

static enum render_status paint_on(struct painter *painter, void *surface, double scale,
                                   struct str svg)
{
    const struct calls *calls = &painter->calls;
    painter->cairo = calls->cairo_create(surface);
    calls->cairo_scale(painter->cairo, scale, scale);
    painter->layout = calls->pango_cairo_create_layout(painter->cairo);
    bool whole = paint_all(painter, svg);
    calls->cairo_show_page(painter->cairo);
    return whole && calls->cairo_status(painter->cairo) == 0
                   && calls->cairo_surface_status(surface) == 0
               ? RENDER_OK
               : RENDER_FAILED;
}

/* As fine as fits. */
static double png_scale(struct point size)
{
    double width = unit(size.x) + 1, height = unit(size.y) + 1, scale = PNG_SCALE;
    while (scale * width > PNG_SIDE || scale * height > PNG_SIDE
           || scale * scale * width * height > PNG_AREA) {
        scale /= 2;
    }
    return scale;
}

enum render_status paint_png(struct str svg, struct arena *arena, struct str *ret_bytes)
{
    struct painter painter;
    struct strbuf bytes = { .arena = arena };
    enum render_status status = begin(&painter, svg, arena);
    if (status != RENDER_OK) {
        return status;
    }
    double scale = png_scale(painter.size);
    void *surface = painter.calls.cairo_image_surface_create(
        0, (int)(unit(painter.size.x) * scale + 1), (int)(unit(painter.size.y) * scale + 1));
    status = paint_on(&painter, surface, scale, svg);
    if (status == RENDER_OK
        && painter.calls.cairo_surface_write_to_png_stream(surface, add_bytes, &bytes) != 0) {
        status = RENDER_FAILED;
    }
    *ret_bytes = strbuf_str(&bytes);
    return status;
}

enum render_status paint_pdf(struct str svg, struct arena *arena, struct str *ret_bytes)
{
    struct painter painter;
    struct strbuf bytes = { .arena = arena };
    enum render_status status = begin(&painter, svg, arena);
    if (status != RENDER_OK) {
        return status;
    }
    void *surface = painter.calls.cairo_pdf_surface_create_for_stream(
        add_bytes, &bytes, unit(painter.size.x), unit(painter.size.y));
    status = paint_on(&painter, surface, 1, svg);
    painter.calls.cairo_surface_finish(surface);
    *ret_bytes = strbuf_str(&bytes);
    return status;
}
