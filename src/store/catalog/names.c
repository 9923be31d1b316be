#include "store/catalog/names.h"

#include "store/tree/decode.h"
#include "strata/base/nearest.h"
#include "strata/model/catalog.h"

void names_expect(struct names *names, uint32_t count)
{
    names->list.items = arena_new_array(names->arena, struct definition, count);
    names->list.room = count;
}

/* Adds the id to the index, or tells why not. */
static void enter(struct names *names, const struct tree *in, const struct node *id, uint32_t row)
{
    struct definition *definition = &names->list.items[row];
    uint32_t old;

    definition->id = str_copy(names->arena, node_text(id));
    decode_check_id(in, id);
    if (index_add(&names->index, definition->id, row, &old)) {
        return;
    }
    const struct definition *first = &names->list.items[old];
    struct str hint = STR("the catalogue has one already");
    if (first->in) {
        hint = str_format(in->arena, "defined first at %.*s:%u", STR_ARG(first->in->file),
                          (unsigned)first->line);
    }
    tree_error(in, id, hint, "%s \"%.*s\" is defined twice", names->what, STR_ARG(definition->id));
}

void names_known(struct names *names, struct str id, bool need)
{
    index_add(&names->index, id, names->list.count, NULL);
    *vec_add(&names->list, names->arena) = (struct definition){ .id = id, .need = need };
}

struct definition *names_define(struct names *names, const struct tree *in, const struct node *node,
                                bool kept)
{
    const struct node *id = decode_value(node, "id");
    uint32_t row = names->list.count;

    *vec_add(&names->list, names->arena) = (struct definition){
        .in = in,
        .node = kept ? node : NULL,
        .line = id ? id->line : node->line,
    };
    if (id && id->kind == NODE_SCALAR && id->len > 0) {
        enter(names, in, id, row);
    } else {
        names->incomplete = true;
    }
    return &names->list.items[row];
}

static void tell_unknown(const struct names *names, const struct tree *in, const struct node *node)
{
    struct nearest nearest = nearest_to(node_text(node));

    if (tree_tells_more(in) && names->list.count <= NEAREST_AMONG) {
        for (uint32_t i = 0; i < names->list.count; i++) {
            nearest_try(&nearest, names->list.items[i].id);
        }
    }
    tree_error(in, node, nearest_hint(&nearest, in->arena), "there is no %s \"%.*s\"", names->what,
               STR_ARG(decode_shown(in, node)));
}

uint32_t names_find(const struct names *names, const struct tree *in, const struct node *node)
{
    uint32_t row;

    if (!node || node->kind == NODE_BROKEN) {
        return NONE;
    }
    if (node->kind != NODE_SCALAR) {
        tree_error(in, node, (struct str){ 0 }, "expected the id of one %s", names->what);
        return NONE;
    }
    if (index_find(&names->index, node_text(node), &row)) {
        return row;
    }
    if (!names->incomplete) {
        tell_unknown(names, in, node);
    }
    return NONE;
}
