#include "term/script.h"

#include "strata/base/text.h"

bool script_open(struct script *script, struct str keys, struct diag_list *diags)
{
    struct str rest = keys;
    key pressed;
    while (key_parse(&rest, &pressed)) {
    }
    if (rest.len > 0) {
        struct str wrong = text_clean(diags->arena, rest);
        diag_tell(diags, SEVERITY_ERROR,
                  STR("keys are written j, <Enter>, <C-r>, <S-Tab>, <lt> for \"<\""),
                  "in the script, byte %zu: no key is called \"%.*s\"", keys.len - rest.len + 1,
                  STR_ARG(text_cut(diags->arena, wrong, 20, true)));
        return false;
    }
    script->rest = keys;
    return true;
}

struct event script_next(struct script *script)
{
    struct event event = { .kind = EVENT_KEY };
    if (!key_parse(&script->rest, &event.key)) {
        event.kind = EVENT_NONE;
    }
    return event;
}
