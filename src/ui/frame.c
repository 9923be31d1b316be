/* What frames every view: title and figures above, preview and keys below, and questions. */
#include "strata/analysis/reading_words.h"
#include "strata/base/text.h"
#include "ui/view.h"

#define JOB_WORDS 40 /* columns for what stands around that */

static struct str scale_name(const struct view *view, scale_id scale)
{
    return catalog_scale_name(view->app->catalog, scale);
}

static void draw_title(const struct view *view)
{
    const struct app *app = view->app;
    struct area head = view->panes.head;
    struct str reading = reading_brief(app->catalog, &app->review.reading, view->frame);
    struct str aim = str_format(view->frame, "aims at %.*s%.*s%.*s ",
                                STR_ARG(scale_name(view, app_design(app)->scale)),
                                STR_ARG(view_sign(view, SIGN_DOT)), STR_ARG(reading));
    int room = head.width - (int)text_width(aim) - 2;
    int x = view_put(view, head, 1, 0, room - 4, STYLE_TITLE, app_design(app)->title);

    if (history_unsaved(&app->history)) {
        x = view_put(view, head, x + 1, 0, 2, STYLE_WORSE, view_sign(view, SIGN_UNSAVED));
    }
    if (x + 6 < room && app->file.len > 0) {
        view_put(view, head, x + 2, 0, room - x - 2, STYLE_DIM, app->file);
    }
    canvas_put_right(view->canvas, view_rect(head), head.x + head.width, head.y, STYLE_HEAD, aim);
}

/* One figure, with a dot between it and the one before. */
static int put_figure(const struct view *view, int x, enum style style, struct str text)
{
    struct area head = view->panes.head;

    if (x > 1) {
        x = view_put(view, head, x, 1, 3, STYLE_DIM, view_sign(view, SIGN_DOT));
    }
    return view_put(view, head, x, 1, head.width - x, style, text);
}

static int put_counts(const struct view *view, int x)
{
    const struct architecture *architecture = &view->app->review.architecture;
    unsigned boxes = architecture->box_count, arrows = architecture->solid_count;

    x = put_figure(view, x, STYLE_FIGURE,
                   str_format(view->frame, "%u %s", boxes, boxes == 1 ? "box" : "boxes"));
    return put_figure(view, x, STYLE_FIGURE,
                      str_format(view->frame, "%u %s (+%u)", arrows,
                                 arrows == 1 ? "arrow" : "arrows",
                                 (unsigned)architecture->dashed_count));
}

static int put_bill(const struct view *view, int x)
{
    const struct bill *bill = &view->app->review.bill;
    struct str text = view_monthly(view, &bill->total);

    if (bill->unpriced > 0) {
        text = str_format(view->frame, "%.*s + %u?", STR_ARG(text), (unsigned)bill->unpriced);
    }
    return put_figure(view, x, STYLE_FIGURE, text);
}

static int put_findings(const struct view *view, int x)
{
    const uint32_t *counts = view->app->review.findings.counts;

    for (enum severity severity = SEVERITY__COUNT; severity-- > 0;) {
        unsigned n = counts[severity];

        if (n > 0) {
            x = put_figure(
                view, x, view_severity(severity),
                str_format(view->frame, "%u %s%s", n, severity_name(severity), plural_s(n)));
        }
    }
    if (view->app->review.findings.accepted_count > 0) {
        x = put_figure(view, x, STYLE_DIM,
                       str_format(view->frame, "%u accepted",
                                  (unsigned)view->app->review.findings.accepted_count));
    }
    return x;
}

void frame_head(const struct view *view)
{
    struct area head = view->panes.head;
    struct str name =
        str_format(view->frame, "%s ",
                   place_name(place_kind(view->app->place) == KIND_OF_COVER ? view->app->place
                                                                            : view->app->view));
    struct str books = catalog_books(view->app->catalog, view->frame);
    int x = 1;

    draw_title(view);
    if (view->app->broken) {
        put_figure(view, x, STYLE_ERROR, STR("this design cannot be reckoned; u goes back"));
        return;
    }
    x = put_counts(view, x);
    x = put_bill(view, x);
    x = put_findings(view, x);
    struct str both = str_format(view->frame, "%.*s%.*s%.*s", STR_ARG(books),
                                 STR_ARG(view_sign(view, SIGN_DOT)), STR_ARG(name));

    if (books.len > 0 && x + (int)text_width(both) + 2 < head.width) {
        name = both;
    }
    if (x + (int)text_width(name) < head.width) {
        canvas_put_right(view->canvas, view_rect(head), head.x + head.width, head.y + 1, STYLE_DIM,
                         name);
    }
}

