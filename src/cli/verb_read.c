/* strata read: which scale a stack reads as, and why. */
#include <stdlib.h>

#include "cli/load.h"
#include "cli/reading_text.h"
#include "cli/session.h"
#include "strata/export/reading_json.h"

static int print_reading(struct session *session, const struct design *design)
{
    if (!options_is(&session->options, OPTION_SHOW_FORMAT, "json")) {
        return session_print(session, reading_text(&session->catalog, design, &session->arena));
    }
    struct json_writer json;
    struct str bytes;
    json_begin(&json, &session->arena);
    json_put_text(&json, "title", design->title);
    json_put_text(&json, "scale",
                  catalog_text(&session->catalog, session->catalog.scales[design->scale].id));
    json_put_evidence(&json, &session->catalog, design);
    return json_end(&json, &bytes, &session->diags) ? session_print(session, bytes) : EXIT_FAILURE;
}

int verb_read(struct session *session)
{
    struct design design;
    if (!load_design(&session->catalog, session->options.operands[0], &session->arena, &design,
                     NULL, &session->diags)) {
        return EXIT_FAILURE;
    }
    return print_reading(session, &design);
}
