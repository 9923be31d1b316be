#include "export/drawing/paint.h"

#include <stdlib.h>
#include <time.h>

#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "export/drawing/drawing.h"
#include "export/library.h"
#include "export/picture.h"
#include "strata/base/vec.h"

#define PNG_SCALE 2.6666 /* pixels for a point: 192 dpi, twice what screens have */
#define PNG_SIDE 16000.0 /* pixels; cairo takes no more than 32,767 */
#define PNG_AREA 6.4e7   /* pixels, of 4 bytes each */
#define ROUND 0.5523     /* of a quarter of a circle as a curve */

#ifdef __APPLE__
#define LIBRARY(name, version) "lib" name "." version ".dylib"
#else
#define LIBRARY(name, version) "lib" name ".so." version
#endif

/* ---- the libraries ---- */

/* X(library, name) */
#define CALLS(X)                                       \
    X(cairo, cairo_close_path)                         \
    X(cairo, cairo_create)                             \
    X(cairo, cairo_curve_to)                           \
    X(cairo, cairo_fill_preserve)                      \
    X(cairo, cairo_image_surface_create)               \
    X(cairo, cairo_line_to)                            \
    X(cairo, cairo_move_to)                            \
    X(cairo, cairo_new_path)                           \
    X(cairo, cairo_pdf_surface_create_for_stream)      \
    X(cairo, cairo_pdf_surface_set_metadata)           \
    X(cairo, cairo_scale)                              \
    X(cairo, cairo_set_dash)                           \
    X(cairo, cairo_set_line_width)                     \
    X(cairo, cairo_set_source_rgba)                    \
    X(cairo, cairo_show_page)                          \
    X(cairo, cairo_status)                             \
    X(cairo, cairo_stroke)                             \
    X(cairo, cairo_surface_finish)                     \
    X(cairo, cairo_surface_status)                     \
    X(cairo, cairo_surface_write_to_png_stream)        \
    X(cairo, cairo_translate)                          \
    X(pango, pango_font_description_from_string)       \
    X(pango, pango_font_description_set_absolute_size) \
    X(pango, pango_font_description_set_weight)        \
    X(pango, pango_layout_get_baseline)                \
    X(pango, pango_layout_get_size)                    \
    X(pango, pango_layout_set_font_description)        \
    X(pango, pango_layout_set_text)                    \
    X(pangocairo, pango_cairo_create_layout)           \
    X(pangocairo, pango_cairo_show_layout)

struct calls {
#define X(library, name) __typeof__(name) *name;
    CALLS(X)
#undef X
};

