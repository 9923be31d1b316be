/* What a component costs: plans, charges, bands, limits. */
#include "store/catalog/read_catalog.h"

/* ---- charges ---- */

enum {
    LABEL,
    FIXED,
    METER,
    PER,
    PRICE,
    INCLUDED,
    ROUND_UP,
    BANDS,
    TIERS,
    PERCENT,
    OF,
    SHARE,
    CREDITED,
    ACCOUNT,
    STATED,
    FLEET,
    FORGOTTEN,
    KEY_COUNT
};

static const struct word charge_keys[] = {
    [LABEL] = REQUIRED("label"),
    [FIXED] = WORD("fixed"),
    [METER] = WORD("meter"),
    [PER] = WORD("per"),
    [PRICE] = WORD("price"),
    [INCLUDED] = WORD("included"),
    [ROUND_UP] = WORD("round-up"),
    [BANDS] = WORD("bands"),
    [TIERS] = WORD("tiers"),
    [PERCENT] = WORD("percent"),
    [OF] = WORD("of"),
    [FORGOTTEN] = WORD("forgotten"),
    [SHARE] = WORD("share"),
    [CREDITED] = WORD("credited"),
    [ACCOUNT] = WORD("account"),
    [STATED] = WORD("stated"),
    [FLEET] = WORD("fleet"),
};

/* The key that says what kind of charge it is. */
static const int kind_keys[] = {
    [CHARGE_FIXED] = FIXED,
    [CHARGE_METER] = METER,
    [CHARGE_PERCENT] = PERCENT,
};
_Static_assert(sizeof(kind_keys) / sizeof(kind_keys[0]) == CHARGE__COUNT, "each kind has a key");

/* Keys that go with one kind only. */
static const struct {
    int key;
    enum charge_kind kind;
} kind_extras[] = {
    { PER, CHARGE_METER },      { PRICE, CHARGE_METER },   { INCLUDED, CHARGE_METER },
    { ROUND_UP, CHARGE_METER }, { BANDS, CHARGE_METER },   { TIERS, CHARGE_METER },
    { CREDITED, CHARGE_METER }, { STATED, CHARGE_METER },  { FLEET, CHARGE_METER },
    { OF, CHARGE_PERCENT },     { SHARE, CHARGE_PERCENT },
};

/* False if it is none, or several at once. */
static bool charge_kind(const struct reader *reader, const struct node *node,
                        const struct node **at, enum charge_kind *ret)
{
    int found = 0;

    for (int kind = 0; kind < CHARGE__COUNT; kind++) {
        if (at[kind_keys[kind]]) {
            *ret = (enum charge_kind)kind;
            found++;
        }
    }
    if (found != 1) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "a charge has one of \"fixed\", \"meter\" and \"percent\"");
        return false;
    }
    for (size_t i = 0; i < sizeof(kind_extras) / sizeof(kind_extras[0]); i++) {
        if (at[kind_extras[i].key] && kind_extras[i].kind != *ret) {
            tree_error(reader->in, at[kind_extras[i].key], (struct str){ 0 },
                       "\"%s\" goes with \"%s\" only", charge_keys[kind_extras[i].key].text.at,
                       charge_keys[kind_keys[kind_extras[i].kind]].text.at);
        }
    }
    return true;
}

static void read_tier(struct reader *reader, const struct node *node, bool last, quantity above)
{
    enum { UP_TO, TIER_PRICE, COUNT };
    static const struct word keys[] = { [UP_TO] = WORD("up-to"), [TIER_PRICE] = REQUIRED("price") };
    struct tier *tier = builder_add(&reader->builder, tier);
    const struct node *at[COUNT];

    tier->up_to = INT64_MAX;
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    if (at[TIER_PRICE]) {
        tier->price = decode_price(reader->in, at[TIER_PRICE]);
    }
    if (last && at[UP_TO]) {
        tree_error(reader->in, at[UP_TO], STR("add a last tier without it"),
                   "the last tier has no \"up-to\"");
    }
    if (!last && !at[UP_TO]) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "only the last tier goes without \"up-to\"");
    }
    if (last || !decode_micro(reader->in, at[UP_TO], 1, AMOUNT_MAX, &tier->up_to)) {
        return;
    }
    if (tier->up_to <= above) {
        tree_error(reader->in, at[UP_TO], STR("it counts the whole quantity"),
                   "must be more than the tier before and what is included");
    }
}

