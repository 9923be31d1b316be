/* Where in a text a diagram begins, and in which language it is: see graph_find(). */
#ifndef STRATA_EXPORT_LANGUAGES_FIND_H
#define STRATA_EXPORT_LANGUAGES_FIND_H

#include "strata/base/str.h"

struct str find_without_bom(struct str bytes);

/* Without blanks and DOT's comments at its beginning. */
struct str find_first_word(struct str text);

#endif
