#include "export/graphviz/dot.h"

#include <string.h>

#include <cgraph.h>

#include "export/colours.h"
#include "export/graphviz/dot_attributes.h"
#include "export/graphviz/dot_text.h"
#include "export/graphviz/render.h"
#include "export/library.h"
#include "strata/base/index.h"
#include "strata/base/vec.h"
#include "strata/export/export.h"

#ifndef CGRAPH_SONAME
#error "CGRAPH_SONAME is the name under which cgraph is opened; the Makefile knows it"
#endif

/* ---- the library ---- */

#define CALLS(X)  \
    X(Agdirected) \
    X(agattr)     \
    X(agclose)    \
    X(agedge)     \
    X(agnode)     \
    X(agopen)     \
    X(agset)      \
    X(agseterrf)  \
    X(agstrdup)   \
    X(agsubg)     \
    X(agsubnode)  \
    X(agwrite)

struct calls {
#define X(name) __typeof__(name) *name;
    CALLS(X)
#undef X
};

static bool open_calls(struct calls *calls)
{
    void *library = library_open(CGRAPH_SONAME);
    bool all = true;
#define X(name) all = library_find(library, #name, &calls->name, sizeof(calls->name)) && all;
    CALLS(X)
#undef X
    return all;
}

/* ---- cgraph, tamed: memory from an arena, ids in sequence, text to a strbuf ---- */

struct workshop {
    Agdisc_t disc; /* first: cgraph hands it back to our open functions */
    Agmemdisc_t memory;
    Agiddisc_t ids;
    Agiodisc_t io;
    struct calls calls;
    struct arena *arena;
    Agraph_t *graph;
    struct index numbers[AGINEDGE + 1]; /* of the names of each kind of object */
    VEC(char *) names;                  /* by id; NULL for what has none */
};

static void *open_workshop(Agdisc_t *disc)
{
    return disc;
}

static void *give_memory(void *state, size_t size)
{
    struct workshop *workshop = state;
    return arena_alloc(workshop->arena, size);
}

static void *resize_memory(void *state, void *old, size_t old_size, size_t size)
{
    void *moved = give_memory(state, size);
    if (old != NULL) {
        memcpy(moved, old, old_size < size ? old_size : size);
    }
    return moved;
}

static void take_memory_back(void *state, void *block)
{
    (void)state;
    (void)block; /* the arena frees everything at once */
}

static void *open_ids(Agraph_t *graph, Agdisc_t *disc)
{
    struct workshop *workshop = (struct workshop *)disc;
    workshop->graph = graph;
    return workshop;
}

/* cgraph's own ids are heap addresses, and it writes subgraphs in the order of their ids: every run
 * would give another file. Ours count up. Keeping the names is our business too, because cgraph
 * frees its own table of them past its memory discipline. */
static long id_of(void *state, int kind, char *name, IDTYPE *ret_id, int create)
{
    struct workshop *workshop = state;
    struct index *numbers = &workshop->numbers[kind];
    struct str text = str_from(name);
    uint32_t id;
    if (name != NULL && index_find(numbers, text, &id)) {
        *ret_id = id;
        return 1;
    }
    if (!create) {
        return 0;
    }
    *ret_id = workshop->names.count;
    char **kept = vec_add(&workshop->names, workshop->arena);
    if (name != NULL) {
        *kept =
            workshop->calls.agstrdup(workshop->graph, name); /* agwrite() looks in front of it */
        index_add(numbers, str_from(*kept), (uint32_t)*ret_id, NULL);
    }
    return 1;
}

static char *name_of(void *state, int kind, IDTYPE id)
{
    struct workshop *workshop = state;
    (void)kind;
    return id < workshop->names.count ? workshop->names.items[id] : NULL;
}

static long no_given_ids(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
    return 0;
}

static void forget_id(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
}

static void close_ids(void *state)
{
    (void)state;
}

static void ignore_object(void *state, int kind, void *object)
{
    (void)state;
    (void)kind;
    (void)object;
}

static int put_text(void *channel, const char *text)
{
    strbuf_addz(channel, text);
    return 0;
}

static int no_flush(void *channel)
{
    (void)channel;
    return 0;
}

