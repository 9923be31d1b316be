#include "store/tree/tree_build.h"

#include <string.h>

#include "strata/base/text.h"

#define SIZE_OPEN UINT32_MAX /* of a node whose end has not come yet: larger than any tree */
#define FEW_KEYS 32          /* up to these a map's keys are compared one by one */
#define TEXT_CHUNK 8192u     /* texts are laid close together in pieces of this size */

static const struct str no_hint;

void build_init(struct build *build, struct tree *tree, struct arena *arena)
{
    *build = (struct build){ .tree = tree, .arena = arena };
}

static void publish(struct build *build)
{
    build->tree->nodes = build->nodes.items;
    build->tree->count = build->nodes.count;
}

static struct node *newest(struct build *build)
{
    return vec_last(&build->nodes);
}

void build_complain(struct build *build, struct str hint, const char *text)
{
    publish(build);
    tree_error(build->tree, newest(build), hint, "%s", text);
}

/* The innermost open map or list, NULL at the root. */
static struct build_frame *innermost(struct build *build)
{
    return build->depth > 0 ? &build->frames[build->depth - 1] : NULL;
}

static bool in_map(const struct build *build, const struct build_frame *frame)
{
    return frame && build->nodes.items[frame->node].kind == NODE_MAP;
}

static bool key_next(struct build *build)
{
    const struct build_frame *frame = innermost(build);

    return in_map(build, frame) && !frame->value_next;
}

/* The next node of whatever is open. False when there are too many. */
static bool add_node(struct build *build, struct build_place place, enum node_kind kind)
{
    struct build_frame *frame = innermost(build);

    if (build->nodes.count >= STORE_NODES) {
        diag_add(build->tree->diags, SEVERITY_ERROR,
                 (struct span){ build->tree->file, place.line, place.column }, no_hint,
                 STR("split it"), "the file has too many parts");
        return false;
    }
    if (frame && !frame->value_next) {
        build->nodes.items[frame->node].len++;
    }
    if (in_map(build, frame)) {
        frame->value_next = !frame->value_next;
    }
    *vec_add(&build->nodes, build->arena) = (struct node){
        .size = 1,
        .line = place.line,
        .column = place.column & 0xffffff,
        .kind = (uint32_t)kind & 0x7f,
    };
    return true;
}

bool build_broken(struct build *build, struct build_place place)
{
    return add_node(build, place, NODE_BROKEN);
}

/* libyaml itself gets slow where it is nested deep, so there it ends. */
bool build_open(struct build *build, struct build_place place, enum node_kind kind)
{
    bool as_key = key_next(build);

    if (!add_node(build, place, kind)) {
        return false;
    }
    if (as_key) {
        build_complain(build, STR("quote a text that begins with a bracket"),
                       "a key must be a word");
    }
    if (build->depth == STORE_DEPTH) {
        build_complain(build, no_hint, "nested deeper than 32 levels");
        return false;
    }
    newest(build)->size = SIZE_OPEN;
    build->frames[build->depth++] = (struct build_frame){
        .node = build->nodes.count - 1,
        .keys = { .arena = build->arena },
    };
    return true;
}

void build_close(struct build *build)
{
    uint32_t node = build->frames[--build->depth].node;

    build->nodes.items[node].size = build->nodes.count - node;
}

/* ---- texts ---- */

static char *text_room(struct build *build, size_t len)
{
    if (len > TEXT_CHUNK / 8) {
        return arena_alloc(build->arena, len);
    }
    if (!build->chunk || TEXT_CHUNK - build->chunk_used < len) {
        build->chunk = arena_alloc(build->arena, TEXT_CHUNK);
        build->chunk_used = 0;
    }
    build->chunk_used += len;
    return build->chunk + build->chunk_used - len;
}

static const char *keep_text(struct build *build, struct str dirty, uint32_t *ret_len)
{
    struct str clean = text_clean(build->arena, dirty);

    *ret_len = (uint32_t)clean.len;
    if (clean.len == 0) {
        return "";
    }
    if (clean.at != dirty.at) {
        return clean.at;
    }
    return memcpy(text_room(build, clean.len), clean.at, clean.len);
}

/* ---- keys ---- */

/* A map's keys are told apart by their looks: length, first and last letter. */
static uint64_t looks(struct str key)
{
    unsigned mix = (unsigned)key.len;

    if (key.len > 0) {
        mix += 7u * (unsigned char)key.at[0] + 31u * (unsigned char)key.at[key.len - 1];
    }
    return UINT64_C(1) << (mix & 63);
}

