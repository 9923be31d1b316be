/* What is compiled in. src/tools/embed.c reads catalog/ai-stack and themes when strata is built and
 * writes these as C source. */
#ifndef STRATA_MODEL_SHIPPED_H
#define STRATA_MODEL_SHIPPED_H

#include <stddef.h>
#include <stdint.h>

#include "strata/model/theme.h"

extern const unsigned char shipped_catalog[]; /* a block for catalog_open() */
extern const size_t shipped_catalog_size;

extern const struct theme shipped_themes[];
extern const uint32_t shipped_theme_count;

#endif
