#include "strata/report/cost_json.h"
#include "strata/report/diff_text.h"
#include "strata/report/json.h"

struct report {
    const struct difference *difference;
    const struct catalog *catalog;
    struct json_writer json;
};

static void put_mark(struct report *report, enum mark mark)
{
    json_put_word(&report->json, "change", mark_name(mark));
}

static void put_id(struct report *report, const char *key, struct text id)
{
    json_put_text(&report->json, key, catalog_text(report->catalog, id));
}

/* ---- the two sides ---- */

static void put_side(struct report *report, const char *key, const struct review *review)
{
    const struct architecture *architecture = &review->architecture;
    struct json_writer *json = &report->json;
    json_open_object(json, key);
    json_put_text(json, "title", review->design.title);
    put_id(report, "scale", review->catalog->scales[review->design.scale].id);
    put_id(report, "like", review->catalog->scales[review->design.like].id);
    json_put_count(json, "boxes", architecture->box_count);
    json_put_count(json, "arrows", architecture->solid_count);
    json_put_count(json, "dashed", architecture->dashed_count);
    json_put_cost(json, &review->bill, false);
    json_put_text(json, "reading", reading_name(review->catalog, &review->reading, json->arena));
    json_close(json);
}

/* ---- what differs ---- */

/* What a change of this much is of the bill before; null where there was none. */
static void put_change(struct report *report, const char *key, const struct price *change)
{
    money before = report->difference->before->bill.total.likely;
    struct json_writer *json = &report->json;
    quantity percent;
    json_open_object(json, key);
    json_put_price(json, change, true);
    if (cost_change_percent(before, before + change->likely, &percent)) {
        json_put_exact(json, "percent", percent);
    } else {
        json_put_null(json, "percent");
    }
    json_close(json);
}

/* The choices at the work before, then the work: together the difference. */
static void put_split(struct report *report)
{
    const struct difference *difference = report->difference;
    const struct cost_split *split = &difference->change.split;
    const struct price *before = &difference->before->bill.total;
    const struct price *after = &difference->after->bill.total;
    struct price whole = { after->low - before->low, after->likely - before->likely,
                           after->high - before->high };
    struct json_writer *json = &report->json;
    json_open_object(json, "cost");
    put_change(report, "difference", &whole);
    if (split->apart) {
        put_change(report, "choices", &split->choices);
        put_change(report, "work", &split->work);
    } else {
        json_put_null(json, "choices");
        json_put_null(json, "work");
    }
    json_put_count(json, "unpriced", difference->change.unpriced);
    json_close(json);
}

static void put_layers(struct report *report)
{
    const struct difference *difference = report->difference;
    struct json_writer *json = &report->json;
    json_open_array(json, "layers");
    for (uint32_t i = 0; i < difference->layer_count; i++) {
        const struct layer_difference *layer = &difference->layers[i];
        json_open_object(json, NULL);
        put_mark(report, layer->mark);
        put_id(report, "layer", report->catalog->layers[layer->layer].id);
        json_put_text(json, "before", layer->before);
        json_put_text(json, "after", layer->after);
        json_close(json);
    }
    json_close(json);
}

static void put_boxes(struct report *report)
{
    const struct overlay *overlay = &report->difference->overlay;
    struct json_writer *json = &report->json;
    json_open_array(json, "boxes");
    for (uint32_t i = 0; i < overlay->architecture.box_count; i++) {
        if (overlay->box_marks[i] == MARK_SAME) {
            continue;
        }
        json_open_object(json, NULL);
        put_mark(report, overlay->box_marks[i]);
        json_put_text(json, "id", overlay->architecture.boxes[i].id);
        json_put_text(json, "label", overlay->architecture.boxes[i].label);
        json_close(json);
    }
    json_close(json);
}

static void put_arrows(struct report *report)
{
    const struct overlay *overlay = &report->difference->overlay;
    const struct architecture *all = &overlay->architecture;
    struct json_writer *json = &report->json;
    json_open_array(json, "arrows");
    for (uint32_t i = 0; i < all->arrow_count; i++) {
        if (overlay->arrow_marks[i] == MARK_SAME) {
            continue;
        }
        json_open_object(json, NULL);
        put_mark(report, overlay->arrow_marks[i]);
        json_put_text(json, "from", all->boxes[all->arrows[i].from].id);
        json_put_text(json, "to", all->boxes[all->arrows[i].to].id);
        json_put_text(json, "label", all->arrows[i].label);
        json_put_flag(json, "dashed", all->arrows[i].dashed);
        json_close(json);
    }
    json_close(json);
}

