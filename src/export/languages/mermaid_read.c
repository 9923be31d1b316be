/* Mermaid's flowcharts: boxes, links and subgraphs. Other statements (style, click ...) and what is
 * not understood go by, up to the end of the line. */
#include <string.h>

#include "export/languages/drawn.h"
#include "strata/export/graph_read.h"
#include "strata/model/catalog.h"

#define GROUP_MOST 64 /* boxes in "a & b & c" */

struct reader {
    struct drawn *drawn;
    struct str text;
    size_t at;
    uint32_t open[GRAPH_DEPTH]; /* the subgraphs around */
    uint32_t depth;             /* of them; deeper ones count as the last */
};

struct boxes {
    uint32_t rows[GROUP_MOST];
    uint32_t count;
};

/* ---- characters ---- */

static char here(const struct reader *reader, size_t ahead)
{
    size_t at = reader->at + ahead;
    return at < reader->text.len ? reader->text.at[at] : '\n';
}

static bool is_end(const struct reader *reader)
{
    return reader->at >= reader->text.len || here(reader, 0) == '\n' || here(reader, 0) == ';';
}

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->text.len
           && (here(reader, 0) == ' ' || here(reader, 0) == '\t' || here(reader, 0) == '\r')) {
        reader->at++;
    }
}

static void skip_line(struct reader *reader)
{
    while (reader->at < reader->text.len && here(reader, 0) != '\n') {
        reader->at++;
    }
}

static bool is_among(char c, const char *signs)
{
    return c != '\0' && strchr(signs, c) != NULL;
}

/* Of a name: "-" only between others, since links begin with it. */
static bool is_in_id(const struct reader *reader)
{
    char c = here(reader, 0), next = here(reader, 1);
    if (c == '-' || c == '=') {
        return !is_among(next, "-=.>") && !is_among(next, " \t\r\n;");
    }
    return !is_among(c, " \t\r\n;[](){}<>|&\"'~@") && !(c == ':' && next == ':');
}

static struct str take_id(struct reader *reader)
{
    size_t from = reader->at;
    while (reader->at < reader->text.len && is_in_id(reader)) {
        reader->at++;
    }
    return str_part(reader->text, from, reader->at - from);
}

/* ---- labels ---- */

static bool is_pair(char first, char last)
{
    return (first == '(' && last == ')') || (first == '[' && last == ']')
           || (first == '{' && last == '}') || (first == '"' && last == '"')
           || (first == '`' && last == '`') || (is_among(first, "/\\") && is_among(last, "/\\"));
}

/* Without what only gives it its shape: "(Qdrant)" of "[(Qdrant)]", and quotes. */
static struct str bare(struct str text)
{
    text = str_trim(text);
    while (text.len >= 2 && is_pair(text.at[0], text.at[text.len - 1])) {
        text = str_trim(str_part(text, 1, text.len - 2));
    }
    return text;
}

/* Mermaid's "#34;" is HTML's "&#34;"; what else a label has is HTML. */
static struct str label_of(struct reader *reader, struct str raw)
{
    struct strbuf text = { .arena = reader->drawn->arena };
    raw = bare(raw);
    for (size_t i = 0; i < raw.len; i++) {
        size_t end = i + 1;
        while (end < raw.len && raw.at[end] >= '0' && raw.at[end] <= '9') {
            end++;
        }
        bool code = raw.at[i] == '#' && end > i + 1 && end < raw.len && raw.at[end] == ';';
        bool line = raw.at[i] == '\\' && i + 1 < raw.len && raw.at[i + 1] == 'n';
        strbuf_addz(&text, code ? "&" : line ? "<br/>" : "");
        if (line) {
            i++;
        } else {
            strbuf_add_char(&text, raw.at[i] == '\n' ? ' ' : raw.at[i]);
        }
    }
    return strbuf_str(&text);
}

/* What stands between a bracket and the one that closes it, over quotes; to the end if nothing does.
 */
static struct str take_bracket(struct reader *reader)
{
    char open = here(reader, 0);
    char close = open == '(' ? ')' : open == '{' ? '}' : ']';
    size_t from = ++reader->at;
    unsigned depth = 1;
    bool quoted = false;
    for (; reader->at < reader->text.len; reader->at++) {
        char c = here(reader, 0);
        quoted = c == '"' ? !quoted : quoted;
        depth += !quoted && c == open && open != '>';
        depth -= !quoted && c == close;
        if (depth == 0) {
            reader->at++;
            return str_part(reader->text, from, reader->at - 1 - from);
        }
    }
    return str_part(reader->text, from, reader->text.len);
}

