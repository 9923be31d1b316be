/* D2: shapes, containers, connections. Whether a shape is a container is known once all is read, so
 * things are gathered first. Keywords (style, icon ...), classes, variables and further boards go by.
 */
#include <string.h>

#include "export/languages/drawn.h"
#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"

#define PATH_BYTES 1024 /* of "a.b.c" */
#define CHAIN_MOST 64   /* shapes in "a -> b -> c" */

struct thing {
    struct str name;
    struct str label;
    uint32_t parent; /* or NONE */
    uint32_t row;    /* of a box, or of a frame */
    bool container;
    bool flat;    /* what is in it are rows of a table */
    bool caption; /* a text, and no box */
};

struct connection {
    uint32_t tail, head;
    struct str label;
    bool dashed;
};

struct reader {
    struct drawn *drawn;
    struct str text;
    size_t at;
    unsigned depth;
    VEC(struct thing) things;
    VEC(struct connection) connections;
    struct index paths; /* "12/name": thing; 12 is the parent */
};

/* ---- characters ---- */

static char here(const struct reader *reader, size_t ahead)
{
    size_t at = reader->at + ahead;
    return at < reader->text.len ? reader->text.at[at] : '\n';
}

static bool at_end(const struct reader *reader)
{
    return reader->at >= reader->text.len;
}

static bool is_among(char c, const char *signs)
{
    return c != '\0' && strchr(signs, c) != NULL;
}

static void skip_blanks(struct reader *reader)
{
    while (!at_end(reader) && is_among(here(reader, 0), " \t\r")) {
        reader->at++;
    }
}

static struct str take_line(struct reader *reader)
{
    size_t from = reader->at;
    while (!at_end(reader) && here(reader, 0) != '\n') {
        reader->at++;
    }
    return str_part(reader->text, from, reader->at - from);
}

static bool is_arrow(const struct reader *reader)
{
    char c = here(reader, 0), next = here(reader, 1);
    return (c == '-' && (next == '>' || next == '-')) || (c == '<' && next == '-');
}

/* ---- strings ---- */

/* As a label of DOT's has it: "\n" is a line end there too. */
static struct str take_quoted(struct reader *reader)
{
    char quote = here(reader, 0);
    struct strbuf text = { .arena = reader->drawn->arena };
    for (reader->at++; !at_end(reader) && here(reader, 0) != quote; reader->at++) {
        char c = here(reader, 0);
        if (c == '\\' && quote == '"') {
            reader->at++;
            c = here(reader, 0);
            strbuf_addz(&text, c == 'n' || c == '\\' ? "\\" : "");
        } else if (c == '\\') {
            strbuf_add_char(&text, '\\');
        }
        strbuf_add_char(&text, c);
    }
    reader->at += !at_end(reader);
    return strbuf_str(&text);
}

/* "|md ... |", "|`ts ... `|": what is between, without its language. */
static struct str take_block(struct reader *reader)
{
    char fence[8] = { 0 };
    size_t len = 0, end;
    size_t from = ++reader->at;
    while (len < sizeof(fence) - 2 && is_among(here(reader, len), "|`'\"~")) {
        len++;
    }
    for (size_t i = 0; i < len; i++) { /* closed by the same signs, the other way round */
        fence[i] = here(reader, len - 1 - i);
    }
    fence[len] = '|';
    reader->at += len;
    while (!at_end(reader) && !is_among(here(reader, 0), " \t\r\n|")) {
        reader->at++;
    }
    from = reader->at;
    struct str rest = str_part(reader->text, from, reader->text.len);
    bool closed = str_find(rest, str_from(fence), &end);
    reader->at = closed ? from + end + len + 1 : reader->text.len;
    return str_trim(str_part(rest, 0, closed ? end : rest.len));
}

/* To the end of what `ends` has, or of the line; a comment begins behind a blank. */
static struct str take_bare(struct reader *reader, const char *ends, bool arrows)
{
    size_t from = reader->at;
    while (!at_end(reader) && here(reader, 0) != '\n' && !is_among(here(reader, 0), ends)
           && !(arrows && is_arrow(reader))
           && !(here(reader, 0) == '#' && reader->at > from
                && is_among(reader->text.at[reader->at - 1], " \t"))) {
        reader->at++;
    }
    return str_trim(str_part(reader->text, from, reader->at - from));
}

static struct str take_value(struct reader *reader)
{
    skip_blanks(reader);
    char c = here(reader, 0);
    return is_among(c, "\"'") ? take_quoted(reader)
           : c == '|'         ? take_block(reader)
                              : take_bare(reader, ";{}", false);
}

/* Over a "{ ... }", with what is quoted in it. */
static struct str take_braces(struct reader *reader)
{
    size_t from = reader->at;
    unsigned depth = 0;
    while (!at_end(reader)) {
        char c = here(reader, 0);
        bool begins = reader->at == 0 || is_among(reader->text.at[reader->at - 1], " \t:");
        if (c == '"' || (c == '\'' && begins)) {
            take_quoted(reader);
            continue;
        }
        depth += c == '{';
        depth -= c == '}';
        reader->at++;
        if (depth == 0) {
            break;
        }
    }
    return str_part(reader->text, from, reader->at - from);
}

