/* How the design reads: the votes in columns, and what would change it. */
#include "ui/views/reading.h"
#include "strata/analysis/reading_words.h"
#include "strata/base/text.h"

#define SCALE_CELLS 12 /* a scale's name is cut there, in the head of its column */
#define FIGURE_CELLS 5 /* "+0.33" */
#define WEIGHT_CELLS 8 /* with the gap before it */

#define LABEL_CELLS 11 /* "Reads as", "Aims at", "Votes" */

/* Where the columns are: names, what is chosen, a column of figures for each scale, weights. */
struct columns {
    int chosen, figures, weight;
};

static struct str scale_name(const struct view *view, scale_id scale)
{
    struct str name = catalog_scale_name(view->app->catalog, scale);

    return text_cut(view->frame, name, SCALE_CELLS, view->canvas->ascii);
}

static struct str layer_name(const struct view *view, layer_id layer)
{
    return catalog_layer_name(view->app->catalog, layer);
}

static int scale_cells(const struct view *view, scale_id scale)
{
    int cells = (int)text_width(scale_name(view, scale));

    return 2 + (cells > FIGURE_CELLS ? cells : FIGURE_CELLS);
}

static struct columns reading_columns(const struct view *view)
{
    struct area body = view->panes.body;
    struct columns c = { .chosen = panes_name_width(body.width), .weight = body.width - 1 };

    c.figures = c.weight - WEIGHT_CELLS;
    for (scale_id scale = 0; scale < view->app->catalog->scale_count; scale++) {
        c.figures -= scale_cells(view, scale);
    }
    return c;
}

static void put_right(const struct view *view, struct area area, int end, int y, enum style style,
                      struct str text)
{
    canvas_put_right(view->canvas, view_rect(area), area.x + end, area.y + y, style, text);
}

/* One figure for each scale that has one; `best` is the one that the design reads as. */
static void put_votes(const struct view *view, int y, const struct columns *c,
                      const quantity *weights, const char *sign)
{
    scale_id best = view->app->review.reading.scale;
    int end = c->figures;

    for (scale_id scale = 0; scale < view->app->catalog->scale_count; scale++) {
        struct str votes = reading_votes(weights[scale], view->frame);

        end += scale_cells(view, scale);
        if (weights[scale] != 0) {
            put_right(view, view->panes.body, end, y, scale == best ? STYLE_FIGURE : STYLE_TEXT,
                      str_format(view->frame, "%s%.*s", sign, STR_ARG(votes)));
        }
    }
}

/* A label, and what it says in the row, up to `end`. */
static void put_labelled(const struct view *view, int y, int end, enum style style,
                         const char *label, struct str text)
{
    struct area body = view->panes.body;
    int x = 1 + LABEL_CELLS;

    view_put(view, body, 1, y, LABEL_CELLS - 1, style, str_from(label));
    view_put(view, body, x, y, end - x, style, text);
}

/* "Enterprise, 4 changes away" */
static struct str aim_text(const struct view *view)
{
    const struct reading_table *table = &view->app->reading;
    struct str name = scale_name(view, app_design(view->app)->scale);
    unsigned steps = table->path.step_count;

    if (table->there) {
        return str_format(view->frame, "%.*s, and reads so", STR_ARG(name));
    }
    return str_format(view->frame, "%.*s, %u change%s away%s", STR_ARG(name), steps,
                      plural_s(steps),
                      table->path.reached ? "" : ", and even then it reads otherwise");
}

static void put_sums(const struct view *view, int y, const struct columns *c)
{
    const struct reading *reading = &view->app->review.reading;
    unsigned layers = view->app->catalog->layer_count;

    put_labelled(
        view, y, c->figures, STYLE_TEXT, "Votes",
        str_format(view->frame, "from %u of %u layers", (unsigned)reading->vote_count, layers));
    put_votes(view, y, c, reading->sums, "");
}

static void put_vote(const struct view *view, int y, const struct columns *c, uint32_t index)
{
    const struct app *app = view->app;
    const struct vote *vote = &app->review.reading.votes[index];
    struct area body = view->panes.body;

    view_put(view, body, 2, y, c->chosen - 3, STYLE_TEXT, layer_name(view, vote->layer));
    view_put(view, body, c->chosen, y, c->figures - c->chosen, STYLE_DIM,
             reading_chosen(app->catalog, app_design(app), vote->layer, view->frame));
    put_votes(view, y, c, vote->weight, "");
    put_right(view, body, c->weight, y, STYLE_DIM,
              str_format(view->frame, "%u", (unsigned)app->catalog->layers[vote->layer].weight));
}

static const struct hallmark *hallmark_of(const struct view *view, uint32_t index)
{
    const struct app *app = view->app;

    return &app->catalog->hallmarks[app->review.reading.hallmarks[index]];
}

