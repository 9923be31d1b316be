#include "strata/base/text.h"

#include <limits.h>
#include <string.h>
#include <utf8proc.h>

/* ---- Reading ---- */

/* How many bytes at the front are printable ASCII. Nearly all text is, and a catalogue of many
 * megabytes passes here: eight bytes at a time. */
static size_t ascii_run(struct str s)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t highs = ones << 7;
    size_t at = 0;

    while (s.len - at >= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, s.at + at, sizeof(word));
        uint64_t del = word ^ ones * 0x7f;
        uint64_t below_blank = (word - ones * 0x20) & ~word;
        uint64_t is_del = (del - ones) & ~del;
        if (((word | below_blank | is_del) & highs) != 0) {
            break;
        }
        at += sizeof(word);
    }
    while (at < s.len && s.at[at] >= 0x20 && s.at[at] < 0x7f) {
        at++;
    }
    return at;
}

static struct str skip(struct str s, size_t bytes)
{
    return (struct str){ s.at + bytes, s.len - bytes };
}

/* The first code point and its bytes; -1 and 1 if the first byte begins no valid one. `s` is not
 * empty. */
static size_t decode(struct str s, int32_t *ret_point)
{
    utf8proc_ssize_t room = s.len < 4 ? (utf8proc_ssize_t)s.len : 4;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)s.at, room, ret_point);
    if (used <= 0) {
        *ret_point = -1;
        return 1;
    }
    return (size_t)used;
}

size_t text_decode(struct str s, uint32_t *ret_point)
{
    int32_t point = -1;
    size_t len = s.len > 0 ? decode(s, &point) : 0;
    if (point < 0) {
        return 0;
    }
    *ret_point = (uint32_t)point;
    return len;
}

size_t text_encode(uint32_t point, char ret_bytes[4])
{
    return (size_t)utf8proc_encode_char((int32_t)point, (utf8proc_uint8_t *)ret_bytes);
}

/* ---- Code points ---- */

enum kind {
    KIND_BASE,
    KIND_MARK,    /* combines with the base in front of it */
    KIND_JAMO,    /* Hangul vowel or final: takes no cell, and is nothing without an initial */
    KIND_DROPPED, /* only chooses between looks that terminals do not agree on */
    KIND_BANNED,
};

static bool is_between(int32_t point, int32_t first, int32_t last)
{
    return point >= first && point <= last;
}

/* Variation selectors, (non-)joiners and skin tones. People write them in good faith, so they are
 * not made to look like an attack; but each terminal gives them another width. */
static bool is_dropped(int32_t point)
{
    return is_between(point, 0xfe00, 0xfe0f) || is_between(point, 0xe0100, 0xe01ef)
           || is_between(point, 0x200c, 0x200d) || is_between(point, 0x1f3fb, 0x1f3ff);
}

static bool is_jamo(const utf8proc_property_t *property)
{
    return property->boundclass == UTF8PROC_BOUNDCLASS_V
           || property->boundclass == UTF8PROC_BOUNDCLASS_T;
}

static enum kind kind_of(int32_t point)
{
    const utf8proc_property_t *property = utf8proc_get_property(point);

    if (is_dropped(point)) {
        return KIND_DROPPED;
    }
    if (property->ignorable) { /* invisible, whatever its category: Hangul fillers are letters */
        return KIND_BANNED;
    }
    switch (property->category) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return KIND_BANNED;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return KIND_MARK;
    default: return is_jamo(property) ? KIND_JAMO : KIND_BASE;
    }
}

/* Cells of one code point the way terminals and wcwidth() count them. utf8proc counts spacing marks
 * as 0, conjoining jamo as 1, and a few East Asian symbols as 1. */
