/* A price book: what a user pays, laid over a catalogue. */
#include "store/catalog/read_catalog.h"

#include "store/tree/yaml_tree.h"
#include "strata/base/nearest.h"
#include "strata/base/text.h"

#define NAME_CELLS 24 /* it stands on each line that it takes something off */

enum { NAME, RATE, DISCOUNTS, PRICES, COMPONENTS, BOOK_KEYS };

static const struct word book_keys[] = {
    [NAME] = REQUIRED("name"), [RATE] = WORD("hourly-rate"),      [DISCOUNTS] = WORD("discounts"),
    [PRICES] = WORD("prices"), [COMPONENTS] = WORD("components"),
};

struct book_reader {
    struct reader reader;
    const struct catalog *catalog; /* below the book */
    struct str name;
    day today;
    uint32_t changes;
};

/* What the book may refer to. */
static void know_catalog(struct book_reader *book)
{
    const struct catalog *catalog = book->catalog;
    struct names *names = book->reader.names;

#define KNOW(section, name, is_need)                     \
    for (uint32_t i = 0; i < catalog->name##_count; i++) \
        names_known(&names[section], catalog_text(catalog, catalog->name##s[i].id), is_need);
    KNOW(SECTION_SCALES, scale, false)
    KNOW(SECTION_LAYERS, layer, false)
    KNOW(SECTION_ROLES, role, false)
    KNOW(SECTION_ENDPOINTS, endpoint, false)
    KNOW(SECTION_METERS, meter, false)
    KNOW(SECTION_TAGS, tag, catalog->tags[i].need)
    KNOW(SECTION_COMPONENTS, component, false)
#undef KNOW
}

/* ---- components ---- */

static void read_components(struct book_reader *book, const struct node *node)
{
    struct reader *reader = &book->reader;
    struct items items = decode_items(node);

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        names_define(&reader->names[SECTION_COMPONENTS], reader->in, items.at, true);
        read_component(reader, items.at, reader->builder.components.count);
        book->changes++;
    }
    settle_successors(reader);
}

/* ---- discounts ---- */

/* A vendor is no row of its own: the name that components have. */
static struct text read_vendor(struct book_reader *book, const struct node *node)
{
    const struct builder *builder = &book->reader.builder;
    struct str wanted = decode_text(book->reader.in, node);
    struct nearest nearest = nearest_to(wanted);

    if (node->kind != NODE_SCALAR) {
        return (struct text){ 0, 0 };
    }
    for (uint32_t i = 0; i < builder->components.count && i < NEAREST_AMONG; i++) {
        struct text vendor = builder->components.items[i].vendor;
        struct str name = { builder->pool_bytes.items + vendor.at, vendor.len };

        if (name.len > 0 && str_eq(name, wanted)) {
            return vendor;
        }
        if (name.len > 0) {
            nearest_try(&nearest, name);
        }
    }
    tree_error(book->reader.in, node, nearest_hint(&nearest, book->reader.in->arena),
               "no component has the vendor \"%.*s\"",
               STR_ARG(decode_shown(book->reader.in, node)));
    return (struct text){ 0, 0 };
}

/* The last day that a discount is given, itself included. */
static bool has_ended(struct book_reader *book, const struct node *node)
{
    struct str until = decode_date(book->reader.in, node);
    day last;

    if (!day_parse(until, &last) || last >= book->today) {
        return false;
    }
    tree_warning(book->reader.in, node, STR("take it out, or give it another date"),
                 "this discount has ended, and is left out");
    return true;
}

static void read_discount(struct book_reader *book, const struct node *node)
{
    enum { VENDOR, COMPONENT, LAYER, PERCENT, NOTE, UNTIL, COUNT };
    static const struct word keys[] = {
        [VENDOR] = WORD("vendor"),       [COMPONENT] = WORD("component"), [LAYER] = WORD("layer"),
        [PERCENT] = REQUIRED("percent"), [NOTE] = WORD("note"),           [UNTIL] = WORD("until")
    };
    struct reader *reader = &book->reader;
    const struct node *at[COUNT];
    struct discount discount;
    struct str percent, label;

    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    if ((at[VENDOR] != NULL) + (at[COMPONENT] != NULL) + (at[LAYER] != NULL) != 1) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "a discount has one of \"vendor\", \"component\" and \"layer\"");
    }
    discount = (struct discount){
        .component = read_reference(reader, SECTION_COMPONENTS, at[COMPONENT]),
        .layer = read_reference(reader, SECTION_LAYERS, at[LAYER]),
        .percent = decode_percent(reader->in, at[PERCENT]),
        .note = read_pool_text(reader, at[NOTE]),
    };
    if (at[VENDOR]) {
        discount.vendor = read_vendor(book, at[VENDOR]);
    }
    if (has_ended(book, at[UNTIL])) {
        return;
    }
    percent = micro_format(reader->arena, discount.percent, false);
    label = str_format(reader->arena, "discount of %.*s %% (%.*s)", STR_ARG(percent),
                       STR_ARG(book->name));
    discount.label = builder_text(&reader->builder, label);
    *builder_add(&reader->builder, discount) = discount;
    book->changes++;
}

/* ---- prices ---- */

/* One plan of one fixed charge. */
static struct range add_fixed(struct reader *reader, struct price price, bool estimate)
{
    struct builder *builder = &reader->builder;
    struct range tiers = { builder->tiers.count, 1 };
    struct range charges = { builder->charges.count, 1 };
    struct range plans = { builder->plans.count, 1 };
    struct text name = builder_text(builder, STR("own price"));