/* "@{ shape: cyl, label: "Qdrant" }" */
static struct str label_in(struct str properties)
{
    size_t at, end;
    if (!str_find(properties, STR("label:"), &at)) {
        return (struct str){ 0 };
    }
    struct str value = str_trim(str_part(properties, at + 6, properties.len));
    if (value.len > 0 && value.at[0] == '"') {
        value = str_part(value, 1, value.len);
        return str_find(value, STR("\""), &end) ? str_part(value, 0, end) : value;
    }
    return str_find(value, STR(","), &end) ? str_part(value, 0, end) : value;
}

/* ---- boxes ---- */

static void take_look(struct reader *reader, struct graph_wire_node *node)
{
    struct str label = { 0 };
    if (here(reader, 0) == '@' && here(reader, 1) == '{') {
        reader->at++;
        label = label_in(take_bracket(reader));
    } else if (is_among(here(reader, 0), "[({>")) {
        label = take_bracket(reader);
    }
    if (label.len > 0) {
        node->label = (struct graph_wire_label){ GRAPH_WIRE_HTML, label_of(reader, label) };
    }
    if (here(reader, 0) == ':' && here(reader, 1) == ':') {
        while (here(reader, 0) == ':') {
            reader->at++;
        }
        take_id(reader);
    }
}

static bool take_node(struct reader *reader, struct boxes *group)
{
    struct str name = take_id(reader);
    uint32_t row = name.len > 0 ? drawn_node(reader->drawn, name) : NONE;
    if (row == NONE) {
        return false;
    }
    struct graph_wire_node *node = &reader->drawn->nodes.items[row];
    take_look(reader, node);
    if (node->cluster == NONE && reader->depth > 0) {
        node->cluster = reader->open[reader->depth - 1];
    }
    if (group->count < GROUP_MOST) {
        group->rows[group->count++] = row;
    }
    return true;
}

static bool take_boxes(struct reader *reader, struct boxes *group)
{
    group->count = 0;
    do {
        skip_blanks(reader);
        if (!take_node(reader, group)) {
            return false;
        }
        skip_blanks(reader);
    } while (here(reader, 0) == '&' && reader->at++ < reader->text.len);
    return true;
}

/* ---- links ---- */

struct link {
    struct str label;
    bool dashed;
    bool hidden;
};

/* A line and its head: "-->", "-.->", "==>", "--x". Empty if there is none. */
static struct str take_line(struct reader *reader)
{
    size_t from = reader->at;
    while (reader->at < reader->text.len && is_among(here(reader, 0), "-=.~")) {
        reader->at++;
    }
    bool mark = is_among(here(reader, 0), "xo") && is_among(here(reader, 1), " |\t");
    if (reader->at > from && (here(reader, 0) == '>' || mark)) {
        reader->at++;
    }
    return str_part(reader->text, from, reader->at - from);
}

/* "-- text -->", behind "--": the text, and the rest of the line. */
static struct str take_words(struct reader *reader, struct str line)
{
    const char *close = str_is(line, "==") ? "==" : str_is(line, "-.") ? ".-" : "--";
    size_t from = reader->at;
    while (!is_end(reader) && !str_starts(str_part(reader->text, reader->at, 2), str_from(close))) {
        reader->at++;
    }
    struct str words = str_part(reader->text, from, reader->at - from);
    take_line(reader);
    return words;
}

static void take_edge_name(struct reader *reader)
{
    size_t from = reader->at;
    take_id(reader);
    if (here(reader, 0) == '@' && is_among(here(reader, 1), "-=<")) {
        reader->at++;
    } else {
        reader->at = from;
    }
}

static bool take_link(struct reader *reader, struct link *ret)
{
    take_edge_name(reader);
    if (is_among(here(reader, 0), "<xo") && is_among(here(reader, 1), "-=")) {
        reader->at++;
    }
    struct str line = take_line(reader);
    *ret = (struct link){ .hidden = str_starts(line, STR("~")) };
    if (line.len < 2) {
        return false;
    }
    if (str_is(line, "--") || str_is(line, "==") || str_is(line, "-.")) {
        ret->label = take_words(reader, line);
    }
    size_t point;
    ret->dashed = str_find(line, STR("."), &point);
    skip_blanks(reader);
    if (here(reader, 0) == '|') {
        size_t from = ++reader->at;
        while (!is_end(reader) && here(reader, 0) != '|') {
            reader->at++;
        }
        ret->label = str_part(reader->text, from, reader->at - from);
        reader->at += here(reader, 0) == '|';
    }
    return true;
}

static void add_links(struct reader *reader, const struct boxes *tails, const struct boxes *heads,
                      const struct link *link)
{
    struct str label = label_of(reader, link->label);
    for (uint32_t i = 0; i < tails->count && !link->hidden; i++) {
        for (uint32_t k = 0; k < heads->count; k++) {
            drawn_edge(reader->drawn, tails->rows[i], heads->rows[k], label, GRAPH_WIRE_HTML,
                       link->dashed);
        }
    }
}

