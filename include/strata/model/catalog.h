/* The catalogue: everything strata knows, as one block of constant data.
 *
 * A catalogue is made once by a `struct builder` (builder.h), either when strata is built (the
 * shipped one, which lies in the program's read-only data: shipped.h) or when the user's files are
 * read. From then on it never changes. It is a handful of tables; rows refer to each other by their
 * row number, texts by their place in one pool, so that the block holds no pointers and needs no
 * work at start-up. Nothing in the C code knows a product by name: all that strata says about one
 * comes from here.
 *
 * catalog/FORMAT.md describes the same facts as the YAML files have them. */
#ifndef STRATA_MODEL_CATALOG_H
#define STRATA_MODEL_CATALOG_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/day.h"
#include "strata/base/money.h"
#include "strata/base/str.h"
#include "strata/model/condition.h"
#include "strata/model/ids.h"

/* A text in the pool. */
struct text {
    uint32_t at;
    uint32_t len;
};

/* Neighbouring rows of some table. */
struct range {
    uint32_t first;
    uint32_t count;
};

/* low <= likely <= high; all three equal where a price is published. */
struct price {
    money low;
    money likely;
    money high;
};

/* ---- the table that the person sees ---- */

/* A column. */
struct scale {
    struct text id;
    struct text name;
    struct text what;       /* one sentence */
    uint32_t providers_max; /* chat-model providers that are usual here */
};

struct group {
    struct text id;
    struct text name;
};

/* A row. */
struct layer {
    struct text id;
    struct text name;
    struct text what;     /* what this layer is for */
    struct text changes;  /* what changes from the first scale to the last */
    struct text why;      /* its vote has this weight; or empty */
    struct range aliases; /* other_names: what people call such a thing without naming a product */
    group_id group;
    layer_id stand_in; /* serves this layer's demand while it is empty, or NONE */
    uint32_t weight;   /* of its vote in the reading; 0 does not vote */
    bool many;         /* may hold several components at once */
    bool shares;       /* several components divide the demand instead of each having all of it */
    bool surrounding;  /* what any web product has: on the bill, but never a box for it alone */
};

/* What the table says at layer x scale, and what Enter takes there. Row: layer * scale_count +
 * scale. */
struct cell {
    struct text text;
    struct range take; /* refs: component_id */
};

/* ---- wiring ---- */

/* A part that boxes play in the wiring. */
struct role {
    struct text id;
    struct text name;
    struct text implied; /* name of the box assumed where calls need one; or empty */
    layer_id hosted_in;  /* its first choice is told in the box's name: "on NAME"; or NONE */
    bool shared;         /* one for all regions; otherwise each region has its own */
    bool observer;       /* a tool that may have dashed arrows only */
    bool apart;          /* boxes are one per (endpoint, role), not one per endpoint: model roles */
};

/* Who calls whom. From each box of the first role in `from` that is filled to each box of the first
 * role in `to` that is filled, through every role of `via` that is filled, in that order. */
struct call {
    struct text label; /* on the arrow: "prompts", "traces" */
    struct range from; /* refs: role_id */
    struct range to;   /* refs: role_id */
    struct range via;  /* refs: role_id */
    bool dashed;
};

/* A running thing that several components are sold on: the Anthropic API, Bedrock, Datadog. */
struct endpoint {
    struct text id;
    struct text name;
    bool provider; /* counts as a provider when a chat model of it is chosen */
};

enum box_rule {
    BOX_NONE,   /* a library, a policy, a host by itself: nothing of its own runs */
    BOX_OWN,    /* runs by itself, or shares the box of its endpoint */
    BOX_INSIDE, /* an extension: part of the box of what is chosen in layer `host` */
    BOX_BEFORE, /* one before each box of the endpoints in `serves`: private endpoints */
    BOX__COUNT,
};

/* A component in one of its layers. */
struct placement {
    layer_id layer;
    role_id role; /* or NONE */
    enum box_rule box;
    layer_id host;       /* BOX_INSIDE */
    struct range serves; /* BOX_BEFORE; refs: endpoint_id */
};

/* ---- workload and money ---- */

enum figure_source {
    FIGURE_GIVEN,   /* by the design, else by the scale */
    FIGURE_PRODUCT, /* of other figures, times `times`, over `per` */
    FIGURE_SUM,     /* of other figures */
    FIGURE_REST,    /* 100 percent less another figure */
    FIGURE_REGIONS, /* the number of regions of the design */
    FIGURE_TABLE,   /* read off a table by another figure */
    FIGURE__COUNT,
};

