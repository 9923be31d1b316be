/* strata new. */
#include <stdlib.h>
#include <string.h>

#include "cli/diagram.h"
#include "cli/load.h"
#include "cli/session.h"
#include "strata/store/store.h"

#define NO_PATH ((struct str){ 0 })

static void complain(struct session *session, struct str place, struct str hint, const char *text)
{
    diag_add(&session->diags, SEVERITY_ERROR, (struct span){ .file = place }, NO_PATH, hint, "%s",
             text);
}

/* What `strata new` begins with. *ret_explain: a newcomer's comments are wanted, which a design that
 * comes back from its diagram must not get. */
static bool begin(struct session *session, struct design *ret, bool *ret_explain)
{
    const char *preset_name = session->options.values[OPTION_PRESET];
    const char *from = session->options.values[OPTION_FROM];
    *ret = design_empty(0, STR("Untitled"));
    *ret_explain = true;
    if (preset_name != NULL && from != NULL) {
        complain(session, NO_PATH, NO_PATH, "\"--preset\" and \"--from\" exclude each other");
        return false;
    }
    if (from != NULL) {
        struct recognised diagram;
        bool fine = diagram_open(session, from, &diagram);
        *ret = diagram.design;
        *ret_explain = !diagram.own;
        return fine;
    }
    if (preset_name != NULL) {
        preset_id preset =
            load_find_preset(&session->catalog, str_from(preset_name), &session->diags);
        return preset != NONE
               && store_read_preset(&session->catalog, preset, &session->arena, ret,
                                    &session->diags);
    }
    return true;
}

int verb_new(struct session *session)
{
    const struct options *options = &session->options;
    const char *path = options->values[OPTION_OUTPUT];
    struct design design;
    bool explain;
    if (!begin(session, &design, &explain)) {
        return EXIT_FAILURE;
    }
    struct str bytes = store_write_design(&session->catalog, &design, explain, &session->arena);
    return session_write(session, path != NULL ? path : "-", bytes,
                         options_has(options, OPTION_FORCE));
}
