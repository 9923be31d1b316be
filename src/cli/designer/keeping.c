/* What is not saved is in the journal. */
#include <time.h>

#include "cli/designer/inside.h"
#include "strata/base/text.h"

static struct journal_time now(void)
{
    struct timespec since;
    clock_gettime(CLOCK_MONOTONIC, &since);
    return (struct journal_time){ (int64_t)since.tv_sec * 1000 + since.tv_nsec / 1000000,
                                  (int64_t)time(NULL) };
}

/* ---- the present work ---- */

/* Work that is not kept is told once: it can be saved, and goes on. */
static void tell_not_kept(struct designer *designer, const struct diag_list *diags)
{
    struct str why = diags->list.count > 0 ? diags->list.items[0].text : STR("no reason is known");
    if (!designer->told) {
        diag_tell(designer->diags, SEVERITY_WARNING, (struct str){ 0 },
                  "unsaved work was not kept: %.*s", STR_ARG(why));
        designer_tell(designer, SEVERITY_WARNING,
                      str_format(&designer->work, "unsaved work is not kept: %.*s", STR_ARG(why)));
    }
    designer->told = true;
}

static void note(struct designer *designer)
{
    const struct app *app = &designer->app;
    unsigned edits = app->history.changes - designer->followed;
    designer->followed = app->history.changes;
    journal_note(&designer->journal, app->catalog,
                 history_unsaved(&app->history) ? app_design(app) : NULL, edits, now());
}

void keeping_follow(struct designer *designer)
{
    struct diag_list diags;
    if (designer->journal.folder >= 0 && designer->app.history.changes != designer->followed) {
        note(designer);
    }
    if (keeping_wait(designer) != 0 && designer->recovered == NULL) {
        return;
    }
    diag_init(&diags, &designer->work);
    if (!journal_write(&designer->journal, &diags)) {
        tell_not_kept(designer, &diags);
    } else if (designer->journal.written) {
        recovery_done(designer);
    }
    arena_reset(&designer->work);
}

int keeping_wait(const struct designer *designer)
{
    const struct journal *journal = &designer->journal;
    return journal->edits > 0 ? journal_wait(journal, now().ms) : -1;
}

/* ---- beginning and end ---- */

static void begin(struct designer *designer, struct str file)
{
    struct journal *journal = &designer->journal;
    struct diag_list diags;
    diag_init(&diags, &designer->work);
    journal_end(journal);
    if (!journal_begin(journal, file, &designer->identity, now(), &designer->work, &diags)) {
        tell_not_kept(designer, &diags);
    }
}

void keeping_begin(struct designer *designer)
{
    begin(designer, designer->app.file);
    designer->followed = designer->app.history.changes;
    disk_seen(designer);
    arena_reset(&designer->work);
    if (designer->terminal) {
        terminal_on_fatal(journal_last, &designer->journal);
    }
}

void keeping_set_aside(struct designer *designer)
{
    struct diag_list diags;
    diag_init(&diags, &designer->work);
    if (history_unsaved(&designer->app.history) && journal_write(&designer->journal, &diags)) {
        journal_leave(&designer->journal);
    }
}

void keeping_saved(struct designer *designer, struct str file)
{
    if (designer->request->keep) {
        recovery_done(designer);
        begin(designer, file);
        designer->mark = files_mark(str_terminated(&designer->work, file));
    }
}

void keeping_end(struct designer *designer, bool on_purpose, struct diag_list *diags)
{
    struct journal *journal = &designer->journal;
    bool work = designer->app.history.entries.count > 0 && history_unsaved(&designer->app.history);
    if (on_purpose || !work || journal->folder < 0) {
        if (work && !on_purpose && designer->request->keep) {
            diag_error(diags, "unsaved changes are lost");
        }
        journal_end(journal);
        return;
    }
    if (!journal_write(journal, diags)) {
        diag_error(diags, "unsaved changes are lost");
        return;
    }
    diag_tell(diags, SEVERITY_NOTE, STR("opening the design again offers them"),
              "unsaved changes are in %.*s",
              STR_ARG(text_clean(diags->arena, journal_path(journal, diags->arena))));
    journal_leave(journal);
}