/* ---- the two rows at the foot ---- */

static bool in_bar(const struct view *view, enum command command)
{
    return app_offers(view->app, command) && command_info(command)->word[0] != '\0';
}

/* Whatever has no room is left out, but for the way to the list of all keys and the way out. */
static void draw_keys(const struct view *view)
{
    static const enum command always[] = { COMMAND_HELP, COMMAND_QUIT };
    struct area bar = view->panes.bar;
    int x = 1, kept = 0;

    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
        if (in_bar(view, always[i])) {
            kept += (int)view_key_word(view, always[i]).len + 2;
        }
    }
    canvas_fill(view->canvas, view_rect(bar), STYLE_BAR);
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        struct str word = in_bar(view, i) ? view_key_word(view, i) : (struct str){ 0 };
        bool keep = i == COMMAND_HELP || i == COMMAND_QUIT;

        if (word.len == 0 || x + (int)word.len > bar.width - (keep ? 0 : kept)) {
            continue;
        }
        x = view_put(view, bar, x, 0, (int)word.len, STYLE_BAR, word) + 2;
    }
}

static void draw_preview(const struct view *view)
{
    const struct app *app = view->app;
    struct area row = view->panes.preview;
    struct str text;
    int x;

    if (app->preview_label.len == 0) {
        view_put(view, row, 1, 0, row.width - 1, STYLE_DIM, app_hint(app));
        return;
    }
    text = str_format(view->frame, "%.*s: %.*s", STR_ARG(app->preview_when),
                      STR_ARG(app->preview_label));
    x = view_put(view, row, 1, 0, row.width / 2, STYLE_DIM, text);
    if (app->preview_text.len > 0) {
        const struct review *after = &app->preview;
        const struct bill *now = &app->review.bill;
        bool known = app->has_preview && after->bill.unpriced == now->unpriced;
        bool more = known && after->bill.total.likely > now->total.likely;
        bool less = known && after->bill.total.likely < now->total.likely;
        enum style style = more ? STYLE_WORSE : less ? STYLE_GOOD : STYLE_TEXT;

        x = view_put(view, row, x + 1, 0, 4, STYLE_DIM, view_sign(view, SIGN_ARROW));
        view_put(view, row, x + 1, 0, row.width - x - 1, style, app->preview_text);
    }
}

/* Words in a row of their own: the place of the keys or, over a line being typed, of the preview. */
static void draw_words(const struct view *view, struct area row, enum severity severity,
                       struct str text)
{
    canvas_fill(view->canvas, view_rect(row), STYLE_TEXT);
    view_put(view, row, 1, 0, row.width - 1,
             severity == SEVERITY_NOTE ? STYLE_TEXT : view_severity(severity), text);
}

/* "exporting stack.svg ... 2 s, Esc cancels" */
static struct str job_text(const struct view *view)
{
    const struct app_job *job = &view->app->job;
    int room = view->panes.bar.width - JOB_WORDS;
    struct str path =
        text_cut(view->frame, job->path, room > 0 ? (unsigned)room : 0, view->canvas->ascii);
    struct str since =
        job->seconds == 0 ? (struct str){ 0 } : str_format(view->frame, "%u s, ", job->seconds);

    return str_format(view->frame, "exporting %.*s ... %.*sEsc cancels", STR_ARG(path),
                      STR_ARG(since));
}

void frame_foot(const struct view *view)
{
    const struct app *app = view->app;
    struct area bar = view->panes.bar;

    draw_preview(view);
    switch (app_line(app)) {
    case LINE_TYPED: /* the line is drawn by its place */
        if (app->message.len > 0) {
            draw_words(view, view->panes.preview, app->message_severity, app->message);
        }
        break;
    case LINE_MESSAGE: draw_words(view, bar, app->message_severity, app->message); break;
    case LINE_JOB:
        if (app->job.state == JOB_RUNNING) {
            draw_words(view, bar, SEVERITY_NOTE, job_text(view));
        } else {
            draw_words(view, bar, app->job.severity, app->job.text);
        }
        break;
    case LINE_NONE: draw_keys(view); break;
    }
}
