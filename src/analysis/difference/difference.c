#include "strata/analysis/difference.h"

struct comparison {
    const struct review *before;
    const struct review *after;
    struct arena *arena;
};

static struct str component_key(const struct review *review, component_id component)
{
    return component == NONE ? (struct str){ 0 } : catalog_component_id(review->catalog, component);
}

static bool same_component(const struct comparison *comparison, component_id before,
                           component_id after)
{
    return str_eq(component_key(comparison->before, before),
                  component_key(comparison->after, after));
}

/* ---- layers ---- */

static bool same_plan(const struct comparison *comparison, plan_id before, plan_id after)
{
    if (before == NONE || after == NONE) {
        return before == after;
    }
    return str_eq(catalog_plan_id(comparison->before->catalog, before),
                  catalog_plan_id(comparison->after->catalog, after));
}

static bool same_layer(const struct comparison *comparison, layer_id layer)
{
    const struct choice *before, *after;
    uint32_t count = design_layer(&comparison->before->design, layer, &before);

    if (count != design_layer(&comparison->after->design, layer, &after)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!same_component(comparison, before[i].component, after[i].component)
            || !same_plan(comparison, before[i].plan, after[i].plan)
            || before[i].share != after[i].share) {
            return false;
        }
    }
    return true;
}

/* "Claude Sonnet 70 % + Supabase (Pro)": what was said beside the name is said here, too. */
static struct str choices_text(const struct review *review, layer_id layer, struct arena *arena)
{
    const struct catalog *catalog = review->catalog;
    struct strbuf text = { .arena = arena };
    const struct choice *choices;
    uint32_t count = design_layer(&review->design, layer, &choices);

    for (uint32_t i = 0; i < count; i++) {
        const struct component *component = &catalog->components[choices[i].component];

        strbuf_addz(&text, i > 0 ? " + " : "");
        strbuf_add(&text, catalog_text(catalog, component->short_name));
        if (choices[i].share > 0) {
            strbuf_addf(&text, " %.*s %%", STR_ARG(micro_format(arena, choices[i].share, true)));
        }
        if (choices[i].plan != NONE) {
            strbuf_addf(&text, " (%.*s)", STR_ARG(catalog_plan_name(catalog, choices[i].plan)));
        }
    }
    return strbuf_str(&text);
}

static void compare_layers(const struct comparison *comparison, struct difference *ret)
{
    uint32_t layers = comparison->after->catalog->layer_count;

    ret->layers = arena_new_array(comparison->arena, struct layer_difference, layers);
    for (layer_id layer = 0; layer < layers; layer++) {
        struct layer_difference *found = &ret->layers[ret->layer_count];

        if (same_layer(comparison, layer)) {
            continue;
        }
        *found = (struct layer_difference){
            .layer = layer,
            .mark = MARK_CHANGED,
            .before = choices_text(comparison->before, layer, comparison->arena),
            .after = choices_text(comparison->after, layer, comparison->arena),
        };
        if (design_layer(&comparison->before->design, layer, NULL) == 0) {
            found->mark = MARK_ADDED;
        } else if (design_layer(&comparison->after->design, layer, NULL) == 0) {
            found->mark = MARK_REMOVED;
        }
        ret->layer_count++;
    }
}

static void compare_notes(const struct comparison *comparison, struct difference *ret)
{
    uint32_t layers = comparison->after->catalog->layer_count;

    ret->notes = arena_new_array(comparison->arena, struct note_difference, layers);
    for (layer_id layer = 0; layer < layers; layer++) {
        struct str before = design_note(&comparison->before->design, layer);
        struct str after = design_note(&comparison->after->design, layer);

        if (!str_eq(before, after)) {
            ret->notes[ret->note_count++] = (struct note_difference){ layer, before, after };
        }
    }
}

/* ---- figures ---- */

