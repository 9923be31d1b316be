#include "strata/export/export.h"

#include "export/d2.h"
#include "export/drawing/sheet.h"
#include "export/drawing/svg.h"
#include "export/graphviz/dot.h"
#include "export/graphviz/layout_child.h"
#include "export/graphviz/layout_read.h"
#include "export/graphviz/render.h"
#include "export/graphviz/sketch.h"
#include "export/mermaid.h"
#include "export/page.h"
#include "export/picture.h"
#include "export/txt.h"
#include "strata/report/bill_text.h"
#include "strata/report/review_json.h"
#include "strata/store/store.h"

#define MEMORY_BYTES ((size_t)1024 * 1024 * 1024)
#define RESULT_BYTES ((size_t)64 * 1024 * 1024)

struct export_job {
    struct arena *arena;
    enum export_format format;
    struct sketch sketch; /* for a child */
    struct svg_words words;
    struct render render; /* without a child if `bytes` were made at once */
    struct str bytes;
};

/* ---- what a child gave, looked at ---- */

static bool take_dot(const struct export_job *job, struct str raw, struct str *ret_bytes,
                     struct diag_list *diags)
{
    (void)job;
    (void)diags;
    *ret_bytes = raw;
    return true;
}

static bool take_svg(const struct export_job *job, struct str raw, struct str *ret_bytes,
                     struct diag_list *diags)
{
    struct drawing drawing;
    struct sheet sheet;
    if (!layout_read(raw, &job->sketch, job->arena, &drawing, diags)) {
        return false;
    }
    sheet_make(&drawing, job->sketch.dark, &sheet);
    *ret_bytes = svg_write(&sheet, &job->words);
    return true;
}

static bool take_whole(struct str raw, struct str head, struct str tail, struct str *ret_bytes,
                       struct diag_list *diags)
{
    *ret_bytes = raw;
    if (!str_starts(raw, head) || !str_ends(raw, tail)) {
        diag_error(diags, "the picture that Graphviz gave is cut off");
        return false;
    }
    return true;
}

static bool take_png(const struct export_job *job, struct str raw, struct str *ret_bytes,
                     struct diag_list *diags)
{
    (void)job;
    return take_whole(raw, STR("\x89PNG\r\n\x1a\n"), STR("IEND\xae\x42\x60\x82"), ret_bytes, diags);
}

static bool take_pdf(const struct export_job *job, struct str raw, struct str *ret_bytes,
                     struct diag_list *diags)
{
    (void)job;
    return take_whole(raw, STR("%PDF-"), STR("%%EOF\n"), ret_bytes, diags);
}

/* ---- what is made at once ---- */

struct order {
    const struct review *review;
    const struct export_options *options;
    const struct picture *picture;
};

static bool make_mmd(const struct order *order, struct arena *arena, struct str *ret_bytes,
                     struct diag_list *diags)
{
    return mermaid_make(order->picture, arena, ret_bytes, diags);
}

static bool make_d2(const struct order *order, struct arena *arena, struct str *ret_bytes,
                    struct diag_list *diags)
{
    return d2_make(order->picture, arena, ret_bytes, diags);
}

static bool make_md(const struct order *order, struct arena *arena, struct str *ret_bytes,
                    struct diag_list *diags)
{
    return page_make(order->picture, order->options->path, arena, ret_bytes, diags);
}

/* The bill line by line, as `strata cost` has it without options. */
static bool make_csv(const struct order *order, struct arena *arena, struct str *ret_bytes,
                     struct diag_list *diags)
{
    const struct bill_request request = { 0 };
    struct bill_report report;
    if (!bill_report_make(order->review, &request, NULL, arena, &report, diags)) {
        return false;
    }
    *ret_bytes = bill_csv(&report, arena);
    return true;
}

static bool make_txt(const struct order *order, struct arena *arena, struct str *ret_bytes,
                     struct diag_list *diags)
{
    (void)diags;
    *ret_bytes = txt_make(order->review, order->options, arena);
    return true;
}

