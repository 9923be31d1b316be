/* The bill as JSON, for programs. */
#include "strata/analysis/price_age.h"
#include "strata/report/bill_text.h"
#include "strata/report/cost_json.h"

struct writer {
    struct json_writer json;
    const struct bill_report *report;
    const struct catalog *catalog;
    struct arena *arena;
};

static void put_text_or_null(struct json_writer *json, const char *key, struct str text)
{
    if (text.len > 0) {
        json_put_text(json, key, text);
    } else {
        json_put_null(json, key);
    }
}

static void put_operations(struct writer *writer)
{
    const struct bill_report *report = writer->report;
    struct json_writer *json = &writer->json;
    json_open_object(json, "operations");
    json_put_exact(json, "hours", report->operations.hours);
    json_put_count(json, "unknown", report->operations.unknown);
    if (report->has_rate) {
        json_put_exact(json, "hourly_rate", report->hourly_rate);
        json_put_money(json, "cost", report->work);
    } else {
        json_put_null(json, "hourly_rate");
        json_put_null(json, "cost");
    }
    json_close(json);
}

/* What the review's lines have, and where the price comes from. */
static void put_line(struct writer *writer, const struct bill_line *line)
{
    struct json_writer *json = &writer->json;
    const struct component *component = &writer->catalog->components[line->component];
    json_open_object(json, NULL);
    json_put_bill_line(json, writer->catalog, line);
    put_text_or_null(json, "vendor", catalog_text(writer->catalog, component->vendor));
    put_text_or_null(json, "how", bill_line_how(writer->catalog, line, writer->arena));
    if (line->plan == NONE) {
        json_put_null(json, "plan_reason");
    } else {
        json_put_text(json, "plan_reason", bill_line_why(line));
    }
    put_text_or_null(json, "source", bill_line_source(writer->catalog, line));
    put_text_or_null(json, "source_date", bill_line_date(writer->catalog, line));
    json_close(json);
}

static void put_group(struct writer *writer, const struct bill_group *group)
{
    struct json_writer *json = &writer->json;
    json_open_object(json, NULL);
    put_text_or_null(json, "id", group->id);
    put_text_or_null(json, "name", group->name);
    json_put_price(json, &group->sum, true);
    json_put_count(json, "unpriced", group->unpriced);
    json_open_array(json, "lines");
    for (uint32_t i = 0; i < group->line_count; i++) {
        put_line(writer, group->lines[i]);
    }
    json_close(json);
    json_close(json);
}

static void put_groups(struct writer *writer)
{
    const struct bill_groups *groups = &writer->report->groups;
    struct json_writer *json = &writer->json;
    json_put_word(json, "by", bill_by_name(groups->request.by));
    json_put_word(json, "sort", bill_sort_name(groups->request.sort));
    json_open_array(json, "groups");
    for (uint32_t i = 0; i < groups->count; i++) {
        put_group(writer, &groups->list[i]);
    }
    json_close(json);
    json_open_object(json, "rest");
    json_put_count(json, "groups", groups->rest_count);
    json_put_price(json, &groups->rest, true);
    json_put_count(json, "unpriced", groups->rest_unpriced);
    json_close(json);
}

/* Components of the lines of one kind, each with the reason why it has no amount. */
static void put_without_amount(struct writer *writer, const char *key, enum bill_line_kind kind)
{
    const struct bill *bill = &writer->report->review->bill;
    const struct catalog *catalog = writer->catalog;
    struct json_writer *json = &writer->json;
    json_open_array(json, key);
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        const struct component *component = &catalog->components[line->component];
        if (line->kind != kind) {
            continue;
        }
        json_open_object(json, NULL);
        json_put_text(json, "component", catalog_text(catalog, component->id));
        json_put_text(json, "name", catalog_text(catalog, component->name));
        json_put_text(json, "why", bill_line_how(catalog, line, writer->arena));
        json_close(json);
    }
    json_close(json);
}

bool bill_json(const struct bill_report *report, struct arena *arena, struct str *ret_bytes,
               struct diag_list *diags)
{
    const struct review *review = report->review;
    struct writer writer = { .report = report, .catalog = review->catalog, .arena = arena };
    struct json_writer *json = &writer.json;
    json_begin(json, arena);
    json_put_text(json, "title", review->design.title);
    json_put_text(json, "scale", catalog_scale_id(review->catalog, review->design.scale));
    json_put_cost(json, &review->bill, true);
    put_operations(&writer);
    put_groups(&writer);
    put_without_amount(&writer, "left_out", LINE_UNKNOWN);
    put_without_amount(&writer, "no_bill", LINE_NOTHING);
    return json_end(json, ret_bytes, diags);
}
