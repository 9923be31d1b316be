/* A design, from its file. */
#include "store/design/read_design.h"

#include "store/tree/decode.h"
#include "store/tree/yaml_tree.h"
#include "strata/base/money.h"
#include "strata/base/vec.h"
#include "strata/model/acceptance.h"
#include "strata/model/edit.h"
#include "strata/store/store.h"

static const struct word design_keys[] = {
#define X(name, key) [DESIGN_##name] = WORD(key),
    DESIGN_KEYS(X)
#undef X
};

/* ---- sections ---- */

void remember_position(struct design_reader *reader, const struct node *node, layer_id layer,
                       component_id component, rule_id rule)
{
    *vec_add(&reader->positions, reader->arena) =
        (struct position){ layer, component, rule, node->line, node->column };
}

/* Told at the last of the bound's figures that the file states. */
static void check_bounds(struct design_reader *reader, const struct node **values)
{
    const struct catalog *catalog = reader->catalog;
    const struct node *last = NULL;
    quantity sum;
    const struct bound *bound;

    if (reader->design->scale >= catalog->scale_count) {
        return;
    }
    bound = design_broken_bound(catalog, reader->design, &sum);
    for (uint32_t i = 0; bound && i < bound->figures.count; i++) {
        const struct node *value = values[catalog->refs[bound->figures.first + i]];

        last = !last || (value && value > last) ? value : last;
    }
    if (last) {
        tree_error(reader->in, last, (struct str){ 0 }, "%.*s",
                   STR_ARG(bound_text(catalog, bound, sum, reader->in->arena)));
    }
}

/* A figure's row, or the one behind them all for the key that says whose usual figures hold. */
static uint32_t find_work(const struct design_reader *reader, const struct node *node)
{
    return node_is(node, WORKLOAD_LIKE) ? reader->catalog->figure_count : find_figure(reader, node);
}

/* Where a file does not say whose usual figures hold, they are those of the scale aimed at. */
static void read_like(struct design_reader *reader, const struct node *node)
{
    uint32_t like = node ? find_scale(reader, node) : NONE;

    reader->design->like = like == NONE ? reader->design->scale : like;
}

static void read_workload(struct design_reader *reader, const struct node *node)
{
    const struct catalog *catalog = reader->catalog;
    const struct node **values =
        by_row(reader, node, find_work, catalog->figure_count + 1, "users: 1000");
    struct figure_value *list =
        arena_new_array(reader->arena, struct figure_value, catalog->figure_count);
    uint32_t count = 0;

    read_like(reader, values[catalog->figure_count]);
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        const struct figure *figure = &catalog->figures[i];
        struct figure_value value = { .figure = i };

        if (!values[i]) {
            continue;
        }
        if (figure->source != FIGURE_GIVEN) {
            tree_error(reader->in, values[i], (struct str){ 0 },
                       "this is calculated from other figures");
        } else if (decode_amount(reader->in, values[i], figure->percent, figure->min, figure->max,
                                 &value.value)) {
            list[count++] = value;
        }
    }
    reader->design->figures = list;
    reader->design->figure_count = count;
    check_bounds(reader, values);
}

static void read_notes(struct design_reader *reader, const struct node *node)
{
    uint32_t layers = reader->catalog->layer_count;
    const struct node **values = by_row(reader, node, find_layer, layers, "gateway: why");
    struct note *list = arena_new_array(reader->arena, struct note, layers);
    uint32_t count = 0;

    for (layer_id i = 0; i < layers; i++) {
        struct str text = decode_text(reader->in, values[i]);

        if (text.len > NOTE_MAX) {
            tree_error(reader->in, values[i], (struct str){ 0 }, "a note has no more than %d bytes",
                       NOTE_MAX);
        } else if (text.len > 0) {
            list[count++] = (struct note){ i, str_copy(reader->arena, text) };
        }
    }
    reader->design->notes = list;
    reader->design->note_count = count;
}

/* ---- accepted findings ---- */

static bool is_told_twice(const struct design *design, const struct acceptance *acceptance)
{
    for (uint32_t i = 0; i < design->accepted_count; i++) {
        if (design->accepted[i].rule == acceptance->rule
            && design->accepted[i].component == acceptance->component) {
            return true;
        }
    }
    return false;
}

