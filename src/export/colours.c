#include "export/colours.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    const char *light;
    const char *dark;
} colours[COLOUR__COUNT] = {
#define X(name, light, dark) [COLOUR_##name] = { #name, light, dark },
    COLOURS(X)
#undef X
#define X(class, fill, line, ink, dark_fill, dark_line, dark_ink)  \
    [COLOUR_##class##_fill] = { #class "_fill", fill, dark_fill }, \
    [COLOUR_##class##_line] = { #class "_line", line, dark_line }, \
    [COLOUR_##class##_ink] = { #class "_ink", ink, dark_ink },
        TINTS(X)
#undef X
};

static const struct {
    const char *class;
    enum colour fill;
    enum colour line;
    enum colour ink;
} tints[TINT__COUNT] = {
#define X(class, fill, line, ink, dark_fill, dark_line, dark_ink) \
    [TINT_##class] = { #class, COLOUR_##class##_fill, COLOUR_##class##_line, COLOUR_##class##_ink },
    TINTS(X)
#undef X
};

const char *tint_class(enum tint tint)
{
    return tints[tint].class;
}

enum colour tint_fill(enum tint tint)
{
    return tints[tint].fill;
}

enum colour tint_line(enum tint tint)
{
    return tints[tint].line;
}

enum colour tint_ink(enum tint tint)
{
    return tints[tint].ink;
}

const char *colour_code(enum colour colour, bool dark)
{
    return dark ? colours[colour].dark : colours[colour].light;
}

uint32_t colour_number(enum colour colour, bool dark)
{
    return (uint32_t)strtoul(colour_code(colour, dark) + 1, NULL, 16);
}

const char *colour_named(const char *name, bool dark)
{
    for (enum colour colour = 0; colour < COLOUR__COUNT; colour++) {
        if (strcmp(colours[colour].name, name) == 0) {
            return colour_code(colour, dark);
        }
    }
    return name;
}
