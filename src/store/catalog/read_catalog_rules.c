/* Judgement: tags and needs, the mistakes that designs walk into, and strong signs of a scale. */
#include "store/catalog/read_catalog.h"

void read_tag(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, IN, COUNT };
    static const struct word keys[] = {
        [ID] = REQUIRED("id"), [NAME] = REQUIRED("name"), [IN] = WORD("in")
    };
    struct tag *tag = builder_add(&reader->builder, tag);
    const struct node *at[COUNT];

    decode_map(reader->in, node, WORDS(keys), at);
    tag->id = read_pool_text(reader, at[ID]);
    tag->name = read_pool_text(reader, at[NAME]);
    tag->need = reader->names[SECTION_TAGS].list.items[row].need;
    tag->layers = read_reference_range(reader, SECTION_LAYERS, at[IN]);
    if (tag->need && at[IN]) {
        tree_error(reader->in, at[IN], (struct str){ 0 }, "a need belongs to no layer");
    }
}

/* ---- when it looks ---- */

static const struct word triggers[] = {
#define X(name, word) [TRIGGER_##name] = WORD(word),
    TRIGGERS(X)
#undef X
};

#define DAYS_MAX 36500 /* a hundred years: whenever it ends */

static bool trigger_has_value(enum trigger trigger)
{
    return trigger == TRIGGER_CHOSEN || trigger == TRIGGER_NOT_ALONE || trigger == TRIGGER_WITHOUT
           || trigger == TRIGGER_EMPTY || trigger == TRIGGER_STATUS
           || trigger == TRIGGER_ENDS_WITHIN;
}

/* A tag of components, or NONE, and told. */
static tag_id read_tag_of_components(struct reader *reader, const struct node *node)
{
    tag_id tag = read_reference(reader, SECTION_TAGS, node);

    if (tag != NONE && reader->names[SECTION_TAGS].list.items[tag].need) {
        tree_error(reader->in, node, (struct str){ 0 }, "this is a need, not a tag of components");
    }
    return tag;
}

static uint64_t read_tags_of_components(struct reader *reader, const struct node *node)
{
    struct items items = decode_items(node);
    uint64_t tags = 0;

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        tag_id tag = read_tag_of_components(reader, items.at);

        tags |= tag < TAGS_MAX ? UINT64_C(1) << tag : 0;
    }
    return tags;
}

static void read_trigger_value(struct reader *reader, const struct node *node, struct rule *rule)
{
    switch (rule->trigger) {
    case TRIGGER_CHOSEN:
    case TRIGGER_NOT_ALONE: rule->tag = read_tag_of_components(reader, node); break;
    case TRIGGER_WITHOUT: rule->tags = read_tags_of_components(reader, node); break;
    case TRIGGER_EMPTY: rule->layer = read_reference(reader, SECTION_LAYERS, node); break;
    case TRIGGER_STATUS: rule->status = read_status(reader, node); break;
    case TRIGGER_ENDS_WITHIN: rule->days = decode_count(reader->in, node, 0, DAYS_MAX, 0); break;
    case TRIGGER_DESIGN:
    case TRIGGER_OFF_SCALE:
    case TRIGGER_PLAN_TOO_SMALL:
    case TRIGGER_REQUEST_TOO_LARGE:
    case TRIGGER_REGIONS_UNKNOWN:
    case TRIGGER_NO_PLAN:
        tree_error(reader->in, node, STR("write the word alone"), "this trigger has no value");
        break;
    case TRIGGER__COUNT: break;
    }
}

static void read_trigger(struct reader *reader, const struct node *node, struct rule *rule)
{
    const struct node *word = node->kind == NODE_MAP && node->len == 1 ? node_first(node) : node;

    rule->trigger = TRIGGER__COUNT;
    if (word->kind == NODE_MAP || word->kind == NODE_LIST) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "expected one trigger, as in { chosen: TAG }");
        return;
    }
    rule->trigger = (enum trigger)decode_word(reader->in, word, WORDS(triggers), TRIGGER__COUNT);
    if (word != node) {
        read_trigger_value(reader, node_next(word), rule);
    } else if (trigger_has_value(rule->trigger)) {
        tree_error(reader->in, node, (struct str){ 0 }, "the trigger \"%s\" needs a value",
                   triggers[rule->trigger].text.at);
    }
}

/* ---- what mends it ---- */

