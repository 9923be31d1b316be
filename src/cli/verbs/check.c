/* strata check: findings and gates over any number of designs. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/check.h"
#include "cli/files.h"
#include "cli/load.h"
#include "strata/base/text.h"

/* GitHub wants paths from the root of the repository, wherever the step was started. */
static struct str in_workspace(const char *operand, struct arena *arena)
{
    const char *workspace = getenv("GITHUB_WORKSPACE");
    char root[PATH_MAX], path[PATH_MAX];
    if (workspace == NULL || realpath(workspace, root) == NULL || realpath(operand, path) == NULL) {
        return (struct str){ 0 };
    }
    struct str whole = str_from(path);
    size_t len = strlen(root);
    bool inside = str_starts(whole, str_from(root)) && whole.len > len && whole.at[len] == '/';
    return inside ? str_copy(arena, str_part(whole, len + 1, whole.len)) : (struct str){ 0 };
}

static struct str shown_path(struct session *session, const char *operand)
{
    struct str path = { 0 };
    if (options_is(&session->options, OPTION_CHECK_FORMAT, "github")
        && load_is_file(str_from(operand))) {
        path = in_workspace(operand, &session->arena);
    }
    return text_clean(&session->arena, path.len > 0 ? path : str_from(operand));
}

/* True if a gate closed. */
static bool check_file(struct session *session, const char *operand, struct checked *ret)
{
    struct str name = str_from(operand);
    uint32_t diags = session->diags.list.count, told = diag_count(&session->diags);
    *ret = (struct checked){
        .file = str_is(name, FILES_STANDARD) ? STR("standard input") : shown_path(session, operand),
        .on_disk = load_is_file(name),
    };
    ret->read = session_review(session, operand, &ret->review);
    ret->first_diag = diags;
    ret->diag_count = session->diags.list.count - diags;
    ret->untold = diag_count(&session->diags) - told - ret->diag_count;
    return ret->read && check_gather(session, ret);
}

static bool format(struct session *session, const struct check_report *report, bool closed,
                   struct str *ret)
{
    if (options_is(&session->options, OPTION_CHECK_FORMAT, "json")) {
        return check_json(report, closed, ret, &session->diags);
    }
    *ret = options_is(&session->options, OPTION_CHECK_FORMAT, "github") ? check_github(report)
                                                                        : check_text(report);
    return true;
}

/* A file that cannot be read does not keep the others from being checked. */
int verb_check(struct session *session)
{
    const struct options *options = &session->options;
    struct check_report report = { .arena = &session->arena,
                                   .diags = &session->diags,
                                   .count = options->operand_count };
    bool closed = false, read = true;
    struct str text;
    report.files = arena_new_array(&session->arena, struct checked, report.count);
    for (uint32_t i = 0; i < report.count; i++) {
        closed |= check_file(session, options->operands[i], &report.files[i]);
        read &= report.files[i].read;
    }
    if (!format(session, &report, closed, &text)) {
        return EXIT_FAILURE;
    }
    int status = session_print(session, text);
    if (status != EXIT_SUCCESS || !read) {
        return EXIT_FAILURE;
    }
    return closed ? EXIT_GATE : EXIT_SUCCESS;
}
