/* The comments of a design's file, gathered by the key they belong to.
 *
 * Paths are those of struct comment (design.h): "" is the head of the file, "title" a key,
 * "layers.gateway" a key in a section, "layers.gateway.portkey" an entry of a layer's list,
 * "layers." the end of a section and
 * "." the end of the file. */
#ifndef STORE_DESIGN_COMMENTS_H
#define STORE_DESIGN_COMMENTS_H

#include "strata/base/index.h"
#include "strata/base/str.h"
#include "strata/base/vec.h"
#include "strata/model/design.h"

struct gathered {
    struct str path;
    struct strbuf before;
    struct strbuf behind;
    uint32_t last_line; /* in the file, of what is in `before` */
};

struct comments {
    struct arena *arena;
    struct index index;
    VEC(struct gathered) list;
};

void comments_init(struct comments *comments, struct arena *arena);

/* One more line before a key. Between lines that are not neighbours in the file (`line`; 0 if there
 * is no file) one empty line is kept. */
void comments_before(struct comments *comments, struct str path, struct str text, uint32_t line);

/* One more comment behind a key, on its line. */
void comments_behind(struct comments *comments, struct str path, struct str text);

/* The result, for a design. */
void comments_finish(const struct comments *comments, struct arena *arena, struct design *design);

/* Clean, on one line, beginning with "#". */
struct str comments_line(struct arena *arena, struct str text);

#endif