static unsigned cells_of(int32_t point)
{
    if (point < 0x300) {
        return 1;
    }
    const utf8proc_property_t *property = utf8proc_get_property(point);
    if (property->category == UTF8PROC_CATEGORY_MN || property->category == UTF8PROC_CATEGORY_ME
        || is_jamo(property)) {
        return 0;
    }
    if (is_between(point, 0x3248, 0x324f) || is_between(point, 0x4dc0, 0x4dff)) {
        return 2;
    }
    return utf8proc_charwidth(point) == 2 ? 2 : 1;
}

/* ---- Cleaning ----
 *
 * One walk over the text, a base and its marks at a time, so that a flood of marks costs neither
 * memory nor more than linear time. It is walked twice: first to measure and to see whether
 * anything changes at all, then to write. */

#define RUN_MAX 32  /* code points of a decomposed base with its marks; what is more is dropped */
#define STACK_MAX 2 /* marks on one cell */

struct cleaner {
    struct str dirty;
    char *out;    /* NULL while measuring */
    size_t len;   /* of what has come out */
    bool changed; /* is it something else than `dirty`? */
    int32_t run[RUN_MAX];
    size_t count; /* in `run`; 0: there is no base that a mark could combine with */
};

static void put(struct cleaner *cleaner, const char *at, size_t len)
{
    if (cleaner->out != NULL) {
        memcpy(cleaner->out + cleaner->len, at, len);
    } else if (!cleaner->changed) {
        struct str same = str_part(cleaner->dirty, cleaner->len, len);
        cleaner->changed = !str_eq(same, (struct str){ at, len });
    }
    cleaner->len += len;
}

static int combining_class(int32_t point)
{
    return utf8proc_get_property(point)->combining_class;
}

/* Canonical order: marks sorted by class, stable, none moved across a code point of class 0. */
static void sort_marks(int32_t *run, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        int32_t point = run[i];
        int class = combining_class(point);
        size_t at = i;
        while (class != 0 && at > 0 && combining_class(run[at - 1]) > class) {
            run[at] = run[at - 1];
            at--;
        }
        run[at] = point;
    }
}

/* Does it pile up on the cell in front? Marks of a class other than 0 do not start a new pile even
 * when they take a cell: dropping one in front of them would then change their canonical order. */
static bool is_stacked(int32_t point)
{
    return cells_of(point) == 0 || combining_class(point) != 0;
}

