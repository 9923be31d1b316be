/* What can be chosen. */
#include "store/catalog/read_catalog.h"

#include "strata/base/text.h"

#define SHORT_CELLS 24

enum {
    ID,
    NAME,
    SHORT,
    VENDOR,
    KIND,
    RUNS,
    SCALES,
    ALSO,
    STATUS,
    STATUS_NOTE,
    ENDS,
    SUPERSEDED_BY,
    RENAMED_FROM,
    WHAT,
    WHEN,
    ALIASES,
    GENERIC,
    TAGS,
    ENDPOINT,
    OPERATIONS,
    LAYERS,
    PRICING,
    PRICING_NOTE,
    REGIONS,
    TRAITS,
    PLANS,
    SOURCES,
    KEY_COUNT
};

static const struct word keys[] = {
    [ID] = REQUIRED("id"),
    [NAME] = REQUIRED("name"),
    [SHORT] = WORD("short"),
    [VENDOR] = WORD("vendor"),
    [KIND] = REQUIRED("kind"),
    [RUNS] = WORD("runs"),
    [SCALES] = WORD("scales"),
    [ALSO] = WORD("also"),
    [STATUS] = WORD("status"),
    [STATUS_NOTE] = WORD("status-note"),
    [ENDS] = WORD("ends"),
    [SUPERSEDED_BY] = WORD("superseded-by"),
    [RENAMED_FROM] = WORD("renamed-from"),
    [WHAT] = REQUIRED("what"),
    [WHEN] = WORD("when"),
    [ALIASES] = WORD("aliases"),
    [GENERIC] = WORD("generic"),
    [TAGS] = WORD("tags"),
    [ENDPOINT] = WORD("endpoint"),
    [OPERATIONS] = WORD("operations"),
    [LAYERS] = REQUIRED("layers"),
    [PRICING] = WORD("pricing"),
    [PRICING_NOTE] = WORD("pricing-note"),
    [REGIONS] = WORD("regions"),
    [TRAITS] = WORD("traits"),
    [PLANS] = WORD("plans"),
    [SOURCES] = WORD("sources"),
};

static const struct word pricings[] = {
    [PRICING_UNKNOWN] = WORD("unknown"),
    [PRICING_PLANS] = WORD("plans"),
    [PRICING_NOTHING] = WORD("nothing"),
};
_Static_assert(sizeof(pricings) / sizeof(pricings[0]) == PRICING__COUNT, "each pricing has a word");

static const struct word boughts[] = {
    [BOUGHT_UNKNOWN] = WORD("unknown"),
    [BOUGHT_ONCE] = WORD("one"),
    [BOUGHT_EACH] = WORD("each"),
};
_Static_assert(sizeof(boughts) / sizeof(boughts[0]) == BOUGHT__COUNT, "each has a word");

static const struct word runs[] = {
    [RUNS_VENDOR] = WORD("vendor"),
    [RUNS_OWN_CLOUD] = WORD("own-cloud"),
};
_Static_assert(sizeof(runs) / sizeof(runs[0]) == RUNS__COUNT, "each has a word");

enum status read_status(const struct reader *reader, const struct node *node)
{
    struct word words[STATUS__COUNT];

    for (int i = 0; i < STATUS__COUNT; i++) {
        words[i] = (struct word){ str_from(status_name((enum status)i)), false };
    }
    return (enum status)decode_word(reader->in, node, words, STATUS__COUNT, STATUS_ACTIVE);
}

/* ---- where it can be chosen ---- */

/* "host" and "serves" are there exactly when the box rule needs them. */
static void check_box(const struct reader *reader, const struct node *node, enum box_rule box,
                      const struct node *host, const struct node *serves)
{
    if (box == BOX_INSIDE && !host) {
        tree_error(reader->in, node, (struct str){ 0 }, "\"box: inside\" needs a \"host\"");
    }
    if (box != BOX_INSIDE && host) {
        tree_error(reader->in, host, (struct str){ 0 }, "\"host\" goes with \"box: inside\" only");
    }
    if (box == BOX_BEFORE && !serves) {
        tree_error(reader->in, node, (struct str){ 0 }, "\"box: before\" needs \"serves\"");
    }
    if (box != BOX_BEFORE && serves) {
        tree_error(reader->in, serves, (struct str){ 0 },
                   "\"serves\" goes with \"box: before\" only");
    }
}

