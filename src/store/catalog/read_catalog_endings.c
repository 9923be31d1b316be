/* When components end, and what comes after them. */
#include "store/catalog/read_catalog.h"

#include "strata/base/nearest.h"

/* ---- one component ---- */

static void read_end(struct reader *reader, const struct node *node, struct ending *ending)
{
    enum { ON, WHERE, DATE, NOTE, COUNT };
    static const struct word keys[] = { [ON] = REQUIRED("on"),
                                        [WHERE] = REQUIRED("where"),
                                        [DATE] = REQUIRED("date"),
                                        [NOTE] = WORD("note") };
    const struct node *at[COUNT];

    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    day_parse(decode_date(reader->in, at[ON]), &ending->on);
    ending->where = read_pool_text(reader, at[WHERE]);
    ending->date = builder_text(&reader->builder, decode_date(reader->in, at[DATE]));
    ending->note = read_new_text(reader, at[NOTE]);
}

/* What can no longer be bought has no end to come. */
static void check_retired(struct reader *reader, const struct node *node,
                          const struct ending *ending)
{
    struct str date = decode_text(reader->in, decode_value(node, "date"));
    day seen;

    if (day_parse(date, &seen) && ending->on > seen) {
        tree_error(reader->in, node, STR("leave \"status\" out until then"),
                   "a retired component cannot end after %.*s, when this was read", STR_ARG(date));
    }
}

static void note_succession(struct reader *reader, const struct node *node)
{
    if (node->kind != NODE_SCALAR) {
        names_find(&reader->names[SECTION_COMPONENTS], reader->in, node);
        return;
    }
    *vec_add(&reader->successions, reader->arena) = (struct succession){
        .span = { reader->in->file, node->line, node->column },
        .path = str_copy(reader->arena, tree_path(reader->in, node, reader->arena)),
        .id = str_copy(reader->arena, node_text(node)),
        .component = reader->builder.components.count - 1,
    };
}

void read_ending(struct reader *reader, const struct node *ends, const struct node *superseded_by,
                 struct component *component)
{
    struct ending *ending;

    component->ending = (struct range){ reader->builder.endings.count, 0 };
    if (!ends && !superseded_by) {
        return;
    }
    ending = builder_add(&reader->builder, ending);
    *ending = (struct ending){ .on = DAY_NONE, .successor = NONE };
    component->ending.count = 1;
    if (ends) {
        read_end(reader, ends, ending);
    }
    if (ends && component->status == STATUS_RETIRED) {
        check_retired(reader, ends, ending);
    }
    if (superseded_by) {
        note_succession(reader, superseded_by);
    }
}

/* ---- all of them ---- */

static struct ending *ending_of(struct reader *reader, component_id component)
{
    struct range ending = reader->builder.components.items[component].ending;

    return ending.count > 0 ? &reader->builder.endings.items[ending.first] : NULL;
}

static void tell(struct reader *reader, const struct succession *succession, struct str hint,
                 const char *what)
{
    diag_add(reader->diags, SEVERITY_ERROR, succession->span, succession->path, hint, "%s", what);
}

static component_id find(struct reader *reader, const struct succession *succession)
{
    const struct names *names = &reader->names[SECTION_COMPONENTS];
    struct nearest nearest = nearest_to(succession->id);
    uint32_t row;

    if (index_find(&names->index, succession->id, &row)) {
        return row;
    }
    for (uint32_t i = 0; i < names->list.count && i < NEAREST_AMONG; i++) {
        nearest_try(&nearest, names->list.items[i].id);
    }
    if (!names->incomplete) {
        tell(reader, succession, nearest_hint(&nearest, reader->arena),
             str_format(reader->arena, "there is no component \"%.*s\"", STR_ARG(succession->id))
                 .at);
    }
    return NONE;
}

/* Does the way from one successor to the next come back to where it began? */
static bool goes_round(struct reader *reader, component_id component)
{
    const struct ending *ending = ending_of(reader, component);

    for (uint32_t i = 0; ending && ending->successor != NONE && i < reader->successions.count;
         i++) {
        if (ending->successor == component) {
            return true;
        }
        ending = ending_of(reader, ending->successor);
    }
    return false;
}

static void check_order(struct reader *reader, const struct succession *succession)
{
    const struct ending *ending = ending_of(reader, succession->component);
    const struct ending *next;

    if (ending->successor == NONE) {
        return;
    }
    next = ending_of(reader, ending->successor);
    if (goes_round(reader, succession->component)) {
        tell(reader, succession, (struct str){ 0 }, "the successors come back to this one");
    } else if (next && next->on != DAY_NONE && (ending->on == DAY_NONE || next->on <= ending->on)) {
        tell(reader, succession, STR("name the one that comes after that"),
             "the successor ends no later than this one");
    }
}

void settle_successors(struct reader *reader)
{
    for (uint32_t i = 0; i < reader->successions.count; i++) {
        const struct succession *succession = &reader->successions.items[i];

        ending_of(reader, succession->component)->successor = find(reader, succession);
    }
    for (uint32_t i = 0; i < reader->successions.count; i++) {
        check_order(reader, &reader->successions.items[i]);
    }
}
