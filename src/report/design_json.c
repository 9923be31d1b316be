#include "strata/report/design_json.h"

static void put(struct json_writer *json, const struct catalog *catalog, const char *key,
                struct text text)
{
    json_put_text(json, key, catalog_text(catalog, text));
}

static void put_choices(struct json_writer *json, const struct catalog *catalog,
                        const struct design *design)
{
    json_open_array(json, "choices");
    for (uint32_t i = 0; i < design->choice_count; i++) {
        const struct choice *choice = &design->choices[i];
        json_open_object(json, NULL);
        put(json, catalog, "layer", catalog->layers[choice->layer].id);
        put(json, catalog, "component", catalog->components[choice->component].id);
        if (choice->plan == NONE) {
            json_put_null(json, "plan");
        } else {
            put(json, catalog, "plan", catalog->plans[choice->plan].id);
        }
        if (choice->share == 0) {
            json_put_null(json, "share");
        } else {
            json_put_exact(json, "share", choice->share);
        }
        json_close(json);
    }
    json_close(json);
}

/* All of them, so that a program need not know the catalogue. */
static void put_figures(struct json_writer *json, const struct review *review)
{
    const struct catalog *catalog = review->catalog;
    json_open_array(json, "figures");
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        json_open_object(json, NULL);
        put(json, catalog, "id", catalog->figures[i].id);
        put(json, catalog, "name", catalog->figures[i].name);
        json_put_exact(json, "value", review->figures[i]);
        put(json, catalog, "unit", catalog->figures[i].unit);
        json_put_flag(json, "own", design_own_figure(&review->design, i, NULL));
        json_close(json);
    }
    json_close(json);
}

static void put_needs(struct json_writer *json, const struct catalog *catalog,
                      const struct design *design)
{
    json_open_array(json, "needs");
    for (tag_id tag = 0; tag < catalog->tag_count && tag < TAGS_MAX; tag++) {
        if ((design->needs >> tag & 1) != 0) {
            put(json, catalog, NULL, catalog->tags[tag].id);
        }
    }
    json_close(json);
}

static void put_accepted(struct json_writer *json, const struct catalog *catalog,
                         const struct design *design)
{
    json_open_array(json, "accepted");
    for (uint32_t i = 0; i < design->accepted_count; i++) {
        const struct acceptance *acceptance = &design->accepted[i];
        json_open_object(json, NULL);
        put(json, catalog, "finding", catalog->rules[acceptance->rule].id);
        if (acceptance->component == NONE) {
            json_put_null(json, "component");
        } else {
            put(json, catalog, "component", catalog->components[acceptance->component].id);
        }
        json_put_text(json, "reason", acceptance->reason);
        json_put_text(json, "until", day_format(acceptance->until, json->arena));
        json_close(json);
    }
    json_close(json);
}

void json_put_design(struct json_writer *json, const struct review *review)
{
    const struct catalog *catalog = review->catalog;
    const struct design *design = &review->design;
    json_open_object(json, "design");
    json_open_array(json, "regions");
    for (uint32_t i = 0; i < design->region_count; i++) {
        json_put_text(json, NULL, design->regions[i]);
    }
    json_close(json);
    put(json, catalog, "like", catalog->scales[design->like].id);
    put_needs(json, catalog, design);
    put_choices(json, catalog, design);
    put_figures(json, review);
    json_open_array(json, "notes");
    for (uint32_t i = 0; i < design->note_count; i++) {
        json_open_object(json, NULL);
        put(json, catalog, "layer", catalog->layers[design->notes[i].layer].id);
        json_put_text(json, "text", design->notes[i].text);
        json_close(json);
    }
    json_close(json);
    put_accepted(json, catalog, design);
    json_close(json);
}