/* A number that describes the workload. Values are quantities (millionths). */
struct figure {
    struct text id;
    struct text name;
    struct text unit; /* "documents", "tokens", "% of answers" */
    struct text what; /* one sentence */
    enum figure_source source;
    struct range defaults; /* numbers, one for each scale; FIGURE_GIVEN */
    struct range
        factors;       /* refs: figure_id, all before it: of a product, a sum, a rest or a table */
    struct range rows; /* numbers, in pairs: up to so much of the factor, this value; the last
                              holds for whatever is above; FIGURE_TABLE */
    quantity times;    /* FIGURE_PRODUCT: constant factor, MICRO for none */
    uint32_t per; /* FIGURE_PRODUCT: whole divisor (30 days, 3,600 seconds); 0 and 1 for none */
    quantity min; /* a product is at least this */
    quantity max;
    bool percent; /* the value is in percent; a product takes it as a hundredth */
    bool usage;   /* 0 when nobody uses the product: the bill's floor */
};

/* What holds between figures: their sum is no more than so much. */
struct bound {
    struct text why;      /* one sentence */
    struct range figures; /* refs: figure_id, all FIGURE_GIVEN */
    quantity up_to;
};

/* What is counted to be paid for: a sum of products of figures. */
struct meter {
    struct text id;
    struct text name; /* "input tokens" */
    struct text unit; /* "tokens" */
    struct range terms;
};

/* Something that differs from component to component and that demand is multiplied with: how much a
 * model thinks, how many tokens it makes of a text. */
struct trait {
    struct text id;
    struct text name;
    struct text what;       /* one sentence */
    quantity default_value; /* of components that say nothing */
};

/* What a component, or one of its plans, says of itself. */
struct trait_value {
    trait_id trait;
    quantity value;
};

struct term {
    struct text label; /* "answers", "eval runs" */
    layer_id layer;    /* demand on what is chosen there; NONE: on any component with this meter */
    bool hosted;       /* on what hosts the choice of that layer (BOX_INSIDE), or is it itself */
    bool each_region;  /* kept in every region by what is bought in each (BOUGHT_EACH) */
    struct range factors; /* refs: figure_id */
    struct range traits;  /* refs: trait_id: times what the component says of these */
    struct range request; /* refs: figure_id: product is how much of it one request has; or none */
    quantity times;       /* constant factor, MICRO for none */
    uint32_t per;         /* whole divisor; 0 and 1 for none */
};

/* What a design with several regions buys. */
enum bought {
    BOUGHT_UNKNOWN, /* nobody has said: it is billed once, and that is told */
    BOUGHT_ONCE,    /* one for all regions: an account, or a price for use alone */
    BOUGHT_EACH,    /* one in each region, but for what is the account's (plan.account) */
    BOUGHT__COUNT,
};

enum kind { KIND_SERVICE, KIND_LIBRARY, KIND_PRACTICE, KIND_POLICY, KIND__COUNT };

/* Whose computers a component runs on, as it is sold or meant here. */
enum runs { RUNS_VENDOR, RUNS_OWN_CLOUD, RUNS__COUNT };

enum status { STATUS_ACTIVE, STATUS_MAINTENANCE, STATUS_SUPERSEDED, STATUS_RETIRED, STATUS__COUNT };

/* What comes after a component, and from when on. An end is what its maker has announced for this way
 * to buy it; other hosts may have days of their own, and what is called then may be refused, or
 * answered by something else (note). */
struct ending {
    day on;                 /* the first day without it; DAY_NONE: none is announced */
    component_id successor; /* or NONE */
    struct text note;       /* one sentence, or empty */
    struct text where;      /* who announced it, and the day on which that was read */
    struct text date;
};

enum pricing {
    PRICING_UNKNOWN, /* shows "?", and totals say that it is left out */
    PRICING_PLANS,
    PRICING_NOTHING, /* no bill of its own: free software, or paid for elsewhere (pricing_note) */
    PRICING__COUNT,
};

enum confidence { CONFIDENCE_SOURCED, CONFIDENCE_ESTIMATE, CONFIDENCE__COUNT };

