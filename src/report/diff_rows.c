#include "strata/report/diff_rows.h"

#include "strata/base/text.h"

struct builder_of_rows {
    const struct difference *difference;
    struct arena *arena;
    struct diff_report *report;
};

static struct diff_row *add(struct builder_of_rows *rows, enum diff_section_id section,
                            enum mark mark, struct str what)
{
    struct diff_row *row = vec_add(&rows->report->sections[section].rows, rows->arena);
    *row = (struct diff_row){ .mark = mark, .what = what };
    return row;
}

static struct str catalog_name(const struct builder_of_rows *rows, struct text text)
{
    return catalog_text(rows->difference->after->catalog, text);
}

static struct str layer_name(const struct builder_of_rows *rows, layer_id layer)
{
    return catalog_name(rows, rows->difference->after->catalog->layers[layer].name);
}

/* ---- the summary: told even where nothing has changed ---- */

static void add_words(struct builder_of_rows *rows, struct str what, struct str before,
                      struct str after)
{
    enum mark mark = str_eq(before, after) ? MARK_SAME : MARK_CHANGED;
    struct diff_row *row = add(rows, DIFF_SUMMARY, mark, what);
    row->before = before;
    row->after = after;
}

static void add_count(struct builder_of_rows *rows, const char *what, uint32_t before,
                      uint32_t after)
{
    struct arena *arena = rows->arena;
    struct diff_row *row =
        add(rows, DIFF_SUMMARY, before == after ? MARK_SAME : MARK_CHANGED, str_from(what));
    row->before = str_format(arena, "%u", (unsigned)before);
    row->after = str_format(arena, "%u", (unsigned)after);
    if (before != after) {
        row->change = str_format(arena, "%+lld", (long long)after - (long long)before);
    }
}

/* What somebody pays for what has no known price may be more than any difference. */
static struct str change_of_sums(const struct builder_of_rows *rows, money before, money after)
{
    struct str change = cost_change_exact(before, after, rows->arena);
    if (difference_of_unknown(rows->difference)) {
        return STR("?");
    }
    return rows->difference->after->bill.unpriced == 0 || change.len == 0
               ? change
               : str_format(rows->arena, "%.*s + ?", STR_ARG(change));
}

static void add_money(struct builder_of_rows *rows, const char *what, money before, money after)
{
    const struct bill *a = &rows->difference->before->bill, *b = &rows->difference->after->bill;
    bool same = before == after && !difference_of_unknown(rows->difference);
    struct diff_row *row = add(rows, DIFF_SUMMARY, same ? MARK_SAME : MARK_CHANGED, str_from(what));
    row->before = bill_sum_text(a, before, rows->arena);
    row->after = bill_sum_text(b, after, rows->arena);
    row->change = change_of_sums(rows, before, after);
}

static struct str part_of_change(const struct builder_of_rows *rows, money part, bool unknown)
{
    money was = rows->difference->before->bill.total.likely;
    return unknown && part < 0 ? STR("?") : cost_change_exact(was, was + part, rows->arena);
}

/* Whose the difference of the bill is: told where the work is another one, since all of it is the
 * choices' otherwise. */
static void add_split(struct builder_of_rows *rows)
{
    const struct cost_split *split = &rows->difference->change.split;
    const struct review *before = rows->difference->before;
    struct diff_row *row;

    if (split->figure_count == 0 || !split->apart) {
        return;
    }
    row = add(rows, DIFF_SUMMARY, MARK_CHANGED, STR("- for choices"));
    row->change = part_of_change(rows, split->choices.likely, split->choices_unknown);
    row = add(rows, DIFF_SUMMARY, MARK_CHANGED, STR("- for the work"));
    row->before = cost_split_work(before->catalog, split, false, rows->arena);
    row->after = cost_split_work(before->catalog, split, true, rows->arena);
    row->change = part_of_change(rows, split->work.likely, split->work_unknown);
}

static struct str usual_name(const struct builder_of_rows *rows, const struct review *review)
{
    return catalog_name(rows, review->catalog->scales[review->design.like].name);
}

