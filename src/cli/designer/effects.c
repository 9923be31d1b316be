/* What the state wants done in the world. */
#include "cli/designer/inside.h"
#include "cli/inputs.h"
#include "cli/load.h"
#include "strata/base/text.h"
#include "strata/export/export.h"
#include "strata/store/store.h"

void designer_tell(struct designer *designer, enum severity severity, struct str text)
{
    struct outcome outcome = { .kind = OUTCOME_TOLD, .text = text, .severity = severity };

    app_report(&designer->app, &outcome);
}

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
        keeping_saved(designer, effect.path);
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

void designer_look_after_export(struct designer *designer)
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
    if (effect.kind == EFFECT_RELOAD) {
        keeping_set_aside(designer);
    }
    designer->identity = identity;
    outcome.opened = design;
    outcome.catalog = catalog;
    if (load_is_file(effect.path)) {
        outcome.file = effect.path;
    }
    outcome.text = str_format(
        &designer->work, effect.kind == EFFECT_RELOAD ? "took %.*s from the disk" : "opened %.*s",
        STR_ARG(text_clean(&designer->work, effect.path)));
    return outcome;
}

/* What was left of this work, by us or by somebody else. */
static struct outcome look_at_work(struct designer *designer, struct effect effect)
{
    struct outcome outcome = { .kind = OUTCOME_DONE, .effect = effect };
    struct diag_list diags;
    bool done;

    diag_init(&diags, &designer->work);
    done = effect.kind == EFFECT_RECOVER        ? recovery_recover(designer, &outcome, &diags)
           : effect.kind == EFFECT_DISCARD      ? recovery_discard(designer, &outcome, &diags)
           : effect.kind == EFFECT_COMPARE_WORK ? recovery_compare(designer, &outcome, &diags)
                                                : disk_compare(designer, &outcome, &diags);
    return done ? outcome : failure(designer, effect, &diags);
}

/* Another design is open now. */
static void begin_again(struct designer *designer, const struct outcome *outcome)
{
    enum effect_kind kind = outcome->effect.kind;

    if (!designer->request->keep || outcome->kind != OUTCOME_DONE) {
        return;
    }
    if (kind == EFFECT_OPEN) {
        journal_end(&designer->journal);
        recovery_offer(designer);
    }
    if (kind == EFFECT_OPEN || kind == EFFECT_RELOAD) {
        keeping_begin(designer);
    }
    if (kind == EFFECT_DISCARD) {
        recovery_ask_again(designer);
    }
}

bool designer_carry_out(struct designer *designer, struct effect effect)
{
    while (effect.kind != EFFECT_NONE) {
        struct outcome outcome;

        switch (effect.kind) {
        case EFFECT_QUIT: return false;
        case EFFECT_SAVE: outcome = save(designer, effect); break;
        case EFFECT_EXPORT: outcome = export(designer, effect); break;
        case EFFECT_CANCEL: background_cancel(&designer->background); return true;
        case EFFECT_RELOAD:
        case EFFECT_OPEN: outcome = open_design(designer, effect); break;
        case EFFECT_RECOVER:
        case EFFECT_DISCARD:
        case EFFECT_COMPARE_WORK:
        case EFFECT_COMPARE_DISK: outcome = look_at_work(designer, effect); break;
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
        begin_again(designer, &outcome);
        arena_reset(&designer->work);
    }
    return true;
}
