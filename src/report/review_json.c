#include "strata/report/review_json.h"

#include "strata/base/money.h"
#include "strata/report/cost_json.h"
#include "strata/report/design_json.h"
#include "strata/report/json.h"
#include "strata/report/reading_json.h"

struct report {
    const struct review *review;
    const struct catalog *catalog;
    struct json_writer json;
};

static void put_text(struct report *report, const char *key, struct text text)
{
    json_put_text(&report->json, key, catalog_text(report->catalog, text));
}

static void put_layer(struct report *report, const char *key, layer_id layer)
{
    if (layer == NONE) {
        json_put_null(&report->json, key);
    } else {
        put_text(report, key, report->catalog->layers[layer].id);
    }
}

static void put_component(struct report *report, const char *key, component_id component)
{
    if (component == NONE) {
        json_put_null(&report->json, key);
    } else {
        put_text(report, key, report->catalog->components[component].id);
    }
}

/* ---- the summary ---- */

static void put_acceptance(struct report *report, const struct finding *finding)
{
    struct json_writer *json = &report->json;

    if (!finding->accepted) {
        json_put_null(json, "accepted");
        return;
    }
    json_open_object(json, "accepted");
    json_put_text(json, "reason", finding->accepted->reason);
    json_put_text(json, "until", day_format(finding->accepted->until, json->arena));
    json_put_flag(json, "ran_out", finding->ran_out);
    json_close(json);
}

static void put_findings(struct report *report)
{
    const struct findings *findings = &report->review->findings;
    struct json_writer *json = &report->json;

    json_open_array(json, "findings");
    for (uint32_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];

        json_open_object(json, NULL);
        put_text(report, "rule", report->catalog->rules[finding->rule].id);
        json_put_word(json, "severity", severity_name(finding->severity));
        json_put_text(json, "text", finding->text);
        put_layer(report, "layer", finding->layer);
        put_component(report, "component", finding->component);
        json_put_text(json, "right", finding->right);
        put_acceptance(report, finding);
        json_close(json);
    }
    json_close(json);
}

/* ---- the lists ---- */

static void put_region(struct report *report, uint32_t region)
{
    const struct design *design = &report->review->design;

    if (region < design->region_count) {
        json_put_text(&report->json, "region", design->regions[region]);
    } else {
        json_put_null(&report->json, "region");
    }
}

static void put_boxes(struct report *report)
{
    const struct architecture *architecture = &report->review->architecture;
    struct json_writer *json = &report->json;

    json_open_array(json, "box_list");
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        const struct box *box = &architecture->boxes[i];

        json_open_object(json, NULL);
        json_put_text(json, "id", box->id);
        json_put_text(json, "label", box->label);
        put_layer(report, "layer", box->layer);
        put_region(report, box->region);
        json_open_array(json, "components");
        for (uint32_t k = 0; k < box->member_count; k++) {
            put_component(report, NULL, box->members[k].component);
        }
        json_close(json);
        json_put_flag(json, "implied", box->implied);
        json_close(json);
    }
    json_close(json);
}

static void put_arrows(struct report *report)
{
    const struct architecture *architecture = &report->review->architecture;
    struct json_writer *json = &report->json;

    json_open_array(json, "arrow_list");
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        const struct arrow *arrow = &architecture->arrows[i];

        json_open_object(json, NULL);
        json_put_text(json, "from", architecture->boxes[arrow->from].id);
        json_put_text(json, "to", architecture->boxes[arrow->to].id);
        json_put_text(json, "label", arrow->label);
        json_put_flag(json, "dashed", arrow->dashed);
        json_close(json);
    }
    json_close(json);
}

/* ---- the whole ---- */

static void put_line(struct report *report, const struct bill_line *line)
{
    json_open_object(&report->json, NULL);
    json_put_bill_line(&report->json, report->catalog, line);
    json_close(&report->json);
}

bool review_json(const struct review *review, struct arena *arena, struct str *ret_bytes,
                 struct diag_list *diags)
{
    const struct architecture *architecture = &review->architecture;
    struct report report = { .review = review, .catalog = review->catalog };
    struct json_writer *json = &report.json;

    json_begin(json, arena);
    json_put_text(json, "title", review->design.title);
    put_text(&report, "scale", review->catalog->scales[review->design.scale].id);
    json_put_count(json, "boxes", architecture->box_count);
    json_put_count(json, "arrows", architecture->solid_count);
    json_put_count(json, "dashed", architecture->dashed_count);
    json_put_design(json, review);
    json_put_cost(json, &review->bill, false);
    json_put_reading(&report.json, "reading", report.catalog, &review->reading);
    put_findings(&report);
    put_boxes(&report);
    put_arrows(&report);
    json_open_array(json, "lines");
    for (uint32_t i = 0; i < review->bill.line_count; i++) {
        put_line(&report, &review->bill.lines[i]);
    }
    json_close(json);
    return json_end(json, ret_bytes, diags);
}