/* Can it be taken in the place of what triggers the rule? */
static void check_take(struct reader *reader, const struct node *node, const struct rule *rule)
{
    const struct builder *builder = &reader->builder;
    struct range offers = builder->components.items[rule->take].placements;
    bool in_empty = false;
    uint64_t tags = 0; /* of all that it could take the place of */

    for (uint32_t i = offers.first; i < offers.first + offers.count; i++) {
        layer_id layer = builder->placements.items[i].layer;

        in_empty = in_empty || layer == rule->layer;
        if (layer != NONE) {
            tags |= reader->layer_tags[layer];
        }
    }
    if (rule->trigger == TRIGGER_EMPTY && rule->layer != NONE && !in_empty) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "it is not offered in the layer that is empty");
    }
    if (rule->trigger == TRIGGER_CHOSEN && rule->tag < TAGS_MAX && (tags >> rule->tag & 1) == 0) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "no component with the tag is in a layer that offers this one");
    }
}

static const struct word fixes[] = {
    [FIX_REMOVE] = WORD("remove"),
    [FIX_TAKE_SCALE] = WORD("take-scale"),
    [FIX_TAKE_PLAN] = WORD("take-plan"),
    [FIX_TAKE_SUCCESSOR] = WORD("take-successor"),
};
_Static_assert(sizeof(fixes) / sizeof(fixes[0]) == FIX__COUNT, "those without a value have words");

static void check_fix(struct reader *reader, const struct node *node, const struct rule *rule)
{
    if (rule->trigger == TRIGGER_DESIGN
        && (rule->fix == FIX_REMOVE || (rule->layer == NONE && rule->fix != FIX_TAKE))) {
        tree_error(reader->in, node, STR("{ take: COMPONENT }, or say where it stands (at)"),
                   "a rule on the whole design has no layer to mend");
    } else if (rule->trigger == TRIGGER_EMPTY && rule->fix == FIX_REMOVE) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "from an empty layer nothing can be removed");
    } else if (rule->trigger != TRIGGER_ENDS_WITHIN && rule->fix == FIX_TAKE_SUCCESSOR) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "\"take-successor\" mends \"ends-within\" only");
    } else if (rule->trigger != TRIGGER_PLAN_TOO_SMALL && rule->fix == FIX_TAKE_PLAN) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "\"take-plan\" mends \"plan-too-small\" only");
    }
}

static void read_fix(struct reader *reader, const struct node *node, struct rule *rule)
{
    static const struct word keys[] = { REQUIRED("take") };
    const struct node *take;

    if (!node) {
        return;
    }
    if (node->kind == NODE_MAP) {
        rule->fix = FIX_TAKE;
        if (decode_map(reader->in, node, WORDS(keys), &take)) {
            rule->take = read_reference(reader, SECTION_COMPONENTS, take);
        }
        if (rule->take != NONE) {
            check_take(reader, take, rule);
        }
    } else {
        rule->fix = (enum fix)decode_word(reader->in, node, WORDS(fixes), FIX_REMOVE);
    }
    check_fix(reader, node, rule);
}

/* ---- rules ---- */

static uint32_t read_severity(struct reader *reader, const struct node *node)
{
    struct word words[SEVERITY__COUNT];

    for (int i = 0; i < SEVERITY__COUNT; i++) {
        words[i] = (struct word){ str_from(severity_name((enum severity)i)), false };
    }
    return decode_word(reader->in, node, words, SEVERITY__COUNT, SEVERITY_WARNING);
}

enum rule_key {
    RULE_ID,
    RULE_NAME,
    RULE_TOPIC,
    RULE_SEVERITY,
    RULE_ON,
    RULE_AT,
    RULE_ALL,
    RULE_UNLESS,
    RULE_TEXT,
    RULE_TOGETHER,
    RULE_TOGETHER_TEXT,
    RULE_OTHERWISE,
    RULE_RIGHT,
    RULE_FIX,
    RULE_SAVING,
    RULE_INSTEAD,
    RULE_SOURCE,
    RULE_COUNT,
};

static const struct word rule_keys[] = {
    [RULE_ID] = REQUIRED("id"),
    [RULE_NAME] = REQUIRED("name"),
    [RULE_TOPIC] = WORD("topic"),
    [RULE_SEVERITY] = REQUIRED("severity"),
    [RULE_ON] = REQUIRED("on"),
    [RULE_AT] = WORD("at"),
    [RULE_ALL] = WORD("all"),
    [RULE_UNLESS] = WORD("unless"),
    [RULE_TEXT] = REQUIRED("text"),
    [RULE_RIGHT] = WORD("right"),
    [RULE_TOGETHER] = WORD("together"),
    [RULE_TOGETHER_TEXT] = WORD("together-text"),
    [RULE_OTHERWISE] = WORD("otherwise"),
    [RULE_FIX] = WORD("fix"),
    [RULE_SAVING] = WORD("saving"),
    [RULE_INSTEAD] = WORD("instead"),
    [RULE_SOURCE] = WORD("source"),
};

