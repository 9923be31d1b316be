/* Writing JSON, value by value: for every report that programs read.
 *
 * Objects and arrays are opened and closed; what is put in between belongs to the innermost one, by
 * its `key` in an object, and with NULL for a key in an array. Keys stand in the order in which they
 * were put. Money and exact figures are decimal strings, never floating point. Texts are cleaned. A
 * lack of memory is kept until json_end(), so that nothing in between needs a check. */
#ifndef STRATA_REPORT_JSON_H
#define STRATA_REPORT_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/money.h"
#include "strata/base/str.h"

/* Every report begins with it. A new key leaves it; a key that goes or changes its meaning raises
 * it. */
#define JSON_VERSION 1

#define JSON_DEPTH 8 /* of objects and arrays within each other */

struct json_writer {
    struct arena *arena;
    void *open[JSON_DEPTH]; /* the innermost last; the library's values */
    uint32_t depth;
    bool failed;
};

/* Opens the outermost object, with the version in it. Every begin needs its json_end(). */
void json_begin(struct json_writer *writer, struct arena *arena);

/* The text in the writer's arena, with a line end behind it; what is still open is closed. False,
 * with the reason, if there was not enough memory. */
bool json_end(struct json_writer *writer, struct str *ret_bytes, struct diag_list *diags);

void json_open_object(struct json_writer *writer, const char *key);
void json_open_array(struct json_writer *writer, const char *key);
void json_close(struct json_writer *writer);

void json_put_text(struct json_writer *writer, const char *key, struct str text);
void json_put_word(struct json_writer *writer, const char *key, const char *word);
void json_put_money(struct json_writer *writer, const char *key, money amount);  /* "8176.41" */
void json_put_exact(struct json_writer *writer, const char *key, int64_t micro); /* "0.0472" */
void json_put_count(struct json_writer *writer, const char *key, int64_t count);
void json_put_number(struct json_writer *writer, const char *key, int64_t micro); /* 10.71 */
void json_put_flag(struct json_writer *writer, const char *key, bool flag);
void json_put_null(struct json_writer *writer, const char *key);

#endif