/* ---- things ---- */

static uint32_t find_thing(struct reader *reader, uint32_t parent, struct str name)
{
    uint32_t row = reader->things.count;
    name = str_part(name, 0, PATH_BYTES);
    struct str path = str_format(reader->drawn->arena, "%u/%.*s", parent, STR_ARG(name));
    if (index_find(&reader->paths, path, &row)) {
        return row;
    }
    if (row > GRAPH_NODES + GRAPH_CLUSTERS) {
        reader->drawn->wire.too_many = GRAPH_WIRE_NODES;
        return NONE;
    }
    index_add(&reader->paths, path, row, NULL);
    *vec_add(&reader->things, reader->drawn->arena) =
        (struct thing){ .name = name, .label = name, .parent = parent, .row = NONE };
    if (parent != NONE) {
        reader->things.items[parent].container = true;
    }
    return row;
}

static const char *const keywords[] = {
    "style",
    "shape",
    "label",
    "icon",
    "near",
    "tooltip",
    "link",
    "class",
    "classes",
    "vars",
    "direction",
    "width",
    "height",
    "grid-rows",
    "grid-gap",
    "layers",
    "constraint",
    "grid-columns",
    "scenarios",
    "steps",
    "top",
    "left",
    "source-arrowhead",
    "vertical-gap",
    "horizontal-gap",
    "target-arrowhead",
};

static bool is_keyword(struct str word)
{
    for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
        if (str_same(word, str_from(keywords[i]))) {
            return true;
        }
    }
    return false;
}

/* What a statement is about: a thing, or a keyword of one. */
struct key {
    uint32_t thing;
    struct str keyword; /* empty: the thing itself */
};

/* "a.b.style.fill", below `around`. */
static struct key take_key(struct reader *reader, uint32_t around)
{
    struct key key = { around, { 0 } };
    for (;;) {
        skip_blanks(reader);
        bool quoted = is_among(here(reader, 0), "\"'");
        struct str part = quoted ? take_quoted(reader) : take_bare(reader, ".:;{}", true);
        if (key.keyword.len > 0 || part.len == 0) {
            /* "style.fill": the first one says it */
        } else if (str_is(part, "_") && !quoted) {
            key.thing = key.thing == NONE ? NONE : reader->things.items[key.thing].parent;
        } else if (is_keyword(part) && !quoted) {
            key.keyword = part;
        } else {
            uint32_t thing = find_thing(reader, key.thing, part);
            key.thing = thing == NONE ? key.thing : thing;
        }
        skip_blanks(reader);
        if (here(reader, 0) != '.') {
            return key;
        }
        reader->at++;
    }
}

static void set_keyword(struct reader *reader, const struct key *key, struct str value)
{
    if (key->thing == NONE) {
        return;
    }
    struct thing *thing = &reader->things.items[key->thing];
    if (str_same(key->keyword, STR("label"))) {
        thing->label = value;
    } else if (str_same(key->keyword, STR("near"))) {
        size_t at; /* "top-center": of the picture, and not of another shape */
        thing->caption = str_find(value, STR("-center"), &at) || str_find(value, STR("-left"), &at)
                         || str_find(value, STR("-right"), &at);
    } else if (str_same(key->keyword, STR("shape"))) {
        thing->flat = str_is(value, "sql_table") || str_is(value, "class");
        thing->caption = thing->caption || str_is(value, "text");
    }
}

/* ---- statements ---- */

static void read_statements(struct reader *reader, uint32_t around);

static void read_inside(struct reader *reader, uint32_t around)
{
    if (reader->depth >= GRAPH_DEPTH) {
        take_braces(reader);
        return;
    }
    reader->at++;
    reader->depth++;
    read_statements(reader, around);
    reader->depth--;
    reader->at += here(reader, 0) == '}' && !at_end(reader);
}

static bool is_dashed(struct str look)
{
    size_t at;
    if (!str_find(look, STR("stroke-dash:"), &at)) {
        return false;
    }
    struct str value = str_trim(str_part(look, at + 12, look.len));
    return value.len > 0 && value.at[0] >= '1' && value.at[0] <= '9';
}

/* "a -> b <- c: label { style.stroke-dash: 3 }", behind "a". */
static void read_connections(struct reader *reader, uint32_t around, uint32_t tail)
{
    uint32_t first = reader->connections.count;
    while (is_arrow(reader) && reader->connections.count - first < CHAIN_MOST
           && reader->connections.count <= GRAPH_EDGES) {
        bool back = here(reader, 0) == '<';
        size_t from = reader->at;
        while (!at_end(reader) && is_among(here(reader, 0), "<->")) {
            reader->at++;
        }
        back = back && reader->text.at[reader->at - 1] != '>';
        struct key head = take_key(reader, around);
        if (reader->at == from || head.keyword.len > 0) {
            break;
        }
        *vec_add(&reader->connections, reader->drawn->arena) =
            (struct connection){ .tail = back ? head.thing : tail,
                                 .head = back ? tail : head.thing };
        tail = head.thing;
    }
    struct str label = { 0 };
    bool dashed = false;
    if (here(reader, 0) == ':') {
        reader->at++;
        label = take_value(reader);
        skip_blanks(reader);
    }
    if (here(reader, 0) == '{') {
        dashed = is_dashed(take_braces(reader));
    }
    for (uint32_t i = first; i < reader->connections.count; i++) {
        reader->connections.items[i].label = label;
        reader->connections.items[i].dashed = dashed;
    }
}