/* False if it cannot be taken, which is told. */
static bool read_acceptance(struct design_reader *reader, const struct node *node,
                            struct acceptance *ret)
{
    static const struct word keys[] = {
        [ACCEPTED_FINDING] = REQUIRED("finding"),
        [ACCEPTED_COMPONENT] = WORD("component"),
        [ACCEPTED_REASON] = REQUIRED("reason"),
        [ACCEPTED_UNTIL] = REQUIRED("until"),
    };
    const struct node *at[ACCEPTED__COUNT];
    uint32_t errors = reader->in->diags->counts[SEVERITY_ERROR];

    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return false;
    }
    *ret = (struct acceptance){ .rule = NONE, .component = NONE, .until = DAY_NONE };
    if (at[ACCEPTED_FINDING]) {
        ret->rule = find_rule(reader, at[ACCEPTED_FINDING]);
    }
    if (at[ACCEPTED_COMPONENT]) {
        ret->component = find_component(reader, at[ACCEPTED_COMPONENT]);
    }
    ret->reason = decode_text(reader->in, at[ACCEPTED_REASON]);
    day_parse(decode_date(reader->in, at[ACCEPTED_UNTIL]), &ret->until);
    if (ret->reason.len > REASON_MAX) {
        tree_error(reader->in, at[ACCEPTED_REASON], (struct str){ 0 },
                   "a reason has no more than %d bytes", REASON_MAX);
    }
    return reader->in->diags->counts[SEVERITY_ERROR] == errors;
}

static void read_accepted(struct design_reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    struct diag_list *diags = reader->in->diags;

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        struct acceptance acceptance;

        if (!read_acceptance(reader, items.at, &acceptance)) {
            continue;
        }
        if (reader->design->accepted_count == ACCEPTED_MAX) {
            tree_error(reader->in, items.at, (struct str){ 0 },
                       "a design has no more than %d accepted findings", ACCEPTED_MAX);
            return;
        }
        if (is_told_twice(reader->design, &acceptance)) {
            tree_error(reader->in, items.at, (struct str){ 0 }, "this is accepted twice");
        } else {
            acceptance_put(reader->design, &acceptance, reader->arena, diags);
        }
        remember_position(reader, items.at, NONE, acceptance.component, acceptance.rule);
    }
}

/* ---- lists ---- */

static void read_regions(struct design_reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    struct str *list = arena_new_array(reader->arena, struct str, REGIONS_MAX);
    uint32_t count = 0;

    if (items.count > REGIONS_MAX) {
        tree_error(reader->in, node, (struct str){ 0 }, "a design has no more than %d regions",
                   REGIONS_MAX);
        return;
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        struct str name = decode_text(reader->in, items.at);

        if (items.at->kind != NODE_SCALAR) {
            continue;
        }
        for (uint32_t k = 0; k < count; k++) {
            if (str_eq(list[k], name)) {
                tree_error(reader->in, items.at, (struct str){ 0 },
                           "region \"%.*s\" is named twice",
                           STR_ARG(decode_shown(reader->in, items.at)));
            }
        }
        list[count++] = str_copy(reader->arena, name);
    }
    reader->design->regions = list;
    reader->design->region_count = count;
}

static void read_needs(struct design_reader *reader, const struct node *node)
{
    struct items items = decode_items(node);

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        tag_id tag = find_need(reader, items.at);

        if (tag < TAGS_MAX) {
            reader->design->needs |= UINT64_C(1) << tag;
        }
    }
}

/* ---- the whole ---- */

static void check_version(const struct design_reader *reader, const struct node *node)
{
    uint32_t version = decode_count(reader->in, node, 1, 1000000, DESIGN_VERSION);

    if (version != DESIGN_VERSION) {
        tree_error(reader->in, node, STR("get a newer strata"),
                   "this strata reads format %d, not %u", DESIGN_VERSION, (unsigned)version);
    }
}

static struct str read_title(struct design_reader *reader, const struct node *node)
{
    struct str title = decode_text(reader->in, node);

