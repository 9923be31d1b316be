#include "store/tree/tree.h"

#include <stdarg.h>

/* While a tree is being built, the size of a node that is still open is larger than any number of
 * nodes: a step over it then leaves the tree, which ends every loop here. */
static bool holds(const struct tree *tree, uint32_t at, uint32_t target)
{
    return target >= at && target - at < tree->nodes[at].size;
}

/* Adds one step from the map at *at towards `target`. False when `target` is a key of this very
 * map. */
static bool into_map(const struct tree *tree, uint32_t *at, uint32_t target, struct strbuf *path)
{
    uint32_t key = *at + 1;
    uint32_t value = key + tree->nodes[key].size;

    while (!holds(tree, key, target) && !holds(tree, value, target)) {
        key = value + tree->nodes[value].size;
        value = key + tree->nodes[key].size;
    }
    if (tree->nodes[key].kind == NODE_SCALAR && tree->nodes[key].len > 0) {
        strbuf_addz(path, path->len > 0 ? "." : "");
        strbuf_add(path, str_part(node_text(&tree->nodes[key]), 0, 100));
    }
    *at = value;
    return !holds(tree, key, target);
}

static void into_list(const struct tree *tree, uint32_t *at, uint32_t target, struct strbuf *path)
{
    uint32_t item = *at + 1;
    uint32_t number = *at != 0 && *at == tree->list ? tree->gone : 0;

    for (; !holds(tree, item, target); number++) {
        item += tree->nodes[item].size;
    }
    strbuf_addf(path, "[%u]", (unsigned)number);
    *at = item;
}

struct str tree_path(const struct tree *tree, const struct node *node, struct arena *arena)
{
    struct strbuf path = { .arena = arena };
    uint32_t target = (uint32_t)(node - tree->nodes);
    uint32_t at = 0;

    while (at != target) {
        if (tree->nodes[at].kind == NODE_LIST) {
            into_list(tree, &at, target, &path);
        } else if (!into_map(tree, &at, target, &path)) {
            break;
        }
    }
    return strbuf_str(&path);
}

static void tell(const struct tree *tree, const struct node *node, enum severity severity,
                 struct str hint, const char *format, va_list args)
{
    struct strbuf text = { .arena = tree->arena };
    struct str path = { 0 };

    /* What is only counted is not worth a search: a file of nothing but mistakes must stay quick.
     */
    if (tree->diags->counts[severity] < DIAG_LIMIT) {
        path = tree_path(tree, node, tree->arena);
        strbuf_addv(&text, format, args);
    }
    diag_add(tree->diags, severity, (struct span){ tree->file, node->line, node->column }, path,
             hint, "%.*s", STR_ARG(strbuf_str(&text)));
}

void tree_error(const struct tree *tree, const struct node *node, struct str hint,
                const char *format, ...)
{
    va_list args;

    va_start(args, format);
    tell(tree, node, SEVERITY_ERROR, hint, format, args);
    va_end(args);
}

void tree_warning(const struct tree *tree, const struct node *node, struct str hint,
                  const char *format, ...)
{
    va_list args;

    va_start(args, format);
    tell(tree, node, SEVERITY_WARNING, hint, format, args);
    va_end(args);
}

bool tree_tells_more(const struct tree *tree)
{
    return tree->diags->counts[SEVERITY_ERROR] < DIAG_LIMIT;
}

static bool comes_after(const struct diag *a, const struct diag *b)
{
    int order = str_cmp(a->span.file, b->span.file);

    if (order != 0) {
        return order > 0;
    }
    if (a->span.line != b->span.line) {
        return a->span.line > b->span.line;
    }
    return a->span.column > b->span.column;
}

void tree_sort_diags(struct diag_list *diags, uint32_t from)
{
    for (uint32_t i = from + 1; i < diags->list.count; i++) {
        struct diag diag = diags->list.items[i];
        uint32_t at = i;

        for (; at > from && comes_after(&diags->list.items[at - 1], &diag); at--) {
            diags->list.items[at] = diags->list.items[at - 1];
        }
        diags->list.items[at] = diag;
    }
}
