#include "export/languages/find.h"

#include <string.h>

#include "strata/export/graph_read.h"

#define NO_TEXT ((struct str){ 0 })
#define LINES_LOOKED_AT 60

/* ---- DOT ---- */

struct str find_without_bom(struct str bytes)
{
    const struct str bom = STR("\xef\xbb\xbf");
    return str_starts(bytes, bom) ? str_part(bytes, bom.len, bytes.len) : bytes;
}

/* Behind what `end` marks; the end of the text if it is missing. */
static struct str behind(struct str text, struct str end)
{
    size_t at;
    return str_find(text, end, &at) ? str_part(text, at + end.len, text.len) : NO_TEXT;
}

/* Without blanks and comments at its beginning. */
struct str find_first_word(struct str text)
{
    for (;;) {
        text = str_trim(text);
        if (str_starts(text, STR("//")) || str_starts(text, STR("#"))) {
            text = behind(text, STR("\n"));
        } else if (str_starts(text, STR("/*"))) {
            text = behind(text, STR("*/"));
        } else {
            return text;
        }
    }
}

/* Takes the word, in any case, off the text with the blanks behind it. */
static bool take_word(struct str *text, const char *word)
{
    size_t len = strlen(word);
    if (!str_same(str_part(*text, 0, len), str_from(word))) {
        return false;
    }
    struct str rest = str_part(*text, len, text->len);
    if (rest.len > 0 && strchr(" \t\r\n{\"</", rest.at[0]) == NULL) {
        return false;
    }
    *text = find_first_word(rest);
    return true;
}

bool graph_is_text(struct str bytes)
{
    struct str text = find_first_word(find_without_bom(bytes));
    bool strict = take_word(&text, "strict");
    bool graph = take_word(&text, "digraph") || take_word(&text, "graph");
    return graph && (strict || (text.len > 0 && text.at[0] != ':'));
}

/* ---- lines ---- */

static struct str take_line(struct str *text)
{
    size_t end = text->len;
    (void)str_find(*text, STR("\n"), &end);
    struct str line = str_part(*text, 0, end);
    *text = str_part(*text, end + 1, text->len);
    return line;
}

static bool is_any(struct str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(word, words[i])) {
            return true;
        }
    }
    return false;
}

/* ---- Mermaid ---- */

/* Behind front matter and comments. */
static struct str first_of_mermaid(struct str *text)
{
    size_t end;
    *text = str_trim(*text);
    if (str_starts(*text, STR("---")) && str_find(*text, STR("\n---"), &end)) {
        *text = str_part(*text, end + 4, text->len);
    }
    while ((*text = str_trim(*text)).len > 0 && str_starts(*text, STR("%%"))) {
        take_line(text);
    }
    return take_line(text);
}

/* "flowchart LR", or "graph TD", which DOT has no brace for. */
static bool is_flowchart(struct str text)
{
    static const char *const ways[] = { "TD", "TB", "BT", "LR", "RL" };
    struct str rest = text;
    struct str line = str_trim(first_of_mermaid(&rest));
    size_t end;
    if (str_find(line, STR(";"), &end) || str_find(line, STR("%%"), &end)) {
        line = str_trim(str_part(line, 0, end));
    }
    if (str_starts(line, STR("graph"))) {
        struct str way = str_trim(str_part(line, 5, line.len));
        return !str_starts(str_trim(rest), STR("{"))
               && (way.len == 0 ? !graph_is_text(text)
                                : is_any(way, ways, sizeof(ways) / sizeof(ways[0])));
    }
    return str_starts(line, STR("flowchart"));
}

/* ---- D2 ---- */

/* From a stream, which has no name: what no design has, and D2 nearly always. */
static bool is_d2(struct str text)
{
    static const char *const ways[] = { "right", "down", "left", "up" };
    bool found = false;
    for (int i = 0; i < LINES_LOOKED_AT && text.len > 0; i++) {
        struct str line = take_line(&text);
        struct str way = str_trim(str_part(line, 10, line.len));
        if (str_starts(line, STR("strata:")) || str_starts(line, STR("title:"))
            || str_starts(line, STR("scale:")) || str_starts(line, STR("layers:"))) {
            return false;
        }
        found = found || str_starts(line, STR("# A stack drawn by strata"))
                || (str_starts(line, STR("direction:"))
                    && is_any(way, ways, sizeof(ways) / sizeof(ways[0])));
    }
    return found;
}

/* ---- Markdown ---- */

struct fence {
    const char *word;
    enum graph_language language;
};

static const struct fence fences[] = {
    { "mermaid", GRAPH_MERMAID }, { "dot", GRAPH_DOT }, { "graphviz", GRAPH_DOT },
    { "gv", GRAPH_DOT },          { "d2", GRAPH_D2 },
};

static const struct fence *fence_of(struct str line)
{
    line = str_trim(line);
    if (!str_starts(line, STR("```")) && !str_starts(line, STR("~~~"))) {
        return NULL;
    }
    struct str word = str_trim(str_part(line, 3, line.len));
    for (size_t i = 0; i < sizeof(fences) / sizeof(fences[0]); i++) {
        if (str_same(word, str_from(fences[i].word))) {
            return &fences[i];
        }
    }
    return NULL;
}

/* What is in the first fence that holds a diagram strata reads. */
static bool find_fence(struct str text, enum graph_language *ret_language, struct str *ret_text)
{
    while (text.len > 0) {
        struct str line = take_line(&text);
        const struct fence *fence = fence_of(line);
        struct str mark = str_part(str_trim(line), 0, 3);
        if (fence == NULL) {
            continue;
        }
        struct str inside = text;
        size_t len = 0;
        while (text.len > 0) {
            len = inside.len - text.len;
            if (str_starts(str_trim(take_line(&text)), mark)) {
                break;
            }
            len = inside.len;
        }
        *ret_language = fence->language;
        *ret_text = str_part(inside, 0, len);
        if (fence->language != GRAPH_MERMAID || is_flowchart(*ret_text)) {
            return true;
        }
    }
    return false;
}

/* ---- the whole ---- */

bool graph_find(struct str file, struct str bytes, enum graph_language *ret_language,
                struct str *ret_text)
{
    struct str text = find_without_bom(bytes);
    bool page = str_ends(file, STR(".md")) || str_ends(file, STR(".markdown"));
    *ret_text = text;
    if (page) {
        return find_fence(text, ret_language, ret_text);
    }
    if (is_flowchart(text)) {
        *ret_language = GRAPH_MERMAID;
        return true;
    }
    if (str_ends(file, STR(".d2")) || (!graph_is_text(text) && is_d2(text))) {
        *ret_language = GRAPH_D2;
        return true;
    }
    *ret_language = GRAPH_DOT;
    return str_ends(file, STR(".dot")) || str_ends(file, STR(".gv")) || graph_is_text(text);
}
