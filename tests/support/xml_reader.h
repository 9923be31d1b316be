/* Just enough XML to read our SVG back: tags, attributes, text,
 * comments, the five named entities and numbers. Anything else (a document type with declarations,
 * CDATA, processing instructions, other entities) counts as broken. */
#ifndef STRATA_EXPORT_DRAWING_XML_H
#define STRATA_EXPORT_DRAWING_XML_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

#define XML_ATTRIBUTES 16
#define XML_DEPTH 32

enum xml_kind {
    XML_START,
    XML_END, /* comes for empty elements as well */
    XML_TEXT,
    XML_DONE, /* everything that was opened is closed, and nothing follows */
    XML_BROKEN,
};

struct xml_attribute {
    struct str name;
    struct str value; /* decoded */
};

struct xml_token {
    enum xml_kind kind;
    struct str name; /* of the element */
    struct str text; /* XML_TEXT: decoded */
    struct xml_attribute attributes[XML_ATTRIBUTES];
    uint32_t attribute_count;
};

struct xml_reader {
    struct arena *arena;
    struct str rest;
    struct str open[XML_DEPTH]; /* names of the elements that are open */
    uint32_t depth;
    bool rooted;      /* the outermost element has begun */
    bool end_pending; /* after an empty element */
};

void xml_init(struct xml_reader *reader, struct str text, struct arena *arena);

/* Comments, the XML declaration and the document type are passed over. */
enum xml_kind xml_next(struct xml_reader *reader, struct xml_token *ret);

/* The value of an attribute, or the empty slice. */
struct str xml_attribute(const struct xml_token *token, const char *name);

#endif
