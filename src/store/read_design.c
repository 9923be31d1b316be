/* A design, from its file. */
#include "store/read_design.h"

#include "store/decode.h"
#include "store/yaml_tree.h"
#include "strata/base/money.h"
#include "strata/base/nearest.h"
#include "strata/base/vec.h"
#include "strata/model/acceptance.h"
#include "strata/model/edit.h"
#include "strata/store/store.h"

static const struct word design_keys[] = {
#define X(name, key) [DESIGN_##name] = WORD(key),
    DESIGN_KEYS(X)
#undef X
};

static void remember_position(struct design_reader *reader, const struct node *node, layer_id layer,
                              component_id component, rule_id rule)
{
    *vec_add(&reader->positions, reader->arena) =
        (struct position){ layer, component, rule, node->line, node->column };
}

/* ---- names of the catalogue ---- */

static void tell_unknown(const struct design_reader *reader, const struct node *node,
                         const char *what, const struct nearest *nearest)
{
    tree_error(reader->in, node, nearest_hint(nearest, reader->in->arena),
               "there is no %s \"%.*s\"", what, STR_ARG(decode_shown(reader->in, node)));
}

/* A reader for references to one of the catalogue's tables: the row, or NONE, and that is told. */
#define FIND_NAMED(linkage, name)                                                             \
    linkage uint32_t find_##name(const struct design_reader *reader, const struct node *node) \
    {                                                                                         \
        const struct catalog *catalog = reader->catalog;                                      \
        struct str id = decode_text(reader->in, node);                                        \
        struct nearest nearest = nearest_to(id);                                              \
        uint32_t row;                                                                         \
                                                                                              \
        if (node->kind != NODE_SCALAR)                                                        \
            return NONE;                                                                      \
        row = catalog_find_##name(catalog, id);                                               \
        if (row != NONE)                                                                      \
            return row;                                                                       \
        for (uint32_t i = 0; i < catalog->name##_count && tree_tells_more(reader->in); i++)   \
            nearest_try(&nearest, catalog_text(catalog, catalog->name##s[i].id));             \
        tell_unknown(reader, node, #name, &nearest);                                          \
        return NONE;                                                                          \
    }
FIND_NAMED(, scale)
FIND_NAMED(, layer)
FIND_NAMED(static, figure)
FIND_NAMED(static, rule)
#undef FIND_NAMED

/* People write what they see on the screen, so a name gets its id as the hint. */
static struct nearest nearest_component(const struct design_reader *reader, struct str name)
{
    const struct catalog *catalog = reader->catalog;
    struct nearest nearest = nearest_to(name);
    component_id named;

    if (!tree_tells_more(reader->in))
        return nearest;
    named = catalog_named_component(catalog, name);
    if (named != NONE && !catalog->components[named].own) {
        nearest.best = catalog_text(catalog, catalog->components[named].id);
        return nearest;
    }
    for (uint32_t i = 0; i < catalog->component_count && i < NEAREST_AMONG; i++)
        if (!catalog->components[i].own || design_owns(reader->design, i))
            nearest_try(&nearest, catalog_text(catalog, catalog->components[i].id));
    return nearest;
}

/* The design's own ones first; those of other designs, which the catalogue may have, are not
 * meant. */
static component_id find_component(const struct design_reader *reader, const struct node *node)
{
    struct str id = decode_text(reader->in, node);
    struct nearest nearest;
    component_id found;
    uint32_t own;

    if (node->kind != NODE_SCALAR)
        return NONE;
    if (index_find(&reader->own, id, &own))
        return reader->own_rows[own];
    found = catalog_find_component(reader->catalog, id);
    if (found != NONE && !reader->catalog->components[found].own)
        return found;
    nearest = nearest_component(reader, id);
    tell_unknown(reader, node, "component", &nearest);
    return NONE;
}

static tag_id find_need(const struct design_reader *reader, const struct node *node)
{
    const struct catalog *catalog = reader->catalog;
    struct str id = decode_text(reader->in, node);
    struct nearest nearest = nearest_to(id);
    tag_id tag = catalog_find_tag(catalog, id);

    if (node->kind != NODE_SCALAR || (tag != NONE && catalog->tags[tag].need))
        return node->kind == NODE_SCALAR ? tag : NONE;
    for (tag_id i = 0; i < catalog->tag_count; i++)
        if (catalog->tags[i].need)
            nearest_try(&nearest, catalog_text(catalog, catalog->tags[i].id));
    tell_unknown(reader, node, "need", &nearest);
    return NONE;
}

/* ---- maps from layers or figures to something ---- */

typedef uint32_t finder(const struct design_reader *reader, const struct node *node);

/* The values of a map in the order of the rows that its keys name; NULL where there is none. */
static const struct node **by_row(const struct design_reader *reader, const struct node *map,
                                  finder *find, uint32_t rows, const char *example)
{
    const struct node **values = arena_new_array(reader->in->arena, const struct node *, rows);
    const struct node *key;

    if (!map || map->kind == NODE_BROKEN || node_nothing(map))
        return values;
    if (map->kind != NODE_MAP) {
        tree_error(reader->in, map, (struct str){ 0 }, "expected keys with values, as in \"%s\"",
                   example);
        return values;
    }
    key = node_first(map);
    for (uint32_t i = 0; i < map->len; i++, key = node_next(node_next(key))) {
        uint32_t row = key->kind == NODE_SCALAR ? find(reader, key) : NONE;

        if (row != NONE)
            values[row] = node_next(key);
    }
    return values;
}

static void read_workload(struct design_reader *reader, const struct node *node)
{
    const struct catalog *catalog = reader->catalog;
    const struct node **values =
        by_row(reader, node, find_figure, catalog->figure_count, "users: 1000");
    struct figure_value *list =
        arena_new_array(reader->arena, struct figure_value, catalog->figure_count);
    uint32_t count = 0;

    for (figure_id i = 0; i < catalog->figure_count; i++) {
        const struct figure *figure = &catalog->figures[i];
        struct figure_value value = { .figure = i };

        if (!values[i])
            continue;
        if (figure->source != FIGURE_GIVEN)
            tree_error(reader->in, values[i], (struct str){ 0 },
                       "this is calculated from other figures");
        else if (decode_micro(reader->in, values[i], figure->min, figure->max, &value.value))
            list[count++] = value;
    }
    reader->design->figures = list;
    reader->design->figure_count = count;
}

static void read_notes(struct design_reader *reader, const struct node *node)
{
    uint32_t layers = reader->catalog->layer_count;
    const struct node **values = by_row(reader, node, find_layer, layers, "gateway: why");
    struct note *list = arena_new_array(reader->arena, struct note, layers);
    uint32_t count = 0;

    for (layer_id i = 0; i < layers; i++) {
        struct str text = decode_text(reader->in, values[i]);

        if (text.len > NOTE_MAX)
            tree_error(reader->in, values[i], (struct str){ 0 }, "a note has no more than %d bytes",
                       NOTE_MAX);
        else if (text.len > 0)
            list[count++] = (struct note){ i, str_copy(reader->arena, text) };
    }
    reader->design->notes = list;
    reader->design->note_count = count;
}

/* ---- accepted findings ---- */

static bool is_told_twice(const struct design *design, const struct acceptance *acceptance)
{
    for (uint32_t i = 0; i < design->accepted_count; i++)
        if (design->accepted[i].rule == acceptance->rule
            && design->accepted[i].component == acceptance->component)
            return true;
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

    if (!decode_map(reader->in, node, WORDS(keys), at))
        return false;
    *ret = (struct acceptance){ .rule = NONE, .component = NONE, .until = DAY_NONE };
    if (at[ACCEPTED_FINDING])
        ret->rule = find_rule(reader, at[ACCEPTED_FINDING]);
    if (at[ACCEPTED_COMPONENT])
        ret->component = find_component(reader, at[ACCEPTED_COMPONENT]);
    ret->reason = decode_text(reader->in, at[ACCEPTED_REASON]);
    day_parse(decode_date(reader->in, at[ACCEPTED_UNTIL]), &ret->until);
    if (ret->reason.len > REASON_MAX)
        tree_error(reader->in, at[ACCEPTED_REASON], (struct str){ 0 },
                   "a reason has no more than %d bytes", REASON_MAX);
    return reader->in->diags->counts[SEVERITY_ERROR] == errors;
}

static void read_accepted(struct design_reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    struct diag_list *diags = reader->in->diags;

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        struct acceptance acceptance;

        if (!read_acceptance(reader, items.at, &acceptance))
            continue;
        if (reader->design->accepted_count == ACCEPTED_MAX) {
            tree_error(reader->in, items.at, (struct str){ 0 },
                       "a design has no more than %d accepted findings", ACCEPTED_MAX);
            return;
        }
        if (is_told_twice(reader->design, &acceptance))
            tree_error(reader->in, items.at, (struct str){ 0 }, "this is accepted twice");
        else
            acceptance_put(reader->design, &acceptance, reader->arena, diags);
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

        if (items.at->kind != NODE_SCALAR)
            continue;
        for (uint32_t k = 0; k < count; k++)
            if (str_eq(list[k], name))
                tree_error(reader->in, items.at, (struct str){ 0 },
                           "region \"%.*s\" is named twice",
                           STR_ARG(decode_shown(reader->in, items.at)));
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

        if (tag < TAGS_MAX)
            reader->design->needs |= UINT64_C(1) << tag;
    }
}

/* ---- choices ---- */

static plan_id read_plan(const struct design_reader *reader, const struct node *node,
                         component_id component)
{
    const struct catalog *catalog = reader->catalog;
    struct range plans = catalog->components[component].plans;
    struct str id = decode_text(reader->in, node);
    struct nearest nearest = nearest_to(id);
    plan_id plan;

    if (!node || node->kind != NODE_SCALAR)
        return NONE;
    plan = catalog_find_plan(catalog, component, id);
    if (plan != NONE)
        return plan;
    for (uint32_t i = plans.first; i < plans.first + plans.count; i++)
        nearest_try(&nearest, catalog_text(catalog, catalog->plans[i].id));
    tell_unknown(reader, node, "plan", &nearest);
    return NONE;
}

static void tell_not_offered(const struct design_reader *reader, const struct node *node,
                             component_id component)
{
    const struct catalog *catalog = reader->catalog;
    struct range places = catalog->components[component].placements;
    struct strbuf hint = { .arena = reader->in->arena };

    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        strbuf_addz(&hint, hint.len > 0 ? ", " : "it is offered in ");
        strbuf_add(&hint, catalog_text(catalog, catalog->layers[catalog->placements[i].layer].id));
    }
    tree_error(reader->in, node, strbuf_str(&hint), "\"%.*s\" is not offered in this layer",
               STR_ARG(decode_shown(reader->in, node)));
}

/* One component, or an entry with more to say. False if it cannot be taken, which is told. */
static bool read_choice(struct design_reader *reader, const struct node *node, layer_id layer,
                        struct choice *ret)
{
    enum { USE, PLAN, SHARE, COUNT };
    static const struct word keys[] = {
        [USE] = REQUIRED("use"), [PLAN] = WORD("plan"), [SHARE] = WORD("share")
    };
    const struct node *at[COUNT] = { [USE] = node };
    component_id component;

    if (node->kind == NODE_MAP && !decode_map(reader->in, node, WORDS(keys), at))
        return false;
    if (!at[USE])
        return false;
    component = find_component(reader, at[USE]);
    if (component == NONE)
        return false;
    if (!catalog_placement(reader->catalog, component, layer)) {
        tell_not_offered(reader, at[USE], component);
        return false;
    }
    *ret = (struct choice){
        .layer = layer,
        .component = component,
        .plan = read_plan(reader, at[PLAN], component),
        .share = decode_number(reader->in, at[SHARE], 0, 100 * MICRO, 0),
    };
    if (ret->share > 0 && !reader->catalog->layers[layer].shares)
        tree_warning(reader->in, at[SHARE], (struct str){ 0 },
                     "the components of this layer do not share its demand, so this has no effect");
    return true;
}

static void check_shares(const struct design_reader *reader, const struct node *node,
                         const struct choice *choices, uint32_t count)
{
    quantity sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += choices[i].share;
    if (sum > 100 * MICRO)
        tree_warning(reader->in, node, (struct str){ 0 },
                     "the shares come to more than 100 percent");
}

static uint32_t read_layer_choices(struct design_reader *reader, const struct node *node,
                                   layer_id layer, struct choice *choices)
{
    struct items items = decode_items(node);
    uint32_t most = reader->catalog->layers[layer].many ? CHOICES_MAX : 1;
    const struct node *whole = node;
    uint32_t count = 0;

    if (items.count > most) {
        tree_error(reader->in, whole, (struct str){ 0 }, "this layer holds no more than %u",
                   (unsigned)most);
        return 0;
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        uint32_t same = 0;

        if (!read_choice(reader, items.at, layer, &choices[count]))
            continue;
        while (choices[same].component != choices[count].component)
            same++;
        if (same < count)
            tree_error(reader->in, items.at, (struct str){ 0 }, "the component is chosen twice");
        else
            remember_position(reader, items.at, layer, choices[count++].component, NONE);
    }
    check_shares(reader, whole, choices, count);
    return count;
}

static void read_layers(struct design_reader *reader, const struct node *node)
{
    uint32_t layers = reader->catalog->layer_count;
    const struct node **values = by_row(reader, node, find_layer, layers, "gateway: portkey");
    struct choice *all;
    uint32_t room = 0;
    uint32_t count = 0;

    for (layer_id i = 0; i < layers; i++) {
        uint32_t items = decode_items(values[i]).count;
        room += items < CHOICES_MAX ? items : CHOICES_MAX;
    }
    all = arena_new_array(reader->arena, struct choice, room);
    for (layer_id i = 0; i < layers; i++)
        if (values[i])
            remember_position(reader, values[i], i, NONE, NONE);
    for (layer_id i = 0; i < layers; i++)
        count += read_layer_choices(reader, values[i], i, all + count);
    reader->design->choices = all;
    reader->design->choice_count = count;
}

/* ---- the whole ---- */

static void check_version(const struct design_reader *reader, const struct node *node)
{
    uint32_t version = decode_count(reader->in, node, 1, 1000000, DESIGN_VERSION);

    if (version != DESIGN_VERSION)
        tree_error(reader->in, node, STR("get a newer strata"),
                   "this strata reads format %d, not %u", DESIGN_VERSION, (unsigned)version);
}

static struct str read_title(struct design_reader *reader, const struct node *node)
{
    struct str title = decode_text(reader->in, node);

    if (title.len > TITLE_MAX)
        tree_error(reader->in, node, (struct str){ 0 }, "a title has no more than %d bytes",
                   TITLE_MAX);
    return str_copy(reader->arena, title);
}

static void read_keys(struct design_reader *reader)
{
    const struct node *root = tree_root(reader->in);
    const struct node *at[DESIGN__COUNT];

    if (!decode_map(reader->in, root, WORDS(design_keys), at))
        return;
    for (int key = DESIGN_TITLE; key <= DESIGN_SCALE && !root->cut; key++)
        if (!at[key])
            tree_error(reader->in, root, (struct str){ 0 }, "\"%s\" is missing",
                       design_keys[key].text.at);
    check_version(reader, at[DESIGN_STRATA]);
    reader->design->title = read_title(reader, at[DESIGN_TITLE]);
    if (at[DESIGN_SCALE])
        reader->design->scale = find_scale(reader, at[DESIGN_SCALE]);
    read_workload(reader, at[DESIGN_WORKLOAD]);
    read_regions(reader, at[DESIGN_REGIONS]);
    read_needs(reader, at[DESIGN_NEEDS]);
    read_own(reader, at[DESIGN_COMPONENTS]);
    if (at[DESIGN_LAYERS])
        remember_position(reader, at[DESIGN_LAYERS] - 1, NONE, NONE, NONE);
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
    if (tree_read(source, &scratch, diags, &tree))
        read_keys(reader);
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

    if (!read_design(&reader, &source, ret, diags))
        return false;
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

    if (row->column == NONE)
        return read_preset_design(catalog, catalog_text(catalog, row->file),
                                  catalog_text(catalog, row->yaml), arena, ret, diags);
    empty = design_empty(row->column, catalog_text(catalog, row->name));
    return design_apply(catalog, &empty, &column, arena, ret, diags);
}