static bool open_calls(struct calls *calls)
{
    void *cairo = library_open(LIBRARY("cairo", "2"));
    void *pango = library_open(LIBRARY("pango-1.0", "0"));
    void *pangocairo = library_open(LIBRARY("pangocairo-1.0", "0"));
    bool all = true;
#define X(library, name) \
    all = library_find(library, #name, &calls->name, sizeof(calls->name)) && all;
    CALLS(X)
#undef X
    return all;
}

/* Is there any font at all? Pango would draw small boxes, and say that all is well. */
static bool has_font(void)
{
    __typeof__(FcConfigGetFonts) *fonts;
    void *library = library_open(LIBRARY("fontconfig", "1"));
    if (!library_find(library, "FcConfigGetFonts", &fonts, sizeof(fonts))) {
        return true; /* whatever draws the letters, it is not fontconfig that finds them */
    }
    const FcFontSet *set = fonts(NULL, FcSetSystem);
    return set != NULL && set->nfont > 0;
}

/* ---- painting ---- */

struct painter {
    struct calls calls;
    cairo_t *cairo;
    PangoLayout *layout;
    const struct sheet *sheet;
};

static double unit(centi number)
{
    return (double)number / 100;
}

/* False if there is none to be set. */
static bool set_colour(struct painter *painter, uint32_t colour, double alpha)
{
    if (colour == NO_COLOUR) {
        return false;
    }
    painter->calls.cairo_set_source_rgba(painter->cairo, (double)(colour >> 16 & 255) / 255,
                                         (double)(colour >> 8 & 255) / 255,
                                         (double)(colour & 255) / 255, alpha);
    return true;
}

static void fill(struct painter *painter, uint32_t colour, double alpha)
{
    if (set_colour(painter, colour, alpha)) {
        painter->calls.cairo_fill_preserve(painter->cairo);
    }
}

static void move_to(struct painter *painter, struct point point)
{
    painter->calls.cairo_move_to(painter->cairo, unit(point.x), unit(point.y));
}

static void line_to(struct painter *painter, struct point point)
{
    painter->calls.cairo_line_to(painter->cairo, unit(point.x), unit(point.y));
}

static void curve_to(struct painter *painter, const struct point to[3])
{
    painter->calls.cairo_curve_to(painter->cairo, unit(to[0].x), unit(to[0].y), unit(to[1].x),
                                  unit(to[1].y), unit(to[2].x), unit(to[2].y));
}

static void set_line(struct painter *painter, const struct shape *shape)
{
    static const double dashes[][2] = { [DASH_DASHED] = { 5, 2 }, [DASH_DOTTED] = { 1, 5 } };
    painter->calls.cairo_set_line_width(painter->cairo, unit(shape->width));
    painter->calls.cairo_set_dash(painter->cairo, dashes[shape->dash],
                                  shape->dash == DASH_NONE ? 0 : 2, 0);
}

static void paint_shape(struct painter *painter, const struct shape *shape)
{
    move_to(painter, shape->points[0]);
    if (shape->kind == SHAPE_CURVE) {
        for (uint32_t i = 1; i + 2 < shape->count; i += 3) {
            curve_to(painter, &shape->points[i]);
        }
    } else {
        for (uint32_t i = 1; i < shape->count; i++) {
            line_to(painter, shape->points[i]);
        }
        painter->calls.cairo_close_path(painter->cairo);
    }
    fill(painter, shape->fill, 1.0);
    if (set_colour(painter, shape->line, 1.0)) {
        set_line(painter, shape);
        painter->calls.cairo_stroke(painter->cairo);
    }
    painter->calls.cairo_new_path(painter->cairo);
}

static void paint_area(struct painter *painter, const struct area *area, centi r, uint32_t colour,
                       double alpha)
{
    centi k = (centi)((double)r * (1 - ROUND));
    centi left = area->min.x, right = area->max.x, top = area->min.y, bottom = area->max.y;
    const struct point corners[4][4] = {
        { { right - r, top }, { right - k, top }, { right, top + k }, { right, top + r } },
        { { right, bottom - r },
          { right, bottom - k },
          { right - k, bottom },
          { right - r, bottom } },
        { { left + r, bottom }, { left + k, bottom }, { left, bottom - k }, { left, bottom - r } },
        { { left, top + r }, { left, top + k }, { left + k, top }, { left + r, top } },
    };
    move_to(painter, (struct point){ left + r, top });
    for (size_t i = 0; i < 4; i++) {
        line_to(painter, corners[i][0]);
        curve_to(painter, &corners[i][1]);
    }
    painter->calls.cairo_close_path(painter->cairo);
    fill(painter, colour, alpha);
    painter->calls.cairo_new_path(painter->cairo);
}

static void paint_text(struct painter *painter, const struct piece *piece)
{
    static const double parts[] = { [ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 0.5, [ANCHOR_END] = 1 };
    const struct calls *calls = &painter->calls;
    const struct look *look = &piece->look;
    PangoFontDescription *font = calls->pango_font_description_from_string(PICTURE_FONTS);
    int width, height;
    calls->pango_font_description_set_absolute_size(font, (double)look->size * PANGO_SCALE);
    calls->pango_font_description_set_weight(font,
                                             look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    calls->pango_layout_set_font_description(painter->layout, font);
    calls->pango_layout_set_text(painter->layout, piece->text.at, (int)piece->text.len);
    calls->pango_layout_get_size(painter->layout, &width, &height);
    double baseline = calls->pango_layout_get_baseline(painter->layout);
    calls->cairo_move_to(painter->cairo,
                         unit(piece->at.x) - parts[piece->anchor] * width / PANGO_SCALE,
                         unit(piece->at.y) - baseline / PANGO_SCALE);
    set_colour(painter, colour_number(look->ink, painter->sheet->dark), 1.0);
    calls->pango_cairo_show_layout(painter->cairo, painter->layout);
    calls->cairo_new_path(painter->cairo);
}

static void paint_piece(struct painter *painter, const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_OPEN:
    case PIECE_CLOSE: break; /* for those who read, not for those who look */
    case PIECE_SHAPE: paint_shape(painter, piece->shape); break;
    case PIECE_FIELD:
        paint_area(painter, &piece->area, SHEET_FIELD_CORNER, piece->fill,
                   (double)SHEET_FIELD_OPACITY / 100);
        break;
    case PIECE_TEXT: paint_text(painter, piece); break;
    }
}

static void paint_all(struct painter *painter)
{
    const struct sheet *sheet = painter->sheet;
    const struct area page = { { 0, 0 }, sheet->size };
    paint_area(painter, &page, 0, sheet->paper, 1.0);
    painter->calls.cairo_translate(painter->cairo, unit(sheet->origin.x), unit(sheet->origin.y));
    for (uint32_t i = 0; i < sheet->pieces.count; i++) {
        paint_piece(painter, &sheet->pieces.items[i]);
    }
}

/* ---- the two surfaces ---- */

static cairo_status_t add_bytes(void *closure, const unsigned char *bytes, unsigned int len)
{
    strbuf_add(closure, (struct str){ (const char *)bytes, len });
    return CAIRO_STATUS_SUCCESS;
}

static enum render_status begin(struct painter *painter, const struct sheet *sheet)
{
    *painter = (struct painter){ .sheet = sheet };
    if (!open_calls(&painter->calls)) {
        return RENDER_NO_CAIRO;
    }
    return has_font() ? RENDER_OK : RENDER_NO_FONT;
}

static enum render_status paint_on(struct painter *painter, cairo_surface_t *surface, double scale)
{
    const struct calls *calls = &painter->calls;
    painter->cairo = calls->cairo_create(surface);
    calls->cairo_scale(painter->cairo, scale, scale);
    painter->layout = calls->pango_cairo_create_layout(painter->cairo);
    paint_all(painter);
    calls->cairo_show_page(painter->cairo);
    return calls->cairo_status(painter->cairo) == CAIRO_STATUS_SUCCESS
                   && calls->cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
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

enum render_status paint_png(const struct sheet *sheet, day date, struct str *ret_bytes)
{
    struct painter painter;
    struct strbuf bytes = { .arena = sheet->arena };
    enum render_status status = begin(&painter, sheet);
    (void)date; /* there is none in it */
    if (status != RENDER_OK) {
        return status;
    }
    double scale = png_scale(sheet->size);
    cairo_surface_t *surface = painter.calls.cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, (int)(unit(sheet->size.x) * scale + 1),
        (int)(unit(sheet->size.y) * scale + 1));
    status = paint_on(&painter, surface, scale);
    if (status == RENDER_OK
        && painter.calls.cairo_surface_write_to_png_stream(surface, add_bytes, &bytes)
               != CAIRO_STATUS_SUCCESS) {
        status = RENDER_FAILED;
    }
    *ret_bytes = strbuf_str(&bytes);
    return status;
}

enum render_status paint_pdf(const struct sheet *sheet, day date, struct str *ret_bytes)
{
    struct painter painter;
    struct strbuf bytes = { .arena = sheet->arena };
    enum render_status status = begin(&painter, sheet);
    if (status != RENDER_OK) {
        return status;
    }
    cairo_surface_t *surface = painter.calls.cairo_pdf_surface_create_for_stream(
        add_bytes, &bytes, unit(sheet->size.x), unit(sheet->size.y));
    struct str created =
        str_format(sheet->arena, "%.*sT00:00:00Z", STR_ARG(day_format(date, sheet->arena)));
    painter.calls.cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                                 str_terminated(sheet->arena, created));
    status = paint_on(&painter, surface, 1);
    painter.calls.cairo_surface_finish(surface);
    *ret_bytes = strbuf_str(&bytes);
    return status;
}
