/* Living with a finding: the key that asks for a reason and a day, and takes it back. */
#include "app/parts.h"

#define DAYS_OFFERED 90

static const struct finding *finding_here(const struct app *app)
{
    uint32_t cursor = (uint32_t)app->lists[PLACE_FINDINGS].cursor;

    return cursor < app->review.findings.count ? &app->review.findings.list[cursor] : NULL;
}

/* One that has run out can be given another day, with the same reason. */
void accepting_toggle(struct app *app)
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
    app->ask_rule = finding->rule;
    app->ask_component = finding->accepted ? finding->accepted->component : finding->component;
    prompt_open(app, ASK_REASON, finding->accepted ? finding->accepted->reason : (struct str){ 0 });
}

void accepting_reason(struct app *app, struct str reason)
{
    if (reason.len == 0) {
        app_say(app, SEVERITY_NOTE, "a finding is accepted with a reason; nothing was done");
        return;
    }
    app->ask_reason = reason;
    prompt_open(app, ASK_UNTIL, day_format(app->today + DAYS_OFFERED, &app->scratch));
}

void accepting_until(struct app *app, struct str text)
{
    struct edit edit = { .kind = EDIT_ACCEPT,
                         .rule = app->ask_rule,
                         .component = app->ask_component,
                         .text = app->ask_reason };

    if (!day_parse(text, &edit.until)) {
        app_say(app, SEVERITY_ERROR, "\"%.*s\" is no day; 2027-02-22 is", STR_ARG(text));
    } else if (edit.until < app->today) {
        app_say(app, SEVERITY_ERROR, "%.*s is over already", STR_ARG(text));
    } else {
        app_edit(app, &edit);
    }
}