static struct str region_names(const struct design *design, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    for (uint32_t i = 0; i < design->region_count; i++) {
        strbuf_list(&text, 0, design->regions[i]);
    }
    return text.len > 0 ? strbuf_str(&text) : STR("one, without a name");
}

static struct str need_names(const struct review *review, struct arena *arena)
{
    const struct catalog *catalog = review->catalog;
    struct strbuf text = { .arena = arena };
    for (tag_id i = 0; i < catalog->tag_count; i++) {
        if (catalog->tags[i].need && (review->design.needs >> i & 1) != 0) {
            strbuf_list(&text, 0, catalog_text(catalog, catalog->tags[i].name));
        }
    }
    return text.len > 0 ? strbuf_str(&text) : STR("none stated");
}

static void add_summary(struct builder_of_rows *rows)
{
    const struct difference *difference = rows->difference;
    const struct review *a = difference->before, *b = difference->after;
    struct arena *arena = rows->arena;
    add_words(rows, STR("Title"), a->design.title, b->design.title);
    add_words(rows, STR("Scale"), catalog_name(rows, a->catalog->scales[a->design.scale].name),
              catalog_name(rows, b->catalog->scales[b->design.scale].name));
    if (difference->like) {
        add_words(rows, STR("Usual work of"), usual_name(rows, a), usual_name(rows, b));
    }
    if (difference->regions) {
        add_words(rows, STR("Regions"), region_names(&a->design, arena),
                  region_names(&b->design, arena));
    }
    if (difference->needs) {
        add_words(rows, STR("Needs"), need_names(a, arena), need_names(b, arena));
    }
    add_count(rows, "Boxes", a->architecture.box_count, b->architecture.box_count);
    add_count(rows, "Arrows", a->architecture.solid_count, b->architecture.solid_count);
    add_count(rows, "Dashed arrows", a->architecture.dashed_count, b->architecture.dashed_count);
    add_money(rows, "Bill a month", a->bill.total.likely, b->bill.total.likely);
    add_split(rows);
    if (a->bill.total.low != a->bill.total.high || b->bill.total.low != b->bill.total.high) {
        add_money(rows, "- at least", a->bill.total.low, b->bill.total.low);
        add_money(rows, "- at most", a->bill.total.high, b->bill.total.high);
    }
    add_money(rows, "- unused", a->bill.floor, b->bill.floor);
    if (a->bill.unpriced > 0 || b->bill.unpriced > 0) {
        add_count(rows, "- unknown prices", a->bill.unpriced, b->bill.unpriced);
    }
    add_words(rows, STR("Reads as"), reading_name(a->catalog, &a->reading, arena),
              reading_name(b->catalog, &b->reading, arena));
    add_count(rows, "Warnings", a->findings.counts[SEVERITY_WARNING],
              b->findings.counts[SEVERITY_WARNING]);
    add_count(rows, "Notes", a->findings.counts[SEVERITY_NOTE], b->findings.counts[SEVERITY_NOTE]);
}

/* ---- what differs ---- */

static void add_layers(struct builder_of_rows *rows)
{
    const struct difference *difference = rows->difference;
    for (uint32_t i = 0; i < difference->layer_count; i++) {
        const struct layer_difference *layer = &difference->layers[i];
        struct diff_row *row = add(rows, DIFF_LAYERS, layer->mark, layer_name(rows, layer->layer));
        row->before = layer->before;
        row->after = layer->after;
    }
    for (uint32_t i = 0; i < difference->note_count; i++) {
        const struct note_difference *note = &difference->notes[i];
        enum mark mark = note->before.len == 0  ? MARK_ADDED
                         : note->after.len == 0 ? MARK_REMOVED
                                                : MARK_CHANGED;
        struct diff_row *row = add(rows, DIFF_NOTES, mark, layer_name(rows, note->layer));
        row->before = note->before;
        row->after = note->after;
    }
}

/* A box with its region: several regions have boxes of the same name. */
static struct str box_name(const struct builder_of_rows *rows, const struct box *box,
                           const struct design *design)
{
    if (box->region >= design->region_count) {
        return box->label;
    }
    return str_format(rows->arena, "%.*s (%.*s)", STR_ARG(box->label),
                      STR_ARG(design->regions[box->region]));
}