static bool make_json(const struct order *order, struct arena *arena, struct str *ret_bytes,
                      struct diag_list *diags)
{
    return review_json(order->review, arena, ret_bytes, diags);
}

/* ---- the formats: made at once, or by a child whose result is looked at ---- */

static const struct {
    bool (*make)(const struct order *order, struct arena *arena, struct str *ret_bytes,
                 struct diag_list *diags);
    render_child child;
    bool (*take)(const struct export_job *job, struct str raw, struct str *ret_bytes,
                 struct diag_list *diags);
} makers[] = {
    [EXPORT_DOT] = { .child = dot_child, .take = take_dot },
    [EXPORT_SVG] = { .child = layout_json, .take = take_svg },
    [EXPORT_PNG] = { .child = layout_png, .take = take_png },
    [EXPORT_PDF] = { .child = layout_pdf, .take = take_pdf },
    [EXPORT_MMD] = { .make = make_mmd },
    [EXPORT_D2] = { .make = make_d2 },
    [EXPORT_MD] = { .make = make_md },
    [EXPORT_CSV] = { .make = make_csv },
    [EXPORT_TXT] = { .make = make_txt },
    [EXPORT_JSON] = { .make = make_json },
};
_Static_assert(sizeof(makers) / sizeof(makers[0]) == EXPORT__COUNT, "a format has no maker");

struct export_job *export_start(const struct review *review, enum export_format format,
                                const struct export_options *options, struct arena *arena,
                                struct diag_list *diags)
{
    static const struct export_options defaults = { 0 };
    options = options != NULL ? options : &defaults;
    const struct render_limits limits = {
        .task = "drawing",
        .milliseconds = (options->seconds > 0 ? options->seconds : EXPORT_SECONDS) * 1000,
        .memory_bytes = MEMORY_BYTES,
        .result_bytes = RESULT_BYTES,
    };
    struct export_job *job = arena_new(arena, struct export_job);
    struct picture picture = picture_of(review, options, arena);
    *job = (struct export_job){ .arena = arena, .format = format };
    render_init(&job->render);
    bool takes_design = format == EXPORT_DOT || format == EXPORT_MMD || format == EXPORT_D2;
    if (takes_design && options->overlay == NULL) { /* a comparison is no design */
        picture.design = store_write_design(review->catalog, &review->design, false, arena);
    }
    if (makers[format].child == NULL) {
        const struct order order = { review, options, &picture };
        return makers[format].make(&order, arena, &job->bytes, diags) ? job : NULL;
    }
    sketch_make(&picture, arena, &job->sketch);
    if (!render_start(&job->render, makers[format].child, &job->sketch, &limits, arena, diags)) {
        return NULL;
    }
    if (format == EXPORT_SVG) { /* while the child is at work */
        job->words = (struct svg_words){
            .title = str_copy(arena, picture_title(&picture.review, arena)),
            .description = picture_description(&picture, arena),
            .theme = options->theme,
        };
    }
    return job;
}

int export_fd(const struct export_job *job)
{
    return render_fd(&job->render);
}

int export_wait(const struct export_job *job)
{
    return render_wait(&job->render);
}

unsigned export_elapsed(const struct export_job *job)
{
    return render_elapsed(&job->render);
}

bool export_step(struct export_job *job)
{
    return render_step(&job->render);
}

void export_cancel(struct export_job *job)
{
    render_cancel(&job->render);
}

bool export_finish(struct export_job *job, struct str *ret_bytes, struct diag_list *diags)
{
    struct str raw;
    if (makers[job->format].child == NULL) {
        *ret_bytes = job->bytes;
        return true;
    }
    return render_finish(&job->render, &raw, diags)
           && makers[job->format].take(job, raw, ret_bytes, diags);
}

bool export_make(const struct review *review, enum export_format format,
                 const struct export_options *options, struct arena *arena, struct str *ret_bytes,
                 struct diag_list *diags)
{
    struct export_job *job = export_start(review, format, options, arena, diags);
    return job != NULL && export_finish(job, ret_bytes, diags);
}