    if (title.len > TITLE_MAX) {
        tree_error(reader->in, node, (struct str){ 0 }, "a title has no more than %d bytes",
                   TITLE_MAX);
    }
    return str_copy(reader->arena, title);
}

static void read_keys(struct design_reader *reader)
{
    const struct node *root = tree_root(reader->in);
    const struct node *at[DESIGN__COUNT];

    if (!decode_map(reader->in, root, WORDS(design_keys), at)) {
        return;
    }
    for (int key = DESIGN_TITLE; key <= DESIGN_SCALE && !root->cut; key++) {
        if (!at[key]) {
            tree_error(reader->in, root, (struct str){ 0 }, "\"%s\" is missing",
                       design_keys[key].text.at);
        }
    }
    check_version(reader, at[DESIGN_STRATA]);
    reader->design->title = read_title(reader, at[DESIGN_TITLE]);
    if (at[DESIGN_SCALE]) {
        reader->design->scale = find_scale(reader, at[DESIGN_SCALE]);
    }
    read_workload(reader, at[DESIGN_WORKLOAD]);
    read_regions(reader, at[DESIGN_REGIONS]);
    read_needs(reader, at[DESIGN_NEEDS]);
    read_own(reader, at[DESIGN_COMPONENTS]);
    if (at[DESIGN_LAYERS]) {
        remember_position(reader, at[DESIGN_LAYERS] - 1, NONE, NONE, NONE);
    }
    read_layers(reader, at[DESIGN_LAYERS]);
    read_notes(reader, at[DESIGN_NOTES]);
    read_accepted(reader, at[DESIGN_ACCEPTED]);
}

static bool read_design(struct design_reader *reader, const struct tree_source *source,
                        struct design *ret, struct diag_list *diags)
{
    uint32_t first = diags->list.count;
    struct design design = { 0 };
    struct arena scratch;
    struct tree tree;
    bool ok;

    arena_init(&scratch, reader->arena->memory);
    reader->errors = diags->counts[SEVERITY_ERROR];
    reader->in = &tree;
    reader->design = &design;
    reader->own.arena = &scratch;
    if (tree_read(source, &scratch, diags, &tree)) {
        read_keys(reader);
    }
    design.positions = reader->positions.items;
    design.position_count = reader->positions.count;
    tree_sort_diags(diags, first);
    ok = diags->counts[SEVERITY_ERROR] == reader->errors;
    if (ok) {
        read_comments(&tree, reader->arena, &design);
        *ret = design;
    }
    arena_release(&scratch);
    return ok;
}

bool store_read_design(struct catalog *catalog, struct str name, struct str bytes,
                       struct arena *arena, struct design *ret, struct diag_list *diags)
{
    struct tree_source source = {
        .name = name, .bytes = bytes, .limit = STORE_DESIGN_BYTES, .comments = true
    };
    struct catalog grown = *catalog;
    struct design_reader reader = { .catalog = &grown, .arena = arena };

    if (!read_design(&reader, &source, ret, diags)) {
        return false;
    }
    *catalog = grown;
    return true;
}

bool read_preset_design(const struct catalog *catalog, struct str name, struct str bytes,
                        struct arena *arena, struct design *ret, struct diag_list *diags)
{
    struct tree_source source = {
        .name = name, .bytes = bytes, .limit = STORE_DESIGN_BYTES, .comments = true
    };
    struct catalog same = *catalog;
    struct design_reader reader = { .catalog = &same, .arena = arena, .preset = true };

    return read_design(&reader, &source, ret, diags);
}

bool store_read_preset(const struct catalog *catalog, preset_id preset, struct arena *arena,
                       struct design *ret, struct diag_list *diags)
{
    const struct preset *row = &catalog->presets[preset];
    struct edit column = { .kind = EDIT_TAKE_COLUMN, .scale = row->column };
    struct design empty;

    if (row->column == NONE) {
        return read_preset_design(catalog, catalog_text(catalog, row->file),
                                  catalog_text(catalog, row->yaml), arena, ret, diags);
    }
    empty = design_empty(row->column, catalog_text(catalog, row->name));
    return design_apply(catalog, &empty, &column, arena, ret, diags);
}