struct component {
    struct text id;
    struct text name;
    struct text short_name; /* at most 24 cells: for boxes and cells of the table */
    struct text vendor;
    struct text what; /* one sentence */
    struct text when; /* one sentence: when to choose it */
    struct text status_note;
    struct text pricing_note;
    enum kind kind;
    enum runs runs;
    enum status status;
    enum pricing pricing;
    enum bought bought;
    struct range traits;  /* trait_values */
    endpoint_id endpoint; /* or NONE: an endpoint of its own */
    uint32_t scales;      /* bit per scale_id it belongs to */
    uint32_t also;        /* scales where it is at home too, and tells nothing about the scale */
    bool own;             /* of a design, which it is offered to only: see extend.h */
    bool generic;         /* all its names but `id` and `name` are words for a kind of thing */
    bool operations_known;
    uint64_t tags;           /* bit per tag_id */
    quantity operations;     /* hours a month that somebody looks after it; an estimate */
    struct range placements; /* the first is its home layer */
    struct range plans;
    struct range aliases; /* other_names */
    struct range former;  /* other_names: those of the aliases that it had before it was renamed */
    struct range sources;
    struct range ending; /* endings: one, or none */
};

/* One way to buy a component. Its cost: max(minimum, charges - credit), see bill.h. */
struct plan {
    struct text id;
    struct text name;
    struct text note;
    enum confidence confidence;
    uint32_t scales; /* bit per scale it is sold to; 0: all */
    bool by_hand;    /* never taken by itself: a design has to name it (batch, reservations) */
    struct range charges;
    struct range limits; /* the plan covers no more than this */
    struct range traits; /* trait_values that go before those of the component */
    money minimum;       /* a month */
    money credit;        /* a month, taken off the metered charges */
    bool account;        /* minimum, credit and included amounts are once for all regions */
};

struct limit {
    meter_id meter;
    quantity up_to;
    bool request; /* no single request is larger; otherwise all of it in a month */
};

enum charge_kind {
    CHARGE_FIXED,   /* a month */
    CHARGE_METER,   /* price per `per` of a meter, above `included` */
    CHARGE_PERCENT, /* of other lines */
    CHARGE__COUNT,
};

enum bands {
    BANDS_NONE,      /* one price */
    BANDS_GRADUATED, /* each part of the quantity at its band's price */
    BANDS_VOLUME,    /* the whole quantity at the price of the band it falls in */
    BANDS_REQUEST,   /* each part at the price of the band that one request of it falls in */
    BANDS__COUNT,
};

enum percent_of {
    PERCENT_OF_OWN,    /* the other charges of this plan */
    PERCENT_OF_LAYERS, /* all lines of components in `layers` */
    PERCENT_OF_VENDOR, /* all other lines of this component's vendor */
    PERCENT_OF__COUNT,
};

/* Machines that are bought by what a meter asks of them, and paid by the hour whether they are busy or
 * not. The meter counts busy hours of replicas in 30 days; the charge's price is for a card's hour. */
struct fleet {
    uint32_t cards;     /* of a replica; 0: the charge is for no fleet */
    uint32_t sold_in;   /* so many cards at a time */
    figure_id at_least; /* replicas that stand there anyway */
    figure_id hours;    /* a month */
};

struct charge {
    struct text label;
    enum charge_kind kind;
    meter_id meter;
    bool by_statement; /* where a design states a figure, another meter counts: these two */
    figure_id stated;
    meter_id stated_meter;
    struct fleet fleet;
    quantity per; /* price is for this many; also the block if round_up */
    quantity included;
    bool round_up;   /* sold in whole blocks */
    bool uncredited; /* the plan's credit does not cover it: seats */
    bool account;    /* once for all regions: a fixed price, or what is included */
    bool forgotten;  /* what people forget: egress, log ingestion, support plans */
    enum bands bands;
    struct range tiers; /* one, with up_to INT64_MAX, if there are no bands */
    enum percent_of of;
    struct range of_layers; /* refs: layer_id */
    quantity rate;          /* percent: 5.5 is 5,500,000 */
    struct range share;     /* refs: percent figures; the rate holds for this part of the base */
};

struct tier {
    quantity up_to; /* the last one has INT64_MAX */
    struct price price;
};

/* What a contract takes off: see bill.h for when. Of several that a component has, the one that
 * names it goes before those that name one of its layers, and these before those that name its
 * vendor; of equals the last. */
struct discount {
    struct text label; /* "discount of 20 % (Acme prices)" */
    struct text note;
    component_id component; /* or NONE */
    layer_id layer;         /* or NONE: what is chosen there first */
    struct text vendor;     /* or empty */
    quantity percent;       /* up to 100 */
};

/* A price book that lies over the catalogue. */
struct book {
    struct text name;
    uint32_t changes; /* discounts, prices and components of it */
};

struct source {
    struct text where;
    struct text date;
};