static void read_placement(struct reader *reader, const struct node *node, uint32_t first)
{
    enum { LAYER, ROLE, BOX, HOST, SERVES, COUNT };
    static const struct word placement_keys[] = { [LAYER] = REQUIRED("layer"),
                                                  [ROLE] = WORD("role"),
                                                  [BOX] = WORD("box"),
                                                  [HOST] = WORD("host"),
                                                  [SERVES] = WORD("serves") };
    struct placement *placement = builder_add(&reader->builder, placement);
    const struct node *at[COUNT];

    decode_map(reader->in, node, WORDS(placement_keys), at);
    *placement = (struct placement){
        .layer = read_reference(reader, SECTION_LAYERS, at[LAYER]),
        .role = read_reference(reader, SECTION_ROLES, at[ROLE]),
        .box = decode_box(reader->in, at[BOX], BOX__COUNT, BOX_NONE),
        .host = read_reference(reader, SECTION_LAYERS, at[HOST]),
        .serves = read_reference_range(reader, SECTION_ENDPOINTS, at[SERVES]),
    };
    check_box(reader, node, placement->box, at[HOST], at[SERVES]);
    for (const struct placement *other = &reader->builder.placements.items[first];
         other < placement && placement->layer != NONE; other++) {
        if (other->layer != placement->layer) {
            continue;
        }
        tree_error(reader->in, at[LAYER], (struct str){ 0 }, "layer \"%.*s\" is named twice",
                   STR_ARG(decode_shown(reader->in, at[LAYER])));
        break;
    }
}

static struct range read_placements(struct reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    struct range range = { reader->builder.placements.count, items.count };

    if (items.count > REFERENCES_MAX) {
        tree_error(reader->in, node, (struct str){ 0 }, "more than %d layers are named",
                   REFERENCES_MAX);
        return (struct range){ range.first, 0 };
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        read_placement(reader, items.at, range.first);
    }
    return range;
}

/* ---- lists ---- */

struct range read_aliases(struct reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    struct range range = { reader->builder.other_names.count, items.count };

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        struct text text = read_pool_text(reader, items.at);
        *builder_add(&reader->builder, other_name) = text;
    }
    return range;
}

/* Former names are found like the others, behind which they stand. */
static void read_former_names(struct reader *reader, const struct node *node,
                              struct component *component)
{
    component->former = read_aliases(reader, node);
    if (component->aliases.count == 0) {
        component->aliases.first = component->former.first;
    }
    component->aliases.count += component->former.count;
}

static uint64_t read_tags(struct reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    uint64_t mask = 0;

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        uint32_t tag = read_reference(reader, SECTION_TAGS, items.at);

        if (tag == NONE || tag >= TAGS_MAX) {
            continue;
        }
        if (reader->names[SECTION_TAGS].list.items[tag].need) {
            tree_error(reader->in, items.at, (struct str){ 0 },
                       "\"%.*s\" is a need of designs, not a tag of components",
                       STR_ARG(decode_shown(reader->in, items.at)));
        }
        mask |= UINT64_C(1) << tag;
    }
    return mask;
}

static struct range read_sources(struct reader *reader, const struct node *node)
{
    enum { WHERE, DATE, COUNT };
    static const struct word source_keys[] = {
        [WHERE] = REQUIRED("where"), [DATE] = REQUIRED("date")
    };
    struct items items = decode_items(node);
    struct range range = { reader->builder.sources.count, items.count };

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        struct source *source = builder_add(&reader->builder, source);
        const struct node *at[COUNT];

        if (!decode_map(reader->in, items.at, WORDS(source_keys), at)) {
            continue;
        }
        source->where = read_pool_text(reader, at[WHERE]);
        /* Memory and own arithmetic have no day on which anybody could look them up. */
        if (!str_is(decode_text(reader->in, at[DATE]), "none")) {
            source->date = builder_text(&reader->builder, decode_date(reader->in, at[DATE]));
        }
    }
    return range;
}

/* ---- operations ---- */

#define HOURS_MAX (10000 * MICRO) /* a team of sixty */

static void read_operations(struct reader *reader, const struct node *node,
                            struct component *component)
{
    enum { HOURS, COUNT };
    static const struct word operations_keys[] = { [HOURS] = REQUIRED("hours") };
    const struct node *at[COUNT];