static void compare_figures(const struct comparison *comparison, struct difference *ret)
{
    const struct catalog *catalog = comparison->after->catalog;

    ret->figures =
        arena_new_array(comparison->arena, struct figure_difference, catalog->figure_count);
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        quantity before = comparison->before->figures[i], after = comparison->after->figures[i];

        if (before != after) {
            ret->figures[ret->figure_count++] =
                (struct figure_difference){ i, before, after,
                                            catalog->figures[i].source == FIGURE_GIVEN };
        }
    }
}

/* ---- the bill ---- */

static bool same_price(struct price a, struct price b)
{
    return a.low == b.low && a.likely == b.likely && a.high == b.high;
}

static bool same_amounts(const struct bill_line *a, const struct bill_line *b)
{
    return a->kind == b->kind && a->amount == b->amount && a->billed == b->billed
           && same_price(a->cost, b->cost);
}

/* The line of the later bill that takes the place of `line`; each is taken once. NULL if it is
 * gone. */
static const struct bill_line *partner_of(const struct comparison *comparison,
                                          const struct bill_line *line, bool *taken)
{
    const struct bill *bill = &comparison->after->bill;

    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *other = &bill->lines[i];

        if (taken[i] || !same_component(comparison, line->component, other->component)
            || !str_eq(line->label, other->label)) {
            continue;
        }
        taken[i] = true;
        return other;
    }
    return NULL;
}

static void compare_bills(const struct comparison *comparison, struct difference *ret)
{
    const struct bill *before = &comparison->before->bill, *after = &comparison->after->bill;
    bool *taken = arena_new_array(comparison->arena, bool, after->line_count);

    ret->lines = arena_new_array(comparison->arena, struct line_difference,
                                 before->line_count + after->line_count);
    for (uint32_t i = 0; i < before->line_count; i++) {
        const struct bill_line *line = &before->lines[i];
        const struct bill_line *partner = partner_of(comparison, line, taken);

        if (!partner || !same_amounts(line, partner)) {
            ret->lines[ret->line_count++] =
                (struct line_difference){ partner ? MARK_CHANGED : MARK_REMOVED, line, partner };
        }
    }
    for (uint32_t i = 0; i < after->line_count; i++) {
        if (!taken[i]) {
            ret->lines[ret->line_count++] =
                (struct line_difference){ MARK_ADDED, NULL, &after->lines[i] };
        }
    }
}

/* ---- findings ---- */

/* Is it told on the other side, too? Rules are those of one catalogue. */
static bool told(const struct review *by, const struct review *in, const struct finding *finding)
{
    for (uint32_t i = 0; i < in->findings.count; i++) {
        const struct finding *other = &in->findings.list[i];

        if (other->rule == finding->rule && other->layer == finding->layer
            && str_eq(component_key(by, finding->component), component_key(in, other->component))) {
            return true;
        }
    }
    return false;
}

static void add_findings(const struct review *of, const struct review *missing_in, enum mark mark,
                         struct difference *ret)
{
    for (uint32_t i = 0; i < of->findings.count; i++) {
        if (!told(of, missing_in, &of->findings.list[i])) {
            ret->findings[ret->finding_count++] =
                (struct finding_difference){ mark, &of->findings.list[i] };
        }
    }
}

static void compare_findings(const struct comparison *comparison, struct difference *ret)
{
    ret->findings =
        arena_new_array(comparison->arena, struct finding_difference,
                        comparison->before->findings.count + comparison->after->findings.count);
    add_findings(comparison->after, comparison->before, MARK_ADDED, ret);
    add_findings(comparison->before, comparison->after, MARK_REMOVED, ret);
}

/* ---- acceptances ---- */

static const struct acceptance *same_acceptance(const struct review *by, const struct review *in,
                                                const struct acceptance *acceptance)
{
    for (uint32_t i = 0; i < in->design.accepted_count; i++) {
        const struct acceptance *other = &in->design.accepted[i];

        if (other->rule == acceptance->rule
            && str_eq(component_key(by, acceptance->component),
                      component_key(in, other->component))) {
            return other;
        }
    }
    return NULL;
}

