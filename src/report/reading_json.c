#include "strata/report/reading_json.h"

struct evidence {
    struct json_writer *json;
    const struct catalog *catalog;
    const struct design *design;
};

static void put_text(struct json_writer *json, const struct catalog *catalog, const char *key,
                     struct text text)
{
    json_put_text(json, key, catalog_text(catalog, text));
}

/* ---- the answer ---- */

/* Votes were split among scales and choices, so anything behind the hundredths is noise. */
static void put_votes(struct json_writer *json, const struct catalog *catalog,
                      const quantity *weights)
{
    json_open_object(json, "votes");
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        struct str id = catalog_scale_id(catalog, i);

        json_put_number(json, str_terminated(json->arena, id),
                        micro_round(weights[i], MICRO / 100));
    }
    json_close(json);
}

void json_put_reading(struct json_writer *writer, const char *key, const struct catalog *catalog,
                      const struct reading *reading)
{
    json_open_object(writer, key);
    if (reading->scale == NONE) {
        json_put_null(writer, "scale");
    } else if (reading->mixed) {
        json_put_word(writer, "scale", "mixed");
    } else {
        put_text(writer, catalog, "scale", catalog->scales[reading->scale].id);
    }
    json_put_count(writer, "margin", reading->margin);
    put_votes(writer, catalog, reading->sums);
    json_open_array(writer, "hallmarks");
    for (uint32_t i = 0; i < reading->hallmark_count; i++) {
        put_text(writer, catalog, NULL, catalog->hallmarks[reading->hallmarks[i]].text);
    }
    json_close(writer);
    json_close(writer);
}

/* ---- what speaks for it ---- */

static void put_chosen(const struct evidence *evidence, const char *key, layer_id layer)
{
    const struct choice *choices;
    uint32_t count = design_layer(evidence->design, layer, &choices);

    json_open_array(evidence->json, key);
    for (uint32_t i = 0; i < count; i++) {
        put_text(evidence->json, evidence->catalog, NULL,
                 evidence->catalog->components[choices[i].component].id);
    }
    json_close(evidence->json);
}

static void put_layers(const struct evidence *evidence, const struct reading *reading)
{
    struct json_writer *json = evidence->json;

    json_open_array(json, "layers");
    for (uint32_t i = 0; i < reading->vote_count; i++) {
        const struct vote *vote = &reading->votes[i];
        const struct layer *layer = &evidence->catalog->layers[vote->layer];

        json_open_object(json, NULL);
        put_text(json, evidence->catalog, "layer", layer->id);
        put_chosen(evidence, "components", vote->layer);
        json_put_count(json, "weight", layer->weight);
        put_votes(json, evidence->catalog, vote->weight);
        put_text(json, evidence->catalog, "why", layer->why);
        json_close(json);
    }
    json_close(json);
}

static void put_signs(const struct evidence *evidence, const struct reading *reading)
{
    struct json_writer *json = evidence->json;

    json_open_array(json, "signs");
    for (uint32_t i = 0; i < reading->hallmark_count; i++) {
        const struct hallmark *sign = &evidence->catalog->hallmarks[reading->hallmarks[i]];

        json_open_object(json, NULL);
        put_text(json, evidence->catalog, "text", sign->text);
        put_text(json, evidence->catalog, "scale", evidence->catalog->scales[sign->scale].id);
        json_put_count(json, "weight", sign->weight);
        put_text(json, evidence->catalog, "why", sign->why);
        json_close(json);
    }
    json_close(json);
}

static void put_abstaining(const struct evidence *evidence)
{
    struct json_writer *json = evidence->json;

    json_open_array(json, "abstaining");
    for (layer_id layer = 0; layer < evidence->catalog->layer_count; layer++) {
        enum voice voice = reading_voice(evidence->catalog, evidence->design, layer);

        if (voice == VOICE_VOTES) {
            continue;
        }
        json_open_object(json, NULL);
        put_text(json, evidence->catalog, "layer", evidence->catalog->layers[layer].id);
        json_put_word(json, "reason", voice_name(voice));
        json_close(json);
    }
    json_close(json);
}

/* ---- what would change it ---- */

static void put_step(const struct evidence *evidence, const char *key, struct reading_step step)
{
    const struct catalog *catalog = evidence->catalog;
    struct range take = catalog_cell(catalog, step.layer, step.column)->take;
    struct json_writer *json = evidence->json;

    json_open_object(json, key);
    put_text(json, catalog, "layer", catalog->layers[step.layer].id);
    put_text(json, catalog, "column", catalog->scales[step.column].id);
    put_chosen(evidence, "from", step.layer);
    json_open_array(json, "to");
    for (uint32_t i = take.first; i < take.first + take.count; i++) {
        put_text(json, catalog, NULL, catalog->components[catalog->refs[i]].id);
    }
    json_close(json);
    json_close(json);
}

static void put_towards(const struct evidence *evidence)
{
    const struct catalog *catalog = evidence->catalog;
    struct json_writer *json = evidence->json;
    struct reading_path path;

    reading_towards(catalog, evidence->design, evidence->design->scale, json->arena, &path);
    json_open_object(json, "towards");
    put_text(json, catalog, "scale", catalog->scales[evidence->design->scale].id);
    json_put_flag(json, "reached", path.reached);
    json_open_array(json, "steps");
    for (uint32_t i = 0; i < path.step_count; i++) {
        put_step(evidence, NULL, path.steps[i]);
    }
    json_close(json);
    json_put_reading(json, "reading", catalog, &path.after);
    json_close(json);
}

static void put_tip(const struct evidence *evidence)
{
    struct json_writer *json = evidence->json;
    struct reading_step step;
    struct reading after;

    if (!reading_tip(evidence->catalog, evidence->design, json->arena, &step, &after)) {
        json_put_null(json, "tip");
        return;
    }
    json_open_object(json, "tip");
    put_step(evidence, "step", step);
    json_put_reading(json, "reading", evidence->catalog, &after);
    json_close(json);
}

void json_put_evidence(struct json_writer *writer, const struct catalog *catalog,
                       const struct design *design)
{
    const struct evidence evidence = { writer, catalog, design };
    struct reading reading;

    reading_make(catalog, design, writer->arena, &reading);
    json_put_reading(writer, "reading", catalog, &reading);
    put_layers(&evidence, &reading);
    put_signs(&evidence, &reading);
    put_abstaining(&evidence);
    put_towards(&evidence);
    put_tip(&evidence);
}
