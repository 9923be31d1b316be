#include "strata/base/str.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* memcmp() and memcpy() must not be given NULL, not even for 0 bytes, and the empty slice may be
 * that. */
static int compare(const char *a, const char *b, size_t len)
{
    return len == 0 ? 0 : memcmp(a, b, len);
}

static void copy(char *to, struct str s)
{
    if (s.len > 0) {
        memcpy(to, s.at, s.len);
    }
}

struct str str_from(const char *terminated)
{
    return terminated == NULL ? (struct str){ 0 } : (struct str){ terminated, strlen(terminated) };
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && compare(a.at, b.at, a.len) == 0;
}

bool str_is(struct str a, const char *terminated)
{
    return str_eq(a, str_from(terminated));
}

char char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_same(struct str a, struct str b)
{
    bool same = a.len == b.len;
    for (size_t i = 0; same && i < a.len; i++) {
        same = char_lower(a.at[i]) == char_lower(b.at[i]);
    }
    return same;
}

int str_cmp(struct str a, struct str b)
{
    int order = compare(a.at, b.at, a.len < b.len ? a.len : b.len);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && compare(s.at, prefix.at, prefix.len) == 0;
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_eq(str_part(s, s.len - suffix.len, suffix.len), suffix);
}

struct str str_part(struct str s, size_t from, size_t len)
{
    if (from >= s.len) {
        return (struct str){ 0 };
    }
    return (struct str){ s.at + from, len < s.len - from ? len : s.len - from };
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str str_trim(struct str s)
{
    while (s.len > 0 && is_blank(s.at[s.len - 1])) {
        s.len--;
    }
    while (s.len > 0 && is_blank(s.at[0])) {
        s.at++;
        s.len--;
    }
    return s;
}

bool str_find(struct str s, struct str what, size_t *ret_at)
{
    if (what.len == 0) {
        *ret_at = 0;
        return true;
    }
    size_t at = 0;
    while (s.len - at >= what.len) {
        const char *hit = memchr(s.at + at, what.at[0], s.len - at - what.len + 1);
        if (hit == NULL) {
            return false;
        }
        at = (size_t)(hit - s.at);
        if (compare(hit, what.at, what.len) == 0) {
            *ret_at = at;
            return true;
        }
        at++;
    }
    return false;
}

struct str str_copy(struct arena *arena, struct str s)
{
    char *at = arena_alloc(arena, s.len);
    copy(at, s);
    return (struct str){ at, s.len };
}

const char *str_terminated(struct arena *arena, struct str s)
{
    if (s.len == SIZE_MAX) {
        arena->memory->exhausted(arena->memory->context);
    }
    char *at = arena_alloc(arena, s.len + 1);
    copy(at, s);
    return at;
}

/* ---- Edit distance ---- */

#define DISTANCE_MAX 64 /* longer names are nobody's typing mistake */

static unsigned min(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* One row of the table: the distances from a[0..i] to every beginning of b. Row i needs rows i-1
 * (`above`) and i-2 (`above2`, for swaps). Returns the least value in it. */
static unsigned distance_row(struct str a, struct str b, size_t i, const unsigned *above2,
                             const unsigned *above, unsigned *row)
{
    row[0] = (unsigned)i;
    unsigned least = row[0];
    for (size_t j = 1; j <= b.len; j++) {
        char from = char_lower(a.at[i - 1]);
        char to = char_lower(b.at[j - 1]);
        unsigned best = above[j - 1] + (from != to);
        best = min(best, min(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && from == char_lower(b.at[j - 2]) && char_lower(a.at[i - 2]) == to) {
            best = min(best, above2[j - 2] + 1);
        }
        row[j] = best;
        least = min(least, best);
    }
    return least;
}

unsigned str_distance(struct str a, struct str b, unsigned limit)
{
    const unsigned too_far = limit < UINT_MAX ? limit + 1 : limit;
    unsigned rows[3][DISTANCE_MAX + 1];

    if (a.len > DISTANCE_MAX || b.len > DISTANCE_MAX) {
        return too_far;
    }
    if ((a.len > b.len ? a.len - b.len : b.len - a.len) > limit) {
        return too_far;
    }
    for (size_t j = 0; j <= b.len; j++) {
        rows[0][j] = (unsigned)j;
    }
    unsigned least_above = 0;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned least = distance_row(a, b, i, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
        if (least > limit && least_above > limit) { /* a swap reaches back two rows */
            return too_far;
        }
        least_above = least;
    }
    return min(rows[a.len % 3][b.len], too_far);
}

const char *plural_s(uint32_t count)
{
    return count == 1 ? "" : "s";
}

const char *plural_es(uint32_t count)
{
    return count == 1 ? "" : "es";
}

/* ---- Builder ---- */

/* Makes room for `more` bytes and one NUL that vsnprintf() wants to write. */
static void strbuf_reserve(struct strbuf *buf, size_t more)
{
    if (more >= SIZE_MAX / 4 - buf->len) {
        buf->arena->memory->exhausted(buf->arena->memory->context);
    }
    size_t needed = buf->len + more + 1;
    if (needed <= buf->room) {
        return;
    }
    size_t room = buf->room < 32 ? 64 : buf->room * 2;
    if (room < needed) {
        room = needed;
    }
    char *at = arena_alloc(buf->arena, room);
    copy(at, strbuf_str(buf));
    buf->at = at;
    buf->room = room;
}

void strbuf_add(struct strbuf *buf, struct str s)
{
    strbuf_reserve(buf, s.len);
    copy(buf->at + buf->len, s);
    buf->len += s.len;
}

void strbuf_add_char(struct strbuf *buf, char c)
{
    strbuf_add(buf, (struct str){ &c, 1 });
}

void strbuf_addz(struct strbuf *buf, const char *terminated)
{
    strbuf_add(buf, str_from(terminated));
}

void strbuf_addf(struct strbuf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    strbuf_addv(buf, format, args);
    va_end(args);
}

void strbuf_addv(struct strbuf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);

    /* Most texts are short: the first try mostly fits, and tells how much room the second needs. */
    strbuf_reserve(buf, 64);
    int len = vsnprintf(buf->at + buf->len, buf->room - buf->len, format, args);
    if (len >= 0 && (size_t)len >= buf->room - buf->len) {
        strbuf_reserve(buf, (size_t)len);
        len = vsnprintf(buf->at + buf->len, buf->room - buf->len, format, again);
    }
    va_end(again);
    if (len > 0) {
        buf->len += (size_t)len;
    }
}

void strbuf_comma(struct strbuf *buf, size_t start)
{
    strbuf_addz(buf, buf->len > start ? ", " : "");
}

void strbuf_list(struct strbuf *buf, size_t start, struct str item)
{
    strbuf_comma(buf, start);
    strbuf_add(buf, item);
}

struct str strbuf_str(const struct strbuf *buf)
{
    return (struct str){ buf->at, buf->len };
}

struct str str_format(struct arena *arena, const char *format, ...)
{
    struct strbuf buf = { .arena = arena };
    va_list args;
    va_start(args, format);
    strbuf_addv(&buf, format, args);
    va_end(args);
    return strbuf_str(&buf);
}
