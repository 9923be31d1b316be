/* strata export. */
#include <stdlib.h>

#include "cli/load.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/watch.h"
#include "strata/base/text.h"
#include "strata/export/export.h"
#include "strata/store/store.h"

#define NOTHING ((struct str){ 0 })

static void complain(struct session *session, struct str place, struct str hint, const char *text)
{
    diag_add(&session->diags, SEVERITY_ERROR, (struct span){ .file = place }, NOTHING, hint, "%s",
             text);
}

/* One export, from a design to a file. */
struct work {
    struct session *session;
    const char *path;
    enum export_format format;
    struct export_options options;
};

/* The catalogue may grow by the design's own components, which live no longer than `arena`: so the
 * session's stays as it is. */
static bool export(const struct work *work, struct arena *arena, struct review *ret_review,
                   struct diag_list *diags)
{
    struct session *session = work->session;
    struct catalog *catalog = arena_new(arena, struct catalog);
    struct design design;
    struct str bytes;
    *catalog = session->catalog;
    return load_design(catalog, session->options.operands[0], arena, &design, NULL, diags)
           && review_make(catalog, &design, session->today, arena, ret_review, diags)
           && export_make(ret_review, work->format, &work->options, arena, &bytes, diags)
           && session_save(session, work->path, bytes, true, arena, diags);
}

/* ---- --watch ---- */

/* What is wrong with a version is told at once, and the next one may be right. */
static void export_again(void *context)
{
    const struct work *work = context;
    struct arena arena;
    struct diag_list diags;
    struct review review;
    arena_init(&arena, work->session->memory);
    diag_init(&diags, &arena);
    if (export(work, &arena, &review, &diags)) {
        struct str counts = architecture_counts(&review.architecture, &arena);
        struct str path = text_clean(&arena, str_from(work->path));
        output_write(str_format(&arena, "%.*s: %.*s\n", STR_ARG(path), STR_ARG(counts)), &diags);
    }
    output_messages(&diags);
    arena_release(&arena);
}

/* The picture that is there looks as if it were of today. */
static void tell_lost(void *context, const struct diag *why)
{
    const struct work *work = context;
    const struct span place = { .file = str_from(work->session->options.operands[0]) };
    struct arena arena;
    struct diag_list diags;
    arena_init(&arena, work->session->memory);
    diag_init(&diags, &arena);
    if (why == NULL) {
        diag_add(&diags, SEVERITY_NOTE, place, NOTHING, NOTHING, "is there again, as it was");
    } else {
        diag_add(&diags, SEVERITY_WARNING, why->span, NOTHING, STR("waiting for it"), "%.*s",
                 STR_ARG(why->text));
    }
    output_messages(&diags);
    arena_release(&arena);
}

static int watch(struct work *work)
{
    struct session *session = work->session;
    const char *file = session->options.operands[0];
    if (!load_is_kept(file)) {
        complain(session, NOTHING, NOTHING, "--watch needs a file to look at");
        return EXIT_FAILURE;
    }
    if (!output_is_file(work->path)) {
        complain(session, NOTHING, NOTHING, "--watch needs a file to write to");
        return EXIT_FAILURE;
    }
    const struct watch watch = {
        .file = file,
        .bytes_max = STORE_DESIGN_BYTES,
        .seen = export_again,
        .lost = tell_lost,
        .wait = watch_pause,
        .context = work,
        .memory = session->memory,
    };
    watch_hold_signals();
    watch_run(&watch);
    return EXIT_SUCCESS;
}

int verb_export(struct session *session)
{
    const struct options *options = &session->options;
    struct work work = { .session = session, .path = options->values[OPTION_OUTPUT] };
    struct review review;
    if (work.path == NULL) {
        complain(session, NOTHING, STR("-o - is standard output"), "\"export\" needs -o FILE");
        return EXIT_FAILURE;
    }
    work.options.ascii = options_has(options, OPTION_ASCII);
    work.options.path = output_is_file(work.path) ? str_from(work.path) : NOTHING;
    if (!output_format(work.path, options->values[OPTION_EXPORT_FORMAT], &work.format,
                       &session->diags)
        || !export_theme_from_name(str_from(options->values[OPTION_EXPORT_THEME]),
                                   &work.options.theme)) {
        return EXIT_FAILURE;
    }
    if (options_has(options, OPTION_WATCH)) {
        return watch(&work);
    }
    return export(&work, &session->arena, &review, &session->diags) ? EXIT_SUCCESS : EXIT_FAILURE;
}
