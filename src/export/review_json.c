#include "review_json.h"

#include "strata/base/money.h"
#include "strata/export/json.h"

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
    if (layer == NONE)
        json_put_null(&report->json, key);
    else
        put_text(report, key, report->catalog->layers[layer].id);
}

static void put_component(struct report *report, const char *key, component_id component)
{
    if (component == NONE)
        json_put_null(&report->json, key);
    else
        put_text(report, key, report->catalog->components[component].id);
}

/* ---- the summary ---- */

static void put_cost(struct report *report)
{
    const struct bill *bill = &report->review->bill;
    struct json_writer *json = &report->json;

    json_open_object(json, "cost");
    json_put_word(json, "currency", "USD");
    json_put_money(json, "low", bill->total.low);
    json_put_money(json, "likely", bill->total.likely);
    json_put_money(json, "high", bill->total.high);
    json_put_money(json, "floor", bill->floor);
    json_put_count(json, "unpriced", bill->unpriced);
    json_close(json);
}

static void put_reading_scale(struct report *report, const struct reading *reading)
{
    if (reading->scale == NONE)
        json_put_null(&report->json, "scale");
    else if (reading->mixed)
        json_put_word(&report->json, "scale", "mixed");
    else
        put_text(report, "scale", report->catalog->scales[reading->scale].id);
}

static void put_reading(struct report *report)
{
    const struct catalog *catalog = report->catalog;
    const struct reading *reading = &report->review->reading;
    struct json_writer *json = &report->json;

    json_open_object(json, "reading");
    put_reading_scale(report, reading);
    json_put_count(json, "margin", reading->margin);
    json_open_object(json, "votes");
    /* Votes were split among scales and choices, so anything behind the hundredths is noise. */
    for (uint32_t i = 0; i < catalog->scale_count; i++) {
        struct str id = catalog_text(catalog, catalog->scales[i].id);

        json_put_number(json, str_terminated(json->arena, id),
                        micro_round(reading->sums[i], MICRO / 100));
    }
    json_close(json);
    json_open_array(json, "hallmarks");
    for (uint32_t i = 0; i < reading->hallmark_count; i++)
        put_text(report, NULL, catalog->hallmarks[reading->hallmarks[i]].text);
    json_close(json);
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
        json_close(json);
    }
    json_close(json);
}

/* ---- the lists ---- */

static void put_region(struct report *report, uint32_t region)
{
    const struct design *design = &report->review->design;

    if (region < design->region_count)
        json_put_text(&report->json, "region", design->regions[region]);
    else
        json_put_null(&report->json, "region");
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
        for (uint32_t k = 0; k < box->member_count; k++)
            put_component(report, NULL, box->members[k].component);
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

/* ---- the bill ---- */

/* An exact figure, or null where there is none. */
static void put_known(struct report *report, const char *key, bool known, int64_t micro)
{
    if (known)
        json_put_exact(&report->json, key, micro);
    else
        json_put_null(&report->json, key);
}

static void put_amount(struct report *report, const char *key, bool known, money amount)
{
    if (known)
        json_put_money(&report->json, key, amount);
    else
        json_put_null(&report->json, key);
}

/* What the line multiplies: a quantity with its unit, and the price for `per` of them where one
 * price holds. */
static void put_quantity(struct report *report, const struct bill_line *line)
{
    const struct charge *charge = line->kind == LINE_CHARGE ? line->charge : NULL;
    bool metered = charge != NULL && charge->kind == CHARGE_METER;
    bool percent = charge != NULL && charge->kind == CHARGE_PERCENT;
    bool priced = metered && line->unit.high != 0;

    put_known(report, "quantity", metered, line->amount);
    put_known(report, "billed", metered, line->billed);
    if (metered)
        put_text(report, "unit", report->catalog->meters[charge->meter].unit);
    else
        json_put_null(&report->json, "unit");
    put_known(report, "per", metered, metered ? charge->per : 0);
    put_known(report, "unit_price", priced, line->unit.likely);
    put_known(report, "unit_price_low", priced, line->unit.low);
    put_known(report, "unit_price_high", priced, line->unit.high);
    put_known(report, "percent", percent, percent ? charge->rate : 0);
    put_amount(report, "percent_of", percent, line->billed);
}

static void put_parts(struct report *report, const struct bill_line *line)
{
    struct json_writer *json = &report->json;

    json_open_array(json, "parts");
    for (uint32_t i = 0; i < line->part_count; i++) {
        json_open_object(json, NULL);
        json_put_text(json, "label", line->parts[i].label);
        json_put_exact(json, "quantity", line->parts[i].amount);
        json_close(json);
    }
    json_close(json);
}

static void put_line(struct report *report, const struct bill_line *line)
{
    const struct catalog *catalog = report->catalog;
    bool known = line->kind != LINE_UNKNOWN;
    struct json_writer *json = &report->json;

    json_open_object(json, NULL);
    put_component(report, "component", line->component);
    put_text(report, "name", catalog->components[line->component].name);
    put_layer(report, "layer", line->layer);
    json_put_text(json, "label", line->label);
    if (line->plan == NONE)
        json_put_null(json, "plan");
    else
        put_text(report, "plan", catalog->plans[line->plan].id);
    put_quantity(report, line);
    put_amount(report, "low", known, line->cost.low);
    put_amount(report, "likely", known, line->cost.likely);
    put_amount(report, "high", known, line->cost.high);
    json_put_flag(json, "unknown", !known);
    json_put_flag(json, "forgotten", line->forgotten);
    json_put_flag(json, "estimate", line->estimate);
    put_parts(report, line);
    json_close(json);
}

/* ---- the whole ---- */

bool review_json(const struct review *review, const struct export_options *options,
                 struct arena *arena, struct str *ret_bytes, struct diag_list *diags)
{
    const struct architecture *architecture = &review->architecture;
    struct report report = { .review = review, .catalog = review->catalog };
    struct json_writer *json = &report.json;

    (void)options;
    json_begin(json, arena);
    json_put_text(json, "title", review->design.title);
    put_text(&report, "scale", review->catalog->scales[review->design.scale].id);
    json_put_count(json, "boxes", architecture->box_count);
    json_put_count(json, "arrows", architecture->solid_count);
    json_put_count(json, "dashed", architecture->dashed_count);
    put_cost(&report);
    put_reading(&report);
    put_findings(&report);
    put_boxes(&report);
    put_arrows(&report);
    json_open_array(json, "lines");
    for (uint32_t i = 0; i < review->bill.line_count; i++)
        put_line(&report, &review->bill.lines[i]);
    json_close(json);
    return json_end(json, ret_bytes, diags);
}
