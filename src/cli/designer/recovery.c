/* What an earlier session left, who else has the design open, and what became of its file meanwhile. */
#include <time.h>

#include "cli/designer/inside.h"
#include "cli/load.h"
#include "strata/analysis/difference.h"
#include "strata/base/text.h"
#include "strata/report/diff_text.h"
#include "strata/store/store.h"

#define DAY 86400
#define NAMES_MAX 3 /* of designs in one line */

/* ---- words ---- */

/* "14:03", or with the day if that is longer ago. */
static struct str moment(int64_t at, struct arena *arena)
{
    time_t seconds = (time_t)at;
    bool recent = (int64_t)time(NULL) - at < DAY / 2;
    struct tm parts;
    char text[32];
    if (localtime_r(&seconds, &parts) == NULL
        || strftime(text, sizeof(text), recent ? "%H:%M" : "%Y-%m-%d %H:%M", &parts) == 0) {
        return STR("long ago");
    }
    return str_copy(arena, str_from(text));
}

/* Without its folders. */
static struct str short_name(struct str file, struct arena *arena)
{
    size_t from = file.len;
    while (from > 0 && file.at[from - 1] != '/') {
        from--;
    }
    return file.len == 0 ? STR("a design without a name")
                         : text_clean(arena, str_part(file, from, file.len));
}

static struct str describe(struct designer *designer, const struct journal_found *found)
{
    struct arena *arena = &designer->work;
    const struct file_identity *now = &designer->identity;
    bool changed = found->identity.known && now->known && !files_same(now, &found->identity);
    return str_format(
        arena, "There is unsaved work of %.*s from %.*s.%s",
        STR_ARG(short_name(found->file, arena)), STR_ARG(moment(found->at, arena)),
        changed ? " The file was changed since: recovering keeps it, until you save over it." : "");
}

/* ---- offering ---- */

static void add(struct strbuf *line, struct str text)
{
    strbuf_addf(line, "%s%.*s", line->len > 0 ? "; " : "", STR_ARG(text));
}

/* Whatever cannot be asked about. */
static void remark(struct designer *designer, const struct journal_found *found,
                   struct strbuf *line)
{
    struct arena *arena = &designer->work;
    struct str path = text_clean(arena, found->path);
    switch (found->kind) {
    case JOURNAL_WORK: break;
    case JOURNAL_LIVING:
        if (found->file.len > 0) {
            add(line, str_format(arena, "%.*s is open in another strata, process %ld, as well",
                                 STR_ARG(short_name(found->file, arena)), found->process));
        }
        break;
    case JOURNAL_UNREADABLE:
        add(line, str_format(arena, "unsaved work cannot be read, and is kept: %.*s: %.*s",
                             STR_ARG(path), STR_ARG(found->why)));
        diag_tell(designer->diags, SEVERITY_WARNING, (struct str){ 0 },
                  "unsaved work cannot be read, and is kept: %.*s: %.*s", STR_ARG(path),
                  STR_ARG(found->why));
        break;
    }
}

/* A start without a file: all that can be recovered by opening something. */
static void list_others(struct designer *designer, struct strbuf *line)
{
    struct arena *arena = &designer->work;
    struct strbuf names = { .arena = arena };
    unsigned count = 0;
    for (uint32_t i = 0; i < designer->found.items.count; i++) {
        const struct journal_found *found = &designer->found.items.items[i];
        if (found->kind == JOURNAL_WORK && found->file.len > 0 && count++ < NAMES_MAX) {
            strbuf_addf(&names, "%s%.*s (%.*s)", names.len > 0 ? ", " : "",
                        STR_ARG(text_clean(arena, found->file)), STR_ARG(moment(found->at, arena)));
        }
    }
    if (count > NAMES_MAX) {
        strbuf_addf(&names, " and %u more", count - NAMES_MAX);
    }
    if (count > 0) {
        add(line, str_format(arena, "there is unsaved work of %.*s: open it to recover it",
                             STR_ARG(strbuf_str(&names))));
    }
}

