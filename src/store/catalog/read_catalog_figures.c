/* The workload's figures, put in an order in which each stands behind what it is made of. */
#include "store/catalog/read_catalog.h"
#include "store/design/read_design.h"

/* A figure's way through the sorting. */
enum progress { PROGRESS_NONE, PROGRESS_OPEN, PROGRESS_DONE };

struct made {
    const struct node *node; /* the list of what it is made of, or NULL */
    uint32_t *ids;           /* numbers of definitions */
    uint32_t count;
    uint32_t next; /* the first of them that is not looked at yet */
    enum progress progress;
    uint32_t place; /* its row in the end */
};

struct sorting {
    struct reader *reader;
    struct made *all;
    uint32_t *stack; /* figures that are open, each made of the next */
    uint32_t depth;
    uint32_t *order;
    uint32_t placed;
};

static const struct node *made_of(const struct node *figure)
{
    static const char *const keys[] = { "product", "sum", "rest-of", "by" };
    const struct node *node = NULL;

    for (size_t i = 0; !node && i < sizeof(keys) / sizeof(keys[0]); i++) {
        node = decode_value(figure, keys[i]);
    }
    return node;
}

/* "answers > eval-runs > answers" */
static void tell_circle(const struct sorting *sorting, uint32_t from)
{
    const struct definition *list = sorting->reader->names[SECTION_FIGURES].list.items;
    const struct definition *last = &list[sorting->stack[sorting->depth - 1]];
    struct strbuf way = { .arena = sorting->reader->arena };
    uint32_t at = 0;

    if (!tree_tells_more(last->in)) {
        return;
    }
    while (sorting->stack[at] != from) {
        at++;
    }
    for (; at < sorting->depth; at++) {
        strbuf_add(&way, list[sorting->stack[at]].id);
        strbuf_addz(&way, " > ");
    }
    strbuf_add(&way, list[from].id);
    tree_error(last->in, sorting->all[sorting->stack[sorting->depth - 1]].node, (struct str){ 0 },
               "a figure is made of itself: %.*s", STR_ARG(strbuf_str(&way)));
}

/* One step: opens what the innermost open figure is made of, or places it. Without recursion,
 * because a stranger's file says how deep it goes. */
static void step(struct sorting *sorting)
{
    uint32_t figure = sorting->stack[sorting->depth - 1];
    struct made *made = &sorting->all[figure];

    if (made->next == made->count) {
        made->progress = PROGRESS_DONE;
        made->place = sorting->placed;
        sorting->order[sorting->placed++] = figure;
        sorting->depth--;
        return;
    }
    uint32_t factor = made->ids[made->next++];
    if (sorting->all[factor].progress == PROGRESS_OPEN) {
        tell_circle(sorting, factor);
    } else if (sorting->all[factor].progress == PROGRESS_NONE) {
        sorting->all[factor].progress = PROGRESS_OPEN;
        sorting->stack[sorting->depth++] = factor;
    }
}

static void sort_figures(struct sorting *sorting, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (sorting->all[i].progress != PROGRESS_NONE) {
            continue;
        }
        sorting->all[i].progress = PROGRESS_OPEN;
        sorting->stack[sorting->depth++] = i;
        while (sorting->depth > 0) {
            step(sorting);
        }
    }
}

static void gather_made(struct reader *reader, struct made *made,
                        const struct definition *definition)
{
    uint32_t ids[REFERENCES_MAX];

    reader->in = definition->in;
    made->node = made_of(definition->node);
    made->count = read_references(reader, SECTION_FIGURES, made->node, ids);
    made->ids = arena_new_array(reader->arena, uint32_t, made->count);
    for (uint32_t i = 0; i < made->count; i++) {
        made->ids[i] = ids[i];
    }
}

/* The names in the new order, so that whoever refers to a figure from now on finds its row. */
static void reorder_names(struct names *names, const uint32_t *order)
{
    uint32_t count = names->list.count;
    struct definition *list = arena_new_array(names->arena, struct definition, count);

    names->index = (struct index){ .arena = names->arena };
    for (uint32_t i = 0; i < count; i++) {
        list[i] = names->list.items[order[i]];
        index_add(&names->index, list[i].id, i, NULL);
    }
    names->list.items = list;
    names->list.room = count;
}

/* ---- one figure ---- */

enum {
    ID,
    NAME,
    UNIT,
    WHAT,
    DEFAULT,
    MIN,
    MAX,
    PERCENT,
    USAGE,
    PRODUCT,
    TIMES,
    PER,
    SUM,
    REST_OF,
    FROM,
    BY,
    ROWS,
    KEY_COUNT
};

