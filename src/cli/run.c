#include "cli/run.h"

#include <stdlib.h>

#include "cli/load.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/today.h"
#include "cli/usage.h"
#include "cli/version.h"

typedef int verb_function(struct session *session);

static verb_function *const functions[] = {
#define VERB(constant, name, function, ...) [VERB_##constant] = verb_##function,
#include "cli/options.def"
};

static int print_version(struct session *session)
{
    const struct catalog *catalog = &session->catalog;
    struct str name = catalog_text(catalog, catalog->head.name);
    struct str date = catalog_text(catalog, catalog->head.date);
    return session_print(session, str_format(&session->arena, "strata %s (catalogue: %.*s, %.*s)\n",
                                             strata_version(), STR_ARG(name), STR_ARG(date)));
}

static int print_help(struct session *session)
{
    enum verb verb = session->options.verb;
    if (verb == VERB_HELP || verb == VERB_DESIGN) { /* "strata --help", "strata --help styles" */
        return verb_help(session);
    }
    return session_print(session, usage_verb(verb, &session->arena));
}

/* The catalogue is read for every verb but the one that checks it by itself. */
static bool open_catalog(struct session *session)
{
    const struct options *options = &session->options;
    bool own = options->verb != VERB_CATALOG_CHECK && options->verb != VERB_HELP
               && !options_has(options, OPTION_HELP) && !options_has(options, OPTION_VERSION);
    return load_catalog(own ? options->values[OPTION_CATALOG] : NULL, &session->arena,
                        &session->catalog, &session->diags)
           && load_prices(&session->catalog, own ? options->values[OPTION_PRICES] : LOAD_NO_PRICES,
                          session->today, &session->arena, &session->diags);
}

/* Behind the mistakes in a command line: "usage: strata show FILE [--format text|json]". */
static void tell_usage(struct session *session)
{
    enum verb verb = session->options.verb;
    struct str synopsis = usage_synopsis(verb, &session->arena);
    const char *more = verb == VERB_DESIGN ? ", or strata COMMAND" : "";
    const char *name = verb == VERB_HELP ? "" : verb_infos[verb].name;
    struct str hint =
        str_format(&session->arena, "strata help%s%s tells more", name[0] != '\0' ? " " : "", name);
    diag_add(&session->diags, SEVERITY_ERROR, (struct span){ .file = STR("usage") },
             (struct str){ 0 }, hint, "%.*s%s", STR_ARG(synopsis), more);
}

static int run_session(struct session *session, int count, const char *const *arguments)
{
    struct options *options = &session->options;
    if (!options_parse(count, arguments, options, &session->diags)) {
        tell_usage(session);
        return EXIT_FAILURE;
    }
    if (!today_is(getenv("SOURCE_DATE_EPOCH"), &session->today, &session->diags)
        || !open_catalog(session)) {
        return EXIT_FAILURE;
    }
    if (options_has(options, OPTION_HELP)) {
        return print_help(session);
    }
    if (options_has(options, OPTION_VERSION)) {
        return print_version(session);
    }
    return functions[options->verb](session);
}

int run(int count, const char *const *arguments, const struct memory *memory)
{
    struct session session = { .memory = memory };
    arena_init(&session.arena, memory);
    diag_init(&session.diags, &session.arena);
    int status = run_session(&session, count, arguments);
    output_messages(&session.diags);
    arena_release(&session.arena);
    return status;
}