/* The key behind one that is complete with its value. */
static uint32_t next_key(const struct build *build, uint32_t key)
{
    uint32_t value = key + build->nodes.items[key].size;

    return value + build->nodes.items[value].size;
}

/* An earlier key of the map with the same text, or 0. */
static uint32_t twin(const struct build *build, const struct build_frame *frame, uint32_t key)
{
    const struct node *nodes = build->nodes.items;

    for (uint32_t at = frame->node + 1; at != key; at = next_key(build, at)) {
        if (nodes[at].kind == NODE_SCALAR
            && str_eq(node_text(&nodes[at]), node_text(&nodes[key]))) {
            return at;
        }
    }
    return 0;
}

/* The same for large maps, by a table that is made when the few keys become many. */
static uint32_t indexed_twin(struct build *build, struct build_frame *frame, uint32_t key)
{
    const struct node *nodes = build->nodes.items;
    uint32_t old;

    if (frame->keys.count == 0) {
        for (uint32_t at = frame->node + 1; at != key; at = next_key(build, at)) {
            if (nodes[at].kind == NODE_SCALAR) {
                index_add(&frame->keys, node_text(&nodes[at]), at, NULL);
            }
        }
    }
    return index_add(&frame->keys, node_text(&nodes[key]), key, &old) ? 0 : old;
}

static void check_key(struct build *build)
{
    struct build_frame *frame = innermost(build);
    uint32_t key = build->nodes.count - 1;
    struct str text = node_text(newest(build));
    uint64_t bit = looks(text);
    uint32_t old = 0;

    if (build->nodes.items[frame->node].len > FEW_KEYS) {
        old = indexed_twin(build, frame, key);
    } else if (frame->seen & bit) {
        old = twin(build, frame, key);
    }
    frame->seen |= bit;
    if (old == 0) {
        return;
    }
    publish(build);
    tree_error(
        build->tree, newest(build),
        str_format(build->tree->arena, "first at line %u", (unsigned)build->nodes.items[old].line),
        "\"%.*s\" is given twice", STR_ARG(str_part(text, 0, 100)));
}

/* ---- scalars ---- */

/* Complains about the newest node for good: nobody is to look at it. */
static bool spoil(struct build *build, struct str hint, const char *text)
{
    build_complain(build, hint, text);
    newest(build)->kind = NODE_BROKEN;
    return true;
}

/* "key:" with nothing behind: what is not there has its place where the key is. */
static void place_nothing(struct build *build)
{
    struct node *node = newest(build);

    if (!in_map(build, innermost(build))) {
        return;
    }
    node->line = node[-1].line;
    node->column = node[-1].column;
}

bool build_scalar(struct build *build, struct build_place place, struct str dirty, bool plain)
{
    bool as_key = key_next(build);
    struct node *node;

    if (!add_node(build, place, NODE_SCALAR)) {
        return false;
    }
    if (dirty.len > STORE_SCALAR_BYTES) {
        return spoil(build, no_hint, "a text is longer than 64 KiB");
    }
    if (!plain && memchr(dirty.at, '\0', dirty.len)) { /* "\0", which only quotes can say */
        return spoil(build, no_hint, "a text with a NUL character");
    }
    if (as_key && plain && str_is(dirty, "<<")) {
        return spoil(build, STR("write the keys out"), "merge keys (<<) are not allowed");
    }
    node = newest(build);
    if (dirty.len > 0 || !plain) {
        node->text = keep_text(build, dirty, &node->len);
    } else if (!as_key) {
        place_nothing(build);
    }
    if (as_key) {
        check_key(build);
    }
    return true;
}

/* ---- the end ---- */

void build_give_item(struct build *build, tree_item_reader *each, void *context)
{
    uint32_t list = build->frames[1].node;

    if (build->depth != 2 || build->nodes.items[list].kind != NODE_LIST
        || build->nodes.count == list + 1) {
        return;
    }
    publish(build);
    if (build->tree->list != list) {
        build->chunk = NULL; /* with texts from before the list: the next item gets another */
    }
    build->tree->list = list;
    build->tree->gone = build->nodes.items[list].len - 1;
    each(context, build->tree, &build->nodes.items[list + 1]);
    build->nodes.count = list + 1;
    build->chunk_used = 0;
}

void build_finish(struct build *build)
{
    while (build->depth > 0) {
        const struct build_frame *frame = innermost(build);

        if (frame->value_next) {
            *vec_add(&build->nodes, build->arena) = (struct node){ .size = 1, .kind = NODE_BROKEN };
        }
        build->nodes.items[frame->node].cut = 1;
        build_close(build);
    }
    publish(build);
}