static const struct word keys[] = {
    [ID] = REQUIRED("id"),       [NAME] = REQUIRED("name"),   [UNIT] = REQUIRED("unit"),
    [WHAT] = REQUIRED("what"),   [DEFAULT] = WORD("default"), [MIN] = WORD("min"),
    [MAX] = WORD("max"),         [PERCENT] = WORD("percent"), [USAGE] = WORD("usage"),
    [PRODUCT] = WORD("product"), [TIMES] = WORD("times"),     [PER] = WORD("per"),
    [SUM] = WORD("sum"),         [REST_OF] = WORD("rest-of"), [FROM] = WORD("from"),
    [BY] = WORD("by"),           [ROWS] = WORD("rows"),
};

/* The one key that says where the figure comes from; KEY_COUNT if there is none, or more than one.
 */
static int source_key(const struct reader *reader, const struct node *node, const struct node **at)
{
    static const int sources[] = { DEFAULT, PRODUCT, SUM, REST_OF, FROM, BY };
    int found = KEY_COUNT;

    for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
        if (!at[sources[i]]) {
            continue;
        }
        if (found != KEY_COUNT) {
            tree_error(reader->in, at[sources[i]], (struct str){ 0 },
                       "\"%s\" and \"%s\" exclude each other", keys[found].text.at,
                       keys[sources[i]].text.at);
            return KEY_COUNT;
        }
        found = sources[i];
    }
    if (found == KEY_COUNT) {
        tree_error(
            reader->in, node, (struct str){ 0 },
            "a figure needs one of \"default\", \"product\", \"sum\", \"rest-of\", \"by\" and \"from\"");
    }
    return found;
}

static void check_extra(const struct reader *reader, const struct node **at, int source)
{
    static const struct {
        int key;
        int source;
        int too; /* another that it goes with */
    } extras[] = { { MIN, DEFAULT, PRODUCT },
                   { MAX, DEFAULT, DEFAULT },
                   { TIMES, PRODUCT, PRODUCT },
                   { PER, PRODUCT, PRODUCT },
                   { ROWS, BY, BY } };

    for (size_t i = 0; i < sizeof(extras) / sizeof(extras[0]); i++) {
        if (at[extras[i].key] && source != extras[i].source && source != extras[i].too) {
            tree_error(reader->in, at[extras[i].key], (struct str){ 0 },
                       "\"%s\" goes with \"%s\" only", keys[extras[i].key].text.at,
                       keys[extras[i].source].text.at);
        }
    }
}

static struct range read_defaults(struct reader *reader, const struct node *node, quantity min,
                                  quantity max)
{
    const struct names *scales = &reader->names[SECTION_SCALES];
    uint32_t count = scales->list.count < SCALES_MAX ? scales->list.count : SCALES_MAX;
    int64_t values[SCALES_MAX] = { 0 };
    bool given[SCALES_MAX] = { false };
    const struct node *key = node_first(node);

    if (node->kind != NODE_MAP) {
        values[0] = decode_number(reader->in, node, min, max, 0);
        for (uint32_t i = 1; i < count; i++) {
            values[i] = values[0];
        }
        return builder_numbers(&reader->builder, values, count);
    }
    for (uint32_t i = 0; i < node->len; i++, key = node_next(node_next(key))) {
        uint32_t scale = read_reference(reader, SECTION_SCALES, key);

        if (scale >= count) {
            continue;
        }
        values[scale] = decode_number(reader->in, node_next(key), min, max, 0);
        given[scale] = true;
    }
    for (uint32_t i = 0; i < count && !scales->incomplete; i++) {
        if (!given[i]) {
            tree_error(reader->in, node, (struct str){ 0 },
                       "there is no default for scale \"%.*s\"", STR_ARG(scales->list.items[i].id));
        }
    }
    return builder_numbers(&reader->builder, values, count);
}

static void read_given(struct reader *reader, const struct node **at, struct figure *figure)
{
    figure->source = FIGURE_GIVEN;
    figure->min = decode_number(reader->in, at[MIN], 0, AMOUNT_MAX, 0);
    figure->max = decode_number(reader->in, at[MAX], 0, AMOUNT_MAX, AMOUNT_MAX);
    if (figure->min > figure->max) {
        tree_error(reader->in, at[MIN], (struct str){ 0 }, "\"min\" is larger than \"max\"");
        figure->max = AMOUNT_MAX;
    }
    figure->defaults = read_defaults(reader, at[DEFAULT], figure->min, figure->max);
}

static void read_made(struct reader *reader, const struct sorting *sorting, const struct made *made,
                      struct figure *figure)
{
    uint32_t rows[REFERENCES_MAX];

    for (uint32_t i = 0; i < made->count; i++) {
        rows[i] = sorting->all[made->ids[i]].place;
    }
    figure->factors = builder_refs(&reader->builder, rows, made->count);
    if (made->node->len == 0 && made->node->kind != NODE_BROKEN) {
        tree_error(reader->in, made->node, (struct str){ 0 }, "at least one figure is needed");
    }
    if (made->count > 1 && figure->source == FIGURE_TABLE) {
        tree_error(reader->in, made->node, (struct str){ 0 }, "a table is read by one figure");
    }
    if (figure->source != FIGURE_REST || made->count == 0) {
        return;
    }
    if (made->count > 1) {
        tree_error(reader->in, made->node, (struct str){ 0 }, "the rest of one figure only");
    } else if (rows[0] < reader->builder.figures.count
               && !reader->builder.figures.items[rows[0]].percent) {
        tree_error(reader->in, made->node, STR("give it \"percent: true\""),
                   "only a percent figure leaves a rest");
    }
}

