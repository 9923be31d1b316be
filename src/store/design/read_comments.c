/* Which key a comment of a design's file belongs to. */
#include "store/design/read_design.h"

#include "store/design/comments.h"
#include "store/tree/decode.h"

/* The last node at or before `target` among the keys of a map: the key under which `target` is. */
static const struct node *key_above(const struct node *map, const struct node *target)
{
    const struct node *key = node_first(map);

    for (uint32_t i = 1; i < map->len; i++) {
        const struct node *next = node_next(node_next(key));

        if (next > target) {
            break;
        }
        key = next;
    }
    return key;
}

static const struct node *item_above(const struct node *list, const struct node *target)
{
    const struct node *item = node_first(list);

    for (uint32_t i = 1; i < list->len && node_next(item) <= target; i++) {
        item = node_next(item);
    }
    return item;
}

/* Is it a key whose value has parts with comments of their own? */
static bool is_section(const struct node *key)
{
    return node_is(key, "workload") || node_is(key, "components") || node_is(key, "layers")
           || node_is(key, "notes") || node_is(key, "accepted");
}

static void add_step(struct strbuf *path, const struct node *node)
{
    if (path->len > 0) {
        strbuf_add_char(path, '.');
    }
    strbuf_add(path, node_text(node));
}

/* The component of an entry of a layer's list. */
static const struct node *used_by(const struct node *entry)
{
    const struct node *use = decode_value(entry, "use");

    return use ? use : entry;
}

/* The path of the key or entry that holds `target`; with a `line` the outermost that begins on it.
 */
static struct str path_to(const struct tree *in, const struct node *target, uint32_t line,
                          struct arena *arena)
{
    struct strbuf path = { .arena = arena };
    const struct node *key = key_above(tree_root(in), target);
    const struct node *value = node_next(key);
    bool layers = node_is(key, "layers"), own = node_is(key, "components");

    add_step(&path, key);
    if (node_is(key, "accepted") && value->kind == NODE_LIST && value->len > 0 && target > value
        && key->line != line) {
        const struct node *entry = item_above(value, target);

        add_step(&path, decode_value(entry, "finding"));
        if (decode_value(entry, "component")) {
            add_step(&path, decode_value(entry, "component"));
        }
        return strbuf_str(&path);
    }
    if (!is_section(key) || value->kind != NODE_MAP || value->len == 0 || target <= value
        || key->line == line) {
        return strbuf_str(&path);
    }
    key = key_above(value, target);
    value = node_next(key);
    add_step(&path, key);
    if (value->len == 0 || target <= value || key->line == line) {
        return strbuf_str(&path);
    }
    if (layers && value->kind == NODE_LIST) {
        add_step(&path, used_by(item_above(value, target)));
    } else if (own && value->kind == NODE_MAP) {
        add_step(&path, key_above(value, target));
    }
    return strbuf_str(&path);
}

/* An indented comment behind the last key of a section belongs there, not to the key that follows.
 */
static bool ends_section(const struct tree *in, const struct tree_comment *comment,
                         const struct node *next)
{
    const struct node *key = key_above(tree_root(in), &in->nodes[comment->next - 1]);
    const struct node *end = in->nodes + in->count;

    return comment->column > 1 && is_section(key)
           && (next == end || key_above(tree_root(in), next) == next);
}

static void add_alone(struct comments *comments, const struct tree *in,
                      const struct tree_comment *comment)
{
    const struct node *next = in->nodes + comment->next;
    const struct node *end = in->nodes + in->count;
    struct strbuf path = { .arena = comments->arena };

    while (next < end && next->kind != NODE_SCALAR && next->len > 0) {
        next++;
    }
    if (ends_section(in, comment, next)) {
        add_step(&path, key_above(tree_root(in), &in->nodes[comment->next - 1]));
        strbuf_add_char(&path, '.');
        comments_before(comments, strbuf_str(&path), comment->text, comment->line);
    } else if (next == end) {
        comments_before(comments, STR("."), comment->text, comment->line);
    } else {
        comments_before(comments, path_to(in, next, 0, comments->arena), comment->text,
                        comment->line);
    }
}

void read_comments(const struct tree *in, struct arena *arena, struct design *design)
{
    struct comments comments;

    comments_init(&comments, in->arena);
    for (uint32_t i = 0; i < in->comment_count; i++) {
        const struct tree_comment *comment = &in->comments[i];

        if (comment->next < 2) { /* before the first key, which is node 1 */
            comments_before(&comments, STR(""), comment->text, comment->line);
        } else if (comment->alone) {
            add_alone(&comments, in, comment);
        } else {
            comments_behind(&comments,
                            path_to(in, &in->nodes[comment->next - 1], comment->line, in->arena),
                            comment->text);
        }
    }
    comments_finish(&comments, arena, design);
}
