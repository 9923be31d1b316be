/* What the picture says and in which colours, before anybody draws it: the words of its title,
 * boxes and arrows, for every format that shows a diagram.
 *
 * All text that comes out is clean (text.h) and cut to a length that fits a picture, whatever the
 * review holds. It lives in the arena. */
#ifndef STRATA_EXPORT_PICTURE_H
#define STRATA_EXPORT_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"

#define PICTURE_LINES 4        /* in a box, at most */
#define PICTURE_TEXT_CELLS 240 /* tooltips end here */

struct picture_lines {
    struct str lines[PICTURE_LINES];
    uint32_t count;
};

struct str picture_title(const struct review *review, struct arena *arena);

/* "25 boxes, 22 arrows (+9 dashed), $207K a month ($180K to $250K)" */
struct str picture_caption(const struct review *review, struct arena *arena);

/* For people who do not see the picture: the caption, then every arrow in words. */
struct str picture_description(const struct review *review, struct arena *arena);

/* The name of a box in up to three lines, and in *ret_role a few words on what it is: the name of
 * its layer, or that it is assumed; may be empty. */
struct picture_lines picture_box_name(const struct review *review, const struct box *box,
                                      struct arena *arena, struct str *ret_role);
struct str picture_box_tooltip(const struct review *review, const struct box *box,
                               struct arena *arena);

struct picture_lines picture_arrow_label(const struct arrow *arrow, struct arena *arena);
struct str picture_arrow_tooltip(const struct review *review, const struct arrow *arrow,
                                 struct arena *arena);

struct str picture_region(const struct review *review, uint32_t region, struct arena *arena);
struct str picture_group(const struct review *review, group_id group, struct arena *arena);

/* The group of a box's layer; NONE for a box that is in no layer. */
group_id picture_group_of(const struct review *review, const struct box *box);

/* ---- colours: X(class, fill, line and heading on light ground, the same three on dark ground)
 * ----
 *
 * Groups take them in turn. Headings have a contrast of at least 7 to 1 on their fill. */

#define PICTURE_TINTS(X)                                                       \
    X(tint0, "#eef3fb", "#b9cdec", "#1f3f77", "#182236", "#34507f", "#a9c5f7") \
    X(tint1, "#edf7f0", "#b4d9c0", "#1c5230", "#15261b", "#2f6644", "#9fdcb4") \
    X(tint2, "#fcf3e8", "#e8cda8", "#67400f", "#2b2115", "#73562f", "#efc88e") \
    X(tint3, "#f5f0fb", "#d3c0e8", "#4a2875", "#241a30", "#5d447d", "#d2b5f5") \
    X(tint4, "#ebf6f7", "#aed8dc", "#134e55", "#13272a", "#2c666c", "#97dbe2") \
    X(tint5, "#fbeff2", "#e7bac6", "#75203a", "#2d181e", "#7d3f50", "#f5adc0")

enum picture_tint {
#define X(class, fill, line, ink, dark_fill, dark_line, dark_ink) PICTURE_##class,
    PICTURE_TINTS(X)
#undef X
        PICTURE_TINT__COUNT,
};

/* Everything else, on light and on dark ground. */
#define PICTURE_PAPER "#ffffff"
#define PICTURE_INK "#1b2330"
#define PICTURE_FAINT_INK "#566070"  /* roles, labels of arrows, captions */
#define PICTURE_LINE "#39424f"       /* arrows */
#define PICTURE_FAINT_LINE "#6c7787" /* dashed arrows, frames */
#define PICTURE_BOX_LINE "#5b6678"
#define PICTURE_DARK_PAPER "#10151d"
#define PICTURE_DARK_BOX "#1d2530"
#define PICTURE_DARK_INK "#eceff4"
#define PICTURE_DARK_FAINT_INK "#b3bcc9"
#define PICTURE_DARK_LINE "#c9d1dc"
#define PICTURE_DARK_FAINT_LINE "#8f9bab"

/* A list that every system can answer from; Graphviz measures with the first one it has. */
#define PICTURE_FONTS "Helvetica, Arial, sans-serif"

/* Sizes in points. */
#define PICTURE_TITLE_SIZE 18
#define PICTURE_CAPTION_SIZE 13
#define PICTURE_NAME_SIZE 13
#define PICTURE_ROLE_SIZE 10
#define PICTURE_GROUP_SIZE 12
#define PICTURE_LABEL_SIZE 10

#endif