/* ---- judgement ---- */

/* A property of components that rules look for ("hosted-vector-store"), or a need that a design can
 * state ("complex-agent-state"). A property counts where the part is played: MongoDB as the app's
 * database is no vector store. */
struct tag {
    struct text id;
    struct text name;
    struct range layers; /* refs: layer_id: a choice in one of these has it; none: in any layer */
    bool need;
};

/* X(constant, word in files): when a rule looks. */
#define TRIGGERS(X)                                                                            \
    X(CHOSEN, "chosen")       /* once for each chosen component with the tag */                \
    X(WITHOUT, "without")     /* once for each model of a vendor that has none of the tags */  \
    X(NOT_ALONE, "not-alone") /* once for each with the tag that is not alone in its layer */  \
    X(DESIGN, "design")       /* once for the design */                                        \
    X(EMPTY, "empty")         /* the layer is empty */                                         \
    X(STATUS, "status")       /* once for each chosen component with the status */             \
    X(OFF_SCALE, "off-scale") /* once for each chosen component that is not of the scale */    \
    X(PLAN_TOO_SMALL, "plan-too-small") /* once for each whose named plan does not cover it */ \
    X(REQUEST_TOO_LARGE, "request-too-large") /* once for each that takes no such request */   \
    X(REGIONS_UNKNOWN, "regions-unknown")     /* once for each priced one that does not say */ \
    X(NO_PLAN, "no-plan")                     /* once for each that no plan covers */          \
    X(ENDS_WITHIN, "ends-within")             /* once for each that ends within so many days */

#define X(name, word) TRIGGER_##name,
enum trigger { TRIGGERS(X) TRIGGER__COUNT };
#undef X

/* X(constant, word): what {places} in a rule's text can stand for besides figures, see blank.h. */
#define RULE_PLACES(X)                                                                            \
    X(COMPONENT, "component")             /* what triggered the rule */                           \
    X(LAYER, "layer")                     /* where it stands */                                   \
    X(SCALE, "scale")                     /* the one aimed at */                                  \
    X(COST, "cost")                       /* likely, a month, of what triggered it */             \
    X(COST_YEAR, "cost-year")             /* twelve of them */                                    \
    X(AT_COST, "at-cost")                 /* ", at $50 a month"; nothing where it is free */      \
    X(PROVIDERS, "providers")             /* how many chat-model providers there are */           \
    X(PROVIDERS_USUAL, "providers-usual") /* how many the scale has */                            \
    X(STATUS_NOTE, "status-note")         /* of what triggered it */                              \
    X(INSTEAD, "instead")                 /* what would do the same work, see rule.instead */     \
    X(INSTEAD_COST, "instead-cost")       /* likely, a month */                                   \
    X(SAVING, "saving")                   /* what the fix takes off the bill, a month */          \
    X(CHANGE, "change")                   /* what the fix does to the bill: "$49 less a month" */ \
    X(DIRECTION, "direction")             /* from the scale aimed at to those: "above" */         \
    X(WHERE, "where")                     /* the scales that what triggered it belongs to */      \
    X(PLAN, "plan")                       /* that is too small */                                 \
    X(LIMITED, "limited")                 /* what it limits: "Database size" */                   \
    X(COVERS, "covers")                   /* how much it covers: "0.5 GB"; or the widest */       \
    X(ASKED, "asked")                     /* how much is asked for */                             \
    X(COVERING, "covering")               /* "Pro covers it for $25 a month" */                   \
    X(ENDS, "ends")                       /* the day on which it ends */                          \
    X(DAYS_LEFT, "days-left")             /* until then */                                        \
    X(ENDS_NOTE, "ends-note")             /* what is known about the end; may be empty */         \
    X(SUCCESSOR, "successor")             /* "GPT-6.1 Sol takes its place for $9 a month more" */

#define X(name, word) RULE_PLACE_##name,
enum rule_place { RULE_PLACES(X) RULE_PLACE__COUNT };
#undef X

enum fix {
    FIX_NONE,
    FIX_TAKE,
    FIX_REMOVE,
    FIX_TAKE_SCALE,
    FIX_TAKE_PLAN,      /* the cheapest that covers it: TRIGGER_PLAN_TOO_SMALL */
    FIX_TAKE_SUCCESSOR, /* wherever it is chosen: TRIGGER_ENDS_WITHIN */
    FIX__COUNT
};

