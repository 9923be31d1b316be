/* The colours of the diagram, on light and on dark ground. */
#ifndef STRATA_EXPORT_COLOURS_H
#define STRATA_EXPORT_COLOURS_H

#include <stdbool.h>
#include <stdint.h>

/* X(class, fill, line and heading on light ground, the same three on dark ground)
 *
 * Groups take them in turn. Headings have a contrast of at least 7 to 1 on their fill. */
#define TINTS(X)                                                               \
    X(tint0, "#eef3fb", "#b9cdec", "#1f3f77", "#182236", "#34507f", "#a9c5f7") \
    X(tint1, "#edf7f0", "#b4d9c0", "#1c5230", "#15261b", "#2f6644", "#9fdcb4") \
    X(tint2, "#fcf3e8", "#e8cda8", "#67400f", "#2b2115", "#73562f", "#efc88e") \
    X(tint3, "#f5f0fb", "#d3c0e8", "#4a2875", "#241a30", "#5d447d", "#d2b5f5") \
    X(tint4, "#ebf6f7", "#aed8dc", "#134e55", "#13272a", "#2c666c", "#97dbe2") \
    X(tint5, "#fbeff2", "#e7bac6", "#75203a", "#2d181e", "#7d3f50", "#f5adc0")

/* X(name, on light ground, on dark ground) */
#define COLOURS(X)                                                              \
    X(paper, "#ffffff", "#10151d")                                              \
    X(box, "#ffffff", "#1d2530")                                                \
    X(ink, "#1b2330", "#eceff4")                                                \
    X(faint_ink, "#566070", "#b3bcc9")  /* roles, labels of arrows, captions */ \
    X(line, "#39424f", "#c9d1dc")       /* arrows */                            \
    X(faint_line, "#6c7787", "#8f9bab") /* dashed arrows, frames */             \
    X(box_line, "#5b6678", "#8f9bab")                                           \
    X(legend_line, "#c5ccd6", "#8f9bab")                                        \
    X(added, "#1a7f37", "#4ac26b")                                              \
    X(removed, "#b3261e", "#f28b82")                                            \
    X(changed, "#8a5200", "#e3b341")

#define X(name, light, dark) COLOUR_##name,
#define TINT(class, fill, line, ink, dark_fill, dark_line, dark_ink) \
    COLOUR_##class##_fill, COLOUR_##class##_line, COLOUR_##class##_ink,
enum colour { COLOURS(X) TINTS(TINT) COLOUR__COUNT };
#undef TINT
#undef X

#define X(class, fill, line, ink, dark_fill, dark_line, dark_ink) TINT_##class,
enum tint { TINTS(X) TINT__COUNT };
#undef X

const char *tint_class(enum tint tint); /* "tint0" */
enum colour tint_fill(enum tint tint);
enum colour tint_line(enum tint tint);
enum colour tint_ink(enum tint tint);

/* "#rrggbb" */
const char *colour_code(enum colour colour, bool dark);

/* 0xrrggbb */
uint32_t colour_number(enum colour colour, bool dark);

/* By its name, for tables: "faint_ink"; that is what comes back if there is none. */
const char *colour_named(const char *name, bool dark);

#endif
