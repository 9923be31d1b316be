#include "json.h"

#include <jansson.h>

#include "strata/base/money.h"
#include "strata/base/text.h"

/* jansson says in every return value whether it had the memory. One flag gathers that, so that a
 * value that was never made may be passed on like any other; the text is only taken if nothing
 * failed. */
struct writer {
    const struct review *review;
    const struct catalog *catalog;
    struct arena *arena;
    bool failed;
};

/* `value` belongs to the object from here on, whether it worked or not. */
static void put(struct writer *writer, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0) {
        writer->failed = true;
    }
}

static void append(struct writer *writer, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0) {
        writer->failed = true;
    }
}

static json_t *string(struct writer *writer, struct str text)
{
    struct str clean = text_clean(writer->arena, text);
    return json_stringn(clean.len > 0 ? clean.at : "", clean.len);
}

static json_t *text_of(struct writer *writer, struct text text)
{
    return string(writer, catalog_text(writer->catalog, text));
}

static json_t *dollars(struct writer *writer, money amount)
{
    return string(writer, money_format_plain(writer->arena, amount));
}

static json_t *exact(struct writer *writer, int64_t micro)
{
    return string(writer, micro_format(writer->arena, micro, false));
}

static json_t *layer_or_null(struct writer *writer, layer_id layer)
{
    return layer == NONE ? json_null() : text_of(writer, writer->catalog->layers[layer].id);
}

static json_t *component_or_null(struct writer *writer, component_id component)
{
    return component == NONE ? json_null()
                             : text_of(writer, writer->catalog->components[component].id);
}

/* ---- the summary ---- */

static json_t *cost(struct writer *writer)
{
    const struct bill *bill = &writer->review->bill;
    json_t *object = json_object();
    put(writer, object, "currency", json_string("USD"));
    put(writer, object, "low", dollars(writer, bill->total.low));
    put(writer, object, "likely", dollars(writer, bill->total.likely));
    put(writer, object, "high", dollars(writer, bill->total.high));
    put(writer, object, "floor", dollars(writer, bill->floor));
    put(writer, object, "unpriced", json_integer(bill->unpriced));
    return object;
}

/* Votes are small weights, not money: numbers, whole ones where they are. They were split among scales and
 * choices, so anything behind the hundredths is noise. */
static json_t *votes(quantity sum)
{
    sum = micro_round(sum, MICRO / 100);
    return sum % MICRO == 0 ? json_integer(sum / MICRO) : json_real((double)sum / (double)MICRO);
}

static json_t *reading_scale(struct writer *writer, const struct reading *reading)
{
    if (reading->scale == NONE) {
        return json_null();
    }
    return reading->mixed ? json_string("mixed")
                          : text_of(writer, writer->catalog->scales[reading->scale].id);
}

static json_t *reading(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;
    const struct reading *reading = &writer->review->reading;
    json_t *sums = json_object();
    for (uint32_t i = 0; i < catalog->scale_count; i++) {
        struct str id = text_clean(writer->arena, catalog_text(catalog, catalog->scales[i].id));
        put(writer, sums, str_terminated(writer->arena, id), votes(reading->sums[i]));
    }
    json_t *signs = json_array();
    for (uint32_t i = 0; i < reading->hallmark_count; i++) {
        append(writer, signs, text_of(writer, catalog->hallmarks[reading->hallmarks[i]].text));
    }
    json_t *object = json_object();
    put(writer, object, "scale", reading_scale(writer, reading));
    put(writer, object, "margin", json_integer(reading->margin));
    put(writer, object, "votes", sums);
    put(writer, object, "hallmarks", signs);
    return object;
}

static json_t *findings(struct writer *writer)
{
    const struct findings *findings = &writer->review->findings;
    json_t *array = json_array();
    for (uint32_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        json_t *object = json_object();
        put(writer, object, "rule", text_of(writer, writer->catalog->rules[finding->rule].id));
        put(writer, object, "severity", json_string(severity_name(finding->severity)));
        put(writer, object, "text", string(writer, finding->text));
        put(writer, object, "layer", layer_or_null(writer, finding->layer));
        put(writer, object, "component", component_or_null(writer, finding->component));
        put(writer, object, "right", string(writer, finding->right));
        append(writer, array, object);
    }
    return array;
}

/* ---- the lists ---- */

static json_t *members(struct writer *writer, const struct box *box)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < box->member_count; i++) {
        append(writer, array, component_or_null(writer, box->members[i].component));
    }
    return array;
}

static json_t *region_or_null(struct writer *writer, uint32_t region)
{
    const struct design *design = &writer->review->design;
    return region < design->region_count ? string(writer, design->regions[region]) : json_null();
}

static json_t *box_list(struct writer *writer)
{
    const struct architecture *architecture = &writer->review->architecture;
    json_t *array = json_array();
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        const struct box *box = &architecture->boxes[i];
        json_t *object = json_object();
        put(writer, object, "id", string(writer, box->id));
        put(writer, object, "label", string(writer, box->label));
        put(writer, object, "layer", layer_or_null(writer, box->layer));
        put(writer, object, "region", region_or_null(writer, box->region));
        put(writer, object, "components", members(writer, box));
        put(writer, object, "implied", json_boolean(box->implied));
        append(writer, array, object);
    }
    return array;
}

