/* A sweep for spreadsheets and for programs. */
#include "strata/report/sweep_table.h"
#include "strata/report/csv.h"
#include "strata/report/json.h"

static struct str figure_id_text(const struct sweep *sweep, figure_id figure)
{
    return catalog_figure_id(sweep->catalog, figure);
}

/* ---- CSV ---- */

static void csv_head(struct strbuf *csv, const struct sweep *sweep)
{
    csv_text(csv, figure_id_text(sweep, sweep->figure));
    csv_text(csv, STR("low"));
    csv_text(csv, STR("likely"));
    csv_text(csv, STR("high"));
    csv_text(csv, STR("unknown prices"));
    for (uint32_t i = 0; i < sweep->contest_count; i++) {
        csv_text(csv, sweep->contests[i].id);
    }
    csv_end(csv);
}

struct str sweep_csv(const struct sweep *sweep, struct arena *arena)
{
    struct strbuf csv = { .arena = arena };

    csv_head(&csv, sweep);
    for (uint32_t i = 0; i < sweep->sample_count; i++) {
        const struct sweep_sample *sample = &sweep->samples[i];

        strbuf_addf(
            &csv, "%.*s,%.*s,%.*s,%.*s,%u", STR_ARG(micro_format(arena, sample->value, false)),
            STR_ARG(money_format_plain(arena, sample->total.low)),
            STR_ARG(money_format_plain(arena, sample->total.likely)),
            STR_ARG(money_format_plain(arena, sample->total.high)), (unsigned)sample->unpriced);
        for (uint32_t k = 0; k < sweep->contest_count; k++) {
            const struct sweep_contest *contest = &sweep->contests[k];

            csv_text(&csv, contest->options[contest->winners[i]].name);
        }
        csv_end(&csv);
    }
    return strbuf_str(&csv);
}

/* ---- JSON ---- */

static void put_range(struct json_writer *json, const struct sweep *sweep)
{
    json_put_text(json, "figure", figure_id_text(sweep, sweep->figure));
    json_put_exact(json, "from", sweep->span.from);
    json_put_exact(json, "to", sweep->span.to);
    json_put_exact(json, "step", sweep->step);
    json_put_word(json, "axis", sweep->span.log ? "log" : "linear");
    json_put_exact(json, "present", sweep->present);
    if (sweep->counted == NONE) {
        json_put_null(json, "counted");
        json_put_null(json, "present_counted");
    } else {
        json_put_text(json, "counted", figure_id_text(sweep, sweep->counted));
        json_put_exact(json, "present_counted", sweep->present_counted);
    }
    json_put_flag(json, "complete", sweep->complete);
}

static void put_samples(struct json_writer *json, const struct sweep *sweep)
{
    json_open_array(json, "samples");
    for (uint32_t i = 0; i < sweep->sample_count; i++) {
        const struct sweep_sample *sample = &sweep->samples[i];

        json_open_object(json, NULL);
        json_put_exact(json, "value", sample->value);
        json_put_money(json, "low", sample->total.low);
        json_put_money(json, "likely", sample->total.likely);
        json_put_money(json, "high", sample->total.high);
        json_put_count(json, "unpriced", sample->unpriced);
        json_close(json);
    }
    json_close(json);
}

/* Answers by their names; the winners by their places among them. */
static void put_contests(struct json_writer *json, const struct sweep *sweep)
{
    json_open_array(json, "contests");
    for (uint32_t i = 0; i < sweep->contest_count; i++) {
        const struct sweep_contest *contest = &sweep->contests[i];

        json_open_object(json, NULL);
        json_put_text(json, "id", contest->id);
        json_put_text(json, "name", contest->name);
        json_put_word(json, "kind", contest->alternative == NONE ? "layer" : "alternative");
        json_open_array(json, "answers");
        for (uint32_t k = 0; k < contest->option_count; k++) {
            json_put_text(json, NULL, contest->options[k].name);
        }
        json_close(json);
        json_open_array(json, "cheapest");
        for (uint32_t k = 0; k < sweep->sample_count; k++) {
            json_put_count(json, NULL, contest->winners[k]);
        }
        json_close(json);
        json_close(json);
    }
    json_close(json);
}

static void put_crossovers(struct json_writer *json, const struct sweep *sweep)
{
    json_open_array(json, "crossovers");
    for (uint32_t i = 0; i < sweep->crossover_count; i++) {
        const struct crossover *crossover = &sweep->crossovers[i];
        const struct sweep_contest *contest = &sweep->contests[crossover->contest];

        json_open_object(json, NULL);
        json_put_text(json, "contest", contest->id);
        json_put_text(json, "before", contest->options[crossover->before].name);
        json_put_text(json, "after", contest->options[crossover->after].name);
        json_put_exact(json, "value", crossover->value);
        if (sweep->counted == NONE) {
            json_put_null(json, "counted");
        } else {
            json_put_exact(json, "counted", crossover->counted);
        }
        json_put_text(json, "text", sweep_sentence(sweep, crossover, json->arena));
        json_close(json);
    }
    json_close(json);
}

bool sweep_json(const struct sweep *sweep, struct str title, struct arena *arena,
                struct str *ret_bytes, struct diag_list *diags)
{
    struct json_writer json;

    json_begin(&json, arena);
    json_put_text(&json, "title", title);
    put_range(&json, sweep);
    put_samples(&json, sweep);
    put_contests(&json, sweep);
    put_crossovers(&json, sweep);
    return json_end(&json, ret_bytes, diags);
}
