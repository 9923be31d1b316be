#include "ui/paints.h"

#include <limits.h>
#include <stddef.h>

#include "strata/base/nearest.h"
#include "strata/base/str.h"

static const struct {
    struct str name;
    uint32_t plain; /* attributes where there are no colours */
} styles[STYLE__COUNT] = {
#define X(constant, name, plain, what) [STYLE_##constant] = { { name, sizeof(name) - 1 }, plain },
    STYLES(X)
#undef X
};

/* ------------------------------------------------------------------------------------ colours */

/* xterm's first sixteen, as it ships. */
static const int32_t ansi[16] = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

#define CUBE 16   /* 16 to 231: 6 x 6 x 6 colours */
#define GREYS 232 /* 232 to 255: 24 greys, 8 to 238 in steps of 10 */

static const int cube_levels[6] = { 0, 95, 135, 175, 215, 255 };

static int channel(int32_t rgb, int shift)
{
    return (int)((uint32_t)rgb >> shift & 0xFF);
}

static int distance(int32_t rgb, int red, int green, int blue)
{
    int r = channel(rgb, 16) - red;
    int g = channel(rgb, 8) - green;
    int b = channel(rgb, 0) - blue;
    return r * r + g * g + b * b;
}

static int nearest_level(int value)
{
    int best = 0;
    for (int i = 1; i < 6; i++) {
        int a = value - cube_levels[i];
        int b = value - cube_levels[best];
        best = a * a < b * b ? i : best;
    }
    return best;
}

/* The first sixteen are left out: people change them. */
int paints_nearest_256(int32_t rgb)
{
    int r = nearest_level(channel(rgb, 16));
    int g = nearest_level(channel(rgb, 8));
    int b = nearest_level(channel(rgb, 0));
    int best = CUBE + 36 * r + 6 * g + b;
    int least = distance(rgb, cube_levels[r], cube_levels[g], cube_levels[b]);
    for (int i = 0; i < 24; i++) {
        int grey = 8 + 10 * i;
        int off = distance(rgb, grey, grey, grey);
        if (off < least) {
            least = off;
            best = GREYS + i;
        }
    }
    return best;
}

int paints_nearest_16(int32_t rgb)
{
    int best = 0;
    int least = INT_MAX;
    for (int i = 0; i < 16; i++) {
        int off = distance(rgb, channel(ansi[i], 16), channel(ansi[i], 8), channel(ansi[i], 0));
        if (off < least) {
            least = off;
            best = i;
        }
    }
    return best;
}

/* ------------------------------------------------------------------------------------- themes */

static bool find_style(struct str name, unsigned *ret_style)
{
    for (unsigned i = 0; i < STYLE__COUNT; i++) {
        if (str_eq(styles[i].name, name)) {
            *ret_style = i;
            return true;
        }
    }
    return false;
}

static void tell_unknown(const struct theme *theme, struct str name, struct diag_list *diags)
{
    struct nearest nearest = nearest_to(name);
    for (unsigned i = 0; i < STYLE__COUNT; i++) {
        nearest_try(&nearest, styles[i].name);
    }
    diag_tell(diags, SEVERITY_ERROR, nearest_hint(&nearest, diags->arena),
              "theme \"%s\": there is no style \"%.*s\"", theme->name, STR_ARG(name));
}

/* In few colours a style's two can fall on one: it is then shown by its attributes. */
static void keep_readable(struct paint *paint, unsigned style, enum colours colours)
{
    if (paint->fg == COLOUR_DEFAULT || paint->bg == COLOUR_DEFAULT) {
        return;
    }
    int (*nearest)(int32_t) = colours == COLOURS_16 ? paints_nearest_16 : paints_nearest_256;
    if (colours != COLOURS_TRUE && nearest(paint->fg) == nearest(paint->bg)) {
        *paint = (struct paint){ COLOUR_DEFAULT, COLOUR_DEFAULT, styles[style].plain };
    }
}

bool paints_resolve(const struct theme *theme, enum colours colours,
                    struct paint paints[STYLE__COUNT], struct diag_list *diags)
{
    const struct theme_style *found[STYLE__COUNT] = { NULL };
    bool ok = true;
    for (uint32_t i = 0; i < theme->style_count; i++) {
        struct str name = str_from(theme->styles[i].name);
        unsigned style;
        if (find_style(name, &style)) {
            found[style] = &theme->styles[i];
        } else {
            tell_unknown(theme, name, diags);
            ok = false;
        }
    }
    struct paint text = { COLOUR_DEFAULT, COLOUR_DEFAULT, 0 };
    if (found[STYLE_TEXT] && colours != COLOURS_NONE) {
        text = (struct paint){ found[STYLE_TEXT]->fg, found[STYLE_TEXT]->bg,
                               found[STYLE_TEXT]->attributes };
    }
    for (unsigned i = 0; i < STYLE__COUNT; i++) {
        const struct theme_style *style = found[i];
        if (style && colours != COLOURS_NONE) {
            paints[i] = (struct paint){ style->fg, style->bg, style->attributes };
        } else {
            paints[i] = (struct paint){ text.fg, text.bg, text.attributes | styles[i].plain };
        }
        keep_readable(&paints[i], i, colours);
    }
    return ok;
}
