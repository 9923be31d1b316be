/* A theme as a file has it: style names and colours, without knowing what they are used for
 * (ui/paints.h does). Plain values, so that the shipped ones can be compiled in. */
#ifndef STRATA_MODEL_THEME_H
#define STRATA_MODEL_THEME_H

#include <stdint.h>

#define THEME_NAME_MAX 32 /* bytes with the NUL, for names of themes and styles: [a-z0-9-] */
#define THEME_WHAT_MAX 96 /* bytes with the NUL */
#define THEME_STYLES_MAX 64

#define COLOUR_DEFAULT (-1) /* the terminal's own */

enum theme_attribute {
    ATTRIBUTE_BOLD = 1 << 0,
    ATTRIBUTE_DIM = 1 << 1,
    ATTRIBUTE_UNDERLINE = 1 << 2,
    ATTRIBUTE_REVERSE = 1 << 3,
    ATTRIBUTE_ITALIC = 1 << 4,
};

struct theme_style {
    char name[THEME_NAME_MAX];
    int32_t fg; /* 0xrrggbb, or COLOUR_DEFAULT */
    int32_t bg;
    uint32_t attributes;
};

struct theme {
    char name[THEME_NAME_MAX];
    char what[THEME_WHAT_MAX]; /* one sentence */
    int32_t light;             /* meant for a light background: 1, dark: 0, either: -1 */
    uint32_t style_count;
    struct theme_style styles[THEME_STYLES_MAX];
};

#endif
