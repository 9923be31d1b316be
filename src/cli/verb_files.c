/* strata new. */
#include <stdlib.h>
#include <string.h>

#include "cli/load.h"
#include "cli/session.h"
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
