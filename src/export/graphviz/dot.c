#include "export/graphviz/dot.h"

#include <string.h>

#include <cgraph.h>

#include "export/colours.h"
#include "export/graphviz/dot_attributes.h"
#include "export/graphviz/dot_text.h"
#include "export/graphviz/render.h"
#include "export/outline.h"
#include "export/picture.h"
#include "strata/base/index.h"
#include "strata/base/vec.h"
#include "strata/export/export.h"

/* ---- cgraph, tamed: memory from an arena, ids in sequence, text to a strbuf ---- */

struct workshop {
    Agdisc_t disc; /* first: cgraph hands it back to our open functions */
    Agmemdisc_t memory;
    Agiddisc_t ids;
    Agiodisc_t io;
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
        *kept = agstrdup(workshop->graph, name); /* agwrite() looks in front of it */
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

static void workshop_init(struct workshop *workshop, struct arena *arena)
{
    *workshop = (struct workshop){
        .memory = { open_workshop, give_memory, resize_memory, take_memory_back, NULL },
        .ids = { open_ids, id_of, no_given_ids, forget_id, name_of, close_ids, ignore_object },
        .io = { NULL, put_text, no_flush },
        .arena = arena,
    };
    for (size_t i = 0; i < sizeof(workshop->numbers) / sizeof(workshop->numbers[0]); i++) {
        workshop->numbers[i].arena = arena;
    }
    vec_add(&workshop->names, arena); /* no id is 0 */
    workshop->disc = (Agdisc_t){ &workshop->memory, &workshop->ids, &workshop->io };
}

/* ---- building ---- */

struct maker {
    struct workshop workshop;
    const struct picture *picture;
    const struct review *review; /* the picture's */
    const char *ampersand;       /* what stands for "&" */
    struct arena *arena;
    Agraph_t *graph;
    struct str *ids; /* of each box */
    Agnode_t **nodes;
    Agraph_t **regions; /* cluster of each region, or NULL so far */
    Agraph_t **groups;  /* cluster of each (region or shared, group), or NULL so far */
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
    return copy(maker, colour ? colour_named(value, maker->picture->dark) : value);
}

static void declare(struct maker *maker, int kind, const char *name, const char *value)
{
    agattr(maker->graph, kind, copy(maker, name), copy_value(maker, name, value));
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
    agstrdup(maker->graph, kept);
    agset(object, copy(maker, name), kept);
}

static void set_all(struct maker *maker, void *object, const struct attribute *attributes)
{
    for (; attributes->name != NULL; attributes++) {
        set(maker, object, attributes->name, attributes->value);
    }
}

static void set_text(struct maker *maker, void *object, const char *name, struct str clean)
{
    set(maker, object, name, dot_text(clean, maker->ampersand, maker->arena));
}

static void set_lines(struct maker *maker, void *object, const char *name,
                      const struct picture_lines *lines, struct str last, bool left)
{
    set(maker, object, name, dot_lines(lines, last, left, maker->ampersand, maker->arena));
}

static void set_left(struct maker *maker, void *object, const char *name, struct str line)
{
    const struct picture_lines nothing = { 0 };
    set_lines(maker, object, name, &nothing, line, true);
}

/* ---- boxes, arrows, clusters ---- */

static Agraph_t *add_cluster(struct maker *maker, Agraph_t *parent, struct str id, struct str label)
{
    struct str name = str_format(maker->arena, "cluster_%.*s", STR_ARG(id));
    Agraph_t *cluster = agsubg(parent, copy(maker, str_terminated(maker->arena, name)), 1);
    set(maker, cluster, "id", str_terminated(maker->arena, id));
    set_left(maker, cluster, "label", label);
    return cluster;
}

/* Where boxes of a region stand: its cluster, or the whole graph for what is shared. */
static Agraph_t *region_cluster(struct maker *maker, uint32_t region)
{
    if (region >= maker->review->design.region_count) {
        return maker->graph;
    }
    Agraph_t **cluster = &maker->regions[region];
    if (*cluster == NULL) {
        *cluster =
            add_cluster(maker, maker->graph, str_format(maker->arena, "region%u", region + 1),
                        picture_region(maker->review, region, maker->arena));
        set_all(maker, *cluster, dot_region);
    }
    return *cluster;
}

static Agraph_t *group_cluster(struct maker *maker, uint32_t region, group_id group)
{
    Agraph_t *parent = region_cluster(maker, region);
    if (group == NONE) {
        return parent;
    }
    bool shared = parent == maker->graph;
    uint32_t row = shared ? 0 : region + 1;
    Agraph_t **cluster = &maker->groups[row * maker->review->catalog->group_count + group];
    if (*cluster == NULL) {
        enum tint tint = group % TINT__COUNT;
        bool dark = maker->picture->dark;
        struct str id = outline_group_id(maker->review->catalog, group, maker->arena);
        id = shared ? id : str_format(maker->arena, "region%u-%.*s", region + 1, STR_ARG(id));
        *cluster =
            add_cluster(maker, parent, id, picture_group(maker->review, group, maker->arena));
        struct str class = str_format(maker->arena, "group %s", tint_class(tint));
        set(maker, *cluster, "class", str_terminated(maker->arena, class));
        set(maker, *cluster, "color", colour_code(tint_line(tint), dark));
        set(maker, *cluster, "fillcolor", colour_code(tint_fill(tint), dark));
        set(maker, *cluster, "fontcolor", colour_code(tint_ink(tint), dark));
        set_all(maker, *cluster, dot_group);
    }
    return *cluster;
}

static void add_box(struct maker *maker, uint32_t number)
{
    const struct box *box = &maker->review->architecture.boxes[number];
    struct str id = maker->ids[number];
    Agnode_t *node = agnode(maker->graph, copy(maker, str_terminated(maker->arena, id)), 1);
    maker->nodes[number] = node;

    struct str role;
    struct picture_lines name = picture_box_name(maker->review, box, maker->arena, &role);
    set_lines(maker, node, "label", &name, role, false);
    set_text(maker, node, "tooltip", picture_box_tooltip(maker->review, box, maker->arena));
    set_text(maker, node, "comment", dot_box_comment(maker->review, box, maker->arena));
    set(maker, node, "id", dot_svg_id("box", id, maker->arena));
    if (box->implied) {
        set_all(maker, node, dot_implied);
    }
    set_all(maker, node, dot_marked_box[picture_box_mark(maker->picture, number)]);
    set(maker, node, "class", dot_box_class(maker->picture, number, role.len > 0, maker->arena));
    agsubnode(group_cluster(maker, box->region, picture_group_of(maker->review, box)), node, 1);
}

/* By its ends, so that it stays what it is when others come and go: there is one for each pair. */
static const char *arrow_id(struct maker *maker, const struct arrow *arrow)
{
    struct str from = str_from(agnameof(maker->nodes[arrow->from]));
    struct str to = str_from(agnameof(maker->nodes[arrow->to]));
    return dot_svg_id("arrow", str_format(maker->arena, "%.*s--%.*s", STR_ARG(from), STR_ARG(to)),
                      maker->arena);
}

static void add_arrow(struct maker *maker, uint32_t number)
{
    const struct arrow *arrow = &maker->review->architecture.arrows[number];
    Agedge_t *edge =
        agedge(maker->graph, maker->nodes[arrow->from], maker->nodes[arrow->to], NULL, 1);
    struct picture_lines label = picture_arrow_label(arrow, maker->arena);
    set_lines(maker, edge, "xlabel", &label, (struct str){ 0 }, false);
    set_text(maker, edge, "tooltip", picture_arrow_tooltip(maker->review, arrow, maker->arena));
    set(maker, edge, "id", arrow_id(maker, arrow));
    if (arrow->dashed) {
        set_all(maker, edge, dot_dashed);
    }
    enum mark mark = picture_arrow_mark(maker->picture, number);
    if (mark != MARK_SAME) {
        struct str class =
            str_format(maker->arena, "call%s %s", arrow->dashed ? " dashed" : "", mark_name(mark));
        set_all(maker, edge, dot_marked_arrow[mark]);
        set(maker, edge, "class", str_terminated(maker->arena, class));
    }
}

/* ---- the legend: a row for each sign that is used ---- */

static Agnode_t *add_legend_node(struct maker *maker, Agraph_t *legend, const char *name,
                                 const char *label)
{
    Agnode_t *node = agnode(legend, copy(maker, name), 1);
    set_all(maker, node, dot_legend_text);
    set(maker, node, "label", label);
    set(maker, node, "tooltip", label);
    set(maker, node, "id", name);
    return node;
}

static void add_legend_row(struct maker *maker, Agraph_t *legend, const char *names[2],
                           const char *labels[2], const struct attribute *attributes)
{
    Agnode_t *sign = add_legend_node(maker, legend, names[0], labels[0]);
    Agnode_t *meaning = add_legend_node(maker, legend, names[1], labels[1]);
    set_left(maker, meaning, "label", str_from(labels[1]));
    set(maker, meaning, "width", "3.1"); /* the same for all, so that the lines end together */
    Agedge_t *edge = agedge(legend, sign, meaning, NULL, 1);
    set_all(maker, edge, attributes);
    set(maker, edge, "tooltip", labels[1]);
}

static bool any_implied(const struct architecture *architecture)
{
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        if (architecture->boxes[i].implied) {
            return true;
        }
    }
    return false;
}

