/* strata new and export: what is written to files. */
#include <stdlib.h>
#include <string.h>

#include "cli/exporting.h"
#include "cli/load.h"
#include "cli/session.h"
#include "strata/export/export.h"
#include "strata/store/store.h"

#define NO_PATH ((struct str){ 0 })

static void complain(struct session *session, struct str place, struct str hint, const char *text)
{
    diag_add(&session->diags, SEVERITY_ERROR, (struct span){ .file = place }, NO_PATH, hint, "%s",
             text);
}

/* To a file, or to standard output if `path` is "-". A file that is there is left alone without `replace`. */
static int write_result(struct session *session, const char *path, struct str bytes, bool replace)
{
    if (strcmp(path, "-") == 0) {
        return session_print(session, bytes);
    }
    switch (files_save(path, bytes, NULL, replace, NULL, &session->arena, &session->diags)) {
    case FILES_SAVED: return EXIT_SUCCESS;
    case FILES_CONFLICT:
        complain(session, str_from(path), STR("--force replaces it"),
                 "there is such a file already");
        return EXIT_FAILURE;
    case FILES_FAILED: break;
    }
    return EXIT_FAILURE;
}

int verb_new(struct session *session)
{
    const struct options *options = &session->options;
    const struct catalog *catalog = &session->catalog;
    const char *name = options->values[OPTION_PRESET];
    const char *path = options->values[OPTION_OUTPUT];
    struct design design = design_empty(0, STR("Untitled"));
    if (name != NULL) {
        preset_id preset = load_find_preset(catalog, str_from(name), &session->diags);
        if (preset == NONE
            || !store_read_preset(catalog, preset, &session->arena, &design, &session->diags)) {
            return EXIT_FAILURE;
        }
    }
    struct str bytes = store_write_design(catalog, &design, true, &session->arena);
    return write_result(session, path != NULL ? path : "-", bytes,
                        options_has(options, OPTION_FORCE));
}

/* By --format, else by the file's ending. */
static bool choose_format(struct session *session, const char *path, enum export_format *ret)
{
    const char *name = session->options.values[OPTION_EXPORT_FORMAT];
    if (name != NULL) {
        return export_format_from_name(str_from(name), ret);
    }
    if (export_format_from_file(str_from(path), ret)) {
        return true;
    }
    bool is_output = strcmp(path, "-") == 0;
    complain(session, is_output ? NO_PATH : str_from(path),
             str_format(&session->arena, "known endings are %.*s; --format says it, too",
                        STR_ARG(export_endings(&session->arena))),
             is_output ? "standard output needs --format" : "the ending says no format");
    return false;
}

int verb_export(struct session *session)
{
    const char *path = session->options.values[OPTION_OUTPUT];
    enum export_format format;
    struct export_options how = { 0 };
    struct design design;
    struct review review;
    struct str bytes;
    if (path == NULL) {
        complain(session, NO_PATH, STR("-o - is standard output"), "\"export\" needs -o FILE");
        return EXIT_FAILURE;
    }
    if (!choose_format(session, path, &format)
        || !export_theme_from_name(str_from(session->options.values[OPTION_EXPORT_THEME]),
                                   &how.theme)
        || !load_design(&session->catalog, session->options.operands[0], &session->arena, &design,
                        NULL, &session->diags)
        || !review_make(&session->catalog, &design, session->today, &session->arena, &review,
                        &session->diags)) {
        return EXIT_FAILURE;
    }
    if (!exporting_make(&review, format, how, options_has(&session->options, OPTION_ASCII),
                        str_from(path), &session->arena, &bytes, &session->diags)) {
        return EXIT_FAILURE;
    }
    return write_result(session, path, bytes, true);
}
