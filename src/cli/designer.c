#include "cli/designer.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/app.h"
#include "cli/background.h"
#include "cli/inputs.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/rescue.h"
#include "cli/system_memory.h"
#include "strata/base/text.h"
#include "strata/export/export.h"
#include "strata/store/store.h"
#include "term/script.h"
#include "term/terminal.h"
#include "ui/canvas_svg.h"
#include "ui/screen.h"

struct designer {
    const struct designer_request *request;
    struct diag_list *diags; /* for after the terminal was given back */
    struct app app;
    struct arena frame;        /* until the next drawing */
    struct arena work;         /* until the effect is reported */
    struct terminal *terminal; /* NULL with a script */
    struct script script;
    struct background background;  /* the export that is at work */
    struct file_identity identity; /* of the file when it was read or saved */
    bool ascii;
};

/* ---- drawing and waiting ---- */

static struct canvas draw(struct designer *designer)
{
    arena_reset(&designer->frame);
    return screen_draw(&designer->app, designer->ascii, &designer->frame);
}

static void show(struct designer *designer)
{
    if (designer->terminal) {
        struct canvas canvas = draw(designer);

        terminal_present(designer->terminal, &canvas);
    }
}

static struct event next_event(struct designer *designer)
{
    struct terminal_wait wait = background_wait(&designer->background);

    return designer->terminal ? terminal_next(designer->terminal, &wait)
                              : script_next(&designer->script);
}

/* ---- effects ---- */

/* The first message of a failure as one line, and the rest counted. */
static struct outcome failure(struct designer *designer, struct effect effect,
                              const struct diag_list *diags)
{
    struct outcome outcome = { .kind = OUTCOME_FAILED, .effect = effect, .text = STR("it failed") };
    uint32_t count = diag_count(diags);

    if (count > 0) {
        outcome.text = diag_format(&designer->work, &diags->list.items[0]);
    }
    if (count > 1) {
        outcome.text = str_format(&designer->work, "%.*s (and %u more; strata check tells all)",
                                  STR_ARG(outcome.text), (unsigned)(count - 1));
    }
    return outcome;
}

/* What was noticed on the way: "saved to x.yaml; .strata-unfinished-12-0, left by ..." */
static struct str with_remark(struct designer *designer, struct str done,
                              const struct diag_list *diags)
{
    return diags->list.count == 0 ? done
                                  : str_format(&designer->work, "%.*s; %.*s", STR_ARG(done),
                                               STR_ARG(diags->list.items[0].text));
}

static struct outcome save(struct designer *designer, struct effect effect)
{
    const struct design *design = app_design(&designer->app);
    struct str text = store_write_design(designer->app.catalog, design, false, &designer->work);
    struct str bytes = files_in_form(text, designer->identity.form, &designer->work);
    bool own = str_eq(effect.path, designer->app.file);
    struct outcome outcome = { .effect = effect };
    struct diag_list diags;

    diag_init(&diags, &designer->work);
    if (!load_is_file(effect.path)) { /* nobody could open it by this name */
        diag_error(&diags, "\"%.*s\" is no name of a file; with ./ before it, it is",
                   STR_ARG(text_clean(&designer->work, effect.path)));
        return failure(designer, effect, &diags);
    }
    if (!inputs_spared(designer->request->options, INPUTS_SETTINGS,
                       str_terminated(&designer->work, effect.path), &designer->work, &diags)) {
        return failure(designer, effect, &diags);
    }
    switch (files_save(str_terminated(&designer->work, effect.path), bytes,
                       own ? &designer->identity : NULL, effect.force, &designer->identity,
                       &designer->work, &diags)) {
    case FILES_SAVED:
        outcome.kind = OUTCOME_DONE;
        outcome.text = str_format(&designer->work, "saved to %.*s",
                                  STR_ARG(text_clean(&designer->work, effect.path)));
        outcome.text = with_remark(designer, outcome.text, &diags);
        return outcome;
    case FILES_CONFLICT: outcome.kind = own ? OUTCOME_CHANGED : OUTCOME_EXISTS; return outcome;
    case FILES_FAILED: break;
    }
    return failure(designer, effect, &diags);
}

/* Neither the design that is open nor anything else that was read. */
static bool may_export_to(struct designer *designer, const char *path, struct diag_list *diags)
{
    const struct app *app = &designer->app;
    const char *file = str_terminated(&designer->work, app->file);
    return inputs_spared(designer->request->options, INPUTS_ALL, path, &designer->work, diags)
           && (app->file.len == 0 || inputs_spared_file(file, path, diags));
}

