#include "cli/designer.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/designer/inside.h"
#include "cli/output.h"
#include "cli/system_memory.h"
#include "strata/base/text.h"
#include "strata/export/export.h"
#include "ui/canvas_svg.h"
#include "ui/screen.h"

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
    int keeping = keeping_wait(designer);

    if (keeping >= 0 && (wait.milliseconds < 0 || keeping < wait.milliseconds)) {
        wait.milliseconds = keeping;
    }
    return designer->terminal ? terminal_next(designer->terminal, &wait)
                              : script_next(&designer->script);
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

/* A signal or the loss of the terminal ends the session. */
static void terminate(struct designer *designer, int signal)
{
    leave_export(designer);
    keeping_end(designer, false, designer->diags);
    if (terminal_close(designer->terminal) || !isatty(STDERR_FILENO)) {
        output_messages(designer->diags); /* a terminal that reads nothing would hold us up */
    }
    terminal_die(signal);
}

/* Memory has run out. What is not saved was made ready before; the rest of this has the room that
 * drawing had. */
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
    keeping_end(designer, false, &diags);
    output_messages(&diags);
}

/* True if the person has left it, false if there are no more keys. */
static bool loop(struct designer *designer)
{
    for (;;) {
        struct event event;

        keeping_follow(designer);
        show(designer);
        event = next_event(designer);
        if (event.kind == EVENT_TERMINATE) {
            terminate(designer, event.signal);
        }
        if (event.kind == EVENT_NONE && !designer->terminal) {
            return false;
        }
        if (!designer_carry_out(designer, app_update(&designer->app, &event))) {
            return true;
        }
        designer_look_after_export(designer);
        if (event.kind == EVENT_KEY) {
            disk_look(designer);
        }
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
    arena_init(&designer.finds, request->memory);
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
    journal_init(&designer.journal, request->memory);
    if (request->keep) {
        recovery_offer(&designer);
        keeping_begin(&designer);
    }
    bool left = loop(&designer);
    leave_export(&designer);
    keeping_end(&designer, left, diags);
    if (designer.terminal) {
        system_memory_on_exhausted(request->memory, NULL, NULL);
        terminal_close(designer.terminal);
    } else {
        fine = print_screen(&designer);
    }
    app_release(&designer.app);
    journal_release(&designer.journal);
    background_release(&designer.background);
    arena_release(&designer.work);
    arena_release(&designer.finds);
    arena_release(&designer.frame);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