static void read_tiers(struct reader *reader, const struct node *node, struct charge *charge)
{
    struct items items = decode_items(node);
    quantity above = charge->included;

    charge->tiers = (struct range){ reader->builder.tiers.count, items.count };
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        read_tier(reader, items.at, i + 1 == items.count, above);
        if (vec_last(&reader->builder.tiers)->up_to != INT64_MAX) {
            above = vec_last(&reader->builder.tiers)->up_to;
        }
    }
    if (items.count == 0) {
        tree_error(reader->in, node, (struct str){ 0 }, "\"tiers\" is empty");
    }
}

static void read_stated(struct reader *reader, const struct node *node, struct charge *charge)
{
    enum { FIGURE, STATED_METER, COUNT };
    static const struct word keys[] = {
        [FIGURE] = REQUIRED("figure"), [STATED_METER] = REQUIRED("meter")
    };
    const struct node *at[COUNT];

    if (!node || !decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    charge->stated = read_reference(reader, SECTION_FIGURES, at[FIGURE]);
    charge->stated_meter = read_reference(reader, SECTION_METERS, at[STATED_METER]);
    charge->by_statement = charge->stated != NONE && charge->stated_meter != NONE;
}

#define CARDS_MAX 10000

static void read_fleet(struct reader *reader, const struct node *node, struct charge *charge)
{
    enum { CARDS, SOLD_IN, AT_LEAST, HOURS, COUNT };
    static const struct word keys[] = { [CARDS] = REQUIRED("cards"),
                                        [SOLD_IN] = WORD("sold-in"),
                                        [AT_LEAST] = REQUIRED("at-least"),
                                        [HOURS] = REQUIRED("hours") };
    const struct node *at[COUNT];
    struct fleet fleet;

    if (!node || !decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    fleet = (struct fleet){
        .cards = decode_count(reader->in, at[CARDS], 1, CARDS_MAX, 1),
        .sold_in = decode_count(reader->in, at[SOLD_IN], 1, CARDS_MAX, 1),
        .at_least = read_reference(reader, SECTION_FIGURES, at[AT_LEAST]),
        .hours = read_reference(reader, SECTION_FIGURES, at[HOURS]),
    };
    if (fleet.at_least != NONE && fleet.hours != NONE) {
        charge->fleet = fleet;
    }
}

static void read_meter_charge(struct reader *reader, const struct node *node,
                              const struct node **at, struct charge *charge)
{
    static const struct word bands[] = { WORD("graduated"), WORD("volume"), WORD("request") };
    static const enum bands kinds[] = { BANDS_GRADUATED, BANDS_VOLUME, BANDS_REQUEST };
    struct tier *tier;

    charge->meter = read_reference(reader, SECTION_METERS, at[METER]);
    read_stated(reader, at[STATED], charge);
    read_fleet(reader, at[FLEET], charge);
    charge->uncredited = !decode_flag(reader->in, at[CREDITED], true);
    charge->per = decode_number(reader->in, at[PER], 1, AMOUNT_MAX, MICRO);
    charge->included = decode_number(reader->in, at[INCLUDED], 0, AMOUNT_MAX, 0);
    charge->round_up = decode_flag(reader->in, at[ROUND_UP], false);
    if ((at[PRICE] != NULL) == (at[TIERS] != NULL)) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "a metered charge has either a \"price\" or \"tiers\"");
    }
    if ((at[BANDS] != NULL) != (at[TIERS] != NULL)) {
        tree_error(reader->in, at[BANDS] ? at[BANDS] : at[TIERS], (struct str){ 0 },
                   "\"bands\" and \"tiers\" go together");
    }
    if (at[BANDS]) {
        charge->bands = kinds[decode_word(reader->in, at[BANDS], WORDS(bands), 0)];
    }
    if (charge->bands == BANDS_REQUEST && (at[INCLUDED] || at[ROUND_UP])) {
        tree_error(reader->in, at[BANDS], (struct str){ 0 },
                   "bands by request have nothing included and no whole blocks");
    }
    if (at[TIERS]) {
        read_tiers(reader, at[TIERS], charge);
        return;
    }
    charge->tiers = (struct range){ reader->builder.tiers.count, 1 };
    tier = builder_add(&reader->builder, tier);
    tier->up_to = INT64_MAX;
    if (at[PRICE]) {
        tier->price = decode_price(reader->in, at[PRICE]);
    }
}

