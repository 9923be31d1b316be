#include "strata/report/cost_json.h"

static void put_text(struct json_writer *json, const char *key, const struct catalog *catalog,
                     struct text text)
{
    json_put_text(json, key, catalog_text(catalog, text));
}

/* An exact figure, or null where there is none. */
static void put_known(struct json_writer *json, const char *key, bool known, int64_t micro)
{
    if (known) {
        json_put_exact(json, key, micro);
    } else {
        json_put_null(json, key);
    }
}

static void put_amount(struct json_writer *json, const char *key, bool known, money amount)
{
    if (known) {
        json_put_money(json, key, amount);
    } else {
        json_put_null(json, key);
    }
}

void json_put_price(struct json_writer *json, const struct price *price, bool known)
{
    put_amount(json, "low", known, price->low);
    put_amount(json, "likely", known, price->likely);
    put_amount(json, "high", known, price->high);
}

/* What the line multiplies: a quantity with its unit, and the price for `per` of them where one
 * price holds. */
static void put_quantity(struct json_writer *json, const struct catalog *catalog,
                         const struct bill_line *line)
{
    const struct charge *charge = line->kind == LINE_CHARGE ? line->charge : NULL;
    bool metered = charge != NULL && charge->kind == CHARGE_METER;
    bool percent = charge != NULL && charge->kind == CHARGE_PERCENT;
    bool priced = metered && line->unit.high != 0;

    put_known(json, "quantity", metered, line->amount);
    put_known(json, "billed", metered, line->billed);
    if (metered) {
        put_text(json, "unit", catalog, catalog->meters[charge->meter].unit);
    } else {
        json_put_null(json, "unit");
    }
    put_known(json, "per", metered, metered ? charge->per : 0);
    put_known(json, "unit_price", priced, line->unit.likely);
    put_known(json, "unit_price_low", priced, line->unit.low);
    put_known(json, "unit_price_high", priced, line->unit.high);
    put_known(json, "percent", percent, line->rate);
    put_amount(json, "percent_of", percent, line->billed);
}

static void put_parts(struct json_writer *json, const struct bill_line *line)
{
    json_open_array(json, "parts");
    for (uint32_t i = 0; i < line->part_count; i++) {
        json_open_object(json, NULL);
        json_put_text(json, "label", line->parts[i].label);
        json_put_exact(json, "quantity", line->parts[i].amount);
        json_close(json);
    }
    json_close(json);
}

void json_put_bill_line(struct json_writer *json, const struct catalog *catalog,
                        const struct bill_line *line)
{
    const struct component *component = &catalog->components[line->component];
    bool known = line->kind != LINE_UNKNOWN;

    put_text(json, "component", catalog, component->id);
    put_text(json, "name", catalog, component->name);
    put_text(json, "layer", catalog, catalog->layers[line->layer].id);
    json_put_text(json, "label", line->label);
    if (line->plan == NONE) {
        json_put_null(json, "plan");
    } else {
        put_text(json, "plan", catalog, catalog->plans[line->plan].id);
    }
    put_quantity(json, catalog, line);
    json_put_price(json, &line->cost, known);
    json_put_flag(json, "unknown", !known);
    json_put_flag(json, "forgotten", line->forgotten);
    json_put_flag(json, "estimate", line->estimate);
    put_parts(json, line);
}

void json_put_cost(struct json_writer *json, const struct bill *bill, bool parts)
{
    json_open_object(json, "cost");
    json_put_word(json, "currency", "USD");
    json_put_price(json, &bill->total, true);
    json_put_money(json, "floor", bill->floor);
    if (parts) {
        json_put_money(json, "forgotten", bill_forgotten(bill));
        json_put_money(json, "estimated", bill_estimated(bill));
    }
    json_put_count(json, "unpriced", bill->unpriced);
    json_close(json);
}
