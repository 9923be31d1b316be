#include "strata/analysis/change.h"

#include "strata/base/text.h"

#define LINE_CELLS 76 /* of an 80 column terminal, with a margin */

static int32_t difference(uint32_t before, uint32_t after)
{
    return (int32_t)((int64_t)after - (int64_t)before);
}

struct change review_compare(const struct review *before, const struct review *after,
                             struct arena *arena)
{
    struct change change = {
        .boxes = difference(before->architecture.box_count, after->architecture.box_count),
        .arrows = difference(before->architecture.solid_count, after->architecture.solid_count),
        .dashed = difference(before->architecture.dashed_count, after->architecture.dashed_count),
        .likely = after->bill.total.likely - before->bill.total.likely,
        .split = cost_split_make(before, after, arena),
        .unknown = cost_new_unknown(&before->bill, &after->bill),
        .unpriced = difference(before->bill.unpriced, after->bill.unpriced),
        .scale_before = before->reading.scale,
        .mixed_before = before->reading.mixed,
        .reading = before->reading.scale != after->reading.scale
                   || before->reading.mixed != after->reading.mixed,
    };

    for (int i = 0; i < SEVERITY__COUNT; i++) {
        change.findings[i] = difference(before->findings.counts[i], after->findings.counts[i]);
    }
    return change;
}

/* ---- in words ---- */

struct sentence {
    struct strbuf out;
    unsigned cells;
};

/* Adds a piece if there is room for it. The most telling ones come first, so that those are
 * never left out. */
static void add_piece(struct sentence *sentence, struct str piece)
{
    unsigned cells = text_width(piece) + (sentence->out.len > 0 ? 2 : 0);

    if (piece.len == 0 || sentence->cells + cells > LINE_CELLS) {
        return;
    }
    strbuf_list(&sentence->out, 0, piece);
    sentence->cells += cells;
}

/* "+1 box", "-2 boxes". */
static void add_count(struct sentence *sentence, int32_t count, const char *one, const char *many)
{
    if (count != 0) {
        add_piece(sentence, str_format(sentence->out.arena, "%+d %s", (int)count,
                                       count == 1 || count == -1 ? one : many));
    }
}

/* "+$412/mo"; "+$500/mo for the choices, +$10,449 for the work" where both differ. */
static void add_money(struct sentence *sentence, const struct change *change)
{
    const struct cost_split *split = &change->split;
    struct arena *arena = sentence->out.arena;
    struct str all = cost_change(change->likely, change->unknown, arena);
    struct str choices = cost_change(split->choices.likely, split->choices_unknown, arena);
    struct str work = cost_change(split->work.likely, split->work_unknown, arena);

    if (!split->apart || split->figure_count == 0) {
        if (change->likely != 0) {
            add_piece(sentence, str_format(arena, "%.*s/mo", STR_ARG(all)));
        }
        return;
    }
    if (split->choices.likely != 0) {
        add_piece(sentence, str_format(arena, "%.*s/mo for the choices", STR_ARG(choices)));
    }
    if (split->work.likely != 0) {
        add_piece(sentence, str_format(arena, "%.*s%s for the work", STR_ARG(work),
                                       split->choices.likely != 0 ? "" : "/mo"));
    }
}

/* "Users 30 -> 10,000, 12 more" */
static void add_work(struct sentence *sentence, const struct change *change,
                     const struct review *after)
{
    struct arena *arena = sentence->out.arena;

    if (change->split.figure_count > 0) {
        add_piece(
            sentence,
            str_format(arena, "%.*s -> %.*s",
                       STR_ARG(cost_split_work(after->catalog, &change->split, false, arena)),
                       STR_ARG(cost_split_work(after->catalog, &change->split, true, arena))));
    }
}

static struct str scale_name(const struct catalog *catalog, scale_id scale, bool mixed)
{
    if (scale == NONE) {
        return STR("nothing");
    }
    return mixed ? STR("mixed") : catalog_scale_name(catalog, scale);
}

/* "reads as Startup -> mixed". From one mixture to another only the names of the scales differ. */
static void add_reading(struct sentence *sentence, const struct change *change,
                        const struct review *after)
{
    const struct catalog *catalog = after->catalog;
    struct str from = scale_name(catalog, change->scale_before, change->mixed_before);
    struct str to = scale_name(catalog, after->reading.scale, after->reading.mixed);

    if (!change->reading) {
        return;
    }
    if (str_eq(from, to)) {
        to = reading_name(catalog, &after->reading, sentence->out.arena);
    }
    add_piece(sentence,
              str_format(sentence->out.arena, "reads as %.*s -> %.*s", STR_ARG(from), STR_ARG(to)));
}

struct str change_describe(const struct change *change, const struct review *after,
                           struct arena *arena)
{
    struct sentence sentence = { .out = { .arena = arena } };

    add_count(&sentence, change->boxes, "box", "boxes");
    add_count(&sentence, change->arrows, "arrow", "arrows");
    add_money(&sentence, change);
    add_reading(&sentence, change, after);
    add_work(&sentence, change, after);
    add_count(&sentence, change->findings[SEVERITY_ERROR], "error", "errors");
    add_count(&sentence, change->findings[SEVERITY_WARNING], "warning", "warnings");
    add_count(&sentence, change->unpriced, "unknown price", "unknown prices");
    add_count(&sentence, change->dashed, "dashed", "dashed");
    add_count(&sentence, change->findings[SEVERITY_NOTE], "note", "notes");
    return sentence.out.len > 0 ? strbuf_str(&sentence.out) : STR("changes nothing");
}