/* A sample box, and what such a one is. */
static void add_legend_sample(struct maker *maker, Agraph_t *legend, const char *names[2],
                              const char *labels[2], const struct attribute *attributes)
{
    add_legend_row(maker, legend, names, labels, dot_hidden);
    Agnode_t *sample = agnode(legend, copy(maker, names[0]), 0);
    set_all(maker, sample, dot_legend_sample);
    set_all(maker, sample, attributes);
}

static void add_legend_marks(struct maker *maker, Agraph_t *legend)
{
    static const char *const meanings[MARK__COUNT] = {
        [MARK_ADDED] = "added: a thick box, a thick arrow",
        [MARK_REMOVED] = "removed: a dashed box, a dotted arrow",
        [MARK_CHANGED] = "changed: a double box, a thick arrow",
    };
    for (enum mark mark = MARK_ADDED; mark < MARK__COUNT; mark++) {
        if (!maker->picture->any_mark[mark]) {
            continue;
        }
        const char *word = mark_name(mark);
        struct str sample = str_format(maker->arena, "legend_sample_%s", word);
        struct str meaning = str_format(maker->arena, "legend_%s", word);
        const char *names[2] = { str_terminated(maker->arena, sample),
                                 str_terminated(maker->arena, meaning) };
        struct str sign = str_format(maker->arena, "%c box", mark_sign(mark));
        const char *labels[2] = { str_terminated(maker->arena, sign), meanings[mark] };
        struct str class = str_format(maker->arena, "box legend %s", word);
        add_legend_sample(maker, legend, names, labels, dot_marked_box[mark]);
        set(maker, agnode(legend, copy(maker, names[0]), 0), "class",
            str_terminated(maker->arena, class));
    }
}

