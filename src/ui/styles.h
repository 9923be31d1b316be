/* The meanings that text on the screen can have. Themes give each of them colours and attributes; on a
 * terminal without colours the attributes below are what is left, and every state has a sign of its own
 * besides. X(constant, name in theme files, attributes without colours, what it marks). */
#ifndef STRATA_UI_STYLES_H
#define STRATA_UI_STYLES_H

#include "strata/model/theme.h"

#define STYLES(X)                                                                                  \
    X(TEXT, "text", 0, "ordinary text")                                                            \
    X(DIM, "dim", ATTRIBUTE_DIM, "text of little weight: cells not chosen, units, hints")          \
    X(HEAD, "head", ATTRIBUTE_BOLD, "headings: columns, views, dialogs")                           \
    X(GROUP, "group", ATTRIBUTE_UNDERLINE, "names of groups of layers")                            \
    X(FRAME, "frame", 0, "lines and borders")                                                      \
    X(TITLE, "title", ATTRIBUTE_BOLD, "the design's title")                                        \
    X(FIGURE, "figure", ATTRIBUTE_BOLD, "the figures in the head: boxes, arrows, bill, reading")   \
    X(CHOSEN, "chosen", ATTRIBUTE_BOLD, "what the design has: the lit cells")                      \
    X(CHOSEN_OFF, "chosen-off", ATTRIBUTE_BOLD, "chosen, but in no column: the person's own pick") \
    X(CURSOR, "cursor", ATTRIBUTE_REVERSE, "under the cursor")                                     \
    X(CURSOR_CHOSEN, "cursor-chosen", ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD,                          \
      "chosen and under the cursor")                                                               \
    X(GOOD, "good", 0, "better: less money, fewer boxes, nothing found")                           \
    X(WORSE, "worse", ATTRIBUTE_BOLD, "more money, more boxes")                                    \
    X(NOTE, "note", 0, "a finding that is a note")                                                 \
    X(WARNING, "warning", ATTRIBUTE_BOLD, "a finding that is a warning")                           \
    X(ERROR, "error", ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE, "an error")                              \
    X(KEY, "key", ATTRIBUTE_BOLD, "a key to press")                                                \
    X(INPUT, "input", ATTRIBUTE_UNDERLINE, "text being typed")                                     \
    X(BAR, "bar", ATTRIBUTE_REVERSE, "the bar at the foot")

#define X(constant, name, plain, what) STYLE_##constant,
enum style { STYLES(X) STYLE__COUNT };
#undef X

#endif