/* Pairs of { up-to, value }, in rising order; the last goes without up-to. */
static void read_rows(struct reader *reader, const struct node *node, const struct node *rows,
                      struct figure *figure)
{
    enum { UP_TO, VALUE, COUNT };
    static const struct word row_keys[] = { [UP_TO] = WORD("up-to"), [VALUE] = REQUIRED("value") };
    struct items items = decode_items(rows);
    int64_t *numbers = arena_new_array(reader->arena, int64_t, 2 * (size_t)items.count);
    quantity above = -1;

    if (items.count == 0) {
        tree_error(reader->in, node, (struct str){ 0 }, "a table needs \"rows\"");
        return;
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        bool last = i + 1 == items.count;
        const struct node *at[COUNT];

        if (!decode_map(reader->in, items.at, WORDS(row_keys), at)) {
            continue;
        }
        numbers[2 * i] = decode_number(reader->in, at[UP_TO], 0, AMOUNT_MAX, AMOUNT_MAX);
        numbers[2 * i + 1] = decode_number(reader->in, at[VALUE], 0, AMOUNT_MAX, 0);
        if (last != (at[UP_TO] == NULL) || numbers[2 * i] <= above) {
            tree_error(reader->in, items.at, (struct str){ 0 },
                       "the rows rise, and only the last goes without \"up-to\"");
        }
        above = numbers[2 * i];
    }
    figure->rows = builder_numbers(&reader->builder, numbers, 2 * items.count);
}

static void read_source(struct reader *reader, const struct sorting *sorting,
                        const struct made *made, const struct node **at, struct figure *figure,
                        int source)
{
    static const struct word regions[] = { WORD("regions") };

    if (source == DEFAULT) {
        read_given(reader, at, figure);
    } else if (source == FROM) {
        figure->source = FIGURE_REGIONS;
        decode_word(reader->in, at[FROM], WORDS(regions), 0);
    } else if (source != KEY_COUNT) {
        figure->source = source == PRODUCT ? FIGURE_PRODUCT
                         : source == SUM   ? FIGURE_SUM
                         : source == BY    ? FIGURE_TABLE
                                           : FIGURE_REST;
        figure->percent =
            figure->percent || source == REST_OF; /* what is left of 100 percent is one, too */
        read_made(reader, sorting, made, figure);
        if (source == PRODUCT) {
            figure->min = decode_number(reader->in, at[MIN], 0, AMOUNT_MAX, 0);
        }
    }
    if (source == BY) {
        read_rows(reader, at[BY], at[ROWS], figure);
    }
}

static void read_figure(struct reader *reader, const struct sorting *sorting,
                        const struct made *made, const struct node *node)
{
    struct figure *figure = builder_add(&reader->builder, figure);
    const struct node *at[KEY_COUNT];
    int source;

    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    *figure = (struct figure){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .unit = read_pool_text(reader, at[UNIT]),
        .what = read_pool_text(reader, at[WHAT]),
        .times = decode_number(reader->in, at[TIMES], 0, AMOUNT_MAX, MICRO),
        .per = decode_count(reader->in, at[PER], 1, PER_MAX, 1),
        .max = AMOUNT_MAX,
        .percent = decode_flag(reader->in, at[PERCENT], false),
        .usage = decode_flag(reader->in, at[USAGE], false),
    };
    if (at[ID] && node_is(at[ID], WORKLOAD_LIKE)) {
        tree_error(reader->in, at[ID], (struct str){ 0 },
                   "\"%s\" is a key of a design's workload, no figure", WORKLOAD_LIKE);
    }
    source = source_key(reader, node, at);
    if (source != KEY_COUNT) {
        check_extra(reader, at, source);
    }
    read_source(reader, sorting, made, at, figure, source);
}

void read_figures(struct reader *reader)
{
    struct names *names = &reader->names[SECTION_FIGURES];
    uint32_t count = names->list.count;
    struct sorting sorting = {
        .reader = reader,
        .all = arena_new_array(reader->arena, struct made, count),
        .stack = arena_new_array(reader->arena, uint32_t, count),
        .order = arena_new_array(reader->arena, uint32_t, count),
    };

    for (uint32_t i = 0; i < count; i++) {
        gather_made(reader, &sorting.all[i], &names->list.items[i]);
    }
    sort_figures(&sorting, count);
    reorder_names(names, sorting.order);
    for (uint32_t row = 0; row < count; row++) {
        reader->in = names->list.items[row].in;
        read_figure(reader, &sorting, &sorting.all[sorting.order[row]],
                    names->list.items[row].node);
    }
}