static void put_run(struct cleaner *cleaner)
{
    if (cleaner->count == 0) {
        return;
    }
    sort_marks(cleaner->run, cleaner->count);
    utf8proc_ssize_t count =
        utf8proc_normalize_utf32(cleaner->run, (utf8proc_ssize_t)cleaner->count,
                                 (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    unsigned stacked = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        stacked = is_stacked(cleaner->run[i]) ? stacked + 1 : 0;
        if (stacked <= STACK_MAX) {
            utf8proc_uint8_t bytes[4];
            utf8proc_ssize_t len = utf8proc_encode_char(cleaner->run[i], bytes);
            put(cleaner, (const char *)bytes, (size_t)len);
        }
    }
    cleaner->count = 0;
}

static void add_to_run(struct cleaner *cleaner, int32_t point)
{
    int32_t parts[RUN_MAX];
    utf8proc_ssize_t count =
        utf8proc_decompose_char(point, parts, RUN_MAX, UTF8PROC_DECOMPOSE, NULL);
    if (count > 0 && (size_t)count <= RUN_MAX - cleaner->count) {
        memcpy(cleaner->run + cleaner->count, parts, (size_t)count * sizeof(parts[0]));
        cleaner->count += (size_t)count;
    }
}

/* What is shown in place of a code point, "<U+202E>", or of a stray byte, "<0x9B>". No mark can
 * combine with it. */
static void put_name(struct cleaner *cleaner, unsigned value, bool is_byte)
{
    static const char hex[] = "0123456789ABCDEF"; /* snprintf() here would take most of the time */
    char name[sizeof("<U+10FFFF>")];
    size_t at = sizeof(name);
    unsigned places = is_byte ? 2 : 4;

    name[--at] = '>';
    for (; places > 0 || value > 0; places -= places > 0) {
        name[--at] = hex[value % 16];
        value /= 16;
    }
    name[--at] = is_byte ? 'x' : '+';
    name[--at] = is_byte ? '0' : 'U';
    name[--at] = '<';
    put_run(cleaner);
    put(cleaner, name + at, sizeof(name) - at);
}

/* A blank is no base: text may be cut at any blank without leaving a mark at the front. */
static bool has_base_for(const struct cleaner *cleaner, enum kind kind)
{
    if (cleaner->count == 0 || cleaner->run[0] == ' ') {
        return false;
    }
    return kind == KIND_MARK
           || utf8proc_get_property(cleaner->run[0])->boundclass == UTF8PROC_BOUNDCLASS_L;
}

static void add_point(struct cleaner *cleaner, int32_t point)
{
    enum kind kind = kind_of(point);

    switch (kind) {
    case KIND_BASE:
        put_run(cleaner);
        add_to_run(cleaner, point);
        break;
    case KIND_MARK:
    case KIND_JAMO:
        if (has_base_for(cleaner, kind)) {
            add_to_run(cleaner, point);
        } else {
            put_name(cleaner, (unsigned)point, false);
        }
        break;
    case KIND_DROPPED: break;
    case KIND_BANNED: put_name(cleaner, (unsigned)point, false); break;
    }
}

/* Takes what is next off `rest`. */
static struct str clean_next(struct cleaner *cleaner, struct str rest)
{
    size_t plain = ascii_run(rest);
    if (plain > 0) {
        put_run(cleaner);
        put(cleaner, rest.at, plain - 1);
        add_to_run(cleaner, rest.at[plain - 1]); /* the last one may get marks */
        return skip(rest, plain);
    }
    if (rest.at[0] == '\t' || rest.at[0] == '\n' || rest.at[0] == '\r') {
        add_point(cleaner, ' ');
        return skip(rest, str_starts(rest, STR("\r\n")) ? 2 : 1);
    }
    int32_t point;
    size_t len = decode(rest, &point);
    if (point < 0) {
        put_name(cleaner, (unsigned char)rest.at[0], true);
    } else {
        add_point(cleaner, point);
    }
    return skip(rest, len);
}

static void clean(struct cleaner *cleaner)
{
    for (struct str rest = cleaner->dirty; rest.len > 0;) {
        rest = clean_next(cleaner, rest);
    }
    put_run(cleaner);
    cleaner->changed = cleaner->changed || cleaner->len != cleaner->dirty.len;
}

struct str text_clean(struct arena *arena, struct str dirty)
{
    if (ascii_run(dirty) == dirty.len) {
        return dirty;
    }
    struct cleaner measure = { .dirty = dirty };
    clean(&measure);
    if (!measure.changed) {
        return dirty;
    }
    struct cleaner write = { .dirty = dirty, .out = arena_alloc(arena, measure.len) };
    clean(&write);
    return (struct str){ write.out, write.len };
}

bool text_is_clean(struct str s)
{
    if (ascii_run(s) == s.len) {
        return true;
    }
    struct cleaner measure = { .dirty = s };
    clean(&measure);
    return !measure.changed;
}

/* ---- Width ---- */

struct str text_grapheme(struct str clean, unsigned *ret_width)
{
    int32_t point;

    if (clean.len == 0) {
        *ret_width = 0;
        return (struct str){ 0 };
    }
    size_t len = decode(clean, &point);
    unsigned width = cells_of(point);
    while (len < clean.len && (unsigned char)clean.at[len] >= 0x80) {
        size_t more = decode(skip(clean, len), &point);
        if (cells_of(point) > 0) {
            break;
        }
        len += more;
    }
    *ret_width = width > 0 ? width : 1; /* clean text begins with no mark; a part of it may */
    return str_part(clean, 0, len);
}

unsigned text_width(struct str clean)
{
    size_t cells = 0;

    while (clean.len > 0) {
        size_t plain = ascii_run(clean);
        if (plain > 1) { /* the last one may have marks */
            cells += plain - 1;
            clean = skip(clean, plain - 1);
        }
        unsigned width;
        clean = skip(clean, text_grapheme(clean, &width).len);
        cells += width;
    }
    return cells < UINT_MAX ? (unsigned)cells : UINT_MAX;
}

/* The bytes of the longest beginning that fits. What a reader takes for one character (a flag of
 * two letters, a syllable with its vowel sign) takes several cells' worth of graphemes here and is
 * kept together, unless it alone is too wide. */
static size_t fit(struct str clean, unsigned cells)
{
    size_t whole = 0; /* fits, and ends between two characters for a reader */
    size_t part = 0;  /* fits, and ends between two cells */
    size_t used = 0;
    int32_t before = -1;
    utf8proc_int32_t state = 0;

    for (size_t at = 0; at < clean.len;) {
        int32_t point;
        size_t len = decode(skip(clean, at), &point);
        unsigned width = at > 0 ? cells_of(point) : 1 + (cells_of(point) == 2);
        bool breaks = at > 0 && utf8proc_grapheme_break_stateful(before, point, &state);
        if (width > 0) {
            part = at;
            whole = breaks ? at : whole;
        }
        used += width;
        if (used > cells) {
            return whole > 0 ? whole : part;
        }
        before = point;
        at += len;
    }
    return clean.len;
}

struct str text_cut(struct arena *arena, struct str clean, unsigned cells, bool ascii)
{
    struct strbuf buf = { .arena = arena };

    if (fit(clean, cells) == clean.len) {
        return clean;
    }
    if (cells > 0) {
        strbuf_add(&buf, str_part(clean, 0, fit(clean, cells - 1)));
        strbuf_addz(&buf, ascii ? "~" : "\xe2\x80\xa6");
    }
    return strbuf_str(&buf);
}

static struct str skip_blanks(struct str s)
{
    while (s.len > 0 && s.at[0] == ' ') {
        s = skip(s, 1);
    }
    return s;
}

bool text_wrap(struct str *text, unsigned cells, struct str *ret_line)
{
    struct str rest = skip_blanks(*text);
    size_t end = fit(rest, cells);

    *text = rest;
    if (end == 0) {
        return false;
    }
    if (end < rest.len && rest.at[end] != ' ') {
        size_t blank = end;
        while (blank > 0 && rest.at[blank - 1] != ' ') {
            blank--;
        }
        end = blank > 0 ? blank : end; /* a word longer than the line is broken */
    }
    *text = skip_blanks(skip(rest, end));
    while (rest.at[end - 1] == ' ') { /* never all of it: `rest` does not begin with one */
        end--;
    }
    *ret_line = str_part(rest, 0, end);
    return true;
}

/* ---- Folding ---- */

static struct str fold_ascii(struct arena *arena, struct str s)
{
    char *at = arena_alloc(arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        at[i] = char_lower(s.at[i]);
    }
    return (struct str){ at, s.len };
}

struct str text_fold(struct arena *arena, struct str clean)
{
    const utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD
                            | UTF8PROC_IGNORE);
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)clean.at;
    utf8proc_ssize_t len = (utf8proc_ssize_t)clean.len;

    if (ascii_run(clean) == clean.len) {
        return fold_ascii(arena, clean);
    }
    utf8proc_ssize_t count = utf8proc_decompose(bytes, len, NULL, 0, options);
    if (count < 0) { /* not UTF-8, so not clean */
        return clean;
    }
    int32_t *points =
        arena_new_array(arena, int32_t, (size_t)count + 1); /* reencode writes a NUL */
    utf8proc_decompose(bytes, len, points, count, options);
    utf8proc_ssize_t folded = utf8proc_reencode(points, count, options);
    return folded < 0 ? clean : (struct str){ (const char *)points, (size_t)folded };
}
