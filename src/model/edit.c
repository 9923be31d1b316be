#include "strata/model/edit.h"

#include "strata/model/acceptance.h"
#include "strata/model/shares.h"

/* The parts of an edit that is under way. */
struct job {
    const struct catalog *catalog;
    const struct edit *edit;
    struct arena *arena;
    struct design *design; /* a copy of the old one; parts are replaced, never written to */
    struct diag_list *diags;
};

static struct str component_name(const struct catalog *catalog, component_id component)
{
    return catalog_text(catalog, catalog->components[component].short_name);
}

/* Replaces the choices of a layer by `count` new ones, whose shares are made to add up: that of the
 * edit's own component stays. */
static void put_layer(struct job *job, layer_id layer, struct choice *choices, uint32_t count)
{
    const struct design *old = job->design;
    struct choice *all = arena_new_array(job->arena, struct choice, old->choice_count + count);
    uint32_t n = 0, i = 0;

    shares_settle(job->catalog, choices, count,
                  job->edit->kind == EDIT_SHARE ? job->edit->component : NONE);
    for (; i < old->choice_count && old->choices[i].layer < layer; i++) {
        all[n++] = old->choices[i];
    }
    for (uint32_t k = 0; k < count; k++) {
        all[n++] = choices[k];
    }
    for (; i < old->choice_count; i++) {
        if (old->choices[i].layer != layer) {
            all[n++] = old->choices[i];
        }
    }
    job->design->choices = all;
    job->design->choice_count = n;
}

/* A choice keeps its plan and share if the component was in the layer already. */
static struct choice choice_of(const struct job *job, layer_id layer, component_id component)
{
    const struct choice *old;
    uint32_t count = design_layer(job->design, layer, &old);

    for (uint32_t i = 0; i < count; i++) {
        if (old[i].component == component) {
            return old[i];
        }
    }
    return (struct choice){ .layer = layer, .component = component, .plan = NONE };
}

static bool offered(const struct job *job, layer_id layer, component_id component)
{
    if (catalog_placement(job->catalog, component, layer)) {
        return true;
    }
    diag_error(job->diags, "%.*s is not offered for %.*s",
               STR_ARG(component_name(job->catalog, component)),
               STR_ARG(catalog_layer_name(job->catalog, layer)));
    return false;
}

/* ---- own components ---- */

/* The place of a component with this one's id among the design's own ones, or behind them all. */
static uint32_t place_of_own(const struct job *job, component_id component)
{
    const struct catalog *catalog = job->catalog;
    struct str id = catalog_component_id(catalog, component);
    uint32_t i = 0;

    while (i < job->design->own_count
           && !str_eq(catalog_component_id(catalog, job->design->own[i]), id)) {
        i++;
    }
    return i;
}

/* Where the old description was chosen the new one is, but its plans are others; NONE: none. */
static void put_in_layers(struct job *job, component_id old, component_id component)
{
    struct choice *all = arena_new_array(job->arena, struct choice, job->design->choice_count);
    uint32_t n = 0;

    for (uint32_t i = 0; i < job->design->choice_count; i++) {
        struct choice choice = job->design->choices[i];

        if (choice.component == old) {
            choice.component = component;
            choice.plan = NONE;
        }
        if (choice.component != NONE
            && catalog_placement(job->catalog, choice.component, choice.layer)) {
            all[n++] = choice;
        }
    }
    for (uint32_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && all[next].layer == all[i].layer; next++) {
        }
        shares_settle(job->catalog, all + i, next - i, NONE);
    }
    job->design->choices = all;
    job->design->choice_count = n;
    acceptance_move(job->design, old, component, job->arena);
}

/* Its place among the design's own ones gets `component`. */
static bool put_own(struct job *job, component_id component)
{
    const struct design *old = job->design;
    uint32_t place = place_of_own(job, component);
    component_id *all;

    if (place < old->own_count && old->own[place] == component) {
        return true;
    }
    if (place == OWN_MAX) {
        diag_error(job->diags, "a design has no more than %d components of its own", OWN_MAX);
        return false;
    }
    all = arena_new_array(job->arena, component_id, old->own_count + 1);
    for (uint32_t i = 0; i < old->own_count; i++) {
        all[i] = old->own[i];
    }
    all[place] = component;
    if (place < old->own_count) {
        put_in_layers(job, old->own[place], component);
    } else {
        job->design->own_count++;
    }
    job->design->own = all;
    return true;
}

