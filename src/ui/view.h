/* What the views share: where they draw, and small pieces of drawing. */
#ifndef STRATA_UI_VIEW_H
#define STRATA_UI_VIEW_H

#include "app/app.h"
#include "ui/canvas.h"

struct view {
    const struct app *app;
    struct canvas *canvas;
    struct arena *frame;
    struct layout layout;
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

/* What a card says: paragraphs, one below the other; an empty one leaves a row free. */
#define CARD_TEXTS 6

struct card_text {
    enum style styles[CARD_TEXTS];
    struct str texts[CARD_TEXTS];
    int count;
};

/* About the row of the reading under the cursor. */
struct card_text view_reading_card(const struct view *view);

/* The views. Each draws in view->layout. */
void view_head(const struct view *view);
void view_foot(const struct view *view);
void view_card(const struct view *view);
void view_stack(const struct view *view);
void view_diagram(const struct view *view);
void view_pane(const struct view *view); /* the diagram beside the table */
void view_boxes(const struct view *view);
void view_bill(const struct view *view);
void view_findings(const struct view *view);
void view_workload(const struct view *view);
void view_reading(const struct view *view);
void view_chooser(const struct view *view);
void view_own(const struct view *view);
void view_help(const struct view *view);
void view_growth(const struct view *view);
void view_question(const struct view *view);

#endif
