/* strata help, strata --doc. */
#include <stdlib.h>

#include "cli/docs/docs.h"
#include "cli/session.h"
#include "cli/usage.h"
#include "strata/base/nearest.h"

/* The help of each verb that begins with these words; false if none does. */
static bool add_verbs(struct strbuf *text, struct str words)
{
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        struct str name = str_from(verb_infos[i].name);
        bool begins = str_starts(name, words) && name.len > words.len && name.at[words.len] == ' ';
        if (name.len > 0 && (str_eq(name, words) || begins)) {
            if (text->len > 0) {
                strbuf_add_char(text, '\n');
            }
            strbuf_add(text, usage_verb(i, text->arena));
        }
    }
    return text->len > 0;
}

static int unknown_topic(struct session *session, struct str words)
{
    struct nearest nearest = nearest_to(words);
    nearest_try(&nearest, STR("styles"));
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        nearest_try(&nearest, str_from(verb_infos[i].name));
    }
    diag_tell(&session->diags, SEVERITY_ERROR, nearest_hint(&nearest, &session->arena),
              "there is no help on \"%.*s\"", STR_ARG(words));
    return EXIT_FAILURE;
}

int verb_help(struct session *session)
{
    const struct options *options = &session->options;
    struct strbuf words = { .arena = &session->arena };
    for (uint32_t i = 0; i < options->operand_count; i++) {
        strbuf_addf(&words, "%s%s", i > 0 ? " " : "", options->operands[i]);
    }
    struct str topic = strbuf_str(&words);
    struct strbuf text = { .arena = &session->arena };
    if (topic.len == 0) {
        strbuf_add(&text, usage_overview(&session->catalog, &session->arena));
    } else if (str_is(topic, "styles")) {
        strbuf_add(&text, usage_styles(&session->arena));
    } else if (!add_verbs(&text, topic)) {
        return unknown_topic(session, topic);
    }
    return session_print(session, strbuf_str(&text));
}

int session_doc(struct session *session)
{
    static const struct {
        const char *name;
        struct str (*make)(const struct catalog *catalog, struct arena *arena);
    } docs[] = {
        { "man", docs_man },   { "bash", docs_bash },     { "zsh", docs_zsh },
        { "fish", docs_fish }, { "readme", docs_readme },
    };
    for (size_t i = 0; i < sizeof(docs) / sizeof(docs[0]); i++) {
        if (options_is(&session->options, OPTION_DOC, docs[i].name)) {
            return session_print(session, docs[i].make(&session->catalog, &session->arena));
        }
    }
    return EXIT_FAILURE;
}