/* What is gone is named by the regions of the earlier design. */
static struct str marked_name(const struct builder_of_rows *rows, uint32_t box)
{
    const struct overlay *overlay = &rows->difference->overlay;
    const struct review *of = overlay->box_marks[box] == MARK_REMOVED ? rows->difference->before
                                                                      : rows->difference->after;
    return box_name(rows, &overlay->architecture.boxes[box], &of->design);
}

/* "Langfuse -> Langfuse Pro" */
static struct str changed_name(const struct builder_of_rows *rows, uint32_t box)
{
    const struct review *before = rows->difference->before;
    const struct box *now = &rows->difference->overlay.architecture.boxes[box];
    for (uint32_t i = 0; i < before->architecture.box_count; i++) {
        const struct box *was = &before->architecture.boxes[i];
        if (str_eq(was->id, now->id)) {
            return str_format(rows->arena, "%.*s -> %.*s",
                              STR_ARG(box_name(rows, was, &before->design)),
                              STR_ARG(marked_name(rows, box)));
        }
    }
    return now->label;
}

static void add_boxes(struct builder_of_rows *rows)
{
    const struct overlay *overlay = &rows->difference->overlay;
    for (uint32_t i = 0; i < overlay->architecture.box_count; i++) {
        enum mark mark = overlay->box_marks[i];
        if (mark != MARK_SAME) {
            add(rows, DIFF_BOXES, mark,
                mark == MARK_CHANGED ? changed_name(rows, i) : marked_name(rows, i));
        }
    }
}

static void add_arrows(struct builder_of_rows *rows)
{
    const struct overlay *overlay = &rows->difference->overlay;
    const struct architecture *all = &overlay->architecture;
    for (uint32_t i = 0; i < all->arrow_count; i++) {
        const struct arrow *arrow = &all->arrows[i];
        if (overlay->arrow_marks[i] != MARK_SAME) {
            struct str from = marked_name(rows, arrow->from), to = marked_name(rows, arrow->to);
            add(rows, DIFF_ARROWS, overlay->arrow_marks[i],
                str_format(rows->arena, "%.*s -> %.*s: %.*s%s", STR_ARG(from), STR_ARG(to),
                           STR_ARG(arrow->label), arrow->dashed ? " (dashed)" : ""));
        }
    }
}

static struct str line_cost(const struct bill_line *line, struct arena *arena)
{
    if (line == NULL) {
        return (struct str){ 0 };
    }
    return line->kind == LINE_UNKNOWN ? STR("?") : money_format(arena, line->cost.likely);
}

/* A line without money on either side says no more than its layer does. */
static bool is_free(const struct bill_line *line)
{
    return line == NULL
           || (line->kind != LINE_UNKNOWN && line->cost.low == 0 && line->cost.high == 0);
}

/* Has the component a line without a known price in this bill? */
static bool unknown_in(const struct review *review, struct str component)
{
    const struct bill *bill = &review->bill;
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct component *other = &review->catalog->components[bill->lines[i].component];
        if (bill->lines[i].kind == LINE_UNKNOWN
            && str_eq(catalog_text(review->catalog, other->id), component)) {
            return true;
        }
    }
    return false;
}

/* A line that went because its price is no longer known has saved nothing. */
static struct str line_change(const struct difference *difference,
                              const struct line_difference *line, struct arena *arena)
{
    const struct review *of = line->after != NULL ? difference->after : difference->before;
    const struct bill_line *told = line->after != NULL ? line->after : line->before;
    struct str id = catalog_component_id(of->catalog, told->component);
    if (unknown_in(difference->before, id) || unknown_in(difference->after, id)) {
        return STR("?");
    }
    return cost_change_exact(line->before != NULL ? line->before->cost.likely : 0,
                             line->after != NULL ? line->after->cost.likely : 0, arena);
}

