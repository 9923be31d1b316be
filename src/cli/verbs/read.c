/* strata read: which scale a stack reads as, and why; and what a diagram was taken for. */
#include <stdlib.h>

#include "cli/diagram.h"

#include "strata/report/reading_json.h"
#include "strata/report/reading_text.h"
#include "strata/report/recognised_text.h"

static int print_json(struct session *session, const struct operand_source *source)
{
    const struct catalog *catalog = &session->catalog;
    const struct design *design = &source->design;
    struct json_writer json;
    struct str bytes;
    json_begin(&json, &session->arena);
    json_put_text(&json, "title", design->title);
    json_put_text(&json, "scale", catalog_scale_id(catalog, design->scale));
    json_put_evidence(&json, catalog, design);
    if (source->is_diagram) {
        diagram_put(&json, catalog, &source->diagram);
    }
    return json_end(&json, &bytes, &session->diags) ? session_print(session, bytes) : EXIT_FAILURE;
}

static int print_text(struct session *session, const struct operand_source *source)
{
    struct strbuf text = { .arena = &session->arena };
    strbuf_add(&text, reading_text(&session->catalog, &source->design, &session->arena));
    if (source->is_diagram) {
        strbuf_add(&text, diagram_report(&session->catalog, &source->diagram, &session->arena));
    }
    return session_print(session, strbuf_str(&text));
}

int verb_read(struct session *session)
{
    struct operand_source source;
    if (!diagram_open_any(session, session->options.operands[0], &source)) {
        return EXIT_FAILURE;
    }
    return options_is(&session->options, OPTION_SHOW_FORMAT, "json") ? print_json(session, &source)
                                                                     : print_text(session, &source);
}
