/* The figures that the bill is made of. */
#include "app/places/rows.h"
#include "strata/base/amount.h"

const struct figure *app_figure(const struct app *app)
{
    return &app->catalog->figures[app->lists[PLACE_WORKLOAD].cursor];
}

static int rows(const struct app *app)
{
    return (int)app->catalog->figure_count;
}

static struct str hint(const struct app *app)
{
    return catalog_text(app->catalog, app_figure(app)->what);
}

static void edit_regions(struct app *app)
{
    struct strbuf names = { .arena = &app->scratch };
    const struct design *design = app_design(app);

    for (uint32_t i = 0; i < design->region_count; i++) {
        strbuf_list(&names, 0, design->regions[i]);
    }
    prompt_open(app, PROMPT_REGIONS, (struct str){ 0 }, strbuf_str(&names));
}

void cmd_edit(struct app *app)
{
    const struct figure *figure = app_figure(app);
    struct str name = catalog_text(app->catalog, figure->name);
    figure_id id = (figure_id)app->lists[PLACE_WORKLOAD].cursor;

    if (figure->source == FIGURE_REGIONS) {
        edit_regions(app);
    } else if (figure->source == FIGURE_GIVEN && app->review.figures) {
        app->prompt.figure = id;
        prompt_open(app, PROMPT_FIGURE, name,
                    micro_format(&app->scratch, app->review.figures[id], false));
    } else {
        app_say(app, SEVERITY_NOTE, "%.*s is calculated: %.*s", STR_ARG(name),
                STR_ARG(catalog_text(app->catalog, figure->what)));
    }
}

void prompt_figure(struct app *app, struct str text)
{
    struct edit edit = { .kind = EDIT_FIGURE, .figure = app->prompt.figure };

    bool percent = app->catalog->figures[edit.figure].percent;
    enum amount_fault fault = amount_parse(text, percent, &edit.value);

    if (fault == AMOUNT_NONE) {
        app_edit(app, &edit);
    } else {
        app_say(app, SEVERITY_ERROR, "\"%.*s\" is no number (%.*s)", STR_ARG(text),
                STR_ARG(amount_hint(fault)));
    }
}

/* Apart by commas; blanks are part of a name. */
void prompt_regions(struct app *app, struct str text)
{
    struct str names[REGIONS_MAX + 1];
    struct edit edit = { .kind = EDIT_REGIONS, .texts = names };
    size_t at = 0;

    while (at < text.len && edit.count <= REGIONS_MAX) {
        size_t start = at;
        struct str name;

        while (at < text.len && text.at[at] != ',') {
            at++;
        }
        name = str_trim(str_part(text, start, at - start));
        if (name.len > 0) {
            names[edit.count++] = name;
        }
        at++;
    }
    app_edit(app, &edit);
}

void cmd_reset(struct app *app)
{
    app_edit(app, &(struct edit){ .kind = EDIT_FIGURE_RESET,
                                  .figure = (figure_id)app->lists[PLACE_WORKLOAD].cursor });
}

const struct place_ops workload_ops = {
    .rows = rows,
    .walk = rows_walk,
    .wheel = rows_wheel,
    .click = rows_click,
    .hint = hint,
};