/* A mistake that designs walk into. */
struct rule {
    struct text id;
    struct text name;
    struct text topic; /* or empty: of one topic, a component's first finding alone is told */
    struct text text;  /* what is told; {name} places are filled in, see rules.h */
    struct text together_text; /* told instead of several components; empty: `text` */
    struct text otherwise;     /* told, as a note, where {instead} costs no less; or empty */
    struct text right;         /* under which condition the choice becomes right */
    struct text source;
    uint32_t severity; /* enum severity */
    enum trigger trigger;
    uint32_t together;   /* from so many components on they are one finding; 0: never */
    tag_id tag;          /* TRIGGER_CHOSEN, TRIGGER_NOT_ALONE */
    uint64_t tags;       /* TRIGGER_WITHOUT: a bit each */
    layer_id layer;      /* TRIGGER_EMPTY; TRIGGER_DESIGN: where the finding stands, or NONE */
    enum status status;  /* TRIGGER_STATUS */
    uint32_t days;       /* TRIGGER_ENDS_WITHIN; 0: it has ended */
    struct range all;    /* conditions that must all hold */
    struct range unless; /* conditions of which none may hold */
    layer_id instead;    /* where the work would be done without what triggered it, if the scale has
                            nothing priced in its own place: {instead} is compared there; or NONE */
    bool saving;         /* told only where the fix is known to make the bill smaller */
    enum fix fix;
    component_id take; /* FIX_TAKE: in the place of what triggered it */
};

/* A strong sign of a scale: adds `weight` to its votes when all conditions hold. They ask for what
 * is chosen, never for the workload or the scale aimed at. */
struct hallmark {
    struct text text;
    struct text why; /* it is a sign, and no stronger one; or empty */
    scale_id scale;
    uint32_t weight;
    struct range all;
};

/* A choice that an alternative makes. */
struct take {
    layer_id layer;
    component_id component; /* alone, in the place of what the layer holds */
    plan_id plan;           /* or NONE: the cheapest one */
};

/* A way to do it that concerns more than which component a layer holds ("self-hosting" instead of
 * "the API"): compared with the design as it is, see sweep.h. */
struct alternative {
    struct text id;
    struct text name;       /* "self-hosting": begins a sentence, or stands in one */
    struct text instead_of; /* what it takes the place of: "the API" */
    figure_id counted_in;   /* the figure that people name the turning point in, or NONE */
    struct range takes;
};

/* ---- what strangers write on their drawings: see recognise.h ---- */

/* X(constant, key in files): words that the reading of drawings has to know. */
#define LEXICONS(X)                                                                          \
    X(ORDINARY, "ordinary")    /* names of products only where nothing else is said */       \
    X(EMPTY, "empty")          /* say nothing beside a name: "service", "managed" */         \
    X(OUTSIDE, "outside")      /* people and their machines, which call a stack */           \
    X(LEGEND, "legend")        /* of a frame that explains the drawing */                    \
    X(BROAD, "broad")          /* products whose name stands before all that a vendor has */ \
    X(OTHER, "other-product")  /* behind a name they make another product of it: "CLI" */    \
    X(ENDINGS, "file-endings") /* "ts": what ends so is a file, and no product */

#define X(name, key) LEXICON_##name,
enum lexicon { LEXICONS(X) LEXICON__COUNT };
#undef X

struct lexeme {
    struct text text;
    enum lexicon lexicon;
};

/* What a type of Terraform's stands for: of all types that it begins with, up to a "_" or its end,
 * the longest counts. */
struct resource {
    struct text type;
    component_id component; /* NONE: nothing that a stack is made of */
};

/* ---- designs that come along ---- */

struct preset {
    struct text id;
    struct text name;
    struct text what;
    scale_id column;  /* the whole column of this scale; or NONE: `yaml` is a design file */
    struct text file; /* where `yaml` came from, for messages */
    struct text yaml;
};

/* All tables: X(type of a row, name). From this list come the fields of struct catalog and struct
 * builder, and the block that is compiled in. */