static json_t *arrow_list(struct writer *writer)
{
    const struct architecture *architecture = &writer->review->architecture;
    json_t *array = json_array();
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        const struct arrow *arrow = &architecture->arrows[i];
        json_t *object = json_object();
        put(writer, object, "from", string(writer, architecture->boxes[arrow->from].id));
        put(writer, object, "to", string(writer, architecture->boxes[arrow->to].id));
        put(writer, object, "label", string(writer, arrow->label));
        put(writer, object, "dashed", json_boolean(arrow->dashed));
        append(writer, array, object);
    }
    return array;
}

/* ---- the bill ---- */

static json_t *parts(struct writer *writer, const struct bill_line *line)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < line->part_count; i++) {
        json_t *object = json_object();
        put(writer, object, "label", string(writer, line->parts[i].label));
        put(writer, object, "quantity", exact(writer, line->parts[i].amount));
        append(writer, array, object);
    }
    return array;
}

/* What the line multiplies: a quantity with its unit, and the price for `per` of them where one
 * price holds. */
static void put_quantity(struct writer *writer, json_t *object, const struct bill_line *line)
{
    const struct charge *charge = line->kind == LINE_CHARGE ? line->charge : NULL;
    bool metered = charge != NULL && charge->kind == CHARGE_METER;
    bool percent = charge != NULL && charge->kind == CHARGE_PERCENT;
    bool priced = metered && line->unit.high != 0;
    const struct meter *meter = metered ? &writer->catalog->meters[charge->meter] : NULL;

    put(writer, object, "quantity", metered ? exact(writer, line->amount) : json_null());
    put(writer, object, "billed", metered ? exact(writer, line->billed) : json_null());
    put(writer, object, "unit", metered ? text_of(writer, meter->unit) : json_null());
    put(writer, object, "per", metered ? exact(writer, charge->per) : json_null());
    put(writer, object, "unit_price", priced ? exact(writer, line->unit.likely) : json_null());
    put(writer, object, "unit_price_low", priced ? exact(writer, line->unit.low) : json_null());
    put(writer, object, "unit_price_high", priced ? exact(writer, line->unit.high) : json_null());
    put(writer, object, "percent", percent ? exact(writer, charge->rate) : json_null());
    put(writer, object, "percent_of", percent ? dollars(writer, line->billed) : json_null());
}

static json_t *bill_line(struct writer *writer, const struct bill_line *line)
{
    bool known = line->kind != LINE_UNKNOWN;
    json_t *object = json_object();
    put(writer, object, "component", component_or_null(writer, line->component));
    put(writer, object, "name", text_of(writer, writer->catalog->components[line->component].name));
    put(writer, object, "layer", layer_or_null(writer, line->layer));
    put(writer, object, "label", string(writer, line->label));
    put(writer, object, "plan",
        line->plan == NONE ? json_null() : text_of(writer, writer->catalog->plans[line->plan].id));
    put_quantity(writer, object, line);
    put(writer, object, "low", known ? dollars(writer, line->cost.low) : json_null());
    put(writer, object, "likely", known ? dollars(writer, line->cost.likely) : json_null());
    put(writer, object, "high", known ? dollars(writer, line->cost.high) : json_null());
    put(writer, object, "unknown", json_boolean(!known));
    put(writer, object, "forgotten", json_boolean(line->forgotten));
    put(writer, object, "estimate", json_boolean(line->estimate));
    put(writer, object, "parts", parts(writer, line));
    return object;
}

static json_t *bill_lines(struct writer *writer)
{
    const struct bill *bill = &writer->review->bill;
    json_t *array = json_array();
    for (uint32_t i = 0; i < bill->line_count; i++) {
        append(writer, array, bill_line(writer, &bill->lines[i]));
    }
    return array;
}

/* ---- the whole ---- */

static json_t *review_object(struct writer *writer)
{
    const struct design *design = &writer->review->design;
    const struct architecture *architecture = &writer->review->architecture;
    json_t *root = json_object();
    put(writer, root, "version", json_integer(JSON_VERSION));
    put(writer, root, "title", string(writer, design->title));
    put(writer, root, "scale", text_of(writer, writer->catalog->scales[design->scale].id));
    put(writer, root, "boxes", json_integer(architecture->box_count));
    put(writer, root, "arrows", json_integer(architecture->solid_count));
    put(writer, root, "dashed", json_integer(architecture->dashed_count));
    put(writer, root, "cost", cost(writer));
    put(writer, root, "reading", reading(writer));
    put(writer, root, "findings", findings(writer));
    put(writer, root, "box_list", box_list(writer));
    put(writer, root, "arrow_list", arrow_list(writer));
    put(writer, root, "lines", bill_lines(writer));
    return root;
}

static int take_text(const char *bytes, size_t len, void *context)
{
    strbuf_add(context, (struct str){ bytes, len });
    return 0;
}

bool json_make(const struct review *review, const struct export_options *options,
               struct arena *arena, struct str *ret_bytes, struct diag_list *diags)
{
    (void)options;
    struct writer writer = { .review = review, .catalog = review->catalog, .arena = arena };
    struct strbuf text = { .arena = arena };
    json_t *root = review_object(&writer);
    size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(15);
    if (!writer.failed && json_dump_callback(root, take_text, &text, flags) != 0) {
        writer.failed = true;
    }
    json_decref(root);
    if (writer.failed) {
        diag_error(diags, "there is not enough memory for the JSON");
        return false;
    }
    strbuf_add_char(&text, '\n');
    *ret_bytes = strbuf_str(&text);
    return true;
}