/* The newest work that is there and was not asked about; NULL: none. */
static const struct journal_found *next_work(const struct designer *designer)
{
    for (uint32_t i = 0; i < designer->found.items.count; i++) {
        const struct journal_found *found = &designer->found.items.items[i];
        if (found->kind == JOURNAL_WORK && (designer->app.file.len > 0 || found->file.len == 0)) {
            return found;
        }
    }
    return NULL;
}

static void ask(struct designer *designer)
{
    const struct journal_found *found = next_work(designer);
    struct outcome outcome = { .kind = OUTCOME_FOUND };
    if (found != NULL) {
        outcome.effect = (struct effect){ .kind = EFFECT_RECOVER, .path = found->path };
        outcome.text = describe(designer, found);
        app_report(&designer->app, &outcome);
    }
}

void recovery_offer(struct designer *designer)
{
    struct str file = designer->app.file;
    enum journal_of of = file.len > 0 ? JOURNALS_OF_FILE : JOURNALS_ALL;
    struct strbuf line = { .arena = &designer->work };
    struct diag_list diags;
    designer->recovered = NULL;
    arena_reset(&designer->finds);
    diag_init(&diags, &designer->work);
    journal_find(of, file, (int64_t)time(NULL), &designer->finds, &designer->found, &diags);
    for (uint32_t i = 0; i < diags.list.count; i++) {
        const struct diag *diag = &diags.list.items[i];
        add(&line, diag->text);
        diag_tell(designer->diags, SEVERITY_WARNING, diag->hint, "%.*s", STR_ARG(diag->text));
    }
    for (uint32_t i = 0; i < designer->found.items.count; i++) {
        remark(designer, &designer->found.items.items[i], &line);
    }
    if (file.len == 0) {
        list_others(designer, &line);
    }
    if (line.len > 0) {
        designer_tell(designer, SEVERITY_WARNING, strbuf_str(&line));
    }
    ask(designer);
}

/* ---- what is answered ---- */

static struct journal_found *find(struct designer *designer, struct str path)
{
    for (uint32_t i = 0; i < designer->found.items.count; i++) {
        if (str_eq(designer->found.items.items[i].path, path)) {
            return &designer->found.items.items[i];
        }
    }
    return NULL;
}

/* The design in it, in the session's arena. */
static bool read_work(struct designer *designer, struct str work, struct outcome *outcome,
                      struct diag_list *diags)
{
    struct design *design = arena_new(designer->request->session, struct design);
    struct catalog *catalog = arena_new(designer->request->session, struct catalog);
    *catalog = *designer->request->base;
    outcome->opened = design;
    outcome->catalog = catalog;
    return store_read_design(catalog, STR("unsaved work"), work, designer->request->session, design,
                             diags);
}

bool recovery_recover(struct designer *designer, struct outcome *outcome, struct diag_list *diags)
{
    struct journal_found *found = find(designer, outcome->effect.path);
    struct file_form form = designer->identity.form;
    if (found == NULL || !read_work(designer, found->work, outcome, diags)) {
        outcome->opened = NULL;
        return false;
    }
    designer->identity = found->identity; /* what the work began with: saving over another asks */
    designer->identity.form = form;
    designer->journal.identity = designer->identity;
    designer->recovered = found;
    outcome->text = STR("the unsaved work is recovered; w saves it");
    return true;
}

void recovery_done(struct designer *designer)
{
    struct diag_list diags;
    diag_init(&diags, &designer->work);
    if (designer->recovered != NULL) {
        journal_discard(designer->recovered, &designer->work, &diags);
        designer->recovered = NULL;
    }
}

