/* What writes a design puts down: keys and values, each with the comments that stood by it.
 *
 * A comment belongs to the path of a key ("layers.gateway"). Each is written once: in front of or
 * behind its key, or, where the key is gone, as lines of its own at the end of the section. */
#ifndef STORE_DESIGN_DESIGN_WRITER_H
#define STORE_DESIGN_DESIGN_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "store/design/read_design.h"
#include "strata/base/arena.h"
#include "strata/base/index.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

struct writer {
    const struct catalog *catalog;
    const struct design *design;
    struct arena *arena;
    struct strbuf out;
    struct index paths; /* of the comments */
    bool *written;      /* for each comment */
};

/* The words of enum design_key. */
extern const char *const writer_keys[];

/* ---- comments ---- */

/* The one of a path that still waits; NULL if there is none. */
const struct comment *writer_comment(const struct writer *writer, struct str path,
                                     uint32_t *ret_number);
bool writer_has_comments(const struct writer *writer, struct str path); /* of it or below */

/* The lines in front of a key. */
void writer_before(struct writer *writer, struct str path, unsigned indent);

/* Behind what was written last; writer_end_line() ends the line as well. */
void writer_behind(struct writer *writer, struct str path);
void writer_end_line(struct writer *writer, struct str path);

/* A comment whose key is not there any more, as lines of its own. */
void writer_orphan(struct writer *writer, uint32_t number, unsigned indent);

/* ---- keys ---- */

void writer_indent(struct writer *writer, unsigned indent);
struct str writer_path(const struct writer *writer, struct str parent, struct str key);
bool writer_is_below(struct str path, struct str parent);

/* A text as YAML has it; `flow`: within [] or {}. */
struct str writer_scalar(const struct writer *writer, struct str text, bool flow);

/* "key: value" at the top, with its comments. */
void writer_top(struct writer *writer, enum design_key key, struct str value);

/* A section with keys or comments; false if it is left out. Its end takes what is left of its
 * comments. */
bool writer_begin(struct writer *writer, enum design_key key, bool has_keys);
void writer_entry(struct writer *writer, enum design_key section, struct str key, struct str value);
void writer_end(struct writer *writer, enum design_key key);

/* The section "layers". */
void write_layers(struct writer *writer); /* write_layers.c */

#endif
