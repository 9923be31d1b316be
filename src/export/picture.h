/* What the picture says and in which colours, before anybody draws it: the words of its title,
 * boxes and arrows, for every format that shows a diagram.
 *
 * All text that comes out is clean (text.h) and cut to a length that fits a picture, whatever the
 * review holds. It lives in the arena. */
#ifndef STRATA_EXPORT_PICTURE_H
#define STRATA_EXPORT_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/analysis/difference.h"
#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "strata/export/export.h"

#define PICTURE_LINES 4        /* in a box, at most */
#define PICTURE_TEXT_CELLS 240 /* tooltips end here */

/* What is to be drawn, and how. */
struct picture {
    struct review review;       /* a comparison has the boxes and arrows of both designs, with the
                                     sign of what became of them in front of their labels */
    struct str caption;         /* the figures; of a comparison, those of both designs */
    const enum mark *box_marks; /* of a comparison, else NULL */
    const enum mark *arrow_marks;
    bool any_mark[MARK__COUNT];
    bool dark;
    struct str
        design; /* its file, which diagrams in a language take along (export.h); may be empty */
};

struct picture picture_of(const struct review *review, const struct export_options *options,
                          struct arena *arena);

enum mark picture_box_mark(const struct picture *picture, uint32_t box);
enum mark picture_arrow_mark(const struct picture *picture, uint32_t arrow);

struct picture_lines {
    struct str lines[PICTURE_LINES];
    uint32_t count;
};

struct str picture_title(const struct review *review, struct arena *arena);

/* "25 boxes, 22 arrows (+9 dashed), $207K a month ($180K to $250K)" */
struct str picture_figures(const struct review *review, struct arena *arena);

/* For people who do not see the picture: the caption, then every arrow in words. */
struct str picture_description(const struct picture *picture, struct arena *arena);

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