/* Each of its texts, where it has it: what stands in braces is known to this rule. */
static void check_rule_texts(struct reader *reader, const struct node *const *at,
                             const struct rule *rule)
{
    static const enum rule_key texts[] = { RULE_TEXT, RULE_TOGETHER_TEXT, RULE_OTHERWISE,
                                           RULE_RIGHT };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (at[texts[i]]) {
            check_rule_text(reader, at[texts[i]], rule);
        }
    }
}

void read_rule(struct reader *reader, const struct node *node, uint32_t row)
{
    struct rule *rule = builder_add(&reader->builder, rule);
    const struct node *at[RULE_COUNT];

    (void)row;
    if (!decode_map(reader->in, node, WORDS(rule_keys), at)) {
        return;
    }
    *rule = (struct rule){
        .id = read_pool_text(reader, at[RULE_ID]),
        .name = read_pool_text(reader, at[RULE_NAME]),
        .topic = read_pool_text(reader, at[RULE_TOPIC]),
        .text = read_pool_text(reader, at[RULE_TEXT]),
        .together_text = read_pool_text(reader, at[RULE_TOGETHER_TEXT]),
        .together = decode_count(reader->in, at[RULE_TOGETHER], 2, 100, 0),
        .otherwise = read_pool_text(reader, at[RULE_OTHERWISE]),
        .right = read_pool_text(reader, at[RULE_RIGHT]),
        .source = read_pool_text(reader, at[RULE_SOURCE]),
        .severity = read_severity(reader, at[RULE_SEVERITY]),
        .trigger = TRIGGER__COUNT,
        .tag = NONE,
        .layer = read_reference(reader, SECTION_LAYERS, at[RULE_AT]),
        .take = NONE,
        .instead = read_reference(reader, SECTION_LAYERS, at[RULE_INSTEAD]),
        .saving = decode_flag(reader->in, at[RULE_SAVING], false),
        .all = read_conditions(reader, at[RULE_ALL]),
        .unless = read_conditions(reader, at[RULE_UNLESS]),
    };
    check_rule_texts(reader, at, rule);
    if (at[RULE_ON]) {
        read_trigger(reader, at[RULE_ON], rule);
    }
    if (at[RULE_AT] && rule->trigger != TRIGGER_DESIGN && rule->trigger != TRIGGER__COUNT) {
        tree_error(reader->in, at[RULE_AT], (struct str){ 0 }, "\"at\" belongs to \"on: design\"");
    }
    read_fix(reader, at[RULE_FIX], rule);
    if (rule->saving && rule->fix == FIX_NONE) {
        tree_error(reader->in, at[RULE_SAVING], (struct str){ 0 },
                   "without a fix nothing is saved");
    }
}

/* A reading is of what is chosen: who says how many users there are, or which scale they aim at,
 * is not read by that. */
static void check_signs(struct reader *reader, const struct node *node, struct range all)
{
    for (uint32_t i = all.first; i < all.first + all.count; i++) {
        enum condition_kind kind = reader->builder.conditions.items[i].kind;

        if (kind != CONDITION__COUNT && !condition_of_choices(condition_form(kind))) {
            tree_error(reader->in, node, STR("ask for what is chosen, or for providers"),
                       "a hallmark is no sign if it follows the workload or the scale aimed at");
            return;
        }
    }
}

void read_hallmark(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { SCALE, WEIGHT, TEXT, WHY, ALL, COUNT };
    static const struct word keys[] = { [SCALE] = REQUIRED("scale"),
                                        [WEIGHT] = WORD("weight"),
                                        [TEXT] = REQUIRED("text"),
                                        [WHY] = WORD("why"),
                                        [ALL] = REQUIRED("all") };
    struct hallmark *hallmark = builder_add(&reader->builder, hallmark);
    const struct node *at[COUNT];

    (void)row;
    decode_map(reader->in, node, WORDS(keys), at);
    *hallmark = (struct hallmark){
        .text = read_pool_text(reader, at[TEXT]),
        .why = read_pool_text(reader, at[WHY]),
        .scale = read_reference(reader, SECTION_SCALES, at[SCALE]),
        .weight = decode_count(reader->in, at[WEIGHT], 1, 100, 1),
        .all = read_conditions(reader, at[ALL]),
    };
    if (at[ALL]) {
        check_signs(reader, at[ALL], hallmark->all);
    }
}
