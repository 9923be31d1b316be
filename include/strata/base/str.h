/* Slices of text, and a builder for text.
 *
 * A `struct str` points into memory that somebody else owns (an arena, a file that was read, a
 * literal); it is not terminated by a NUL and may hold any byte. Text from files is made safe by
 * text_clean() (text.h) when it is loaded, so whatever is in a catalogue or a design may be shown
 * as it is. */
#ifndef STRATA_BASE_STR_H
#define STRATA_BASE_STR_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strata/base/arena.h"

struct str {
    const char *at;
    size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* For printf's "%.*s". A length beyond int would turn negative there and print past the end. */
#define STR_ARG(s) ((s).len < INT_MAX ? (int)(s).len : INT_MAX), (s).at

struct str str_from(const char *terminated); /* NULL gives the empty slice */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *terminated);
bool str_same(struct str a, struct str b); /* without regard to ASCII case */
int str_cmp(struct str a, struct str b);   /* byte order */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_part(struct str s, size_t from, size_t len); /* clipped to s */
struct str str_trim(struct str s);                          /* blanks, tabs, line ends */
bool str_find(struct str s, struct str what, size_t *ret_at);
struct str str_copy(struct arena *arena, struct str s);
const char *str_terminated(struct arena *arena, struct str s); /* a copy with a NUL behind it */
char char_lower(char c); /* of an ASCII letter; all else stays */

/* Edit distance (insert, delete, change, swap of neighbours) without regard to ASCII case, for "did
 * you mean"; stops counting above `limit` and then returns limit + 1. */
unsigned str_distance(struct str a, struct str b, unsigned limit);

/* "s" for anything but 1: "0 errors", "1 error". */
const char *plural_s(uint32_t count);
const char *plural_es(uint32_t count); /* "2 boxes", "1 box" */

/* A builder that grows in an arena. Zero-initialise, set `arena`. */
struct strbuf {
    struct arena *arena;
    char *at;
    size_t len;
    size_t room;
};

void strbuf_add(struct strbuf *buf, struct str s);
void strbuf_add_char(struct strbuf *buf, char c);
void strbuf_addz(struct strbuf *buf, const char *terminated);
void strbuf_addf(struct strbuf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void strbuf_addv(struct strbuf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
struct str strbuf_str(const struct strbuf *buf); /* what was built; valid until the next add */

/* A list in a sentence, "a, b, c": `start` is the buffer's length where the list begins.
 * strbuf_comma() adds the ", " before all but the first, for items that are written in pieces;
 * strbuf_list() adds an item with it. */
void strbuf_comma(struct strbuf *buf, size_t start);
void strbuf_list(struct strbuf *buf, size_t start, struct str item);

/* One formatted text in the arena. */
struct str str_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