static void read_chain(struct reader *reader)
{
    struct boxes tails, heads;
    struct link link;
    if (!take_boxes(reader, &tails)) {
        return;
    }
    while (!is_end(reader) && take_link(reader, &link) && take_boxes(reader, &heads)) {
        add_links(reader, &tails, &heads, &link);
        tails = heads;
    }
}

/* ---- statements ---- */

/* `subgraph id [label]`, `subgraph Two words` */
static void read_subgraph(struct reader *reader)
{
    skip_blanks(reader);
    size_t from = reader->at;
    struct str name = take_id(reader);
    skip_blanks(reader);
    struct str label = { 0 };
    if (here(reader, 0) == '[') {
        label = take_bracket(reader);
    } else {
        while (!is_end(reader)) {
            reader->at++;
        }
        label = str_part(reader->text, from, reader->at - from);
        name = name.len > 0 ? name : bare(label);
    }
    uint32_t around = reader->depth > 0 ? reader->open[reader->depth - 1] : NONE;
    uint32_t own =
        drawn_cluster(reader->drawn, around, name, label_of(reader, label), GRAPH_WIRE_HTML);
    if (reader->depth < GRAPH_DEPTH) {
        reader->open[reader->depth] = own;
        reader->depth++;
    }
}

/* Takes a word of the language off, if it stands there by itself. */
static bool take_word(struct reader *reader, const char *word)
{
    size_t len = strlen(word);
    struct str ahead = str_part(reader->text, reader->at, len);
    if (!str_is(ahead, word) || !is_among(here(reader, len), " \t\r\n;")) {
        return false;
    }
    reader->at += len;
    return true;
}

static bool is_about_looks(struct reader *reader)
{
    static const char *const words[] = { "style", "classDef",  "class",    "linkStyle",
                                         "click", "direction", "accTitle", "accDescr" };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (take_word(reader, words[i])) {
            return true;
        }
    }
    return false;
}

static void read_statement(struct reader *reader)
{
    if (take_word(reader, "flowchart") || take_word(reader, "graph")
        || take_word(reader, "flowchart-elk")) {
        take_id(reader);
        skip_blanks(reader);
        take_id(reader);
    } else if (take_word(reader, "subgraph")) {
        read_subgraph(reader);
    } else if (take_word(reader, "end")) {
        reader->depth -= reader->depth > 0;
    } else if (is_about_looks(reader)) {
        skip_line(reader);
    } else {
        read_chain(reader);
    }
    skip_blanks(reader);
    if (!is_end(reader)) {
        skip_line(reader);
    }
}

static void read_comment(struct reader *reader)
{
    size_t from = reader->at + 2;
    skip_line(reader);
    struct str design = drawn_design(str_part(reader->text, from, reader->at - from));
    if (design.len > 0) {
        reader->drawn->wire.design = design;
    }
}

/* "---", YAML with a title, "---" */
static void read_front(struct reader *reader)
{
    size_t end, title;
    struct str rest = str_part(reader->text, reader->at + 3, reader->text.len);
    if (!str_find(rest, STR("\n---"), &end)) {
        return;
    }
    struct str front = str_part(rest, 0, end);
    if (str_find(front, STR("\ntitle:"), &title)) {
        struct str line = str_part(front, title + 7, front.len);
        size_t stop;
        line = str_find(line, STR("\n"), &stop) ? str_part(line, 0, stop) : line;
        reader->drawn->wire.label =
            (struct graph_wire_label){ GRAPH_WIRE_HTML, label_of(reader, line) };
    }
    reader->at += 3 + end + 4;
    skip_line(reader);
}

/* An arrow to a subgraph names no box. */
static void hide_frames(struct drawn *drawn)
{
    for (uint32_t i = 0; i < drawn->clusters.count; i++) {
        uint32_t row;
        if (index_find(&drawn->names, drawn->clusters.items[i].name, &row)
            && drawn->nodes.items[row].label.form == GRAPH_WIRE_PLAIN) {
            drawn->nodes.items[row].label.form = GRAPH_WIRE_HIDDEN;
        }
    }
}

void mermaid_read(struct str text, struct drawn *drawn)
{
    struct reader reader = { .drawn = drawn, .text = text };
    while (reader.at < text.len && is_among(here(&reader, 0), " \t\r\n")) {
        reader.at++;
    }
    if (str_starts(str_part(text, reader.at, 3), STR("---"))) {
        read_front(&reader);
    }
    while (reader.at < text.len && drawn->wire.too_many == GRAPH_WIRE_NOTHING) {
        skip_blanks(&reader);
        if (is_end(&reader)) {
            reader.at++;
        } else if (here(&reader, 0) == '%' && here(&reader, 1) == '%') {
            read_comment(&reader);
        } else {
            read_statement(&reader);
        }
    }
    hide_frames(drawn);
}
