/* strata diff: what was added, removed and changed from one design to another. */
#include <stdlib.h>

#include "cli/files.h"
#include "cli/gates.h"
#include "cli/output.h"
#include "cli/session.h"
#include "strata/report/diff_text.h"

/* A finding that the first design did not have. */
static bool new_finding_fails(const struct options *options, const struct difference *difference)
{
    for (uint32_t i = 0; i < difference->finding_count; i++) {
        if (difference->findings[i].mark == MARK_ADDED
            && gate_fails(options, OPTION_DIFF_FAIL_ON,
                          difference->findings[i].finding->severity)) {
            return true;
        }
    }
    return false;
}

/* What is to be made of it: the text, or one of the formats that a comparison has. */
struct form {
    bool text;
    enum export_format format;
};

static bool choose_form(struct session *session, const char *path, struct form *ret)
{
    const char *name = session->options.values[OPTION_DIFF_FORMAT];
    *ret = (struct form){ .text = name != NULL
                                      ? options_is(&session->options, OPTION_DIFF_FORMAT, "text")
                                      : path == NULL };
    if (ret->text) {
        return true;
    }
    if (!output_format(path, name, &ret->format, &session->diags)) {
        return false;
    }
    if (!export_is_drawing(ret->format) && ret->format != EXPORT_MD && ret->format != EXPORT_JSON) {
        diag_tell(&session->diags, SEVERITY_ERROR, STR("strata cost has the bill of one design"),
                  "a comparison cannot be written as %s", export_name(ret->format));
        return false;
    }
    return true;
}

static bool draw(struct session *session, const struct difference *difference,
                 enum export_format format, struct str *ret)
{
    struct export_options options = { .overlay = &difference->overlay,
                                      .before = difference->before,
                                      .ascii = options_has(&session->options, OPTION_ASCII) };
    return export_theme_from_name(str_from(session->options.values[OPTION_EXPORT_THEME]),
                                  &options.theme)
           && export_make(difference->after, format, &options, &session->arena, ret,
                          &session->diags);
}

static bool make_form(struct session *session, const struct difference *difference,
                      struct form form, struct str *ret)
{
    struct arena *arena = &session->arena;
    if (!form.text && export_is_drawing(form.format)) {
        return draw(session, difference, form.format, ret);
    }
    if (!form.text && form.format == EXPORT_JSON) {
        return diff_json(difference, arena, ret, &session->diags);
    }
    *ret = form.text ? diff_text(difference, arena) : diff_markdown(difference, arena);
    return true;
}

/* The report is for whoever looks on, the file for others. */
static bool give(struct session *session, const struct difference *difference, const char *path,
                 struct str bytes)
{
    return session_save(session, path, bytes, true, &session->arena, &session->diags)
           && (output_is_standard(path)
               || output_write(diff_text(difference, &session->arena), &session->diags));
}

/* Says which gates closed, once the report is out. */
static int pass_gates(struct session *session, const struct difference *difference)
{
    const struct options *options = &session->options;
    const struct bill *bill = &difference->after->bill;
    bool closed = false;
    if (!gate_keeps_budget(options, bill)) {
        diag_error(&session->diags, "%.*s",
                   STR_ARG(gate_budget_text(options, bill, &session->arena)));
        closed = true;
    }
    if (new_finding_fails(options, difference)) {
        diag_error(&session->diags, "there are new findings at the level of --fail-on");
        closed = true;
    }
    return closed ? EXIT_GATE : EXIT_SUCCESS;
}

int verb_diff(struct session *session)
{
    const char *const *operands = session->options.operands;
    const char *path = session->options.values[OPTION_OUTPUT];
    struct review before, after;
    struct difference difference;
    struct form form;
    struct str bytes;
    if (!choose_form(session, path, &form)) {
        return EXIT_FAILURE;
    }
    path = path != NULL ? path : FILES_STANDARD;
    /* Both are read before anything is said, so that the mistakes of both are told. */
    bool first = session_review(session, operands[0], &before);
    bool second = session_review(session, operands[1], &after);
    if (!first || !second) {
        return EXIT_FAILURE;
    }
    difference_make(&before, &after, &session->arena, &difference);
    return make_form(session, &difference, form, &bytes) && give(session, &difference, path, bytes)
               ? pass_gates(session, &difference)
               : EXIT_FAILURE;
}