/* `calls` is there, and all else zero. */
static void workshop_init(struct workshop *workshop, struct arena *arena)
{
    workshop->memory =
        (Agmemdisc_t){ open_workshop, give_memory, resize_memory, take_memory_back, NULL };
    workshop->ids =
        (Agiddisc_t){ open_ids, id_of, no_given_ids, forget_id, name_of, close_ids, ignore_object };
    workshop->io = (Agiodisc_t){ NULL, put_text, no_flush };
    workshop->arena = arena;
    for (size_t i = 0; i < sizeof(workshop->numbers) / sizeof(workshop->numbers[0]); i++) {
        workshop->numbers[i].arena = arena;
    }
    vec_add(&workshop->names, arena); /* no id is 0 */
    workshop->disc = (Agdisc_t){ &workshop->memory, &workshop->ids, &workshop->io };
}

/* ---- building ---- */

struct maker {
    struct workshop workshop;
    const struct sketch *sketch;
    struct arena *arena;
    bool for_file; /* or else for a layout */
    Agraph_t *graph;
    void **objects; /* of each part */
};

/* cgraph takes `char *` everywhere and changes none of them; a copy is the honest way there. */
static char *copy(struct maker *maker, const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(arena_alloc(maker->arena, size), text, size);
}

/* Colours stand in the tables by name. */
static char *copy_value(struct maker *maker, const char *name, const char *value)
{
    bool colour = str_ends(str_from(name), STR("color"));
    return copy(maker, colour ? colour_named(value, maker->sketch->dark) : value);
}

static void declare(struct maker *maker, int kind, const char *name, const char *value)
{
    maker->workshop.calls.agattr(maker->graph, kind, copy(maker, name),
                                 copy_value(maker, name, value));
}

static void declare_all(struct maker *maker, int kind, const struct attribute *attributes)
{
    for (; attributes->name != NULL; attributes++) {
        declare(maker, kind, attributes->name, attributes->value);
    }
}

/* Every value is held once more than it is used: when cgraph drops the last reference to one, as a
 * value is overwritten, it mixes up malloc() with our memory from then on. */
static void set(struct maker *maker, void *object, const char *name, const char *value)
{
    char *kept = copy_value(maker, name, value);
    maker->workshop.calls.agstrdup(maker->graph, kept);
    maker->workshop.calls.agset(object, copy(maker, name), kept);
}

static void set_all(struct maker *maker, void *object, const struct attribute *attributes)
{
    for (; attributes != NULL && attributes->name != NULL; attributes++) {
        set(maker, object, attributes->name, attributes->value);
    }
}

/* ---- the parts ---- */

static void *make_cluster(struct maker *maker, const struct sketch_part *part)
{
    return maker->workshop.calls.agsubg(maker->objects[part->parent], copy(maker, part->name), 1);
}

static void *make_node(struct maker *maker, const struct sketch_part *part)
{
    const struct calls *calls = &maker->workshop.calls;
    Agnode_t *node = calls->agnode(maker->graph, copy(maker, part->name), 1);
    if (node != NULL && part->parent != SKETCH_GRAPH) {
        calls->agsubnode(maker->objects[part->parent], node, 1);
    }
    return node;
}

static void *make_edge(struct maker *maker, const struct sketch_part *part)
{
    return maker->workshop.calls.agedge(maker->objects[part->parent], maker->objects[part->tail],
                                        maker->objects[part->head], NULL, 1);
}

static void *make_object(struct maker *maker, const struct sketch_part *part)
{
    switch (part->kind) {
    case PART_GRAPH: return maker->graph;
    case PART_CLUSTER: return make_cluster(maker, part);
    case PART_NODE: return make_node(maker, part);
    case PART_EDGE: return make_edge(maker, part);
    }
    return NULL;
}

/* What a file says besides. For a layout it would only make the answer longer. */
static void set_facts(struct maker *maker, void *object, const struct sketch_part *part)
{
    if (part->kind == PART_NODE || part->kind == PART_EDGE) {
        set(maker, object, "tooltip", dot_text(part->tooltip, maker->arena));
    }
    if (part->kind == PART_NODE) {
        set(maker, object, "comment", dot_text(part->comment, maker->arena));
    }
    if (part->kind != PART_GRAPH) {
        set(maker, object, "class", str_terminated(maker->arena, part->class));
        set(maker, object, "id", str_terminated(maker->arena, part->id));
    }
}

