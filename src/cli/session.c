#include "cli/session.h"

#include <stdlib.h>

#include "cli/inputs.h"
#include "cli/load.h"
#include "cli/output.h"

int session_print(struct session *session, struct str text)
{
    return output_write(text, &session->diags) ? EXIT_SUCCESS : EXIT_FAILURE;
}

bool session_save(const struct session *session, const char *path, struct str bytes, bool replace,
                  struct arena *arena, struct diag_list *diags)
{
    return inputs_spared(&session->options, INPUTS_ALL, path, arena, diags)
           && output_save(path, bytes, replace, arena, diags);
}

int session_write(struct session *session, const char *path, struct str bytes, bool replace)
{
    return session_save(session, path, bytes, replace, &session->arena, &session->diags)
               ? EXIT_SUCCESS
               : EXIT_FAILURE;
}

bool session_review(struct session *session, const char *operand, struct review *ret)
{
    struct design design;
    return load_design(&session->catalog, operand, &session->arena, &design, NULL, &session->diags)
           && review_make(&session->catalog, &design, session->today, &session->arena, ret,
                          &session->diags);
}