static bool set_own(struct job *job)
{
    component_id component = job->edit->component;

    if (job->catalog->components[component].own) {
        return put_own(job, component);
    }
    diag_error(job->diags, "%.*s is the catalogue's",
               STR_ARG(component_name(job->catalog, component)));
    return false;
}

static bool disown(struct job *job)
{
    const struct design *old = job->design;
    component_id *all = arena_new_array(job->arena, component_id, old->own_count);
    uint32_t n = 0;

    if (!design_owns(old, job->edit->component)) {
        diag_error(job->diags, "%.*s is the catalogue's",
                   STR_ARG(component_name(job->catalog, job->edit->component)));
        return false;
    }
    for (uint32_t i = 0; i < old->own_count; i++) {
        if (old->own[i] != job->edit->component) {
            all[n++] = old->own[i];
        }
    }
    put_in_layers(job, job->edit->component, NONE);
    job->design->own = all;
    job->design->own_count = n;
    return true;
}

/* Is it to be had for this layer? An own component then belongs to the design. */
static bool obtain(struct job *job, layer_id layer, component_id component)
{
    return offered(job, layer, component)
           && (!job->catalog->components[component].own || put_own(job, component));
}

static bool take_cell(struct job *job, layer_id layer, scale_id scale)
{
    struct range take = catalog_cell(job->catalog, layer, scale)->take;
    struct choice choices[CHOICES_MAX];
    uint32_t count = take.count < CHOICES_MAX ? take.count : CHOICES_MAX;

    for (uint32_t i = 0; i < count; i++) {
        choices[i] = choice_of(job, layer, job->catalog->refs[take.first + i]);
    }
    put_layer(job, layer, choices, count);
    return true;
}

/* Aims at the scale. A design that says nothing yet is the scale's in its work, too. */
static bool set_scale(struct job *job)
{
    struct design *design = job->design;

    design->scale = job->edit->scale;
    if (design->choice_count == 0 && design->figure_count == 0 && design->region_count == 0
        && design->needs == 0) {
        design->like = design->scale;
    }
    return true;
}

static bool set_like(struct job *job)
{
    job->design->like = job->edit->scale;
    return true;
}

/* The cells of all layers at once: put_layer() for each would copy the design once a layer. */
static bool take_column(struct job *job)
{
    const struct catalog *catalog = job->catalog;
    scale_id scale = job->edit->scale;
    struct choice *all;
    uint32_t count = 0;

    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        count += catalog_cell(catalog, layer, scale)->take.count;
    }
    all = arena_new_array(job->arena, struct choice, count);
    count = 0;
    for (layer_id layer = 0; layer < catalog->layer_count; layer++) {
        struct range take = catalog_cell(catalog, layer, scale)->take;
        uint32_t first = count;

        for (uint32_t i = 0; i < take.count && i < CHOICES_MAX; i++) {
            all[count++] = choice_of(job, layer, catalog->refs[take.first + i]);
        }
        shares_settle(catalog, all + first, count - first, NONE);
    }
    set_scale(job);
    job->design->choices = all;
    job->design->choice_count = count;
    return true;
}

static bool take(struct job *job)
{
    const struct edit *edit = job->edit;
    struct choice choice;

    if (!obtain(job, edit->layer, edit->component)) {
        return false;
    }
    choice = choice_of(job, edit->layer, edit->component);
    choice.share = 0; /* it now has the layer for itself */
    put_layer(job, edit->layer, &choice, 1);
    return true;
}

static bool add(struct job *job)
{
    const struct edit *edit = job->edit;
    struct choice choices[CHOICES_MAX];
    const struct choice *old;
    uint32_t count;

    if (!obtain(job, edit->layer, edit->component)) {
        return false;
    }
    count = design_layer(job->design, edit->layer, &old);
    if (design_has(job->design, edit->layer, edit->component)) {
        return true;
    }
    if (count > 0 && !job->catalog->layers[edit->layer].many) {
        diag_error(job->diags, "%.*s holds one component; taking this one replaces %.*s",
                   STR_ARG(catalog_layer_name(job->catalog, edit->layer)),
                   STR_ARG(component_name(job->catalog, old[0].component)));
        return false;
    }
    if (count == CHOICES_MAX) {
        diag_error(job->diags, "%.*s holds no more than %d components",
                   STR_ARG(catalog_layer_name(job->catalog, edit->layer)), CHOICES_MAX);
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        choices[i] = old[i];
    }
    choices[count] = choice_of(job, edit->layer, edit->component);
    put_layer(job, edit->layer, choices, count + 1);
    return true;
}