static void add_legend(struct maker *maker)
{
    const struct architecture *architecture = &maker->review->architecture;
    bool implied = any_implied(architecture);
    if (architecture->arrow_count == 0 && !implied) {
        return;
    }

    Agraph_t *legend = agsubg(maker->graph, copy(maker, "cluster_legend"), 1);
    set_all(maker, legend, dot_legend);
    if (architecture->solid_count > 0) {
        add_legend_row(maker, legend, (const char *[]){ "legend_caller", "legend_call" },
                       (const char *[]){ "caller", "called for a request or a document" },
                       dot_solid);
    }
    if (architecture->dashed_count > 0) {
        add_legend_row(maker, legend, (const char *[]){ "legend_box", "legend_dashed" },
                       (const char *[]){ "box", "telemetry, evals, secrets: counted apart" },
                       dot_dashed);
    }
    if (implied) {
        add_legend_sample(maker, legend, (const char *[]){ "legend_sample", "legend_implied" },
                          (const char *[]){ "box", "assumed: not chosen, but calls need it" },
                          dot_implied);
    }
    add_legend_marks(maker, legend);
}

/* ---- the whole ---- */

static void declare_attributes(struct maker *maker)
{
    declare_all(maker, AGRAPH, dot_graph);
    declare_all(maker, AGNODE, dot_node);
    declare_all(maker, AGEDGE, dot_edge);
    declare(maker, AGNODE, "width", dot_box_width(maker->review, maker->arena));

    struct picture_lines title = { .lines = { picture_title(maker->review, maker->arena) },
                                   .count = 1 };
    set_lines(maker, maker->graph, "label", &title, maker->picture->caption, true);
    if (maker->picture->design.len > 0) {
        struct str value = export_design_encode(maker->picture->design, maker->arena);
        declare(maker, AGRAPH, EXPORT_DESIGN, str_terminated(maker->arena, value));
    }
}