#define CATALOG_TABLES(X)              \
    X(struct scale, scale)             \
    X(struct group, group)             \
    X(struct layer, layer)             \
    X(struct cell, cell)               \
    X(struct role, role)               \
    X(struct call, call)               \
    X(struct endpoint, endpoint)       \
    X(struct placement, placement)     \
    X(struct figure, figure)           \
    X(struct bound, bound)             \
    X(struct trait, trait)             \
    X(struct trait_value, trait_value) \
    X(struct meter, meter)             \
    X(struct term, term)               \
    X(struct component, component)     \
    X(struct plan, plan)               \
    X(struct limit, limit)             \
    X(struct charge, charge)           \
    X(struct tier, tier)               \
    X(struct source, source)           \
    X(struct ending, ending)           \
    X(struct discount, discount)       \
    X(struct book, book)               \
    X(struct tag, tag)                 \
    X(struct rule, rule)               \
    X(struct condition, condition)     \
    X(struct hallmark, hallmark)       \
    X(struct take, take)               \
    X(struct alternative, alternative) \
    X(struct lexeme, lexeme)           \
    X(struct resource, resource)       \
    X(struct preset, preset)           \
    X(struct text, other_name)         \
    X(uint32_t, ref)                   \
    X(int64_t, number)                 \
    X(component_id, sorted_component)  \
    X(char, pool_byte)

/* What the catalogue is called and where it stands, beside the tables. */
struct catalog_head {
    struct text id;
    struct text name;
    struct text date;  /* YYYY-MM-DD its prices were last looked at */
    money hourly_rate; /* of operation, as a price book gives it; 0: none */
};

/* A view of the block: `catalog->components[id]`, `catalog->component_count`. */
struct catalog {
    struct catalog_head head;
#define X(type, name)    \
    const type *name##s; \
    uint32_t name##_count;
    CATALOG_TABLES(X)
#undef X
};

/* Looks into a block that builder_freeze() made (in this build of strata: the shipped one, or one
 * in memory). The block must outlive the view and be aligned to 16. False if it is none. */
bool catalog_open(struct catalog *catalog, const void *block, size_t size);

struct str catalog_text(const struct catalog *catalog, struct text text);

/* Id and name of a row: catalog_layer_name(catalog, layer). */
#define CATALOG_NAMED(X) \
    X(scale) X(group) X(layer) X(figure) X(meter) X(component) X(plan) X(rule) X(preset)
#define X(row)                                                                  \
    struct str catalog_##row##_id(const struct catalog *catalog, row##_id row); \
    struct str catalog_##row##_name(const struct catalog *catalog, row##_id row);
CATALOG_NAMED(X)
#undef X

/* By id; NONE if there is none; of several own components with one id (extend.h) the last.
 * catalog_named_component() takes what people write: id, then name, then alias, without regard to
 * ASCII case. */
scale_id catalog_find_scale(const struct catalog *catalog, struct str id);
layer_id catalog_find_layer(const struct catalog *catalog, struct str id);
figure_id catalog_find_figure(const struct catalog *catalog, struct str id);
tag_id catalog_find_tag(const struct catalog *catalog, struct str id);
rule_id catalog_find_rule(const struct catalog *catalog, struct str id);
preset_id catalog_find_preset(const struct catalog *catalog, struct str id);
component_id catalog_find_component(const struct catalog *catalog, struct str id);
component_id catalog_named_component(const struct catalog *catalog, struct str name);
plan_id catalog_find_plan(const struct catalog *catalog, component_id component, struct str id);

/* How a component stands in a layer; NULL if it is not offered there. */
const struct placement *catalog_placement(const struct catalog *catalog, component_id component,
                                          layer_id layer);

/* Does the tag count for what is chosen in this layer? */
bool catalog_tag_counts(const struct catalog *catalog, tag_id tag, layer_id layer);

/* The tags that a component has in this layer, a bit each. catalog_has_tag() asks for one of them. */
uint64_t catalog_tags_in(const struct catalog *catalog, component_id component, layer_id layer);
bool catalog_has_tag(const struct catalog *catalog, component_id component, layer_id layer,
                     tag_id tag);

/* What comes after a component; NULL if nothing is known to. */
const struct ending *catalog_ending(const struct catalog *catalog, component_id component);

/* Days until it ends: 0 or less from its end on. False if no end is announced. */
bool catalog_days_left(const struct catalog *catalog, component_id component, day today,
                       int32_t *ret);

const struct cell *catalog_cell(const struct catalog *catalog, layer_id layer, scale_id scale);
bool catalog_cell_takes(const struct catalog *catalog, layer_id layer, scale_id scale,
                        component_id component);

/* "Solo, Startup": the scales of a mask, by name. */
struct str catalog_scale_names(const struct catalog *catalog, uint32_t scales, struct arena *arena);

/* "Acme prices (3 changes)": the price books that lie over it; empty if there is none. */
struct str catalog_books(const struct catalog *catalog, struct arena *arena);

const char *kind_name(enum kind kind);
const char *status_name(enum status status);
const char *box_rule_name(enum box_rule box);
const char *rule_place_name(enum rule_place place);

#endif
