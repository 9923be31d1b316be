/* What the views share: where they draw, and small pieces of drawing. */
#ifndef STRATA_UI_VIEW_H
#define STRATA_UI_VIEW_H

#include "app/app.h"
#include "ui/canvas.h"

struct view {
    const struct app *app;
    struct canvas *canvas;
    struct arena *frame;
    struct panes panes;
};

/* Signs that stand beside colours. X(name, in UTF-8, in ASCII). */
#define SIGNS(X)              \
    X(CHOSEN, "●", "*")       \
    X(OWN, "◆", "+")          \
    X(AIM, "◂", "<")          \
    X(UNSAVED, "•", "*")      \
    X(MARKED, "[x]", "[x]")   \
    X(UNMARKED, "[ ]", "[ ]") \
    X(WARNING, "!", "!")      \
    X(NOTE, "·", ".")         \
    X(ARROW, "──▶", "-->")    \
    X(DASHED, "┄┄▷", "..>")   \
    X(TIMES, "×", "x")        \
    X(BETWEEN, "–", "-")      \
    X(DOT, " · ", " | ")      \
    X(MORE_ABOVE, "▲", "^")   \
    X(MORE_BELOW, "▼", "v")

#define X(name, utf8, ascii) SIGN_##name,
enum sign { SIGNS(X) SIGN__COUNT };
#undef X

struct str view_sign(const struct view *view, enum sign sign);

struct rect view_rect(struct area area);

/* Text at x of a row of `area` (y from its top), cut to `cells`; returns the column behind it. */
int view_put(const struct view *view, struct area area, int x, int y, int cells, enum style style,
             struct str text);

/* Wraps text into `rows` rows of `area` from y on, `x` cells in; returns the row behind it. */
int view_wrap(const struct view *view, struct area area, int x, int y, int rows, enum style style,
              struct str text);

/* Paints a row of a list as the one under the cursor, if it is. */
void view_cursor(const struct view *view, struct area area, int y, bool is_cursor);

/* Says in the top and bottom rows that a list goes on above and below. */
void view_more(const struct view *view, struct area area, const struct list *list);

struct str view_monthly(const struct view *view,
                        const struct price *cost); /* "$8,176/mo ($7,900–$8,400)" */
enum style view_severity(enum severity severity);

/* How a place is drawn: the half of a place that is seen. ui/views/FILE.c has one of these for each row of
 * app/place.def; without it the program does not link. */
struct card;

struct view_ops {
    void (*draw)(const struct view *view); /* in view->panes */
    void (*card)(
        struct card
            *card); /* about what is under the cursor; NULL in front of a view: the view's */
};

#define VIEW(constant, file, key, name, help) extern const struct view_ops file##_view;
#define FRONT(constant, file, kind, name) extern const struct view_ops file##_view;
#include "app/place.def"

/* "w save", as the bar and questions show it. */
struct str view_key_word(const struct view *view, enum command command);

/* The picture of the diagram in its pane; the frame is whose it is. */
void view_picture(const struct view *view);

/* What frames every view: title and figures above, preview and keys or messages below. */
void frame_head(const struct view *view);
void frame_foot(const struct view *view);

#endif
