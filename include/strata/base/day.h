/* A day of the calendar, without a time or a zone: what prices were looked up on, and until when
 * a finding is accepted. The Gregorian calendar, also before it was one. */
#ifndef STRATA_BASE_DAY_H
#define STRATA_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

/* Days since 1970-01-01, so that two of them can be compared and subtracted. */
typedef int32_t day;

#define DAY_NONE INT32_MIN /* before every other day */

/* Of a year from 1 to 9999; false if there is no such day. */
bool day_make(int year, int month, int of_month, day *ret_day);

/* "2026-11-23", and nothing else; false if it is no such text, or there is no such day. */
bool day_parse(struct str text, day *ret_day);

/* "2026-11-23"; "never" for DAY_NONE. */
struct str day_format(day date, struct arena *arena);

#endif