static bool drop(struct job *job)
{
    const struct edit *edit = job->edit;
    struct choice choices[CHOICES_MAX];
    const struct choice *old;
    uint32_t count = design_layer(job->design, edit->layer, &old), kept = 0;

    for (uint32_t i = 0; i < count && i < CHOICES_MAX; i++) {
        if (old[i].component != edit->component) {
            choices[kept++] = old[i];
        }
    }
    put_layer(job, edit->layer, choices, kept);
    return true;
}

/* One layer's choices with the successor in the place of the former one, or without that where the
 * successor stands already. */
static void succeed_in(struct job *job, layer_id layer)
{
    const struct edit *edit = job->edit;
    bool there = design_has(job->design, layer, edit->component);
    struct choice choices[CHOICES_MAX];
    const struct choice *old;
    uint32_t count = design_layer(job->design, layer, &old), kept = 0;

    for (uint32_t i = 0; i < count && i < CHOICES_MAX; i++) {
        struct choice choice = old[i];

        if (choice.component == edit->former) {
            choice.component = edit->component;
            choice.plan = NONE;
            if (there) {
                continue;
            }
        }
        choices[kept++] = choice;
    }
    put_layer(job, layer, choices, kept);
}

static bool succeed(struct job *job)
{
    const struct edit *edit = job->edit;
    bool done = false;

    for (layer_id layer = 0; layer < job->catalog->layer_count; layer++) {
        if (design_has(job->design, layer, edit->former)
            && catalog_placement(job->catalog, edit->component, layer)) {
            succeed_in(job, layer);
            done = true;
        }
    }
    if (!done) {
        diag_error(job->diags, "%.*s cannot take the place of %.*s",
                   STR_ARG(component_name(job->catalog, edit->component)),
                   STR_ARG(component_name(job->catalog, edit->former)));
    }
    return done;
}

static bool has_plan(const struct job *job)
{
    struct range plans = job->catalog->components[job->edit->component].plans;
    plan_id plan = job->edit->plan;

    return plan == NONE || (plan >= plans.first && plan - plans.first < plans.count);
}

/* Plan or share of one choice. */
static bool adjust(struct job *job)
{
    const struct edit *edit = job->edit;
    struct choice choices[CHOICES_MAX];
    const struct choice *old;
    uint32_t count = design_layer(job->design, edit->layer, &old);

    if (!design_has(job->design, edit->layer, edit->component)) {
        diag_error(job->diags, "%.*s is not chosen for %.*s",
                   STR_ARG(component_name(job->catalog, edit->component)),
                   STR_ARG(catalog_layer_name(job->catalog, edit->layer)));
        return false;
    }
    if (edit->kind == EDIT_PLAN && !has_plan(job)) {
        diag_error(job->diags, "%.*s has no such plan",
                   STR_ARG(component_name(job->catalog, edit->component)));
        return false;
    }
    if (edit->kind == EDIT_SHARE && (edit->value < 0 || edit->value > 100 * MICRO)) {
        diag_error(job->diags, "a share is between 0 and 100 percent");
        return false;
    }
    for (uint32_t i = 0; i < count && i < CHOICES_MAX; i++) {
        choices[i] = old[i];
        if (old[i].component != edit->component) {
            continue;
        }
        if (edit->kind == EDIT_PLAN) {
            choices[i].plan = edit->plan;
        } else {
            choices[i].share = edit->value;
        }
    }
    put_layer(job, edit->layer, choices, count);
    return true;
}

static bool figure_allowed(const struct job *job)
{
    const struct edit *edit = job->edit;
    const struct figure *figure = &job->catalog->figures[edit->figure];
    struct str name = catalog_text(job->catalog, figure->name);

    if (figure->source != FIGURE_GIVEN) {
        diag_error(job->diags, "%.*s is calculated from other figures", STR_ARG(name));
        return false;
    }
    if (edit->value < figure->min || edit->value > figure->max) {
        struct str min = micro_format(job->diags->arena, figure->min, true);
        struct str max = micro_format(job->diags->arena, figure->max, true);

        diag_error(job->diags, "%.*s must be between %.*s and %.*s", STR_ARG(name), STR_ARG(min),
                   STR_ARG(max));
        return false;
    }
    return true;
}

static bool within_bounds(const struct job *job)
{
    quantity sum;
    const struct bound *bound = design_broken_bound(job->catalog, job->design, &sum);

    if (!bound) {
        return true;
    }
    diag_error(job->diags, "%.*s", STR_ARG(bound_text(job->catalog, bound, sum, job->arena)));
    return false;
}

