#include "cli/foreign.h"

#include <string.h>

#include "strata/base/text.h"
#include "strata/export/graph_read.h"

#define LINES_LOOKED_AT 60

enum where {
    FIRST,  /* the first line that says something begins with it */
    BEGINS, /* a line begins with it, without blanks before it */
    WHOLE,  /* a line is this and nothing else, but for blanks and a semicolon */
    HAS,    /* it is somewhere in a line */
};

struct sign {
    const char *what; /* "this is ..." */
    enum where where;
    const char *text;
    const char *hint; /* or NULL */
};

#define FROM_HINT "\"strata new --from\" makes a design of it"
#define MERMAID_WAY(way)                              \
    { "Mermaid", WHOLE, "graph " way, FROM_HINT },    \
    {                                                 \
        "Mermaid", WHOLE, "flowchart " way, FROM_HINT \
    }
#define COMPOSE "a compose file"
#define TERRAFORM "Terraform"
#define TERRAFORM_HINT "\"terraform graph\" prints a diagram that strata reads"
#define FENCE_HINT "a diagram in it can be put into a file of its own"

/* The first that is found decides. */
static const struct sign signs[] = {
    { "Markdown", BEGINS, "```", FENCE_HINT },
    { "a drawing of draw.io", FIRST, "<mxfile", NULL },
    { "a drawing of draw.io", FIRST, "<mxGraphModel", NULL },
    { "SVG", FIRST, "<svg", NULL },
    { "SVG", HAS, "<svg ", NULL },
    { "HTML", FIRST, "<!DOCTYPE html", NULL },
    { "HTML", FIRST, "<html", NULL },
    { "XML", FIRST, "<?xml", NULL },
    { "PlantUML", BEGINS, "@start", NULL },
    { "Mermaid", BEGINS, "%%{", NULL },
    MERMAID_WAY("TD"),
    MERMAID_WAY("TB"),
    MERMAID_WAY("BT"),
    MERMAID_WAY("LR"),
    MERMAID_WAY("RL"),
    { "Mermaid", WHOLE, "sequenceDiagram", NULL },
    { "Mermaid", WHOLE, "classDiagram", NULL },
    { "Mermaid", WHOLE, "stateDiagram-v2", NULL },
    { "Mermaid", WHOLE, "erDiagram", NULL },
    { "Mermaid", WHOLE, "architecture-beta", NULL },
    { "Mermaid", WHOLE, "C4Context", NULL },
    { "Mermaid", WHOLE, "C4Container", NULL },
    { "Structurizr", FIRST, "workspace", NULL },
    { "package.json", HAS, "\"dependencies\":", NULL },
    { "package.json", HAS, "\"devDependencies\":", NULL },
    { "TOML, as pyproject.toml is", BEGINS, "[project", NULL },
    { "TOML, as pyproject.toml is", BEGINS, "[tool.", NULL },
    { "TOML, as pyproject.toml is", BEGINS, "[build-system]", NULL },
    { TERRAFORM, BEGINS, "terraform {", TERRAFORM_HINT },
    { TERRAFORM, BEGINS, "resource \"", TERRAFORM_HINT },
    { TERRAFORM, BEGINS, "provider \"", TERRAFORM_HINT },
    { TERRAFORM, BEGINS, "module \"", TERRAFORM_HINT },
    { TERRAFORM, BEGINS, "variable \"", TERRAFORM_HINT },
    { COMPOSE, BEGINS, "services:", NULL },
    { "D2", BEGINS, "direction:", FROM_HINT },
    { "D2", HAS, "shape: ", FROM_HINT },
    { "Markdown", BEGINS, "## ", FENCE_HINT },
    { "Markdown", FIRST, "# ", FENCE_HINT },
};

/* Keys that a design has, and others do not. */
static const struct sign of_designs[] = {
    { "a design", BEGINS, "strata:", NULL },   { "a design", BEGINS, "scale:", NULL },
    { "a design", BEGINS, "workload:", NULL }, { "a design", HAS, "\"scale\":", NULL },
    { "a design", HAS, " scale: ", NULL },
};

static bool next_line(struct str *rest, struct str *ret_line)
{
    size_t end = rest->len;
    (void)str_find(*rest, STR("\n"), &end);
    *ret_line = str_part(*rest, 0, end);
    bool more = rest->len > 0;
    *rest = str_part(*rest, end + 1, rest->len);
    return more;
}

static struct str bare(struct str line)
{
    line = str_trim(line);
    return str_ends(line, STR(";")) ? str_trim(str_part(line, 0, line.len - 1)) : line;
}

static bool in_line(const struct sign *sign, struct str line, bool first)
{
    struct str text = str_from(sign->text);
    size_t at;
    switch (sign->where) {
    case FIRST: return first && str_starts(str_trim(line), text);
    case BEGINS: return str_starts(line, text);
    case WHOLE: return str_eq(bare(line), text);
    case HAS: return str_find(line, text, &at);
    }
    return false;
}