/* Whatever is there is asked about first, not after the layout. */
static struct outcome export(struct designer *designer, struct effect effect)
{
    struct outcome outcome = { .kind = OUTCOME_STARTED, .effect = effect };
    const struct app *app = &designer->app;
    const char *path = str_terminated(&designer->work, effect.path);
    struct diag_list diags;
    bool there = false;

    diag_init(&diags, &designer->work);
    if (!may_export_to(designer, path, &diags) || !files_find(path, &there, &diags)) {
        return failure(designer, effect, &diags);
    }
    if (there && !effect.force) {
        outcome.kind = OUTCOME_EXISTS;
        return outcome;
    }
    if (app->broken) {
        diag_error(&diags, "a design that cannot be reckoned cannot be exported");
    } else if (background_start(&designer->background, &app->review, designer->ascii, effect,
                                &diags)) {
        return outcome;
    }
    return failure(designer, effect, &diags);
}

/* The job has ended, or is to end now: what became of it. */
static struct outcome end_export(struct designer *designer)
{
    struct effect effect = designer->background.effect;
    struct outcome outcome = { .kind = OUTCOME_DONE, .effect = effect };
    struct str path = text_clean(&designer->work, effect.path);
    struct diag_list diags;

    diag_init(&diags, &designer->work);
    switch (background_end(&designer->background, &designer->work, &diags)) {
    case BACKGROUND_CANCELLED:
        outcome.kind = OUTCOME_CANCELLED;
        outcome.text = str_format(
            &designer->work, "exporting %.*s was cancelled; nothing is written", STR_ARG(path));
        return outcome;
    case BACKGROUND_SAVED:
        outcome.text = str_format(&designer->work, "exported to %.*s: %s", STR_ARG(path),
                                  export_what(designer->background.format));
        outcome.text = with_remark(designer, outcome.text, &diags);
        return outcome;
    case BACKGROUND_FAILED: break;
    }
    return failure(designer, effect, &diags);
}

/* A look at the job, whenever something has happened. A script has no time: its jobs end at once. */
static void look_after_export(struct designer *designer)
{
    struct background *background = &designer->background;
    struct outcome outcome = { .kind = OUTCOME_RUNNING, .effect = background->effect };

    if (background->job == NULL) {
        return;
    }
    if (designer->terminal && background_step(background)) {
        outcome.seconds = background_seconds(background);
    } else {
        outcome = end_export(designer);
    }
    app_report(&designer->app, &outcome);
    arena_reset(&designer->work);
}

static struct outcome open_design(struct designer *designer, struct effect effect)
{
    struct outcome outcome = { .kind = OUTCOME_DONE, .effect = effect };
    struct design *design = arena_new(designer->request->session, struct design);
    struct catalog *catalog = arena_new(designer->request->session, struct catalog);
    struct file_identity identity; /* the present file keeps its own if this one cannot be opened */
    struct diag_list diags;

    diag_init(&diags, &designer->work);
    if (str_is(effect.path, FILES_STANDARD)) {
        diag_error(&diags,
                   "standard input is where the keys come from; ./- is a file of that name");
        return failure(designer, effect, &diags);
    }
    *catalog = *designer->request->base;
    if (!load_design(catalog, str_terminated(&designer->work, effect.path),
                     designer->request->session, design, &identity, &diags)) {
        return failure(designer, effect, &diags);
    }
    designer->identity = identity;
    outcome.opened = design;
    outcome.catalog = catalog;
    if (load_is_file(effect.path)) {
        outcome.file = effect.path;
    }
    outcome.text = str_format(&designer->work, "opened %.*s",
                              STR_ARG(text_clean(&designer->work, effect.path)));
    return outcome;
}

/* Carries out one effect and tells the state what became of it. False when the designer is to end. */
static bool carry_out(struct designer *designer, struct effect effect)
{
    while (effect.kind != EFFECT_NONE) {
        struct outcome outcome;

        switch (effect.kind) {
        case EFFECT_QUIT: return false;
        case EFFECT_SAVE: outcome = save(designer, effect); break;
        case EFFECT_EXPORT: outcome = export(designer, effect); break;
        case EFFECT_CANCEL: background_cancel(&designer->background); return true;
        case EFFECT_OPEN: outcome = open_design(designer, effect); break;
        case EFFECT_SUSPEND:
            if (designer->terminal) {
                terminal_suspend(designer->terminal);
            }
            return true;
        case EFFECT_REDRAW:
            if (designer->terminal) {
                terminal_forget(designer->terminal);
            }
            return true;
        case EFFECT_NONE: return true;
        }
        effect = app_report(&designer->app, &outcome);
        arena_reset(&designer->work);
    }
    return true;
}

/* ---- the end ---- */

