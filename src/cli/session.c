#include "cli/session.h"

#include <stdlib.h>
#include <string.h>

#include "cli/files.h"
#include "cli/load.h"
#include "cli/output.h"

int session_print(struct session *session, struct str text)
{
    return output_write(text, &session->diags) ? EXIT_SUCCESS : EXIT_FAILURE;
}

int session_write(struct session *session, const char *path, struct str bytes, bool replace)
{
    if (strcmp(path, "-") == 0) {
        return session_print(session, bytes);
    }
    switch (files_save(path, bytes, NULL, replace, NULL, &session->arena, &session->diags)) {
    case FILES_SAVED: return EXIT_SUCCESS;
    case FILES_CONFLICT:
        diag_add(&session->diags, SEVERITY_ERROR, (struct span){ .file = str_from(path) },
                 (struct str){ 0 }, STR("--force replaces it"), "there is such a file already");
        return EXIT_FAILURE;
    case FILES_FAILED: break;
    }
    return EXIT_FAILURE;
}

bool session_review(struct session *session, const char *operand, struct review *ret)
{
    struct design design;
    return load_design(&session->catalog, operand, &session->arena, &design, NULL, &session->diags)
           && review_make(&session->catalog, &design, session->today, &session->arena, ret,
                          &session->diags);
}
