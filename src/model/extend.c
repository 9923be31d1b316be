#include "strata/model/extend.h"

#include "strata/model/builder.h"

#define OWN_PLAN STR("own")
#define ID_BYTES 48 /* of what is made from a name; ids may have 64 */

/* ---- what the layer says ---- */

/* The lowest of those that are as frequent as any. */
static uint32_t most_frequent(const uint32_t *votes, uint32_t count)
{
    uint32_t best = NONE;

    for (uint32_t i = 0; i < count; i++) {
        if (votes[i] > 0 && (best == NONE || votes[i] > votes[best])) {
            best = i;
        }
    }
    return best;
}

/* Roles and layers of one catalogue are few. */
#define VOTES_MAX 256

/* What most of the layer's components with a box have for a role, or, if they stand inside another
 * box, for a host. */
static uint32_t usual(const struct catalog *catalog, layer_id layer, bool host)
{
    uint32_t votes[VOTES_MAX] = { 0 };

    for (component_id i = 0; i < catalog->component_count; i++) {
        const struct placement *place = catalog_placement(catalog, i, layer);
        uint32_t said;

        if (catalog->components[i].own || place == NULL
            || (place->box != BOX_INSIDE && (host || place->box != BOX_OWN))) {
            continue;
        }
        said = host ? place->host : place->role;
        if (said < VOTES_MAX) {
            votes[said]++;
        }
    }
    return most_frequent(votes, VOTES_MAX);
}

role_id own_role(const struct catalog *catalog, layer_id layer, enum box_rule box)
{
    return box == BOX_NONE ? NONE : usual(catalog, layer, false);
}

layer_id own_host(const struct catalog *catalog, layer_id layer)
{
    return usual(catalog, layer, true);
}

/* ---- making the rows ---- */

static struct range add_plan(struct builder *builder, const struct price *price)
{
    struct range tiers = { builder->tiers.count, 1 };
    struct range charges = { builder->charges.count, 1 };
    struct range plans = { builder->plans.count, 1 };
    struct text name = builder_text(builder, STR("own price"));

    *builder_add(builder, tier) = (struct tier){ INT64_MAX, *price };
    *builder_add(builder, charge) = (struct charge){
        .label = name, .kind = CHARGE_FIXED, .meter = NONE, .per = MICRO, .tiers = tiers
    };
    *builder_add(builder, plan) = (struct plan){
        .id = builder_text(builder, OWN_PLAN),
        .name = name,
        .confidence = price->low == price->high ? CONFIDENCE_SOURCED : CONFIDENCE_ESTIMATE,
        .charges = charges,
    };
    return plans;
}

static enum pricing pricing_of(enum own_price pricing)
{
    switch (pricing) {
    case OWN_PRICE_UNKNOWN: break;
    case OWN_PRICE_NOTHING: return PRICING_NOTHING;
    case OWN_PRICE_GIVEN: return PRICING_PLANS;
    }
    return PRICING_UNKNOWN;
}

static void add_own(const struct catalog *catalog, struct builder *builder,
                    const struct own_component *own)
{
    struct placement placement = {
        .layer = own->layer,
        .role = own_role(catalog, own->layer, own->box),
        .box = own->box,
        .host = own->box == BOX_INSIDE ? own_host(catalog, own->layer) : NONE,
    };
    struct component component = {
        .id = builder_text(builder, own->id),
        .name = builder_text(builder, own->name),
        .what = builder_text(builder, STR("A component of this design's own.")),
        .kind = own->kind,
        .pricing = pricing_of(own->pricing),
        .bought = BOUGHT_ONCE, /* what the design says is what it costs */
        .endpoint = NONE,
        .scales = own->scales,
        .placements = { builder->placements.count, 1 },
        .own = true,
    };

    component.short_name = component.name;
    if (own->pricing == OWN_PRICE_NOTHING) {
        component.pricing_note = builder_text(builder, STR("no bill of its own, says the design"));
    }
    if (own->pricing == OWN_PRICE_UNKNOWN) {
        component.pricing_note = builder_text(builder, STR("the design says no price"));
    }
    if (own->pricing == OWN_PRICE_GIVEN) {
        component.plans = add_plan(builder, &own->price);
    }
    *builder_add(builder, placement) = placement;
    *builder_add(builder, component) = component;
}

void catalog_extend(const struct catalog *catalog, const struct own_component *own, uint32_t count,
                    struct arena *scratch, struct arena *arena, struct catalog *ret)
{
    struct builder builder;
    const void *block;
    size_t size;

    builder_from(&builder, catalog, scratch);
    for (uint32_t i = 0; i < count; i++) {
        add_own(catalog, &builder, &own[i]);
    }
    block = builder_freeze(&builder, arena, &size);
    catalog_open(ret, block, size);
}

/* ---- and back ---- */

struct own_component catalog_own(const struct catalog *catalog, component_id component)
{
    const struct component *row = &catalog->components[component];
    const struct placement *place = &catalog->placements[row->placements.first];
    struct own_component own = {
        .id = catalog_text(catalog, row->id),
        .name = catalog_text(catalog, row->name),
        .layer = place->layer,
        .kind = row->kind,
        .box = place->box,
        .pricing = row->pricing == PRICING_NOTHING ? OWN_PRICE_NOTHING : OWN_PRICE_UNKNOWN,
        .scales = row->scales,
    };

    if (row->pricing == PRICING_PLANS) {
        const struct charge *charge =
            &catalog->charges[catalog->plans[row->plans.first].charges.first];

        own.pricing = OWN_PRICE_GIVEN;
        own.price = catalog->tiers[charge->tiers.first].price;
    }
    return own;
}

bool own_eq(const struct own_component *a, const struct own_component *b)
{
    return str_eq(a->id, b->id) && str_eq(a->name, b->name) && a->layer == b->layer
           && a->kind == b->kind && a->box == b->box && a->pricing == b->pricing
           && a->price.low == b->price.low && a->price.likely == b->price.likely
           && a->price.high == b->price.high && a->scales == b->scales;
}

/* ---- ids ---- */

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

struct str own_id(const struct catalog *catalog, struct str name, struct arena *arena)
{
    struct strbuf id = { .arena = arena };
    struct str plain, unique;

    for (size_t i = 0; i < name.len && id.len < ID_BYTES; i++) {
        char c = char_lower(name.at[i]);

        if (is_plain(c)) {
            strbuf_add_char(&id, c);
        } else if (id.len > 0 && id.at[id.len - 1] != '-') {
            strbuf_add_char(&id, '-');
        }
    }
    if (id.len > 0 && id.at[id.len - 1] == '-') {
        id.len--;
    }
    plain = id.len > 0 ? strbuf_str(&id) : STR("own");
    unique = plain;
    for (unsigned n = 2; catalog_find_component(catalog, unique) != NONE; n++) {
        unique = str_format(arena, "%.*s-%u", STR_ARG(plain), n);
    }
    return unique;
}