/* Nobody waits for an export that is left alone; that there is no file is said on the way out. */
static void leave_export(struct designer *designer)
{
    struct background *background = &designer->background;

    if (background->job == NULL) {
        return;
    }
    struct str path = text_clean(designer->diags->arena, background->effect.path);

    diag_tell(designer->diags, SEVERITY_WARNING, (struct str){ 0 },
              "%.*s was not exported: strata was left before it was done", STR_ARG(path));
    background_cancel(background);
}

/* A signal or the loss of the terminal ends the session: what is not saved goes to a rescue file first. */
static void terminate(struct designer *designer, int signal)
{
    struct app *app = &designer->app;

    leave_export(designer);
    if (history_unsaved(&app->history)) {
        rescue_write(app->catalog, app_design(app), &designer->work, designer->diags);
    }
    if (terminal_close(designer->terminal) || !isatty(STDERR_FILENO)) {
        output_messages(designer->diags); /* a terminal that reads nothing would hold us up */
    }
    terminal_die(signal);
}

/* Memory has run out. The terminal comes first; then what is not saved, in the room that drawing had. */
static void give_up(void *argument)
{
    struct designer *designer = argument;
    struct app *app = &designer->app;
    struct diag_list diags;
    struct arena last;

    terminal_close(designer->terminal);
    arena_release(&designer->frame);
    arena_release(&app->next);
    arena_init(&last, designer->request->memory);
    diag_init(&diags, &last);
    if (app->history.entries.count > 0 && history_unsaved(&app->history)) {
        rescue_write(app->catalog, app_design(app), &last, &diags);
    }
    output_messages(&diags);
}

static void loop(struct designer *designer)
{
    for (;;) {
        struct event event;

        show(designer);
        event = next_event(designer);
        if (event.kind == EVENT_TERMINATE) {
            terminate(designer, event.signal);
        }
        if (event.kind == EVENT_NONE && !designer->terminal) {
            return;
        }
        if (!carry_out(designer, app_update(&designer->app, &event))) {
            return;
        }
        look_after_export(designer);
    }
}

static bool open_terminal(struct designer *designer, int *ret_width, int *ret_height)
{
    const struct designer_request *request = designer->request;
    struct terminal_options options = { request->colours, request->mouse, request->theme };

    if (request->script) {
        *ret_width = request->width;
        *ret_height = request->height;
        return script_open(&designer->script, str_from(request->script), designer->diags);
    }
    designer->terminal = terminal_open(&options, request->memory, designer->diags);
    if (!designer->terminal) {
        return false;
    }
    system_memory_on_exhausted(request->memory, give_up, designer);
    designer->ascii = designer->ascii || !terminal_unicode(designer->terminal);
    terminal_size(designer->terminal, ret_width, ret_height);
    return true;
}

static bool screen_picture(struct designer *designer, const struct canvas *canvas, struct str *ret)
{
    const struct theme *theme = designer->request->theme;
    struct str title = designer->request->design.title;
    struct paint paints[STYLE__COUNT];

    if (!paints_resolve(theme, COLOURS_TRUE, paints, designer->diags)) {
        return false;
    }
    *ret = canvas_svg(canvas, paints, theme->light == 1,
                      str_format(&designer->frame, "The designer: %.*s", STR_ARG(title)),
                      &designer->frame);
    return true;
}

static bool print_screen(struct designer *designer)
{
    struct canvas canvas = draw(designer);
    struct str text;

    if (!designer->request->svg) {
        text = canvas_dump(&canvas, designer->request->styles, &designer->frame);
    } else if (!screen_picture(designer, &canvas, &text)) {
        return false;
    }
    return output_write(text, designer->diags);
}

int designer_run(const struct designer_request *request, struct diag_list *diags)
{
    struct designer designer = {
        .request = request, .diags = diags, .identity = request->identity, .ascii = request->ascii
    };
    int width, height;
    bool fine = true;

    if (!open_terminal(&designer, &width, &height)) {
        return EXIT_FAILURE;
    }
    arena_init(&designer.frame, request->memory);
    arena_init(&designer.work, request->memory);
    background_init(&designer.background, request->memory);
    app_init(&designer.app, &(struct app_start){ .catalog = request->catalog,
                                                 .memory = request->memory,
                                                 .session = request->session,
                                                 .design = request->design,
                                                 .file = str_from(request->file),
                                                 .endings = export_endings(request->session),
                                                 .today = request->today,
                                                 .width = width,
                                                 .height = height,
                                                 .ascii = designer.ascii });
    loop(&designer);
    leave_export(&designer);
    if (designer.terminal) {
        system_memory_on_exhausted(request->memory, NULL, NULL);
        terminal_close(designer.terminal);
    } else {
        fine = print_screen(&designer);
    }
    app_release(&designer.app);
    background_release(&designer.background);
    arena_release(&designer.work);
    arena_release(&designer.frame);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