/* Of which part of the base: figures before components, so each is known by now. */
static struct range read_share(struct reader *reader, const struct node *node)
{
    struct range share = read_reference_range(reader, SECTION_FIGURES, node);

    for (uint32_t i = 0; i < share.count; i++) {
        uint32_t figure = reader->builder.refs.items[share.first + i];

        if (figure != NONE && !reader->builder.figures.items[figure].percent) {
            tree_error(reader->in, node, (struct str){ 0 }, "a share is a percent figure");
        }
    }
    return share;
}

static void read_percent_charge(struct reader *reader, const struct node *node,
                                const struct node **at, struct charge *charge, bool has_vendor)
{
    static const struct word words[] = { WORD("own"), WORD("vendor") };
    static const enum percent_of of[] = { PERCENT_OF_OWN, PERCENT_OF_VENDOR, PERCENT_OF__COUNT };
    static const struct word map_keys[] = { REQUIRED("layers") };
    const struct node *layers;

    charge->rate = decode_number(reader->in, at[PERCENT], 0, 1000 * MICRO, 0);
    charge->share = read_share(reader, at[SHARE]);
    charge->of = PERCENT_OF__COUNT;
    if (!at[OF]) {
        tree_error(reader->in, node, STR("own, vendor or { layers: [...] }"), "\"of\" is missing");
        return;
    }
    if (at[OF]->kind != NODE_MAP) {
        charge->of = of[decode_word(reader->in, at[OF], WORDS(words), 2)];
        if (charge->of == PERCENT_OF_VENDOR && !has_vendor) {
            tree_error(reader->in, at[OF], (struct str){ 0 }, "the component has no \"vendor\"");
        }
        return;
    }
    charge->of = PERCENT_OF_LAYERS;
    if (decode_map(reader->in, at[OF], WORDS(map_keys), &layers)) {
        charge->of_layers = read_reference_range(reader, SECTION_LAYERS, layers);
    }
}

static void read_charge(struct reader *reader, const struct node *node, bool has_vendor)
{
    struct charge *charge = builder_add(&reader->builder, charge);
    const struct node *at[KEY_COUNT];

    if (!decode_map(reader->in, node, WORDS(charge_keys), at)) {
        return;
    }
    charge->label = read_pool_text(reader, at[LABEL]);
    charge->forgotten = decode_flag(reader->in, at[FORGOTTEN], false);
    charge->account = decode_flag(reader->in, at[ACCOUNT], false);
    charge->meter = NONE;
    if (!charge_kind(reader, node, at, &charge->kind)) {
        return;
    }
    switch (charge->kind) {
    case CHARGE_FIXED: {
        struct tier *tier = builder_add(&reader->builder, tier);
        *tier = (struct tier){ INT64_MAX, decode_price(reader->in, at[FIXED]) };
        charge->tiers = (struct range){ reader->builder.tiers.count - 1, 1 };
        break;
    }
    case CHARGE_METER: read_meter_charge(reader, node, at, charge); break;
    case CHARGE_PERCENT: read_percent_charge(reader, node, at, charge, has_vendor); break;
    case CHARGE__COUNT: break;
    }
}

/* A share of the plan's own charges needs charges that are not shares themselves. */
static void check_own_percents(struct reader *reader, const struct node *node, struct range range)
{
    const struct charge *charges = &reader->builder.charges.items[range.first];
    struct items items = decode_items(node);
    bool base = false;

    for (uint32_t i = 0; i < range.count; i++) {
        base = base || charges[i].kind != CHARGE_PERCENT;
    }
    for (uint32_t i = 0; i < range.count && !base; i++, items.at = node_next(items.at)) {
        if (charges[i].of == PERCENT_OF_OWN) {
            tree_error(reader->in, items.at, (struct str){ 0 },
                       "the plan has no other charges that this could be a percentage of");
        }
    }
}

static struct range read_charges(struct reader *reader, const struct node *node, bool has_vendor)
{
    struct items items = decode_items(node);
    struct range range = { reader->builder.charges.count, items.count };

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        read_charge(reader, items.at, has_vendor);
    }
    check_own_percents(reader, node, range);
    return range;
}

/* ---- plans ---- */