static void read_value(struct reader *reader, const struct key *key)
{
    struct str value = { 0 };
    bool colon = here(reader, 0) == ':';
    if (colon) {
        reader->at++;
        value = take_value(reader);
        skip_blanks(reader);
    }
    if (key->keyword.len > 0) {
        set_keyword(reader, key, value);
        if (here(reader, 0) == '{') {
            take_braces(reader);
        }
        return;
    }
    if (key->thing != NONE && value.len > 0) {
        reader->things.items[key->thing].label = value;
    }
    if (here(reader, 0) == '{') {
        read_inside(reader, key->thing);
    }
}

static void read_statement(struct reader *reader, uint32_t around)
{
    struct key key = take_key(reader, around);
    skip_blanks(reader);
    if (is_arrow(reader) && key.keyword.len == 0) {
        read_connections(reader, around, key.thing);
    } else {
        read_value(reader, &key);
    }
}

/* What no shape begins with: globs, "(a -> b)[0].style", spread imports. */
static bool is_special(const struct reader *reader)
{
    return is_among(here(reader, 0), "*(&!@") || (here(reader, 0) == '.' && here(reader, 1) == '.');
}

static void skip_statement(struct reader *reader)
{
    while (!at_end(reader) && !is_among(here(reader, 0), "\n;}")) {
        if (here(reader, 0) == '{') {
            take_braces(reader);
        } else {
            reader->at++;
        }
    }
}

static void read_comment(struct reader *reader)
{
    struct str line = take_line(reader);
    struct str design = drawn_design(str_part(line, 1, line.len));
    if (design.len > 0) {
        reader->drawn->wire.design = design;
    }
}

static void read_statements(struct reader *reader, uint32_t around)
{
    while (!at_end(reader) && reader->drawn->wire.too_many == GRAPH_WIRE_NOTHING) {
        size_t from = reader->at;
        skip_blanks(reader);
        char c = here(reader, 0);
        if (c == '}' && reader->depth > 0) {
            return;
        }
        if (c == '\n' || c == ';') {
            reader->at++;
        } else if (c == '#') {
            read_comment(reader);
        } else if (is_special(reader)) {
            skip_statement(reader);
        } else {
            read_statement(reader, around);
        }
        reader->at += reader->at == from; /* whatever it is, it goes by */
    }
}

/* ---- from things to boxes and frames ---- */

static bool is_gone(const struct reader *reader, const struct thing *thing)
{
    return thing->caption
           || (thing->parent != NONE
               && (reader->things.items[thing->parent].flat
                   || reader->things.items[thing->parent].row == NONE));
}

/* Parents stand before what is in them. */
static void add_things(struct reader *reader)
{
    struct drawn *drawn = reader->drawn;
    for (uint32_t i = 0; i < reader->things.count; i++) {
        struct thing *thing = &reader->things.items[i];
        uint32_t parent = thing->parent == NONE ? NONE : reader->things.items[thing->parent].row;
        if (is_gone(reader, thing)) {
            continue;
        }
        if (thing->container && !thing->flat) {
            thing->row = drawn_cluster(drawn, parent, thing->name, thing->label, GRAPH_WIRE_PLAIN);
            continue;
        }
        thing->row = drawn->nodes.count;
        if (thing->row >= GRAPH_NODES) {
            drawn->wire.too_many = GRAPH_WIRE_NODES;
            return;
        }
        *vec_add(&drawn->nodes, drawn->arena) =
            (struct graph_wire_node){ thing->name, { GRAPH_WIRE_PLAIN, thing->label }, parent };
    }
}

/* Rows of nodes; NONE for frames and what is gone. */
static uint32_t box_of(const struct reader *reader, uint32_t row)
{
    const struct thing *thing = row == NONE ? NULL : &reader->things.items[row];
    return thing == NULL || (thing->container && !thing->flat) ? NONE : thing->row;
}

static void add_connections(struct reader *reader)
{
    for (uint32_t i = 0; i < reader->connections.count; i++) {
        const struct connection *row = &reader->connections.items[i];
        drawn_edge(reader->drawn, box_of(reader, row->tail), box_of(reader, row->head), row->label,
                   GRAPH_WIRE_PLAIN, row->dashed);
    }
}

void d2_read(struct str text, struct drawn *drawn)
{
    struct reader reader = { .drawn = drawn, .text = text, .paths.arena = drawn->arena };
    read_statements(&reader, NONE);
    if (drawn->wire.too_many == GRAPH_WIRE_NOTHING) {
        add_things(&reader);
        add_connections(&reader);
    }
}