static bool set_figure(struct job *job, bool given)
{
    const struct design *old = job->design;
    figure_id figure = job->edit->figure;
    struct figure_value *all;
    uint32_t n = 0, i = 0;

    if (given && !figure_allowed(job)) {
        return false;
    }
    all = arena_new_array(job->arena, struct figure_value, old->figure_count + 1);
    for (; i < old->figure_count && old->figures[i].figure < figure; i++) {
        all[n++] = old->figures[i];
    }
    if (given) {
        all[n++] = (struct figure_value){ figure, job->edit->value };
    }
    for (; i < old->figure_count; i++) {
        if (old->figures[i].figure != figure) {
            all[n++] = old->figures[i];
        }
    }
    job->design->figures = all;
    job->design->figure_count = n;
    return within_bounds(job);
}

static bool set_regions(struct job *job)
{
    const struct edit *edit = job->edit;
    struct str *regions;

    if (edit->count > REGIONS_MAX) {
        diag_error(job->diags, "a design has no more than %d regions", REGIONS_MAX);
        return false;
    }
    regions = arena_new_array(job->arena, struct str, edit->count);
    for (uint32_t i = 0; i < edit->count; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (str_eq(edit->texts[i], edit->texts[k])) {
                diag_error(job->diags, "region \"%.*s\" is named twice", STR_ARG(edit->texts[i]));
                return false;
            }
        }
        regions[i] = str_copy(job->arena, edit->texts[i]);
    }
    job->design->regions = regions;
    job->design->region_count = edit->count;
    return true;
}

static bool set_note(struct job *job)
{
    const struct design *old = job->design;
    const struct edit *edit = job->edit;
    struct note *all;
    uint32_t n = 0, i = 0;

    if (edit->text.len > NOTE_MAX) {
        diag_error(job->diags, "a note has no more than %d bytes", NOTE_MAX);
        return false;
    }
    all = arena_new_array(job->arena, struct note, old->note_count + 1);
    for (; i < old->note_count && old->notes[i].layer < edit->layer; i++) {
        all[n++] = old->notes[i];
    }
    if (edit->text.len > 0) {
        all[n++] = (struct note){ edit->layer, str_copy(job->arena, edit->text) };
    }
    for (; i < old->note_count; i++) {
        if (old->notes[i].layer != edit->layer) {
            all[n++] = old->notes[i];
        }
    }
    job->design->notes = all;
    job->design->note_count = n;
    return true;
}

static bool set_title(struct job *job)
{
    if (job->edit->text.len == 0 || job->edit->text.len > TITLE_MAX) {
        diag_error(job->diags, "a title has between 1 and %d bytes", TITLE_MAX);
        return false;
    }
    job->design->title = str_copy(job->arena, job->edit->text);
    return true;
}

static bool set_need(struct job *job)
{
    uint64_t bit = UINT64_C(1) << job->edit->tag;

    if (job->edit->on) {
        job->design->needs |= bit;
    } else {
        job->design->needs &= ~bit;
    }
    return true;
}

static bool accept(struct job *job)
{
    const struct edit *edit = job->edit;
    struct acceptance acceptance = { edit->rule, edit->component, edit->text, edit->until };

    return acceptance_put(job->design, &acceptance, job->arena, job->diags);
}

static bool run(struct job *job)
{
    const struct edit *edit = job->edit;

    switch (edit->kind) {
    case EDIT_TITLE: return set_title(job);
    case EDIT_SCALE: return set_scale(job);
    case EDIT_LIKE: return set_like(job);
    case EDIT_TAKE_CELL: return take_cell(job, edit->layer, edit->scale);
    case EDIT_TAKE_COLUMN: return take_column(job);
    case EDIT_TAKE: return take(job);
    case EDIT_ADD: return add(job);
    case EDIT_REMOVE: return drop(job);
    case EDIT_SUCCEED: return succeed(job);
    case EDIT_OWN: return set_own(job);
    case EDIT_DISOWN: return disown(job);
    case EDIT_CLEAR: put_layer(job, edit->layer, NULL, 0); return true;
    case EDIT_PLAN:
    case EDIT_SHARE: return adjust(job);
    case EDIT_FIGURE: return set_figure(job, true);
    case EDIT_FIGURE_RESET: return set_figure(job, false);
    case EDIT_REGIONS: return set_regions(job);
    case EDIT_NEED: return set_need(job);
    case EDIT_NOTE: return set_note(job);
    case EDIT_ACCEPT: return accept(job);
    case EDIT_UNACCEPT:
        acceptance_drop(job->design, edit->rule, edit->component, job->arena);
        return true;
    case EDIT__COUNT: break;
    }
    return false;
}