static struct range read_limits(struct reader *reader, const struct node *node)
{
    enum { LIMIT_METER, UP_TO, REQUEST, COUNT };
    static const struct word keys[] = {
        [LIMIT_METER] = REQUIRED("meter"), [UP_TO] = REQUIRED("up-to"), [REQUEST] = WORD("request")
    };
    struct items items = decode_items(node);
    struct range range = { reader->builder.limits.count, items.count };

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        struct limit *limit = builder_add(&reader->builder, limit);
        const struct node *at[COUNT];

        if (!decode_map(reader->in, items.at, WORDS(keys), at)) {
            continue;
        }
        limit->meter = read_reference(reader, SECTION_METERS, at[LIMIT_METER]);
        limit->up_to = decode_number(reader->in, at[UP_TO], 0, AMOUNT_MAX, 0);
        limit->request = decode_flag(reader->in, at[REQUEST], false);
    }
    return range;
}

static void read_plan(struct reader *reader, const struct node *node, bool has_vendor)
{
    enum {
        ID,
        NAME,
        PLAN_SCALES,
        BY_HAND,
        CONFIDENCE,
        NOTE,
        MINIMUM,
        CREDIT,
        ACCOUNT_OF_ALL,
        PLAN_TRAITS,
        LIMITS,
        CHARGES,
        COUNT
    };
    static const struct word keys[] = {
        [ID] = REQUIRED("id"),
        [NAME] = REQUIRED("name"),
        [PLAN_SCALES] = WORD("scales"),
        [BY_HAND] = WORD("by-hand"),
        [CONFIDENCE] = REQUIRED("confidence"),
        [NOTE] = WORD("note"),
        [MINIMUM] = WORD("minimum"),
        [CREDIT] = WORD("credit"),
        [ACCOUNT_OF_ALL] = WORD("account"),
        [PLAN_TRAITS] = WORD("traits"),
        [LIMITS] = WORD("limits"),
        [CHARGES] = WORD("charges"),
    };
    static const struct word confidences[] = {
        [CONFIDENCE_SOURCED] = WORD("sourced"), [CONFIDENCE_ESTIMATE] = WORD("estimate")
    };
    struct plan *plan = builder_add(&reader->builder, plan);
    const struct node *at[COUNT];

    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    decode_check_id(reader->in, at[ID]);
    *plan = (struct plan){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .note = read_pool_text(reader, at[NOTE]),
        .confidence = (enum confidence)decode_word(reader->in, at[CONFIDENCE], WORDS(confidences),
                                                   CONFIDENCE_SOURCED),
        .scales = read_scale_mask(reader, at[PLAN_SCALES]),
        .by_hand = decode_flag(reader->in, at[BY_HAND], false),
        .charges = read_charges(reader, at[CHARGES], has_vendor),
        .limits = read_limits(reader, at[LIMITS]),
        .account = decode_flag(reader->in, at[ACCOUNT_OF_ALL], false),
        .traits = read_trait_values(reader, at[PLAN_TRAITS]),
        .minimum = decode_number(reader->in, at[MINIMUM], 0, AMOUNT_MAX, 0),
        .credit = decode_number(reader->in, at[CREDIT], 0, AMOUNT_MAX, 0),
    };
}

static void check_plan_id(struct reader *reader, const struct node *node, uint32_t first)
{
    const struct plan *plan = vec_last(&reader->builder.plans);
    const struct node *id = decode_value(node, "id");

    /* Equal texts lie at the same place of the pool. */
    for (const struct plan *other = &reader->builder.plans.items[first]; id && other < plan;
         other++) {
        if (plan->id.len == 0 || other->id.at != plan->id.at || other->id.len != plan->id.len) {
            continue;
        }
        tree_error(reader->in, id, (struct str){ 0 },
                   "plan \"%.*s\" is defined twice in this component",
                   STR_ARG(decode_shown(reader->in, id)));
        return;
    }
}

struct range read_plans(struct reader *reader, const struct node *node, bool has_vendor)
{
    struct items items = decode_items(node);
    struct range range = { reader->builder.plans.count, items.count };

    if (items.count > REFERENCES_MAX) {
        tree_error(reader->in, node, (struct str){ 0 }, "more than %d plans", REFERENCES_MAX);
        return (struct range){ range.first, 0 };
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        read_plan(reader, items.at, has_vendor);
        check_plan_id(reader, items.at, range.first);
    }
    return range;
}