bool recovery_discard(struct designer *designer, struct outcome *outcome, struct diag_list *diags)
{
    struct journal_found *found = find(designer, outcome->effect.path);
    if (found == NULL || !journal_discard(found, &designer->work, diags)) {
        return false;
    }
    found->kind = JOURNAL_LIVING; /* it is none that can be asked about */
    found->file.len = 0;
    outcome->text = STR("the unsaved work is removed");
    return true;
}

void recovery_ask_again(struct designer *designer)
{
    ask(designer);
    arena_reset(&designer->work);
}

/* What `before` would have to become, to be `after`. */
static bool compare(struct designer *designer, const struct catalog *catalog,
                    const struct design *before, const struct catalog *later,
                    const struct design *after, struct outcome *outcome, struct diag_list *diags)
{
    struct review first, second;
    struct difference difference;
    day today = designer->request->today;
    struct arena *arena = &designer->work;
    if (!review_make(catalog, before, today, arena, &first, diags)
        || !review_make(later, after, today, arena, &second, diags)) {
        return false;
    }
    difference_make(&first, &second, arena, &difference);
    outcome->text = diff_text(&difference, arena);
    return true;
}

bool recovery_compare(struct designer *designer, struct outcome *outcome, struct diag_list *diags)
{
    const struct journal_found *found = find(designer, outcome->effect.path);
    const struct app *app = &designer->app;
    struct outcome read = { 0 };
    return found != NULL && read_work(designer, found->work, &read, diags)
           && compare(designer, app->catalog, app_design(app), read.catalog, read.opened, outcome,
                      diags);
}

/* ---- the file on disk ---- */

bool disk_compare(struct designer *designer, struct outcome *outcome, struct diag_list *diags)
{
    const struct app *app = &designer->app;
    struct catalog catalog = *designer->request->base;
    struct design design;
    return load_design(&catalog, str_terminated(&designer->work, outcome->effect.path),
                       &designer->work, &design, NULL, diags)
           && compare(designer, &catalog, &design, app->catalog, app_design(app), outcome, diags);
}

void disk_seen(struct designer *designer)
{
    designer->mark = files_mark(str_terminated(&designer->work, designer->app.file));
}

/* What is there now; it is told of once. */
static void look_closer(struct designer *designer)
{
    struct str file = designer->app.file;
    struct outcome outcome = { .kind = OUTCOME_DISK,
                               .effect = { .kind = EFFECT_RELOAD, .path = file } };
    struct str name = short_name(file, &designer->work);
    struct file_identity identity = { 0 };
    struct diag_list diags;
    struct str bytes;
    diag_init(&diags, &designer->work);
    if (designer->mark.inode == 0) {
        designer_tell(designer, SEVERITY_WARNING,
                      str_format(&designer->work, "%.*s is gone from the disk; w writes it again",
                                 STR_ARG(name)));
    } else if (!files_read(str_terminated(&designer->work, file), STORE_DESIGN_BYTES,
                           &designer->work, &bytes, &identity, &diags)) {
        designer_tell(designer, SEVERITY_WARNING,
                      diag_format(&designer->work, &diags.list.items[0]));
    } else if (!files_same(&identity, &designer->identity)) {
        outcome.text =
            str_format(&designer->work, "%.*s was changed on disk.%s", STR_ARG(name),
                       history_unsaved(&designer->app.history)
                           ? " What you have not saved is kept for the next start if you reload."
                           : "");
        app_report(&designer->app, &outcome);
    }
}

void disk_look(struct designer *designer)
{
    const struct app *app = &designer->app;
    if (!designer->request->keep || app->file.len == 0 || !designer->identity.known) {
        return;
    }
    if (app->place == PLACE_QUESTION && app->asked.id == QUESTION_OVERWRITE_CHANGED) {
        disk_seen(designer); /* that is being asked */
    } else if (app->place == app->view) {
        struct file_mark before = designer->mark;
        disk_seen(designer);
        if (!files_mark_same(&before, &designer->mark)) {
            look_closer(designer);
        }
    }
    arena_reset(&designer->work);
}