/* False if cgraph gives up. */
static bool add_part(struct maker *maker, uint32_t number)
{
    const struct sketch_part *part = &maker->sketch->parts.items[number];
    void *object = make_object(maker, part);
    maker->objects[number] = object;
    if (object == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < SKETCH_LOOKS; i++) {
        set_all(maker, object, part->looks[i]);
    }
    set(maker, object, part->kind == PART_EDGE ? "xlabel" : "label",
        dot_lines(part->lines, part->line_count, part->left, maker->arena));
    if (maker->for_file) {
        set_facts(maker, object, part);
    }
    return true;
}

/* ---- the whole ---- */

static void declare_attributes(struct maker *maker)
{
    declare_all(maker, AGRAPH, dot_graph);
    declare_all(maker, AGNODE, dot_node);
    declare_all(maker, AGEDGE, dot_edge);
    declare(maker, AGNODE, "width", maker->sketch->box_width);
}

static bool build(struct maker *maker)
{
    const struct sketch *sketch = maker->sketch;
    maker->objects = arena_new_array(maker->arena, void *, sketch->parts.count);
    declare_attributes(maker);
    bool whole = true;
    for (uint32_t i = 0; whole && i < sketch->parts.count; i++) {
        whole = add_part(maker, i);
    }
    return whole;
}

/* cgraph would report to standard error. What can go wrong here we see by ourselves. */
static int say_nothing(char *message)
{
    (void)message;
    return 0;
}

/* RENDER_OK, or why there is no graph. */
static enum render_status maker_init(struct maker *maker, const struct sketch *sketch,
                                     bool for_file, struct arena *arena)
{
    *maker = (struct maker){ .sketch = sketch, .arena = arena, .for_file = for_file };
    if (!open_calls(&maker->workshop.calls)) {
        return RENDER_NO_LIBRARY;
    }
    workshop_init(&maker->workshop, arena);
    maker->graph = maker->workshop.calls.agopen(
        copy(maker, "stack"), *maker->workshop.calls.Agdirected, &maker->workshop.disc);
    return maker->graph != NULL && build(maker) ? RENDER_OK : RENDER_BAD_GRAPH;
}

static void add_design(struct maker *maker)
{
    if (maker->sketch->design.len > 0) {
        struct str value = export_design_encode(maker->sketch->design, maker->arena);
        declare(maker, AGRAPH, EXPORT_DESIGN, str_terminated(maker->arena, value));
    }
}

static enum render_status write_graph(struct maker *maker, struct str *ret_text)
{
    const struct calls *calls = &maker->workshop.calls;
    struct strbuf text = { .arena = maker->arena };
    agusererrf errors = calls->agseterrf(say_nothing);
    add_design(maker);
    strbuf_addz(&text, dot_head);
    bool done = calls->agwrite(maker->graph, &text) == 0;
    strbuf_addz(
        &text, str_ends(strbuf_str(&text), STR("\n")) ? "" : "\n"); /* some versions leave it out */
    calls->agclose(maker->graph);
    calls->agseterrf(errors);
    *ret_text = strbuf_str(&text);
    return done ? RENDER_OK : RENDER_FAILED;
}

enum render_status dot_write(const struct sketch *sketch, struct arena *arena, struct str *ret_text)
{
    struct maker maker;
    enum render_status status = maker_init(&maker, sketch, true, arena);
    return status == RENDER_OK ? write_graph(&maker, ret_text) : status;
}

int dot_child(const void *sketch, int out)
{
    struct arena arena;
    struct str text;
    arena_init(&arena, &render_memory);
    enum render_status status = dot_write(sketch, &arena, &text);
    if (status == RENDER_OK) {
        status = render_give(out, text.at, text.len);
    }
    arena_release(&arena);
    return (int)status;
}

enum render_status dot_build(const struct sketch *sketch, struct arena *arena,
                             struct Agraph_s **ret_graph)
{
    struct maker *maker = arena_new(arena, struct maker); /* cgraph keeps pointing to it */
    enum render_status status = maker_init(maker, sketch, false, arena);
    *ret_graph = maker->graph;
    return status;
}