    if (!node || !decode_map(reader->in, node, WORDS(operations_keys), at)) {
        return;
    }
    component->operations_known =
        decode_micro(reader->in, at[HOURS], 0, HOURS_MAX, &component->operations);
}

/* ---- texts and price ---- */

/* The name, and the short one, which may be left out where the name is short enough itself. */
static void read_names(struct reader *reader, const struct node *name, const struct node *given,
                       struct component *component)
{
    const struct node *node = given ? given : name;

    if (text_width(decode_text(reader->in, node)) > SHORT_CELLS) {
        tree_error(reader->in, node, given ? (struct str){ 0 } : STR("add \"short\""),
                   "wider than %d cells", SHORT_CELLS);
    }
    component->name = read_new_text(reader, name);
    component->short_name = given ? read_new_text(reader, given) : component->name;
}

static enum pricing read_pricing(struct reader *reader, const struct node *node,
                                 const struct node **at)
{
    enum pricing pricing = PRICING_PLANS;

    if (at[PRICING]) {
        pricing =
            (enum pricing)decode_word(reader->in, at[PRICING], WORDS(pricings), PRICING__COUNT);
    }
    if (pricing == PRICING__COUNT) {
        return PRICING_PLANS;
    }
    if (pricing == PRICING_PLANS && decode_items(at[PLANS]).count == 0) {
        tree_error(reader->in, node,
                   STR("add plans, or \"pricing: unknown\", or \"pricing: nothing\""),
                   "there is no price");
    }
    if (pricing != PRICING_PLANS && at[PLANS]) {
        tree_error(reader->in, at[PLANS], (struct str){ 0 },
                   "plans and \"pricing: %s\" exclude each other", pricings[pricing].text.at);
    }
    if (pricing == PRICING_NOTHING && (!at[PRICING_NOTE] || at[PRICING_NOTE]->len == 0)) {
        tree_error(reader->in, at[PRICING], STR("free software? a part of another bill?"),
                   "\"pricing: nothing\" needs a \"pricing-note\" that says why");
    }
    return pricing;
}

static void note_tags(struct reader *reader, const struct component *component)
{
    for (uint32_t i = 0; i < component->placements.count; i++) {
        layer_id layer = reader->builder.placements.items[component->placements.first + i].layer;

        if (layer != NONE) {
            reader->layer_tags[layer] |= component->tags;
        }
    }
}

void read_component(struct reader *reader, const struct node *node, uint32_t row)
{
    struct component *component = builder_add(&reader->builder, component);
    const struct node *at[KEY_COUNT];

    (void)row;
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    *component = (struct component){
        .id = read_new_text(reader, at[ID]),
        .vendor = read_pool_text(reader, at[VENDOR]),
        .what = read_new_text(reader, at[WHAT]),
        .when = read_new_text(reader, at[WHEN]),
        .status_note = read_new_text(reader, at[STATUS_NOTE]),
        .pricing_note = read_pool_text(reader, at[PRICING_NOTE]),
        .kind = decode_kind(reader->in, at[KIND]),
        .runs = (enum runs)decode_word(reader->in, at[RUNS], WORDS(runs), RUNS_VENDOR),
        .generic = decode_flag(reader->in, at[GENERIC], false),
        .status = read_status(reader, at[STATUS]),
        .pricing = read_pricing(reader, node, at),
        .bought = (enum bought)decode_word(reader->in, at[REGIONS], WORDS(boughts), BOUGHT_UNKNOWN),
        .traits = read_trait_values(reader, at[TRAITS]),
        .endpoint = read_reference(reader, SECTION_ENDPOINTS, at[ENDPOINT]),
        .scales = read_scale_mask(reader, at[SCALES]),
        .also = at[ALSO] ? read_scale_mask(reader, at[ALSO]) : 0,
        .tags = read_tags(reader, at[TAGS]),
        .placements = read_placements(reader, at[LAYERS]),
        .plans = read_plans(reader, at[PLANS], at[VENDOR] != NULL),
        .aliases = read_aliases(reader, at[ALIASES]),
        .sources = read_sources(reader, at[SOURCES]),
    };
    read_former_names(reader, at[RENAMED_FROM], component);
    read_ending(reader, at[ENDS], at[SUPERSEDED_BY], component);
    read_operations(reader, at[OPERATIONS], component);
    read_names(reader, at[NAME], at[SHORT], component);
    note_tags(reader, component);
}
