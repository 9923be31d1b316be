#include "strata/export/graph_read.h"

#include <string.h>

#include "export/graphviz/graph_child.h"
#include "export/graphviz/graph_label.h"
#include "export/graphviz/graph_wire.h"
#include "export/graphviz/render.h"
#include "export/languages/drawn.h"
#include "export/languages/find.h"
#include "strata/base/text.h"
#include "strata/export/export.h"
#include "strata/model/catalog.h"

#define MEMORY_BYTES ((size_t)512 * 1024 * 1024)
#define RESULT_BYTES ((size_t)32 * 1024 * 1024)
#define NO_TEXT ((struct str){ 0 })
#define MESSAGES_MAX 20 /* of cgraph's: one slip can bring forth many */

/* ---- what cgraph had to say ---- */

static uint32_t line_in(struct str message)
{
    size_t at;
    uint32_t line = 0;
    if (!str_find(message, STR("line "), &at)) {
        return 0;
    }
    for (size_t i = at + 5; i < message.len && message.at[i] >= '0' && message.at[i] <= '9'; i++) {
        line = line < 100000000 ? line * 10 + (uint32_t)(message.at[i] - '0') : line;
    }
    return line;
}

/* "<unknown>: syntax error in line 3 near '->'": what is behind "near". */
static struct str place_in(struct str message)
{
    size_t at;
    const struct str near = STR(" near ");
    return str_find(message, near, &at) ? str_part(message, at + near.len, message.len) : NO_TEXT;
}

static void tell_message(struct str file, struct str message, struct diag_list *diags)
{
    struct span span = { .file = file, .line = line_in(message) };
    struct str place = place_in(message);
    if (span.line > 0 && place.len > 0) {
        diag_add(diags, SEVERITY_ERROR, span, NO_TEXT, NO_TEXT, "not DOT from here on: %.*s",
                 STR_ARG(place));
    } else {
        diag_add(diags, SEVERITY_ERROR, span, NO_TEXT, NO_TEXT, "Graphviz says: %.*s",
                 STR_ARG(message));
    }
}

static void tell_messages(struct str file, struct str messages, struct diag_list *diags)
{
    const struct str error = STR("Error:");
    uint32_t told = 0;
    while (messages.len > 0 && told < MESSAGES_MAX) {
        size_t end;
        if (!str_find(messages, STR("\n"), &end)) {
            end = messages.len;
        }
        struct str message = str_trim(str_part(messages, 0, end));
        messages = str_part(messages, end + 1, messages.len);
        if (str_starts(message, error)) { /* not a warning, nor the rest of a quoted text */
            message = str_trim(str_part(message, error.len, message.len));
            tell_message(file, text_clean(diags->arena, message), diags);
            told++;
        }
    }
    if (told == 0) {
        diag_add(diags, SEVERITY_ERROR, (struct span){ .file = file }, NO_TEXT, NO_TEXT,
                 "this is no DOT that Graphviz can read");
    }
}

/* ---- from the list to the graph ---- */

/* A name that only tells clusters apart says nothing: "cluster_aws" does, "cluster_0" does not. */
static struct str cluster_words(struct str name, struct arena *arena)
{
    struct str words = graph_name(name, arena);
    if (str_starts(words, STR("cluster"))) {
        words = str_part(words, 7, words.len);
    }
    bool letters = false;
    for (size_t i = 0; i < words.len; i++) {
        letters = letters || words.at[i] < '0' || (words.at[i] > '9' && words.at[i] != '_');
    }
    while (words.len > 0 && (words.at[0] == '_' || words.at[0] == '-' || words.at[0] == ' ')) {
        words = str_part(words, 1, words.len);
    }
    return letters && words.len > 1 ? words : NO_TEXT;
}

struct filler {
    struct arena *arena;
    size_t words; /* bytes of all labels so far */
};

/* Cut off at GRAPH_TEXT_BYTES, between two characters. */
static struct str take_label(struct filler *filler, struct str text)
{
    if (text.len > GRAPH_TEXT_BYTES) {
        size_t len = GRAPH_TEXT_BYTES;
        while (len > 0 && ((unsigned char)text.at[len] & 0xc0) == 0x80) {
            len--;
        }
        text = str_part(text, 0, len);
    }
    filler->words += text.len;
    return text;
}

static void fill_clusters(const struct graph_wire *wire, struct filler *filler, struct graph *graph)
{
    graph->cluster_count = wire->cluster_count;
    graph->clusters = arena_new_array(filler->arena, struct graph_cluster, wire->cluster_count);
    for (uint32_t i = 0; i < wire->cluster_count; i++) {
        const struct graph_wire_cluster *from = &wire->clusters[i];
        struct str name = graph_name(from->name, filler->arena);
        struct str label =
            take_label(filler, graph_label(&from->label, NO_TEXT, name, filler->arena));
        graph->clusters[i] = (struct graph_cluster){
            .name = name,
            .label = label.len > 0 ? label
                                   : take_label(filler, cluster_words(from->name, filler->arena)),
            .parent = from->parent,
        };
    }
}

static void fill_nodes(const struct graph_wire *wire, struct str drawing, struct filler *filler,
                       struct graph *graph)
{
    graph->node_count = wire->node_count;
    graph->nodes = arena_new_array(filler->arena, struct graph_node, wire->node_count);
    for (uint32_t i = 0; i < wire->node_count; i++) {
        const struct graph_wire_node *from = &wire->nodes[i];
        struct str name = graph_name(from->name, filler->arena);
        graph->nodes[i] = (struct graph_node){
            .name = name,
            .label = take_label(filler, graph_label(&from->label, name, drawing, filler->arena)),
            .cluster = from->cluster,
        };
    }
}

