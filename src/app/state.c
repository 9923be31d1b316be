/* What can be read off the state without asking a place. */
#include "app/app.h"

enum app_line app_line(const struct app *app)
{
    return place_kind(app->place) == KIND_OF_LINE ? LINE_TYPED
           : app->message.len > 0                 ? LINE_MESSAGE
           : app->job.state != JOB_NONE           ? LINE_JOB
                                                  : LINE_NONE;
}

const struct design *app_design(const struct app *app)
{
    return history_now(&app->history);
}

struct panes app_panes(const struct app *app)
{
    return panes_make(app->width, app->height, app->view, app->card);
}

const struct stack_row *app_row(const struct app *app)
{
    return &app->rows[app->lists[PLACE_STACK].cursor];
}

struct str app_choice_text(const struct catalog *catalog, const struct design *design,
                           layer_id layer, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    const struct choice *choices;
    uint32_t count = design_layer(design, layer, &choices);

    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) {
            strbuf_addz(&text, " + ");
        }
        strbuf_add(&text,
                   catalog_text(catalog, catalog->components[choices[i].component].short_name));
    }
    return strbuf_str(&text);
}