bool design_apply(const struct catalog *catalog, const struct design *design,
                  const struct edit *edit, struct arena *arena, struct design *ret,
                  struct diag_list *diags)
{
    struct design next = *design;
    struct job job = { catalog, edit, arena, &next, diags };

    if (!run(&job)) {
        return false;
    }
    *ret = next;
    return true;
}

static struct str describe_choice(const struct catalog *catalog, const struct edit *edit,
                                  struct arena *arena, const char *what, const char *join)
{
    return str_format(arena, "%s %.*s %s %.*s", what,
                      STR_ARG(component_name(catalog, edit->component)), join,
                      STR_ARG(catalog_layer_name(catalog, edit->layer)));
}

/* "accept \"Own gateway too early\" for Kong until 2027-02-22" */
static struct str describe_acceptance(const struct catalog *catalog, const struct edit *edit,
                                      struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    bool accepts = edit->kind == EDIT_ACCEPT;

    strbuf_addf(&text, "%s \"%.*s\"", accepts ? "accept" : "no longer accept",
                STR_ARG(catalog_rule_name(catalog, edit->rule)));
    if (edit->component != NONE) {
        strbuf_addf(&text, " for %.*s", STR_ARG(component_name(catalog, edit->component)));
    }
    if (accepts) {
        strbuf_addf(&text, " until %.*s", STR_ARG(day_format(edit->until, arena)));
    }
    return strbuf_str(&text);
}

struct str edit_describe(const struct catalog *catalog, const struct edit *edit,
                         struct arena *arena)
{
    switch (edit->kind) {
    case EDIT_TITLE: return str_format(arena, "title \"%.*s\"", STR_ARG(edit->text));
    case EDIT_SCALE:
        return str_format(arena, "aim at %.*s", STR_ARG(catalog_scale_name(catalog, edit->scale)));
    case EDIT_LIKE:
        return str_format(arena, "take %.*s's usual work",
                          STR_ARG(catalog_scale_name(catalog, edit->scale)));
    case EDIT_TAKE_CELL:
        return str_format(arena, "take %.*s for %.*s",
                          STR_ARG(catalog_scale_name(catalog, edit->scale)),
                          STR_ARG(catalog_layer_name(catalog, edit->layer)));
    case EDIT_TAKE_COLUMN:
        return str_format(arena, "take the whole %.*s column",
                          STR_ARG(catalog_scale_name(catalog, edit->scale)));
    case EDIT_TAKE: return describe_choice(catalog, edit, arena, "take", "for");
    case EDIT_ADD: return describe_choice(catalog, edit, arena, "add", "to");
    case EDIT_REMOVE: return describe_choice(catalog, edit, arena, "remove", "from");
    case EDIT_SUCCEED:
        return str_format(arena, "take %.*s in the place of %.*s",
                          STR_ARG(component_name(catalog, edit->component)),
                          STR_ARG(component_name(catalog, edit->former)));
    case EDIT_OWN:
        return str_format(arena, "describe %.*s",
                          STR_ARG(component_name(catalog, edit->component)));
    case EDIT_DISOWN:
        return str_format(arena, "forget %.*s", STR_ARG(component_name(catalog, edit->component)));
    case EDIT_CLEAR:
        return str_format(arena, "nothing for %.*s",
                          STR_ARG(catalog_layer_name(catalog, edit->layer)));
    case EDIT_PLAN: return describe_choice(catalog, edit, arena, "plan of", "in");
    case EDIT_SHARE: return describe_choice(catalog, edit, arena, "share of", "in");
    case EDIT_FIGURE:
    case EDIT_FIGURE_RESET:
        return str_format(arena, "%.*s", STR_ARG(catalog_figure_name(catalog, edit->figure)));
    case EDIT_REGIONS: return STR("regions");
    case EDIT_NEED:
        return str_format(arena, "%s the need for %.*s", edit->on ? "state" : "drop",
                          STR_ARG(catalog_text(catalog, catalog->tags[edit->tag].name)));
    case EDIT_NOTE:
        return str_format(arena, "note on %.*s", STR_ARG(catalog_layer_name(catalog, edit->layer)));
    case EDIT_ACCEPT:
    case EDIT_UNACCEPT: return describe_acceptance(catalog, edit, arena);
    case EDIT__COUNT: break;
    }
    return STR("");
}