static void fill_edges(const struct graph_wire *wire, struct filler *filler, struct graph *graph)
{
    graph->edge_count = wire->edge_count;
    graph->edges = arena_new_array(filler->arena, struct graph_edge, wire->edge_count);
    for (uint32_t i = 0; i < wire->edge_count; i++) {
        const struct graph_wire_edge *from = &wire->edges[i];
        graph->edges[i] = (struct graph_edge){
            .tail = from->tail,
            .head = from->head,
            .label = take_label(filler, graph_label(&from->label, NO_TEXT, NO_TEXT, filler->arena)),
            .dashed = from->dashed,
        };
    }
}

/* Names that everybody gives. cgraph calls a graph without a name "%1". */
static bool is_no_title(struct str name)
{
    static const char *const names[] = { "", "g", "graph", "digraph", "d", "stack", "diagram" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (str_same(name, str_from(names[i]))) {
            return true;
        }
    }
    return name.at[0] == '%';
}

/* False if there are too many words. */
static bool fill(const struct graph_wire *wire, struct arena *arena, struct graph *ret)
{
    struct filler filler = { .arena = arena };
    struct str name = graph_name(wire->name, arena);
    *ret = (struct graph){ .drawings = wire->drawings };
    ret->title = take_label(&filler, graph_label(&wire->label, NO_TEXT, name, arena));
    if (ret->title.len == 0 && !is_no_title(name)) {
        ret->title = name;
    }
    if (!export_design_decode(wire->design, arena, &ret->design)) {
        ret->design = NO_TEXT;
    }
    fill_clusters(wire, &filler, ret);
    fill_nodes(wire, name, &filler, ret);
    fill_edges(wire, &filler, ret);
    return filler.words <= GRAPH_WORDS_BYTES;
}

/* ---- the whole ---- */

static void refuse(struct str file, struct str hint, struct diag_list *diags, const char *text)
{
    diag_add(diags, SEVERITY_ERROR, (struct span){ .file = file }, NO_TEXT, hint, "%s", text);
}

static bool is_acceptable(struct str file, struct str bytes, struct diag_list *diags)
{
    if (bytes.len > GRAPH_BYTES) {
        diag_add(diags, SEVERITY_ERROR, (struct span){ .file = file }, NO_TEXT, NO_TEXT,
                 "the file is larger than %u MiB", GRAPH_BYTES >> 20);
        return false;
    }
    if (bytes.len > 0 && memchr(bytes.at, '\0', bytes.len) != NULL) {
        refuse(file, STR("save it as UTF-8"), diags, "there are NUL bytes in it, so it is no text");
        return false;
    }
    if (find_first_word(bytes).len == 0) {
        refuse(file, NO_TEXT, diags, "there is no diagram in it");
        return false;
    }
    return true;
}

static void tell_too_many(struct str file, enum graph_wire_too_many what, struct diag_list *diags)
{
    static const struct {
        const char *name;
        unsigned most;
    } limits[GRAPH_WIRE__COUNT] = {
#define X(constant, what) [GRAPH_WIRE_##constant].name = (what),
        GRAPH_WIRE_TOO_MANY(X)
#undef X
            [GRAPH_WIRE_NODES]
                .most = GRAPH_NODES,
        [GRAPH_WIRE_EDGES].most = GRAPH_EDGES,
        [GRAPH_WIRE_CLUSTERS].most = GRAPH_CLUSTERS,
    };
    diag_add(diags, SEVERITY_ERROR, (struct span){ .file = file }, NO_TEXT, NO_TEXT,
             "there are more than %u %s in it", limits[what].most, limits[what].name);
}

bool graph_read_by(render_child child, const struct render_limits *limits, struct str name,
                   struct str bytes, struct arena *arena, struct graph *ret,
                   struct diag_list *diags)
{
    struct graph_wire wire;
    struct str answer, messages;
    bytes = find_without_bom(bytes);
    if (!is_acceptable(name, bytes, diags)
        || !render_run(child, &bytes, limits, arena, &answer, diags)) {
        return false;
    }
    if (!graph_wire_read(answer, arena, &messages, &wire)) {
        refuse(name, NO_TEXT, diags, "Graphviz went wrong while it read the file");
        return false;
    }
    if (wire.failed || (wire.drawings == 0 && wire.too_many == GRAPH_WIRE_NOTHING)) {
        tell_messages(name, messages, diags);
        return false;
    }
    if (wire.too_many != GRAPH_WIRE_NOTHING) {
        tell_too_many(name, wire.too_many, diags);
        return false;
    }
    if (!fill(&wire, arena, ret)) {
        diag_add(diags, SEVERITY_ERROR, (struct span){ .file = name }, NO_TEXT, NO_TEXT,
                 "its labels say more than %u KiB", GRAPH_WORDS_BYTES >> 10);
        return false;
    }
    return true;
}

bool graph_read(struct str name, struct str bytes, struct arena *arena, struct graph *ret,
                struct diag_list *diags)
{
    const struct render_limits limits = {
        .task = "reading the diagram",
        .milliseconds = GRAPH_SECONDS * 1000,
        .memory_bytes = MEMORY_BYTES,
        .result_bytes = RESULT_BYTES,
    };
    static const render_child children[GRAPH_LANGUAGE__COUNT] = {
        [GRAPH_DOT] = graph_child,
        [GRAPH_MERMAID] = mermaid_child,
        [GRAPH_D2] = d2_child,
    };
    enum graph_language language;
    struct str text;
    if (!graph_find(name, bytes, &language, &text)) {
        language = GRAPH_DOT;
        text = bytes;
    }
    return graph_read_by(children[language], &limits, name, text, arena, ret, diags);
}