static void add_acceptance(struct difference *ret, enum mark mark, const struct acceptance *before,
                           const struct acceptance *after)
{
    ret->acceptances[ret->acceptance_count++] =
        (struct acceptance_difference){ mark, before, after };
}

static void compare_acceptances(const struct comparison *comparison, struct difference *ret)
{
    const struct review *before = comparison->before, *after = comparison->after;

    ret->acceptances =
        arena_new_array(comparison->arena, struct acceptance_difference,
                        before->design.accepted_count + after->design.accepted_count);
    for (uint32_t i = 0; i < after->design.accepted_count; i++) {
        const struct acceptance *now = &after->design.accepted[i];
        const struct acceptance *then = same_acceptance(after, before, now);

        if (!then) {
            add_acceptance(ret, MARK_ADDED, NULL, now);
        } else if (then->until != now->until || !str_eq(then->reason, now->reason)) {
            add_acceptance(ret, MARK_CHANGED, then, now);
        }
    }
    for (uint32_t i = 0; i < before->design.accepted_count; i++) {
        if (!same_acceptance(before, after, &before->design.accepted[i])) {
            add_acceptance(ret, MARK_REMOVED, &before->design.accepted[i], NULL);
        }
    }
}

/* ---- the whole ---- */

static bool same_regions(const struct design *a, const struct design *b)
{
    if (a->region_count != b->region_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->region_count; i++) {
        if (!str_eq(a->regions[i], b->regions[i])) {
            return false;
        }
    }
    return true;
}

void difference_make(const struct review *before, const struct review *after, struct arena *arena,
                     struct difference *ret)
{
    struct comparison comparison = { before, after, arena };
    const struct design *a = &before->design, *b = &after->design;

    *ret = (struct difference){
        .before = before,
        .after = after,
        .change = review_compare(before, after, arena),
        .title = !str_eq(a->title, b->title),
        .scale = a->scale != b->scale,
        .like = a->like != b->like,
        .regions = !same_regions(a, b),
        .needs = a->needs != b->needs,
    };
    overlay_make(&before->architecture, &after->architecture, arena, &ret->overlay);
    compare_layers(&comparison, ret);
    compare_notes(&comparison, ret);
    compare_figures(&comparison, ret);
    compare_bills(&comparison, ret);
    compare_findings(&comparison, ret);
    compare_acceptances(&comparison, ret);
}

struct str difference_title(struct str before, struct str after, struct arena *arena)
{
    return str_eq(before, after)
               ? str_format(arena, "%.*s: before -> after", STR_ARG(before))
               : str_format(arena, "%.*s -> %.*s", STR_ARG(before), STR_ARG(after));
}

static bool unknown(const struct bill_line *line)
{
    return line != NULL && line->kind == LINE_UNKNOWN;
}

bool difference_of_unknown(const struct difference *difference)
{
    for (uint32_t i = 0; i < difference->line_count; i++) {
        const struct line_difference *line = &difference->lines[i];

        if (unknown(line->before) != unknown(line->after)) {
            return true;
        }
    }
    return false;
}

bool difference_none(const struct difference *difference)
{
    const struct overlay *overlay = &difference->overlay;

    for (uint32_t i = 0; i < overlay->architecture.box_count; i++) {
        if (overlay->box_marks[i] != MARK_SAME) {
            return false;
        }
    }
    for (uint32_t i = 0; i < overlay->architecture.arrow_count; i++) {
        if (overlay->arrow_marks[i] != MARK_SAME) {
            return false;
        }
    }
    return difference->layer_count == 0 && difference->note_count == 0
           && difference->figure_count == 0 && difference->line_count == 0
           && difference->finding_count == 0 && difference->acceptance_count == 0
           && !difference->title && !difference->scale && !difference->like && !difference->regions
           && !difference->needs;
}
