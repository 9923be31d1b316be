/* Why a row of the reading is there: whose vote, with which weight, and why with that one. */
#include "strata/analysis/reading_words.h"
#include "ui/views/reading.h"

static void add_head(struct card *card, struct str text)
{
    card_add(card, STYLE_HEAD, text);
    card_gap(card);
}

/* "Pinecone is for Startup, Enterprise." */
static struct str components_text(const struct view *view, layer_id layer)
{
    const struct catalog *catalog = view->app->catalog;
    struct strbuf text = { .arena = view->frame };
    const struct choice *choices;
    uint32_t count = design_layer(app_design(view->app), layer, &choices);

    for (uint32_t i = 0; i < count; i++) {
        const struct component *component = &catalog->components[choices[i].component];
        struct str scales = catalog_scale_names(catalog, component->scales, view->frame);

        strbuf_addf(&text, "%s%.*s is for %.*s.", i > 0 ? " " : "",
                    STR_ARG(catalog_text(catalog, component->short_name)),
                    STR_ARG(scales.len > 0 ? scales : STR("no scale in particular")));
    }
    return strbuf_str(&text);
}

static struct str weight_text(const struct view *view, uint32_t weight, struct text why)
{
    return str_format(view->frame, "Weight %u. %.*s", (unsigned)weight,
                      STR_ARG(catalog_text(view->app->catalog, why)));
}

/* Why the layer has no vote. */
static struct str voice_text(enum voice voice)
{
    switch (voice) {
    case VOICE_EMPTY: return STR("Nothing is chosen, so it abstains.");
    case VOICE_WEIGHS_NOTHING: return STR("What is chosen here is no sign of a scale.");
    case VOICE_SAYS_NOTHING: return STR("What belongs to every scale, or to none, says nothing.");
    case VOICE_VOTES:
    case VOICE__COUNT: break;
    }
    return (struct str){ 0 };
}

static void add_layer(struct card *card, layer_id id)
{
    const struct view *view = card->view;
    const struct app *app = view->app;
    const struct layer *layer = &app->catalog->layers[id];
    enum voice voice = reading_voice(app->catalog, app_design(app), id);

    add_head(card, catalog_text(app->catalog, layer->name));
    if (voice != VOICE_EMPTY) {
        card_add(card, STYLE_TEXT, components_text(view, id));
    }
    if (voice != VOICE_VOTES) {
        card_add(card, STYLE_TEXT, voice_text(voice));
    }
    card_add(card, STYLE_DIM, weight_text(view, layer->weight, layer->why));
}

static void add_hallmark(struct card *card, const struct hallmark *hallmark)
{
    const struct view *view = card->view;
    const struct catalog *catalog = view->app->catalog;

    add_head(card, catalog_text(catalog, hallmark->text));
    card_add(card, STYLE_TEXT,
             str_format(view->frame, "Speaks for %.*s.",
                        STR_ARG(catalog_scale_name(catalog, hallmark->scale))));
    card_add(card, STYLE_DIM, weight_text(view, hallmark->weight, hallmark->why));
}

static void add_step(struct card *card, struct reading_step step)
{
    const struct view *view = card->view;
    const struct catalog *catalog = view->app->catalog;

    add_head(card, catalog_layer_name(catalog, step.layer));
    card_add(card, STYLE_TEXT,
             reading_step_text(catalog, app_design(view->app), step, view->frame));
    card_add(
        card, STYLE_TEXT,
        str_format(
            view->frame, "%.*s: %.*s", STR_ARG(catalog_scale_name(catalog, step.column)),
            STR_ARG(catalog_text(catalog, catalog_cell(catalog, step.layer, step.column)->text))));
    card_gap(card);
    card_add(card, STYLE_DIM, STR("Enter takes this step; u brings the old choice back."));
}

static void add_method(struct card *card)
{
    const struct view *view = card->view;
    const struct app *app = view->app;

    add_head(card, reading_answer(app->catalog, &app->review.reading, view->frame));
    card_add(card, STYLE_TEXT,
             STR("Each layer votes with its weight for the scales that its choices belong to; what "
                 "belongs to several splits its vote. Hallmarks add theirs."));
    card_add(card, STYLE_TEXT,
             str_format(view->frame, "A lead of less than %d %% of all votes is mixed.",
                        READING_MIXED_BELOW));
    card_add(card, STYLE_DIM, STR("The bill and the number of boxes have no vote."));
}

void reading_card(struct card *card)
{
    const struct app *app = card->view->app;
    const struct reading_row *row = app_reading_row(app);

    switch (row->kind) {
    case READING_ROW_VOTE:
    case READING_ROW_ABSTAINS: add_layer(card, app_layer(app)); break;
    case READING_ROW_HALLMARK:
        add_hallmark(card, &app->catalog->hallmarks[app->review.reading.hallmarks[row->index]]);
        break;
    case READING_ROW_STEP: add_step(card, app->reading.path.steps[row->index]); break;
    case READING_ROW_ANSWER:
    case READING_ROW_AIM:
    case READING_ROW_SUMS:
    case READING_ROW_VOTES:
    case READING_ROW_HALLMARKS:
    case READING_ROW_CHANGE:
    case READING_ROW_ABSTAINING:
    case READING_ROW_AFTER: add_method(card); break;
    }
}