static void put_hallmark(const struct view *view, int y, const struct columns *c, uint32_t index)
{
    const struct hallmark *hallmark = hallmark_of(view, index);
    quantity weights[SCALES_MAX] = { 0 };

    weights[hallmark->scale] = hallmark->weight * MICRO;
    view_put(view, view->panes.body, 2, y, c->figures - 2, STYLE_TEXT,
             catalog_text(view->app->catalog, hallmark->text));
    put_votes(view, y, c, weights, "+");
    put_right(view, view->panes.body, c->weight, y, STYLE_DIM,
              str_format(view->frame, "%u", (unsigned)hallmark->weight));
}

static void put_step(const struct view *view, int y, const struct columns *c, uint32_t index)
{
    struct reading_step step = view->app->reading.path.steps[index];
    struct area body = view->panes.body;

    view_put(view, body, 2, y, c->chosen - 3, STYLE_TEXT, layer_name(view, step.layer));
    view_put(view, body, c->chosen, y, body.width - c->chosen - 1, STYLE_TEXT,
             reading_step_text(view->app->catalog, app_design(view->app), step, view->frame));
}

static struct str after_text(const struct view *view)
{
    const struct reading_table *table = &view->app->reading;

    if (table->there && table->path.step_count == 0) {
        return STR(READING_NO_TIP);
    }
    return reading_after(view->app->catalog, &table->path.after, view->frame);
}

static struct str change_heading(const struct view *view)
{
    if (!view->app->reading.there) {
        return str_format(view->frame, "To read as %.*s:",
                          STR_ARG(scale_name(view, app_design(view->app)->scale)));
    }
    return view->app->reading.path.step_count > 0 ? STR("One change would tip it:")
                                                  : STR("What would tip it:");
}

static void put_heading(const struct view *view, int y, struct str text)
{
    struct area body = view->panes.body;

    view_put(view, body, 1, y, body.width - 2, STYLE_GROUP, text);
}

static void put_row(const struct view *view, int y, const struct columns *c,
                    const struct reading_row *row)
{
    const struct app *app = view->app;
    struct area body = view->panes.body;

    switch (row->kind) {
    case READING_ROW_ANSWER:
        put_labelled(view, y, c->weight, STYLE_HEAD, "Reads as",
                     reading_answer(app->catalog, &app->review.reading, view->frame));
        break;
    case READING_ROW_AIM:
        put_labelled(view, y, c->weight, STYLE_TEXT, "Aims at", aim_text(view));
        break;
    case READING_ROW_SUMS: put_sums(view, y, c); break;
    case READING_ROW_VOTES: put_heading(view, y, STR("Votes by layer")); break;
    case READING_ROW_HALLMARKS:
        put_heading(view, y, STR("Hallmarks: signs that come from several layers"));
        break;
    case READING_ROW_CHANGE: put_heading(view, y, change_heading(view)); break;
    case READING_ROW_ABSTAINING: put_heading(view, y, STR("Abstaining")); break;
    case READING_ROW_VOTE: put_vote(view, y, c, row->index); break;
    case READING_ROW_HALLMARK: put_hallmark(view, y, c, row->index); break;
    case READING_ROW_STEP: put_step(view, y, c, row->index); break;
    case READING_ROW_AFTER:
        view_put(view, body, 2, y, body.width - 3, STYLE_TEXT, after_text(view));
        break;
    case READING_ROW_ABSTAINS:
        view_put(view, body, 2, y, c->chosen - 3, STYLE_DIM, layer_name(view, row->index));
        view_put(view, body, c->chosen, y, body.width - c->chosen - 1, STYLE_DIM,
                 str_from(voice_name(reading_voice(app->catalog, app_design(app), row->index))));
        break;
    }
}

static void draw(const struct view *view)
{
    const struct app *app = view->app;
    const struct list *list = &app->lists[PLACE_READING];
    struct columns c = reading_columns(view);
    struct area heads = view->panes.columns;
    int end = c.figures;

    view_put(view, heads, 1, 0, c.chosen - 2, STYLE_HEAD, STR("Layer"));
    view_put(view, heads, c.chosen, 0, c.figures - c.chosen, STYLE_HEAD, STR("Chosen"));
    for (scale_id scale = 0; scale < app->catalog->scale_count; scale++) {
        end += scale_cells(view, scale);
        put_right(view, heads, end, 0, STYLE_HEAD, scale_name(view, scale));
    }
    put_right(view, heads, c.weight, 0, STYLE_HEAD, STR("Weight"));
    for (int y = 0; y < list->rows && list->top + y < list->count; y++) {
        put_row(view, y, &c, &app->reading.rows[list->top + y]);
        view_cursor(view, view->panes.body, y, list->top + y == list->cursor);
    }
    view_more(view, view->panes.body, list);
}

const struct view_ops reading_view = { draw, reading_card };
