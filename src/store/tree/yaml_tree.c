/* The one file that knows libyaml, and of that only the event parser: its document loader follows
 * aliases in circles and takes minutes for a page of brackets. What the events may say is held
 * within narrow limits here and in tree_build.c, so that everybody behind deals with plain trees of
 * plain texts. */
#include "store/tree/yaml_tree.h"

#include <string.h>
#include <yaml.h>

#include "store/tree/tree_comments.h"

struct parse {
    const struct tree_source *source;
    struct str bytes; /* without a byte order mark */
    struct build build;
    struct comment_scan comments;
    bool had_document;
};

static void complain_at(const struct tree *tree, struct build_place place, struct str hint,
                        const char *text)
{
    diag_add(tree->diags, SEVERITY_ERROR, (struct span){ tree->file, place.line, place.column },
             (struct str){ 0 }, hint, "%s", text);
}

/* ---- events ---- */

static struct build_place place_of(yaml_mark_t mark)
{
    return (struct build_place){ (uint32_t)mark.line + 1, (uint32_t)mark.column + 1 };
}

static void check_properties(struct parse *parse, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor) {
        build_complain(&parse->build, (struct str){ 0 }, "anchors (&name) are not allowed");
    }
    if (tag) {
        build_complain(&parse->build, STR("quote a text that begins with \"!\""),
                       "tags (!name) are not allowed");
    }
}

static bool is_block(const yaml_event_t *event)
{
    return event->type == YAML_SCALAR_EVENT
           && (event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE
               || event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE);
}

static bool take_scalar(struct parse *parse, const yaml_event_t *event)
{
    struct str text = { (const char *)event->data.scalar.value, event->data.scalar.length };
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

    /* The line end behind a block is there because a block cannot do without. */
    while (is_block(event) && text.len > 0 && text.at[text.len - 1] == '\n') {
        text.len--;
    }
    if (!build_scalar(&parse->build, place_of(event->start_mark), text, plain)) {
        return false;
    }
    check_properties(parse, event->data.scalar.anchor, event->data.scalar.tag);
    return true;
}

static bool take_map(struct parse *parse, const yaml_event_t *event)
{
    if (!build_open(&parse->build, place_of(event->start_mark), NODE_MAP)) {
        return false;
    }
    check_properties(parse, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    return true;
}

static bool take_list(struct parse *parse, const yaml_event_t *event)
{
    if (!build_open(&parse->build, place_of(event->start_mark), NODE_LIST)) {
        return false;
    }
    check_properties(parse, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    return true;
}

static bool take_alias(struct parse *parse, const yaml_event_t *event)
{
    if (!build_broken(&parse->build, place_of(event->start_mark))) {
        return false;
    }
    build_complain(&parse->build, STR("quote a text that begins with \"*\""),
                   "aliases (*name) are not allowed");
    return true;
}

static bool take_document(struct parse *parse, const yaml_event_t *event)
{
    if (parse->had_document) {
        complain_at(parse->build.tree, place_of(event->start_mark), STR("remove the \"---\""),
                    "a second document begins here; a file has only one");
        return false;
    }
    parse->had_document = true;
    return true;
}

/* False at the end, and where going on makes no sense. */
static bool take_event(struct parse *parse, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT: return take_scalar(parse, event);
    case YAML_MAPPING_START_EVENT: return take_map(parse, event);
    case YAML_SEQUENCE_START_EVENT: return take_list(parse, event);
    case YAML_ALIAS_EVENT: return take_alias(parse, event);
    case YAML_DOCUMENT_START_EVENT: return take_document(parse, event);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: build_close(&parse->build); return true;
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT: return true;
    case YAML_STREAM_END_EVENT: parse->build.tree->whole = true; return false;
    case YAML_NO_EVENT: break;
    }
    return false;
}

static void take_comments(struct parse *parse, const yaml_event_t *event)
{
    struct comment_scan *scan = &parse->comments;

    scan->next = parse->build.nodes.count;
    comment_scan_to(scan, event->start_mark.index, (uint32_t)event->start_mark.line,
                    is_block(event));
    comment_scan_over(scan, event->end_mark.index, (uint32_t)event->end_mark.line);
}

/* ---- what libyaml finds wrong ---- */

/* Hints for what libyaml says about common slips. */
static struct str syntax_hint(const char *problem)
{
    static const struct {
        const char *problem;
        const char *hint;
    } hints[] = {
        { "mapping values are not allowed in this context", "quote a text that has \": \" in it" },
        { "found character that cannot start any token",
          "indent with blanks, and quote a text that "
          "begins with @, ` or %" },
        { "did not find expected key", "is the line indented like its neighbours?" },
        { "could not find expected ':'", "every line here needs a key" },
        { "did not find expected '-' indicator", "is the line indented like its neighbours?" },
        { "did not find expected ',' or ']'", "is a bracket or a quote missing?" },
        { "did not find expected ',' or '}'", "is a bracket or a quote missing?" },
    };

    for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
        if (strcmp(problem, hints[i].problem) == 0) {
            return str_from(hints[i].hint);
        }
    }
    return (struct str){ 0 };
}

/* The place of a byte, for what libyaml finds before it knows lines. */
static struct build_place place_of_byte(struct str bytes, size_t offset)
{
    struct build_place place = { 1, 1 };

