/* How the parts of strata name the catalogue's rows without looking at them: row numbers, and the
 * structs that others only point to.
 *
 * A header that hands on ids or pointers includes this one; who looks into a row includes
 * catalog.h. */
#ifndef STRATA_MODEL_IDS_H
#define STRATA_MODEL_IDS_H

#include <stdint.h>

/* Row numbers. */
typedef uint32_t scale_id;
typedef uint32_t group_id;
typedef uint32_t layer_id;
typedef uint32_t role_id;
typedef uint32_t endpoint_id;
typedef uint32_t figure_id;
typedef uint32_t meter_id;
typedef uint32_t component_id;
typedef uint32_t plan_id;
typedef uint32_t trait_id;
typedef uint32_t tag_id;
typedef uint32_t rule_id;
typedef uint32_t preset_id;

#define NONE UINT32_MAX /* "no row" for any of them */

#define SCALES_MAX 8   /* scales fit a bit mask of 32 with room to spare */
#define TAGS_MAX 64    /* tags of a component are one 64-bit mask */
#define CHOICES_MAX 12 /* components chosen in one layer */
#define REGIONS_MAX 8

struct catalog; /* catalog.h */
struct design;  /* design.h */

#endif
