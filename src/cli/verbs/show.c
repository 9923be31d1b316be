/* strata show: what a review says. */
#include <stdlib.h>

#include "cli/session.h"
#include "strata/export/export.h"
#include "strata/report/review_text.h"

static int print_json(struct session *session, const struct review *review)
{
    struct str bytes;
    if (!export_make(review, EXPORT_JSON, NULL, &session->arena, &bytes, &session->diags)) {
        return EXIT_FAILURE;
    }
    return session_print(session, bytes);
}

int verb_show(struct session *session)
{
    struct review review;
    if (!session_review(session, session->options.operands[0], &review)) {
        return EXIT_FAILURE;
    }
    if (options_is(&session->options, OPTION_SHOW_FORMAT, "json")) {
        return print_json(session, &review);
    }
    return session_print(session, review_text(&review, &session->arena));
}
