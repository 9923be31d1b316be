/* strata [FILE]: the designer; and what stands beside it without a subcommand, --doc. */
#include <stdlib.h>

#include "cli/appearance.h"
#include "cli/designer.h"
#include "cli/load.h"
#include "cli/session.h"

/* "strata shwo": what is no file may have been meant as a command. */
static void suggest_verb(struct session *session, struct str operand)
{
    struct str hint = option_verb_hint(operand, &session->arena);
    if (hint.len > 0 && load_is_file(operand)) {
        diag_tell(&session->diags, SEVERITY_NOTE, hint, "\"%.*s\" is no command either",
                  STR_ARG(operand));
    }
}

/* The design of the command line, or an empty one for the first scale. */
static bool open_design(struct session *session, struct designer_request *request)
{
    if (session->options.operand_count == 0) {
        request->design = design_empty(0, STR("Untitled"));
        return true;
    }
    const char *operand = session->options.operands[0];
    if (!load_design(&session->catalog, operand, &session->arena, &request->design,
                     &request->identity, &session->diags)) {
        suggest_verb(session, str_from(operand));
        return false;
    }
    request->file = load_is_kept(operand) ? operand : NULL;
    return true;
}

int verb_design(struct session *session)
{
    const struct options *options = &session->options;
    if (options_has(options, OPTION_DOC)) {
        return session_doc(session);
    }
    struct appearance_hints hints = appearance_hints();
    struct catalog base = session->catalog; /* reading a design adds its own components to that */
    struct designer_request request = {
        .memory = session->memory,
        .options = options,
        .base = &base,
        .catalog = &session->catalog,
        .today = session->today,
        .session = &session->arena,
        .theme = appearance_theme(options, &hints, &session->arena, &session->diags),
        .colours = appearance_colours(options, &hints),
        .ascii = options_has(options, OPTION_ASCII),
        .mouse = !options_has(options, OPTION_NO_MOUSE),
        .keep = options->values[OPTION_SCRIPT] == NULL || options_has(options, OPTION_JOURNAL),
        .script = options->values[OPTION_SCRIPT],
        .styles = options_has(options, OPTION_STYLES),
        .svg = options_has(options, OPTION_SCREEN_SVG),
    };
    options_size(options, OPTION_SIZE, &request.width, &request.height);
    if (request.theme == NULL || !open_design(session, &request)) {
        return EXIT_FAILURE;
    }
    return designer_run(&request, &session->diags);
}