static void add_bill(struct builder_of_rows *rows)
{
    const struct difference *difference = rows->difference;
    struct arena *arena = rows->arena;
    for (uint32_t i = 0; i < difference->line_count; i++) {
        const struct line_difference *line = &difference->lines[i];
        if (is_free(line->before) && is_free(line->after)) {
            continue;
        }
        const struct bill_line *told = line->after != NULL ? line->after : line->before;
        const struct review *of = line->after != NULL ? difference->after : difference->before;
        struct str name = catalog_component_name(of->catalog, told->component);
        bool labelled = told->kind != LINE_UNKNOWN || told->uncovered;
        struct diff_row *row = add(
            rows, DIFF_BILL, line->mark,
            labelled ? str_format(arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(told->label)) : name);
        row->before = line_cost(line->before, arena);
        row->after = line_cost(line->after, arena);
        row->change = line_change(difference, line, arena);
    }
}

static void add_workload(struct builder_of_rows *rows)
{
    const struct difference *difference = rows->difference;
    const struct catalog *catalog = difference->after->catalog;
    for (uint32_t i = 0; i < difference->figure_count; i++) {
        const struct figure_difference *figure = &difference->figures[i];
        if (!figure->given) {
            continue; /* it follows from those that are */
        }
        struct diff_row *row = add(rows, DIFF_WORKLOAD, MARK_CHANGED,
                                   catalog_name(rows, catalog->figures[figure->figure].name));
        row->before = micro_format(rows->arena, figure->before, true);
        row->after = str_format(rows->arena, "%.*s %.*s",
                                STR_ARG(micro_format(rows->arena, figure->after, true)),
                                STR_ARG(catalog_name(rows, catalog->figures[figure->figure].unit)));
    }
}

static void add_findings(struct builder_of_rows *rows)
{
    const struct difference *difference = rows->difference;
    for (uint32_t i = 0; i < difference->finding_count; i++) {
        const struct finding_difference *finding = &difference->findings[i];
        add(rows, DIFF_FINDINGS, finding->mark,
            str_format(rows->arena, "%s: %.*s", severity_name(finding->finding->severity),
                       STR_ARG(finding->finding->text)));
    }
}

/* "until 2027-02-22: a trial" */
static struct str acceptance_words(const struct builder_of_rows *rows,
                                   const struct acceptance *acceptance)
{
    return str_format(rows->arena, "until %.*s: %.*s",
                      STR_ARG(day_format(acceptance->until, rows->arena)),
                      STR_ARG(acceptance->reason));
}

static void add_acceptances(struct builder_of_rows *rows)
{
    const struct difference *difference = rows->difference;
    for (uint32_t i = 0; i < difference->acceptance_count; i++) {
        const struct acceptance_difference *told = &difference->acceptances[i];
        const struct review *review = told->after != NULL ? difference->after : difference->before;
        const struct acceptance *one = told->after != NULL ? told->after : told->before;
        const struct catalog *catalog = review->catalog;
        struct strbuf what = { .arena = rows->arena };
        strbuf_add(&what, catalog_rule_id(catalog, one->rule));
        if (one->component != NONE) {
            strbuf_addf(
                &what, ", %.*s",
                STR_ARG(catalog_text(catalog, catalog->components[one->component].short_name)));
        }
        struct diff_row *row = add(rows, DIFF_ACCEPTED, told->mark, strbuf_str(&what));
        row->before =
            told->before != NULL ? acceptance_words(rows, told->before) : (struct str){ 0 };
        row->after = told->after != NULL ? acceptance_words(rows, told->after) : (struct str){ 0 };
    }
}

void diff_rows(const struct difference *difference, struct arena *arena, struct diff_report *ret)
{
    static const char *const titles[] = {
#define X(constant, title) [DIFF_##constant] = title,
        DIFF_SECTIONS(X)
#undef X
    };
    struct builder_of_rows rows = { difference, arena, ret };
    *ret = (struct diff_report){ 0 };
    for (int i = 0; i < DIFF__COUNT; i++) {
        ret->sections[i].title = titles[i];
    }
    add_summary(&rows);
    add_layers(&rows);
    add_boxes(&rows);
    add_arrows(&rows);
    add_bill(&rows);
    add_workload(&rows);
    add_findings(&rows);
    add_acceptances(&rows);
}