    for (size_t i = 0; i < offset && i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];

        if (byte == '\n') {
            place.line++;
            place.column = 1;
        } else if ((byte & 0xc0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

static void tell_bad_bytes(const struct parse *parse, const yaml_parser_t *parser)
{
    const struct tree *tree = parse->build.tree;
    struct build_place place = place_of_byte(parse->bytes, parser->problem_offset);

    if (parser->problem && strstr(parser->problem, "control") != NULL) {
        diag_add(tree->diags, SEVERITY_ERROR, (struct span){ tree->file, place.line, place.column },
                 (struct str){ 0 }, (struct str){ 0 },
                 "the character U+%04X is not allowed in a file", (unsigned)parser->problem_value);
    } else {
        complain_at(tree, place, STR("save the file as UTF-8"), "this is no UTF-8 text");
    }
}

static void tell_syntax(const struct parse *parse, const yaml_parser_t *parser)
{
    const struct tree *tree = parse->build.tree;
    const char *problem = parser->problem ? parser->problem : "this is no YAML";
    struct build_place place = place_of(parser->problem_mark);

    if (!parser->context || strcmp(parser->context, "while scanning for the next token") == 0) {
        complain_at(tree, place, syntax_hint(problem), problem);
    } else {
        diag_add(tree->diags, SEVERITY_ERROR, (struct span){ tree->file, place.line, place.column },
                 (struct str){ 0 }, syntax_hint(problem), "%s, %s that begins at line %u", problem,
                 parser->context, (unsigned)parser->context_mark.line + 1);
    }
}

static void run_parser(struct parse *parse, yaml_parser_t *parser)
{
    const struct tree_source *source = parse->source;
    const struct memory *memory = parse->build.arena->memory;
    yaml_event_t event;
    bool more = true;

    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)parse->bytes.at, parse->bytes.len);
    while (more && yaml_parser_parse(parser, &event)) {
        if (source->comments) {
            take_comments(parse, &event);
        }
        more = take_event(parse, &event);
        if (source->each) {
            build_give_item(&parse->build, source->each, source->context);
        }
        yaml_event_delete(&event);
    }
    if (parser->error == YAML_MEMORY_ERROR) {
        yaml_parser_delete(parser);
        memory->exhausted(memory->context);
    }
    if (parser->error == YAML_READER_ERROR) {
        tell_bad_bytes(parse, parser);
    } else if (parser->error != YAML_NO_ERROR) {
        tell_syntax(parse, parser);
    }
}

/* ---- before libyaml sees a byte ---- */

static void tell_empty(const struct tree *tree)
{
    complain_at(tree, (struct build_place){ 0, 0 }, (struct str){ 0 }, "the file is empty");
}

/* Directives (%YAML, %TAG) are of no use here, and libyaml compares each %TAG with all others. */
static bool has_directive(const struct tree *tree, struct str bytes)
{
    const char *end = bytes.at + bytes.len;
    uint32_t line = 1;

    for (const char *at = bytes.at; at < end; line++) {
        const char *newline;

        if (*at == '%') {
            complain_at(tree, (struct build_place){ line, 1 },
                        STR("quote a text that begins with \"%\""),
                        "directives (%YAML, %TAG) are not allowed");
            return true;
        }
        newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    return false;
}

/* False if the bytes are not to be read at all. Takes a byte order mark of UTF-8 off. */
static bool check_bytes(const struct tree *tree, uint32_t limit, struct str *bytes)
{
    if (bytes->len > limit) {
        diag_add(tree->diags, SEVERITY_ERROR, (struct span){ tree->file, 0, 0 }, (struct str){ 0 },
                 (struct str){ 0 }, "the file is larger than %u MiB", (unsigned)(limit >> 20));
        return false;
    }
    if (str_starts(*bytes, STR("\xff\xfe")) || str_starts(*bytes, STR("\xfe\xff"))) {
        complain_at(tree, (struct build_place){ 1, 1 }, STR("save the file as UTF-8"),
                    "the file is UTF-16");
        return false;
    }
    if (str_starts(*bytes, STR("\xef\xbb\xbf"))) {
        *bytes = str_part(*bytes, 3, bytes->len);
    }
    if (bytes->len == 0) {
        tell_empty(tree);
        return false;
    }
    return !has_directive(tree, *bytes);
}

bool tree_read(const struct tree_source *source, struct arena *arena, struct diag_list *diags,
               struct tree *ret)
{
    struct parse parse = { .source = source, .bytes = source->bytes };
    yaml_parser_t parser;

    *ret = (struct tree){ .file = source->name, .diags = diags, .arena = arena };
    if (!check_bytes(ret, source->limit, &parse.bytes)) {
        return false;
    }
    build_init(&parse.build, ret, arena);
    parse.comments = (struct comment_scan){ .arena = arena, .bytes = parse.bytes };
    if (!yaml_parser_initialize(&parser)) {
        arena->memory->exhausted(arena->memory->context);
    }
    run_parser(&parse, &parser);
    yaml_parser_delete(&parser);
    build_finish(&parse.build);
    ret->comments = parse.comments.list.items;
    ret->comment_count = parse.comments.list.count;
    if (ret->whole && (ret->count == 0 || node_nothing(ret->nodes))) {
        tell_empty(ret);
        return false;
    }
    return ret->count > 0;
}
