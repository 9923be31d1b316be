/* strata sweep: the bill over a range of one figure. */
#include <stdlib.h>
#include <string.h>

#include "cli/load.h"
#include "cli/session.h"
#include "strata/base/nearest.h"
#include "strata/base/text.h"
#include "strata/diagram/plot.h"
#include "strata/export/sweep_svg.h"
#include "strata/report/sweep_table.h"
#include "strata/report/sweep_text.h"

#define AGAINST_MAX 32

/* ---- what is asked for ---- */

static figure_id find_figure(struct session *session, struct str name)
{
    const struct catalog *catalog = &session->catalog;
    figure_id found = catalog_find_figure(catalog, name);
    if (found != NONE) {
        return found;
    }
    struct nearest nearest = nearest_to(name);
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        nearest_try(&nearest, catalog_figure_id(catalog, i));
    }
    diag_tell(&session->diags, SEVERITY_ERROR, nearest_hint(&nearest, &session->arena),
              "--figure: there is no figure \"%.*s\"", STR_ARG(name));
    return NONE;
}

static component_id find_component(struct session *session, struct str name)
{
    const struct catalog *catalog = &session->catalog;
    component_id found = catalog_find_component(catalog, name);
    if (found != NONE) {
        return found;
    }
    struct nearest nearest = nearest_to(name);
    for (component_id i = 0; i < catalog->component_count && i < NEAREST_AMONG; i++) {
        nearest_try(&nearest, catalog_component_id(catalog, i));
    }
    diag_tell(&session->diags, SEVERITY_ERROR, nearest_hint(&nearest, &session->arena),
              "--against: there is no component \"%.*s\"", STR_ARG(name));
    return NONE;
}

/* Ids, apart by commas. */
static bool read_against(struct session *session, struct sweep_request *request)
{
    const char *value = session->options.values[OPTION_AGAINST];
    component_id *ids = arena_new_array(&session->arena, component_id, AGAINST_MAX);
    struct str rest = text_clean(&session->arena, str_from(value));
    bool fine = true;
    request->against = ids;
    while (rest.len > 0) {
        size_t end = rest.len;
        str_find(rest, STR(","), &end);
        struct str name = str_trim(str_part(rest, 0, end));
        rest = str_part(rest, end + 1, rest.len);
        if (request->against_count == AGAINST_MAX) {
            diag_error(&session->diags, "--against: more than %d components", AGAINST_MAX);
            return false;
        }
        component_id id = find_component(session, name);
        fine &= id != NONE;
        ids[request->against_count++] = id;
    }
    return fine;
}

static bool read_request(struct session *session, const struct design *design,
                         struct sweep_request *request)
{
    const struct options *options = &session->options;
    const char *figure = options->values[OPTION_FIGURE];
    *request = (struct sweep_request){ .points = options_count(options, OPTION_POINTS) };
    bool fine = read_against(session, request);
    if (figure == NULL) {
        diag_tell(&session->diags, SEVERITY_ERROR, STR("like --figure users"),
                  "\"sweep\" needs --figure ID");
        return false;
    }
    request->figure = find_figure(session, text_clean(&session->arena, str_from(figure)));
    if (request->figure == NONE) {
        return false;
    }
    sweep_range(&session->catalog, design, request->figure, SWEEP_FACTOR, &request->from,
                &request->to);
    if (options_has(options, OPTION_SWEEP_FROM)) {
        request->from = options_quantity(options, OPTION_SWEEP_FROM);
    }
    if (options_has(options, OPTION_SWEEP_TO)) {
        request->to = options_quantity(options, OPTION_SWEEP_TO);
    }
    request->axis = options_is(options, OPTION_AXIS, "log")      ? SWEEP_AXIS_LOG
                    : options_is(options, OPTION_AXIS, "linear") ? SWEEP_AXIS_LINEAR
                                                                 : SWEEP_AXIS_AUTO;
    return fine;
}

/* ---- what comes out ---- */

/* By --format, else by the ending of -o, else text. */
static const char *format_name(const struct options *options)
{
    static const char *const names[] = { "csv", "svg", "json" };
    const char *path = options->values[OPTION_OUTPUT];
    if (options_has(options, OPTION_SWEEP_FORMAT)) {
        return options->values[OPTION_SWEEP_FORMAT];
    }
    for (size_t i = 0; path != NULL && i < sizeof(names) / sizeof(names[0]); i++) {
        const char *ending = strrchr(path, '.');
        if (ending != NULL && strcmp(ending + 1, names[i]) == 0) {
            return names[i];
        }
    }
    return "text";
}

static struct str make_text(const struct session *session, const struct sweep *sweep,
                            struct str title, struct arena *arena)
{
    struct plot_request request = { .sweep = sweep,
                                    .ascii = options_has(&session->options, OPTION_ASCII) };
    struct plot plot;
    options_size(&session->options, OPTION_PLOT_SIZE, &request.width, &request.height);
    plot_make(&request, arena, &plot);
    return sweep_report(sweep, title, plot_text(&plot, arena),
                        plot_legend(sweep, request.ascii, arena), arena);
}

static bool make_bytes(struct session *session, const struct sweep *sweep, struct str title,
                       struct str *ret)
{
    struct arena *arena = &session->arena;
    const char *format = format_name(&session->options);
    if (strcmp(format, "json") == 0) {
        return sweep_json(sweep, title, arena, ret, &session->diags);
    }
    if (strcmp(format, "csv") == 0) {
        *ret = sweep_csv(sweep, arena);
    } else if (strcmp(format, "svg") == 0) {
        *ret = sweep_svg(sweep, title, arena);
    } else {
        *ret = make_text(session, sweep, title, arena);
    }
    return true;
}

int verb_sweep(struct session *session)
{
    const char *path = session->options.values[OPTION_OUTPUT];
    struct sweep_request request;
    struct design design;
    struct sweep sweep;
    struct str bytes;
    if (!load_design(&session->catalog, session->options.operands[0], &session->arena, &design,
                     NULL, &session->diags)
        || !read_request(session, &design, &request)
        || !sweep_make(&session->catalog, &design, &request, &session->arena, &sweep,
                       &session->diags)
        || !make_bytes(session, &sweep, design.title, &bytes)) {
        return EXIT_FAILURE;
    }
    return session_write(session, path != NULL ? path : "-", bytes, true);
}