static void add_boxes(struct maker *maker, uint32_t region)
{
    const struct architecture *architecture = &maker->review->architecture;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        uint32_t own = architecture->boxes[i].region;
        if ((own < maker->review->design.region_count ? own : NONE) == region) {
            add_box(maker, i);
        }
    }
}

static void build(struct maker *maker)
{
    const struct architecture *architecture = &maker->review->architecture;
    uint32_t regions = maker->review->design.region_count;
    maker->ids = outline_box_ids(architecture, maker->arena);
    maker->nodes = arena_new_array(maker->arena, Agnode_t *, architecture->box_count);
    maker->regions = arena_new_array(maker->arena, Agraph_t *, regions);
    size_t groups = ((size_t)regions + 1) * maker->review->catalog->group_count;
    maker->groups = arena_new_array(maker->arena, Agraph_t *, groups);

    declare_attributes(maker);
    add_legend(maker);
    add_boxes(maker, NONE);
    for (uint32_t region = regions; region > 0; region--) { /* dot piles them up from below */
        add_boxes(maker, region - 1);
    }
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        add_arrow(maker, i);
    }
}

/* cgraph would report to standard error. What can go wrong here we see by ourselves. */
static int say_nothing(char *message)
{
    (void)message;
    return 0;
}

static void maker_init(struct maker *maker, const struct picture *picture, const char *ampersand,
                       struct arena *arena)
{
    *maker = (struct maker){
        .picture = picture,
        .review = &picture->review,
        .ampersand = ampersand,
        .arena = arena,
    };
    workshop_init(&maker->workshop, arena);
    maker->graph = agopen(copy(maker, "stack"), Agdirected, &maker->workshop.disc);
    if (maker->graph != NULL) {
        build(maker);
    }
}

bool dot_write(const struct picture *picture, struct arena *arena, struct str *ret_text)
{
    struct maker maker;
    struct strbuf text = { .arena = arena };
    bool done = false;
    agusererrf errors = agseterrf(say_nothing);

    maker_init(&maker, picture, "&amp;", arena);
    if (maker.graph != NULL) {
        strbuf_addz(&text, dot_head);
        done = agwrite(maker.graph, &text) == 0;
        strbuf_addz(&text, str_ends(strbuf_str(&text), STR("\n"))
                               ? ""
                               : "\n"); /* left out by some versions */
        agclose(maker.graph);
    }
    agseterrf(errors);
    *ret_text = strbuf_str(&text);
    return done;
}

int dot_child(const void *picture, int out)
{
    struct arena arena;
    struct str text;
    arena_init(&arena, &render_memory);
    if (!dot_write(picture, &arena, &text)) {
        return RENDER_FAILED;
    }
    enum render_status status = render_give(out, text.at, text.len);
    arena_release(&arena);
    return (int)status;
}

struct Agraph_s *dot_build(const struct picture *picture, struct arena *arena)
{
    struct maker *maker = arena_new(arena, struct maker); /* cgraph keeps pointing to it */
    maker_init(maker, picture, DOT_AMPERSAND, arena);
    return maker->graph;
}