static void put_cost(struct report *report, const char *key, const struct bill_line *line)
{
    if (line == NULL || line->kind == LINE_UNKNOWN) {
        json_put_null(&report->json, key);
    } else {
        json_put_money(&report->json, key, line->cost.likely);
    }
}

static void put_lines(struct report *report)
{
    const struct difference *difference = report->difference;
    struct json_writer *json = &report->json;
    json_open_array(json, "lines");
    for (uint32_t i = 0; i < difference->line_count; i++) {
        const struct line_difference *line = &difference->lines[i];
        const struct bill_line *told = line->after != NULL ? line->after : line->before;
        const struct catalog *catalog =
            line->after != NULL ? difference->after->catalog : difference->before->catalog;
        json_open_object(json, NULL);
        put_mark(report, line->mark);
        json_put_text(json, "component", catalog_component_id(catalog, told->component));
        json_put_text(json, "label", told->label);
        put_cost(report, "before", line->before);
        put_cost(report, "after", line->after);
        json_close(json);
    }
    json_close(json);
}

static void put_figures(struct report *report)
{
    const struct difference *difference = report->difference;
    struct json_writer *json = &report->json;
    json_open_array(json, "figures");
    for (uint32_t i = 0; i < difference->figure_count; i++) {
        const struct figure_difference *figure = &difference->figures[i];
        json_open_object(json, NULL);
        put_id(report, "figure", report->catalog->figures[figure->figure].id);
        json_put_exact(json, "before", figure->before);
        json_put_exact(json, "after", figure->after);
        json_put_flag(json, "given", figure->given);
        json_close(json);
    }
    json_close(json);
}

static void put_findings(struct report *report)
{
    const struct difference *difference = report->difference;
    struct json_writer *json = &report->json;
    json_open_array(json, "findings");
    for (uint32_t i = 0; i < difference->finding_count; i++) {
        const struct finding *finding = difference->findings[i].finding;
        json_open_object(json, NULL);
        put_mark(report, difference->findings[i].mark);
        put_id(report, "rule", report->catalog->rules[finding->rule].id);
        json_put_word(json, "severity", severity_name(finding->severity));
        json_put_text(json, "text", finding->text);
        json_close(json);
    }
    json_close(json);
}

static void put_acceptance(struct report *report, const char *name,
                           const struct acceptance *acceptance)
{
    struct json_writer *json = &report->json;
    if (acceptance == NULL) {
        json_put_null(json, name);
        return;
    }
    json_open_object(json, name);
    json_put_text(json, "reason", acceptance->reason);
    json_put_text(json, "until", day_format(acceptance->until, report->json.arena));
    json_close(json);
}

static void put_acceptances(struct report *report)
{
    const struct difference *difference = report->difference;
    struct json_writer *json = &report->json;
    json_open_array(json, "accepted");
    for (uint32_t i = 0; i < difference->acceptance_count; i++) {
        const struct acceptance_difference *told = &difference->acceptances[i];
        const struct review *review = told->after != NULL ? difference->after : difference->before;
        const struct acceptance *one = told->after != NULL ? told->after : told->before;
        json_open_object(json, NULL);
        put_mark(report, told->mark);
        put_id(report, "rule", review->catalog->rules[one->rule].id);
        if (one->component != NONE) {
            json_put_text(json, "component", catalog_component_id(review->catalog, one->component));
        }
        put_acceptance(report, "before", told->before);
        put_acceptance(report, "after", told->after);
        json_close(json);
    }
    json_close(json);
}

static void put_notes(struct report *report)
{
    const struct difference *difference = report->difference;
    struct json_writer *json = &report->json;
    json_open_array(json, "notes");
    for (uint32_t i = 0; i < difference->note_count; i++) {
        json_open_object(json, NULL);
        put_id(report, "layer", report->catalog->layers[difference->notes[i].layer].id);
        json_put_text(json, "before", difference->notes[i].before);
        json_put_text(json, "after", difference->notes[i].after);
        json_close(json);
    }
    json_close(json);
}

bool diff_json(const struct difference *difference, struct arena *arena, struct str *ret_bytes,
               struct diag_list *diags)
{
    struct report report = { .difference = difference, .catalog = difference->after->catalog };
    json_begin(&report.json, arena);
    put_side(&report, "before", difference->before);
    put_side(&report, "after", difference->after);
    json_put_flag(&report.json, "same", difference_none(difference));
    put_split(&report);
    put_layers(&report);
    put_boxes(&report);
    put_arrows(&report);
    put_lines(&report);
    put_figures(&report);
    put_findings(&report);
    put_acceptances(&report);
    put_notes(&report);
    return json_end(&report.json, ret_bytes, diags);
}