    *builder_add(builder, tier) = (struct tier){ INT64_MAX, price };
    *builder_add(builder, charge) = (struct charge){
        .label = name, .kind = CHARGE_FIXED, .meter = NONE, .per = MICRO, .tiers = tiers
    };
    *builder_add(builder, plan) = (struct plan){
        .id = builder_text(builder, STR("own")),
        .name = name,
        .confidence = estimate ? CONFIDENCE_ESTIMATE : CONFIDENCE_SOURCED,
        .charges = charges,
        .account = true, /* what is paid, however many regions there are */
    };
    return plans;
}

static struct range add_source(struct reader *reader, const struct node *where,
                               const struct node *date)
{
    struct range range = { reader->builder.sources.count, 1 };
    struct source source = {
        .where = read_pool_text(reader, where),
        .date = builder_text(&reader->builder, decode_date(reader->in, date)),
    };

    *builder_add(&reader->builder, source) = source;
    return range;
}

/* What a component costs instead: an amount a month, or plans as the catalogue has them. */
static void read_price(struct book_reader *book, const struct node *key)
{
    enum { FIXED, PLANS, SOURCE, DATE, COUNT };
    static const struct word keys[] = { [FIXED] = WORD("fixed"),
                                        [PLANS] = WORD("plans"),
                                        [SOURCE] = WORD("source"),
                                        [DATE] = WORD("date") };
    struct reader *reader = &book->reader;
    const struct node *node = node_next(key), *at[COUNT] = { [FIXED] = node };
    uint32_t row = read_reference(reader, SECTION_COMPONENTS, key);
    struct component *component;
    struct range plans, sources = { 0, 0 };

    if (node->kind == NODE_MAP && !decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    if (row == NONE || (at[FIXED] != NULL) == (at[PLANS] != NULL)) {
        if (row != NONE && node->kind != NODE_BROKEN) {
            tree_error(reader->in, node, STR("or write the amount a month alone"),
                       "a price has either \"fixed\" or \"plans\"");
        }
        return;
    }
    if (at[FIXED]) {
        struct price price = decode_price(reader->in, at[FIXED]);
        plans = add_fixed(reader, price, price.low != price.high);
    } else {
        plans = read_plans(reader, at[PLANS], reader->builder.components.items[row].vendor.len > 0);
        if (plans.count == 0) {
            tree_error(reader->in, at[PLANS], (struct str){ 0 }, "there is no price");
        }
    }
    if (at[SOURCE] || at[DATE]) {
        sources = add_source(reader, at[SOURCE], at[DATE]);
    }
    component = &reader->builder.components.items[row];
    component->pricing = PRICING_PLANS;
    component->plans = plans;
    component->sources = sources;
    book->changes++;
}

static void read_prices(struct book_reader *book, const struct node *node)
{
    const struct node *key;

    if (!node || node->kind == NODE_BROKEN || node_nothing(node)) {
        return;
    }
    if (node->kind != NODE_MAP) {
        tree_error(book->reader.in, node, (struct str){ 0 },
                   "expected keys with values, as in \"pinecone: 500\"");
        return;
    }
    key = node_first(node);
    for (uint32_t i = 0; i < node->len; i++, key = node_next(node_next(key))) {
        read_price(book, key);
    }
}

/* ---- the whole ---- */

static void read_book(struct book_reader *book)
{
    struct reader *reader = &book->reader;
    const struct node *at[BOOK_KEYS];
    struct items discounts;
    struct text name;

    if (!decode_map(reader->in, tree_root(reader->in), WORDS(book_keys), at)) {
        return;
    }
    book->name = decode_text(reader->in, at[NAME]);
    if (text_width(book->name) > NAME_CELLS) {
        tree_error(reader->in, at[NAME], (struct str){ 0 }, "wider than %d cells", NAME_CELLS);
    }
    if (at[RATE]) {
        reader->builder.head.hourly_rate =
            decode_number(reader->in, at[RATE], 0, 1000000 * MICRO, 0);
    }
    read_components(book, at[COMPONENTS]);
    read_prices(book, at[PRICES]);
    discounts = decode_items(at[DISCOUNTS]);
    for (uint32_t i = 0; i < discounts.count; i++, discounts.at = node_next(discounts.at)) {
        read_discount(book, discounts.at);
    }
    book->changes += at[RATE] != NULL;
    name = builder_text(&reader->builder, book->name);
    *builder_add(&reader->builder, book) = (struct book){ name, book->changes };
}

bool store_read_prices(struct catalog *catalog, struct str name, struct str bytes, day today,
                       struct arena *arena, struct diag_list *diags)
{
    struct tree_source source = { .name = name, .bytes = bytes, .limit = STORE_CATALOG_BYTES };
    uint32_t errors = diags->counts[SEVERITY_ERROR];
    uint32_t first = diags->list.count;
    struct book_reader book = { .catalog = catalog, .today = today };
    struct arena scratch;
    struct tree tree;
    bool ok;

    arena_init(&scratch, arena->memory);
    reader_init(&book.reader, &scratch, diags);
    builder_from(&book.reader.builder, catalog, &scratch);
    know_catalog(&book);
    book.reader.layer_tags = arena_new_array(&scratch, uint64_t, catalog->layer_count);
    book.reader.in = &tree;
    if (tree_read(&source, &scratch, diags, &tree)) {
        /* Behind the place where the file broke any component may have stood. */
        book.reader.names[SECTION_COMPONENTS].incomplete = !tree.whole;
        read_book(&book);
    }
    tree_sort_diags(diags, first);
    ok = diags->counts[SEVERITY_ERROR] == errors;
    if (ok) {
        size_t size;
        const void *block = builder_freeze(&book.reader.builder, arena, &size);

        ok = catalog_open(catalog, block, size);
    }
    arena_release(&scratch);
    return ok;
}
