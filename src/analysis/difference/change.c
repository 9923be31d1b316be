/* What an edit does, in numbers and in one line. */
#include "strata/analysis/review.h"
#include "strata/base/text.h"

#define LINE_CELLS 76 /* of an 80 column terminal, with a margin */

static int32_t difference(uint32_t before, uint32_t after)
{
    return (int32_t)((int64_t)after - (int64_t)before);
}

static bool has_unknown(const struct bill *bill, component_id component)
{
    for (uint32_t i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].kind == LINE_UNKNOWN && bill->lines[i].component == component) {
            return true;
        }
    }
    return false;
}

/* Is there a price that nobody knows, of something that had none such before? */
static bool new_unknown(const struct bill *before, const struct bill *after)
{
    for (uint32_t i = 0; i < after->line_count; i++) {
        const struct bill_line *line = &after->lines[i];

        if (line->kind == LINE_UNKNOWN && !has_unknown(before, line->component)) {
            return true;
        }
    }
    return false;
}

struct change review_compare(const struct review *before, const struct review *after)
{
    struct change change = {
        .boxes = difference(before->architecture.box_count, after->architecture.box_count),
        .arrows = difference(before->architecture.solid_count, after->architecture.solid_count),
        .dashed = difference(before->architecture.dashed_count, after->architecture.dashed_count),
        .likely = after->bill.total.likely - before->bill.total.likely,
        .unknown = new_unknown(&before->bill, &after->bill),
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

/* "+$412/mo", "-$0.35/mo": cents are of interest in small sums only. */
static void add_money(struct sentence *sentence, money amount)
{
    struct arena *arena = sentence->out.arena;
    money size = amount < 0 ? -amount : amount;
    struct str sum = money_format(arena, size);
    size_t point;

    if (amount == 0) {
        return;
    }
    if (size >= 10 * MICRO) {
        sum = money_format(arena, micro_round(size, MICRO));
    }
    if (size >= 10 * MICRO && str_find(sum, STR("."), &point)) {
        sum = str_part(sum, 0, point);
    }
    add_piece(sentence, str_format(arena, "%c%.*s/mo", amount < 0 ? '-' : '+', STR_ARG(sum)));
}

static struct str scale_name(const struct catalog *catalog, scale_id scale, bool mixed)
{
    if (scale == NONE) {
        return STR("nothing");
    }
    return mixed ? STR("mixed") : catalog_text(catalog, catalog->scales[scale].name);
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
    if (change->unknown && change->likely < 0) { /* that may be no saving */
        add_piece(&sentence, STR("?/mo"));
    } else {
        add_money(&sentence, change->likely);
    }
    add_reading(&sentence, change, after);
    add_count(&sentence, change->findings[SEVERITY_ERROR], "error", "errors");
    add_count(&sentence, change->findings[SEVERITY_WARNING], "warning", "warnings");
    add_count(&sentence, change->unpriced, "unknown price", "unknown prices");
    add_count(&sentence, change->dashed, "dashed", "dashed");
    add_count(&sentence, change->findings[SEVERITY_NOTE], "note", "notes");
    return sentence.out.len > 0 ? strbuf_str(&sentence.out) : STR("changes nothing");
}
