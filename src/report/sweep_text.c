#include "strata/report/sweep_text.h"

#include "strata/report/page_text.h"

#define VALUE_CELLS 16
#define ROWS 5 /* of the table: both ends and what lies evenly between */

static struct str what_is_swept(const struct sweep *sweep, struct arena *arena)
{
    const struct figure *figure = &sweep->catalog->figures[sweep->figure];
    return str_format(arena, "The bill of a month by %.*s, from %.*s to %.*s %.*s",
                      STR_ARG(catalog_text(sweep->catalog, figure->name)),
                      STR_ARG(micro_format(arena, sweep->span.from, true)),
                      STR_ARG(micro_format(arena, sweep->span.to, true)),
                      STR_ARG(catalog_text(sweep->catalog, figure->unit)));
}

static void add_sample(struct strbuf *text, const struct sweep_sample *sample)
{
    layout_right(text, VALUE_CELLS, micro_format(text->arena, sample->value, true));
    layout_right(text, VALUE_CELLS, money_format(text->arena, sample->total.low));
    layout_right(text, VALUE_CELLS, money_format(text->arena, sample->total.likely));
    layout_right(text, VALUE_CELLS, money_format(text->arena, sample->total.high));
    strbuf_addf(text, "%s\n", sample->unpriced > 0 ? " + ?" : "");
}

static void add_table(struct strbuf *text, const struct sweep *sweep)
{
    layout_right(text, VALUE_CELLS, catalog_figure_id(sweep->catalog, sweep->figure));
    layout_right(text, VALUE_CELLS, STR("low"));
    layout_right(text, VALUE_CELLS, STR("likely"));
    layout_right(text, VALUE_CELLS, STR("high"));
    strbuf_add_char(text, '\n');
    uint32_t before = UINT32_MAX;
    for (uint32_t i = 0; i < ROWS; i++) {
        uint32_t row = (sweep->sample_count - 1) * i / (ROWS - 1);
        if (row != before) {
            add_sample(text, &sweep->samples[row]);
        }
        before = row;
    }
}

static void add_turns(struct strbuf *text, const struct sweep *sweep)
{
    layout_heading(text, "Where the cheapest choice changes");
    for (uint32_t i = 0; i < sweep->turn_count; i++) {
        layout_item(text, 2, str_format(text->arena, "%u", (unsigned)i + 1), 5,
                    sweep_turn_sentence(sweep, &sweep->turns[i], text->arena));
    }
    if (sweep->turn_count == 0) {
        layout_paragraph(text, 2, LAYOUT_WIDTH, STR("Nowhere in this range."));
    }
    if (!sweep->complete) {
        layout_paragraph(text, 2, LAYOUT_WIDTH,
                         STR("There may be more: the range was too wide to look everywhere."));
    }
}

/* Answers that cost less than what is chosen, where the design is. */
static void add_cheaper(struct strbuf *text, const struct sweep *sweep)
{
    bool any = false;
    for (uint32_t i = 0; i < sweep->contest_count; i++) {
        const struct sweep_contest *contest = &sweep->contests[i];
        uint32_t winner = sweep_winner_at(sweep, i, sweep_position(sweep, sweep->present));
        if (winner == 0) {
            continue;
        }
        if (!any) {
            layout_heading(text, "Cheaper where you are");
        }
        any = true;
        layout_item(
            text, 2, contest->alternative == NONE ? contest->name : STR("An alternative"), 28,
            str_format(text->arena, "%.*s instead of %.*s", STR_ARG(contest->options[winner].name),
                       STR_ARG(contest->options[0].name)));
    }
}

struct str sweep_report(const struct sweep *sweep, struct str title, struct str plot,
                        struct str legend, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    layout_title(&text, title);
    layout_paragraph(&text, 0, LAYOUT_WIDTH, what_is_swept(sweep, arena));
    strbuf_add_char(&text, '\n');
    strbuf_add(&text, plot);
    layout_paragraph(&text, 2, LAYOUT_WIDTH, legend);
    strbuf_add_char(&text, '\n');
    add_table(&text, sweep);
    add_turns(&text, sweep);
    if (sweep->present >= sweep->span.from && sweep->present <= sweep->span.to) {
        add_cheaper(&text, sweep);
    }
    return strbuf_str(&text);
}