static bool has_sign(struct str bytes, const struct sign *sign)
{
    struct str line;
    bool first = true;
    for (unsigned i = 0; i < LINES_LOOKED_AT && next_line(&bytes, &line); i++) {
        if (str_trim(line).len == 0) {
            continue;
        }
        if (in_line(sign, line, first)) {
            return true;
        }
        first = false;
    }
    return false;
}

static bool is_design(struct str bytes)
{
    for (size_t i = 0; i < sizeof(of_designs) / sizeof(of_designs[0]); i++) {
        if (has_sign(bytes, &of_designs[i])) {
            return true;
        }
    }
    return false;
}

/* The first line that is no comment, from behind the characters of `name` on. */
static struct str behind_name(struct str bytes, const char *name)
{
    struct str line;
    while (next_line(&bytes, &line)) {
        line = str_trim(line);
        if (line.len > 0 && line.at[0] != '#') {
            break;
        }
    }
    size_t i = 0;
    while (i < line.len && line.at[i] != '\0' && strchr(name, line.at[i]) != NULL) {
        i++;
    }
    return i > 0 ? str_part(line, i, line.len) : (struct str){ 0 };
}

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
#define LOWER "abcdefghijklmnopqrstuvwxyz.-[]"

/* "API_KEY=...", "name==1.2": lists without a sign of their own. */
static const struct sign *list_of(struct str bytes)
{
    static const struct sign environment = { "a file of environment variables", FIRST, "=", NULL };
    static const struct sign requirements[] = {
        { "a list of requirements", FIRST, "==", NULL },
        { "a list of requirements", FIRST, ">=", NULL },
        { "a list of requirements", FIRST, "~=", NULL },
    };
    struct str rest = behind_name(bytes, UPPER LOWER);
    for (size_t i = 0; i < sizeof(requirements) / sizeof(requirements[0]); i++) {
        if (str_starts(rest, str_from(requirements[i].text))) {
            return &requirements[i];
        }
    }
    return str_starts(behind_name(bytes, UPPER), STR("=")) ? &environment : NULL;
}

/* Mermaid's "graph TD" begins as Graphviz's "graph TD {" does. */
static bool is_graphviz(struct str bytes)
{
    struct str first;
    if (!graph_is_text(bytes)) {
        return false;
    }
    while (next_line(&bytes, &first) && str_trim(first).len == 0) {
    }
    size_t at;
    bool opened = str_find(first, STR("{"), &at) || str_starts(str_trim(bytes), STR("{"));
    return opened || !str_starts(first, STR("graph "));
}

bool foreign_refused(struct str name, struct str bytes, struct diag_list *diags)
{
    if (is_design(bytes) || is_graphviz(bytes)) {
        return false;
    }
    const struct sign *found = list_of(bytes);
    for (size_t i = 0; found == NULL && i < sizeof(signs) / sizeof(signs[0]); i++) {
        found = has_sign(bytes, &signs[i]) ? &signs[i] : NULL;
    }
    if (found != NULL) {
        diag_add(diags, SEVERITY_ERROR, (struct span){ .file = name }, (struct str){ 0 },
                 str_from(found->hint),
                 "this is %s; strata reads its own designs, and diagrams of Graphviz, Mermaid "
                 "(flowcharts) and D2",
                 found->what);
    }
    return found != NULL;
}

/* ---- UTF-16 ---- */

static uint32_t unit_at(struct str bytes, size_t i, bool little)
{
    uint32_t a = (unsigned char)bytes.at[i], b = (unsigned char)bytes.at[i + 1];
    return little ? a | b << 8 : a << 8 | b;
}

/* The code point whose first half is at *i, which goes behind it. */
static uint32_t take_point(struct str bytes, size_t *i, bool little)
{
    uint32_t unit = unit_at(bytes, *i, little);
    *i += 2;
    if (unit < 0xD800 || unit > 0xDFFF) {
        return unit;
    }
    uint32_t second = *i + 1 < bytes.len ? unit_at(bytes, *i, little) : 0;
    if (unit > 0xDBFF || second < 0xDC00 || second > 0xDFFF) {
        return 0xFFFD; /* half of a pair */
    }
    *i += 2;
    return 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
}

struct str foreign_utf8(struct str bytes, struct arena *arena)
{
    bool little = str_starts(bytes, STR("\xFF\xFE"));
    struct strbuf text = { .arena = arena };
    char encoded[4];
    if (!little && !str_starts(bytes, STR("\xFE\xFF"))) {
        return bytes;
    }
    for (size_t i = 2; i + 1 < bytes.len;) {
        uint32_t point = take_point(bytes, &i, little);
        strbuf_add(&text, (struct str){ encoded, text_encode(point, encoded) });
    }
    return strbuf_str(&text);
}
