/* The findings: mending them, and living with them. */
#include "app/places/rows.h"

#define DAYS_OFFERED 90

static const struct finding *finding_here(const struct app *app)
{
    uint32_t cursor = (uint32_t)app->lists[PLACE_FINDINGS].cursor;

    return cursor < app->review.findings.count ? &app->review.findings.list[cursor] : NULL;
}

/* One that has run out can be given another day, with the same reason. */
void cmd_accept_finding(struct app *app)
{
    const struct finding *finding = finding_here(app);

    if (!finding) {
        app_say(app, SEVERITY_NOTE, "there is nothing to accept");
        return;
    }
    if (!finding_counts(finding)) {
        struct edit edit = { .kind = EDIT_UNACCEPT,
                             .rule = finding->accepted->rule,
                             .component = finding->accepted->component };
        app_edit(app, &edit);
        return;
    }
    app->prompt.rule = finding->rule;
    app->prompt.component = finding->accepted ? finding->accepted->component : finding->component;
    prompt_open(app, PROMPT_REASON, (struct str){ 0 },
                finding->accepted ? finding->accepted->reason : (struct str){ 0 });
}

void prompt_reason(struct app *app, struct str text)
{
    app->prompt.reason = text;
    prompt_open(app, PROMPT_UNTIL, (struct str){ 0 },
                day_format(app->today + DAYS_OFFERED, &app->scratch));
}

void prompt_until(struct app *app, struct str text)
{
    struct edit edit = { .kind = EDIT_ACCEPT,
                         .rule = app->prompt.rule,
                         .component = app->prompt.component,
                         .text = app->prompt.reason };

    if (!day_parse(text, &edit.until)) {
        app_say(app, SEVERITY_ERROR, "\"%.*s\" is no day; 2027-02-22 is", STR_ARG(text));
    } else if (edit.until < app->today) {
        app_say(app, SEVERITY_ERROR, "%.*s is over already", STR_ARG(text));
    } else {
        app_edit(app, &edit);
    }
}

void cmd_fix(struct app *app)
{
    const struct finding *finding = finding_here(app);

    if (!finding) {
        app_say(app, SEVERITY_NOTE, "there is nothing to fix");
    } else if (!finding->fixable) {
        app_say(app, SEVERITY_NOTE, "one key cannot mend this one; Enter goes to its layer");
    } else {
        struct edit edit = finding->fix; /* the finding goes with the review */

        app_edit(app, &edit);
    }
}

static bool edit(struct app *app, struct possible *ret)
{
    const struct finding *finding = finding_here(app);

    ret->when = command_bare_key(COMMAND_FIX);
    if (!finding || !finding->fixable) {
        return false;
    }
    ret->edit = finding->fix;
    return true;
}

static int rows(const struct app *app)
{
    return (int)app->review.findings.count;
}

static layer_id layer(const struct app *app)
{
    const struct finding *finding = finding_here(app);

    return finding ? finding->layer : NONE;
}

const struct place_ops findings_ops = {
    .rows = rows,
    .row_height = FINDING_ROWS,
    .walk = rows_walk,
    .wheel = rows_wheel,
    .click = rows_click,
    .edit = edit,
    .layer = layer,
};
