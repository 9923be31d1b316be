#include "strata/base/text.h"

#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "fixture.h"
#include "random.h"
#include "str.h"

/* ---- A second opinion, that shares no code and no table with text.c ---- */

/* Encodes also what UTF-8 forbids (surrogates). */
static size_t encode(uint32_t point, char *at)
{
    if (point < 0x80) {
        at[0] = (char)point;
        return 1;
    }
    size_t len = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        at[i] = (char)(0x80 | (point & 0x3f));
        point >>= 6;
    }
    at[0] = (char)((0xf00 >> len & 0xff) | point);
    return len;
}

/* Strict decoding by the table of the Unicode standard (3-7). Returns 0 if it is not UTF-8. */
static size_t decode(struct str s, uint32_t *ret_point)
{
    const unsigned char *u = (const unsigned char *)s.at;
    size_t len = u[0] < 0x80   ? 1
                 : u[0] < 0xc2 ? 0
                 : u[0] < 0xe0 ? 2
                 : u[0] < 0xf0 ? 3
                 : u[0] < 0xf5 ? 4
                               : 0;
    if (len == 0 || len > s.len) {
        return 0;
    }
    *ret_point = len == 1 ? u[0] : u[0] & (0x7fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((u[i] & 0xc0) != 0x80) {
            return 0;
        }
        *ret_point = *ret_point << 6 | (u[i] & 0x3fu);
    }
    if ((u[0] == 0xe0 && u[1] < 0xa0) || (u[0] == 0xed && u[1] >= 0xa0)
        || (u[0] == 0xf0 && u[1] < 0x90) || (u[0] == 0xf4 && u[1] >= 0x90)) {
        return 0;
    }
    return len;
}

static bool may_be_shown(uint32_t point)
{
    static const uint32_t banned[][2] = {
        { 0x00, 0x1f },       { 0x7f, 0x9f },       { 0xad, 0xad },       { 0x34f, 0x34f },
        { 0x600, 0x605 },     { 0x61c, 0x61c },     { 0x6dd, 0x6dd },     { 0x115f, 0x1160 },
        { 0x17b4, 0x17b5 },   { 0x180b, 0x180f },   { 0x200b, 0x200f },   { 0x2028, 0x202e },
        { 0x2060, 0x206f },   { 0x3164, 0x3164 },   { 0xd800, 0xf8ff },   { 0xfdd0, 0xfdef },
        { 0xfe00, 0xfe0f },   { 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },   { 0xfff9, 0xfffb },
        { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0x1f3fb, 0x1f3ff }, { 0xe0000, 0x10ffff },
    };
    for (size_t i = 0; i < sizeof(banned) / sizeof(banned[0]); i++) {
        if (point >= banned[i][0] && point <= banned[i][1]) {
            return false;
        }
    }
    return (point & 0xfffe) != 0xfffe;
}

static void check_is_safe(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t point = 0;
        size_t len = decode(str_part(s, at, SIZE_MAX), &point);
        assert_true(len > 0);
        if (!may_be_shown(point)) {
            fail_msg("U+%04X came through", point);
        }
        at += len;
    }
}

/* Everything that has to hold whatever was put in. */
static struct str check_clean(struct arena *arena, struct str dirty)
{
    struct str clean = text_clean(arena, dirty);
    check_is_safe(clean);
    assert_true(clean.len <= 8 * dirty.len);
    assert_true(text_is_clean(clean));
    assert_ptr_equal(text_clean(arena, clean).at, clean.at); /* twice is once, and not copied */
    assert_int_equal(text_is_clean(dirty), str_eq(clean, dirty));
    return clean;
}

/* ---- Cleaning: examples ---- */

#define CLEANS(dirty, clean) assert_str(check_clean(&fixture->arena, STR(dirty)), clean)
#define KEEPS(text)                                                       \
    do {                                                                  \
        struct str kept = STR(text);                                      \
        assert_ptr_equal(check_clean(&fixture->arena, kept).at, kept.at); \
    } while (0)

static void test_good_text_is_not_touched(void **state)
{
    struct fixture *fixture = *state;
    KEEPS("");
    KEEPS("a");
    KEEPS(" !~");
    KEEPS("Pinecone, serverless (us-east-1) <b> & \"c\"");
    KEEPS("Größe, naïve, Ångström");
    KEEPS("Ελληνικά Русский עברית العربية");
    KEEPS("日本語 한국어 ภาษาไทย");
    KEEPS("\U0001F680 \U0001F1E9\U0001F1EA \u2713 \u2500\u2502");
    KEEPS("\uFFFD \u00A0 \u3000");
    assert_int_equal(text_clean(&fixture->arena, (struct str){ 0 }).len, 0);
    assert_int_equal(fixture->memory.gets, 0);
}

static void test_controls(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("\0", "<U+0000>");
    CLEANS("a\x1b[31mb", "a<U+001B>[31mb");
    CLEANS("\x1b]52;c;cm0=\x07", "<U+001B>]52;c;cm0=<U+0007>");
    CLEANS("\x7f", "<U+007F>");
    CLEANS("\xc2\x9b"
           "31m",
           "<U+009B>31m"); /* CSI as C1, in UTF-8 and raw */
    CLEANS("\x9b"
           "31m",
           "<0x9B>31m");
    CLEANS("\xc2\x85", "<U+0085>");
    CLEANS("a\bb\fc\vd", "a<U+0008>b<U+000C>c<U+000B>d");
    for (char c = 0; c < 0x20; c++) {
        check_clean(&fixture->arena, (struct str){ &c, 1 });
    }
}

static void test_line_ends_and_tabs(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("a\nb", "a b");
    CLEANS("a\r\nb", "a b");
    CLEANS("a\n\rb", "a  b");
    CLEANS("a\tb\r", "a b ");
    CLEANS("\r\r\n\n", "   ");
    CLEANS("a\u2028b\u2029", "a<U+2028>b<U+2029>");
}

static void test_invisible_and_reordering(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("\u202Eexe.gpj", "<U+202E>exe.gpj");
    CLEANS("\u2066a\u2069", "<U+2066>a<U+2069>");
    CLEANS("a\u200Eb\u200F\u061C", "a<U+200E>b<U+200F><U+061C>");
    CLEANS("a\u200Bb\u2060c\uFEFF", "a<U+200B>b<U+2060>c<U+FEFF>");
    CLEANS("so\u00ADft", "so<U+00AD>ft");
    CLEANS("\U000E0041\U000E007F", "<U+E0041><U+E007F>");
    CLEANS("\uE000\U000F0000\U0010FFFD", "<U+E000><U+F0000><U+10FFFD>");
    CLEANS("\uFDD0\uFFFE\uFFFF\U0001FFFE\U0010FFFF", "<U+FDD0><U+FFFE><U+FFFF><U+1FFFE><U+10FFFF>");
    CLEANS("\u0378\U000E0FFF", "<U+0378><U+E0FFF>"); /* unassigned */
    CLEANS("a\u034Fb", "a<U+034F>b");
    CLEANS("\u3164\u115F\uFFA0", "<U+3164><U+115F><U+FFA0>"); /* Hangul fillers look like nothing */
    CLEANS("\uFFF9a\uFFFB", "<U+FFF9>a<U+FFFB>");
}

static void test_not_utf8(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("\xff\xfe", "<0xFF><0xFE>");
    CLEANS("\x80", "<0x80>");
    CLEANS("\xc0\xaf", "<0xC0><0xAF>"); /* "/", overlong */
    CLEANS("\xc1\xbf", "<0xC1><0xBF>");
    CLEANS("\xe0\x80\xaf", "<0xE0><0x80><0xAF>");
    CLEANS("\xe0\x9f\xbf", "<0xE0><0x9F><0xBF>");
    CLEANS("\xf0\x8f\xbf\xbf", "<0xF0><0x8F><0xBF><0xBF>");
    CLEANS("\xed\xa0\x80", "<0xED><0xA0><0x80>"); /* surrogates */
    CLEANS("\xed\xbf\xbf", "<0xED><0xBF><0xBF>");
    CLEANS("\xed\xa0\xbd\xed\xb8\x80", "<0xED><0xA0><0xBD><0xED><0xB8><0x80>");
    CLEANS("\xf4\x90\x80\x80", "<0xF4><0x90><0x80><0x80>"); /* beyond U+10FFFF */
    CLEANS("\xf8\x88\x80\x80\x80", "<0xF8><0x88><0x80><0x80><0x80>");
    CLEANS("\xc3", "<0xC3>"); /* cut off */
    CLEANS("a\xe2\x82", "a<0xE2><0x82>");
    CLEANS("\xf0\x9f\x9a", "<0xF0><0x9F><0x9A>");
    CLEANS("\xe2\x82"
           "a",
           "<0xE2><0x82>a");
    CLEANS("\xe2\xe2\x82\xac", "<0xE2>\u20AC"); /* and goes on right behind */
    /* The slice ends in the middle of a character that goes on behind it. */
    assert_str(text_clean(&fixture->arena, str_part(STR("\u20AC"), 0, 2)), "<0xE2><0x82>");
}

static void test_looks_are_dropped(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("\u2764\uFE0F", "\u2764");
    CLEANS("\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F468\U0001F469\U0001F467");
    CLEANS("\U0001F44D\U0001F3FD", "\U0001F44D");
    CLEANS("a\u200Cb", "ab");
    CLEANS("\uFE0F", "");
    CLEANS("\U000E0100", "");
    CLEANS("e\u200D\u0301", "\u00E9"); /* nor do they keep a mark from its base */
}

static void test_normal_form(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("e\u0301", "\u00E9");
    CLEANS("\u212B\u2126\u212A", "\u00C5\u03A9K");
    CLEANS("a\u0301\u0323", "\u1EA1\u0301"); /* sorted, then composed */
    CLEANS("\u1EA1\u0301", "\u1EA1\u0301");
    CLEANS("\u0958", "\u0915\u093C"); /* excluded from composition */
    CLEANS("\u1100\u1161\u11A8", "\uAC01");
    CLEANS("\uAC00\u11A8", "\uAC01");
    CLEANS("\u09C7\u09BE", "<U+09C7><U+09BE>");
    CLEANS("\u0995\u09C7\u09BE", "\u0995\u09CB"); /* a mark with a mark */
    CLEANS("\u037E\u1FEF", ";`");                 /* turns into ASCII: before any escaping */
    CLEANS("<\u0338", "\u226E");
    CLEANS("\u0344", "<U+0344>");
    CLEANS("a\u0344", "\u00E4\u0301");
}

static void test_marks_need_a_base(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("\u0301a", "<U+0301>a");
    CLEANS("\u0301\u0302", "<U+0301><U+0302>");
    CLEANS("a \u0301", "a <U+0301>");
    CLEANS("a\n\u0301", "a <U+0301>");
    CLEANS("\u202E\u0338", "<U+202E><U+0338>"); /* the ">" is ours, not a base */
    CLEANS("\xff\u0338", "<0xFF><U+0338>");
    CLEANS("a\u1161", "a<U+1161>"); /* no vowel without an initial */
    CLEANS("\u11A8", "<U+11A8>");
    CLEANS("\u00A0\u0301", "\u00A0\u0301");
}

static void test_at_most_two_marks(void **state)
{
    struct fixture *fixture = *state;
    CLEANS("x\u0300\u0301", "x\u0300\u0301");
    CLEANS("x\u0300\u0301\u0302", "x\u0300\u0301");
    CLEANS("x\u0300\u0301\u0302y\u0302", "x\u0300\u0301\u0177");
    CLEANS("e\u0301\u0302\u0303\u0304", "\u00E9\u0302\u0303"); /* counted after composing */
    CLEANS("x\u20DD\u20DD\u20DD", "x\u20DD\u20DD");
    CLEANS("\u1100\u1161\u1161\u1161\u1161", "\uAC00\u1161\u1161");
    /* marks that take a cell of their own do not pile up */
    CLEANS("\u1000\u103C\u1031\u102C\u1004\u1037\u103A",
           "\u1000\u103C\u1031\u102C\u1004\u1037\u103A");
}

/* ---- Cleaning: properties ---- */

/* Code points that decide something, to be thrown together. */
static const uint32_t spicy[] = {
    'a',     'e',      ' ',     '<',     '>',     'K',     0x0,     0x9,     0xa,     0xd,
    0x1b,    0x7f,     0x85,    0x9b,    0xa0,    0xad,    0xe9,    0x212b,  0x300,   0x301,
    0x302,   0x308,    0x323,   0x327,   0x328,   0x334,   0x338,   0x344,   0x345,   0x34f,
    0x35c,   0x360,    0x591,   0x5b0,   0x5c1,   0x5d0,   0x61c,   0x627,   0x64b,   0x653,
    0x915,   0x93c,    0x93e,   0x93f,   0x94d,   0x958,   0x995,   0x9be,   0x9c7,   0x9d7,
    0xb47,   0xb56,    0xbc6,   0xbd7,   0xdd9,   0xdcf,   0xdca,   0xe01,   0xe33,   0xe48,
    0xf40,   0xf71,    0xf72,   0xf73,   0xf74,   0xf81,   0xfb2,   0xf90,   0x1000,  0x1025,
    0x102e,  0x1100,   0x1112,  0x115f,  0x1160,  0x1161,  0x1175,  0x11a7,  0x11a8,  0x11c2,
    0x1715,  0x180b,   0x1b05,  0x1b35,  0x1b44,  0x1dc0,  0x200b,  0x200c,  0x200d,  0x200e,
    0x2028,  0x202e,   0x2066,  0x20d0,  0x20dd,  0x20e3,  0x2764,  0x2adc,  0x302a,  0x302e,
    0x302f,  0x304b,   0x3099,  0x309a,  0x3164,  0x4e00,  0xa953,  0xac00,  0xac01,  0xd7a3,
    0xd7b0,  0xd7cb,   0xd800,  0xdfff,  0xe000,  0xf900,  0xfb1d,  0xfb1f,  0xfb2c,  0xfb4e,
    0xfe0f,  0xfe20,   0xfeff,  0xff76,  0xff9e,  0xffa0,  0xffe5,  0xfffd,  0xfffe,  0x10a0f,
    0x11099, 0x110ba,  0x11131, 0x11127, 0x1133e, 0x11347, 0x114b9, 0x114ba, 0x16ff0, 0x1d157,
    0x1d15e, 0x1d165,  0x1d16d, 0x1f1e9, 0x1f1ea, 0x1f3fd, 0x1f44d, 0x1f468, 0x2f868, 0xe0041,
    0xe0100, 0x10ffff,
};
#define SPICY (sizeof(spicy) / sizeof(spicy[0]))

static size_t spicy_text(struct test_random *random, char *at, uint32_t most)
{
    size_t len = 0;
    for (uint32_t n = test_random_below(random, most + 1); n > 0; n--) {
        switch (test_random_below(random, 12)) {
        case 0:
            at[len++] = (char)test_random_next(random); /* any byte */
            break;
        case 1: len += encode(test_random_below(random, 0x110000), at + len); break;
        case 2:
        case 3: at[len++] = (char)(' ' + test_random_below(random, 0x5f)); break;
        default: len += encode(spicy[test_random_below(random, SPICY)], at + len); break;
        }
    }
    return len;
}

static void test_random_texts_come_out_clean(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 20 };
    for (int i = 0; i < 60000; i++) {
        char dirty[4 * 60];
        size_t len = spicy_text(&random, dirty, i % 20 == 0 ? 60 : 8);
        check_clean(&fixture->arena, (struct str){ dirty, len });
        arena_reset(&fixture->arena);
    }
}

static void test_every_pair_comes_out_clean(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < SPICY; i++) {
        for (size_t j = 0; j < SPICY; j++) {
            char dirty[9];
            size_t len = encode(spicy[i], dirty);
            len += encode(spicy[j], dirty + len);
            check_clean(&fixture->arena, (struct str){ dirty, len });
        }
        arena_reset(&fixture->arena);
    }
}

static void test_every_code_point_comes_out_clean(void **state)
{
    struct fixture *fixture = *state;
    for (uint32_t point = 0; point < 0x110000; point++) {
        char dirty[8] = "x";
        size_t len = 1 + encode(point, dirty + 1);
        dirty[len++] = 'y';
        check_clean(&fixture->arena, (struct str){ dirty, len });
        check_clean(&fixture->arena, (struct str){ dirty + 1, len - 1 });
        arena_reset(&fixture->arena);
    }
}

/* Around the eight bytes that are looked at together: every byte at every place. */
static void test_every_code_point_there_and_back(void **state)
{
    (void)state;
    for (uint32_t point = 0; point < 0x110000; point++) {
        char bytes[4], expected[4];
        uint32_t back = UINT32_MAX;
        size_t len = encode(point, expected);
        if (point >= 0xd800 && point < 0xe000) {
            assert_int_equal(text_decode((struct str){ expected, len }, &back), 0);
            continue;
        }
        assert_int_equal(text_encode(point, bytes), len);
        assert_memory_equal(bytes, expected, len);
        assert_int_equal(text_decode((struct str){ bytes, len }, &back), len);
        assert_int_equal(back, point);
        assert_int_equal(text_decode((struct str){ bytes, len - 1 }, &back), 0);
    }
}

static void test_every_byte_at_every_place(void **state)
{
    struct fixture *fixture = *state;
    for (size_t len = 1; len <= 20; len++) {
        for (size_t at = 0; at < len; at++) {
            for (unsigned byte = 0; byte < 256; byte++) {
                char text[20];
                memset(text, at % 2 != 0 ? ' ' : '~', len);
                text[at] = (char)byte;
                struct str clean = check_clean(&fixture->arena, (struct str){ text, len });
                bool plain = byte >= 0x20 && byte < 0x7f;
                assert_int_equal(clean.at == text, plain);
            }
            arena_reset(&fixture->arena);
        }
    }
}

/* A quadratic walk over a megabyte would not end today; memory is what comes out and no more. */
static void test_floods(void **state)
{
    static const uint32_t floods[][3] = {
        /* one, then the other two by turns */
        { 'x', 0x300, 0x300 },   { 'x', 0x301, 0x323 },         { 0x1100, 0x1161, 0x11a8 },
        { 0x995, 0x9be, 0x9be }, { ' ', 0x301, 0x301 },         { 'x', 0x202e, 0x202e },
        { 'x', 0x1b, 0x1b },     { 0x1f1e9, 0x1f1e9, 0x1f1ea }, { 'x', 0xfe0f, 0x200d },
        { 'x', 0x1d165, 0x338 }, { 'x', 0xd800, 0xd800 },
    };
    enum { SIZE = 1 << 20 };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(floods) / sizeof(floods[0]); i++) {
        struct arena out;
        char *dirty = arena_alloc(&fixture->arena, SIZE + 4);
        size_t len = encode(floods[i][0], dirty);
        for (size_t n = 0; len < SIZE; n++) {
            len += encode(floods[i][1 + n % 2], dirty + len);
        }
        size_t before = fixture->memory.total;
        arena_init(&out, &fixture->memory.memory);
        struct str clean = text_clean(&out, (struct str){ dirty, len });
        assert_true(fixture->memory.total - before <= clean.len + 16 * 1024 + 64);
        arena_release(&out);
        check_clean(&fixture->arena, (struct str){ dirty, len });
        arena_reset(&fixture->arena);
    }
}

/* ---- Width ---- */

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(text_width((struct str){ 0 }), 0);
    assert_int_equal(text_width(STR("abc")), 3);
    assert_int_equal(text_width(STR("é")), 1);
    assert_int_equal(text_width(STR("x\u0300\u0301y")), 2);
    assert_int_equal(text_width(STR("日本")), 4);
    assert_int_equal(text_width(STR("ａ")), 2);
    assert_int_equal(text_width(STR("\U0001F680")), 2);
    assert_int_equal(text_width(STR("\U0001F1E9\U0001F1EA")), 2);
    assert_int_equal(text_width(STR("\u0E01\u0E33")), 2);
    assert_int_equal(text_width(STR("\u0915\u093F")), 2);
    assert_int_equal(text_width(STR("\uAC01")), 2);
    assert_int_equal(text_width(STR("\u1112\u119E")), 2); /* old Hangul, which does not compose */
    assert_int_equal(text_width(STR("…─│")), 3);
}

#define GRAPHEME_IS(text, bytes, cells)                                \
    do {                                                               \
        unsigned width = 99;                                           \
        assert_int_equal(text_grapheme(STR(text), &width).len, bytes); \
        assert_int_equal(width, cells);                                \
    } while (0)

static void test_graphemes(void **state)
{
    (void)state;
    GRAPHEME_IS("", 0, 0);
    GRAPHEME_IS("ab", 1, 1);
    GRAPHEME_IS("aé", 1, 1);
    GRAPHEME_IS("x\u0300\u0301y", 5, 1);
    GRAPHEME_IS("x\u0300\u0301", 5, 1);
    GRAPHEME_IS("日\u0301a", 5, 2);
    GRAPHEME_IS("\u1112\u119Ea", 6, 2);
    GRAPHEME_IS("\U0001F1E9\U0001F1EA", 4, 1);
    GRAPHEME_IS("\xff\xff", 1, 1); /* not clean, and still no way to stand still or overrun */
    GRAPHEME_IS("\xe2\x82", 1, 1);
    GRAPHEME_IS("\u0301a", 2, 1);
}

/* What ncurses does with a cell is what wcwidth() says. (glibc 2.36 knows Unicode 14, and -1 for
 * newer.) */
static void test_width_is_what_the_system_says(void **state)
{
    struct fixture *fixture = *state;
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) {
        skip();
    }
    unsigned compared = 0;
    for (uint32_t point = 0xa0; point < 0x110000; point++) {
        char text[8] = "\u1100"; /* a base that vowels accept, 2 wide */
        size_t len = 3 + encode(point, text + 3);
        int expected = wcwidth((wchar_t)point);
        if (expected < 0 || !text_is_clean((struct str){ text, len })) {
            continue;
        }
        assert_int_equal(text_width((struct str){ text, len }), 2 + expected);
        compared++;
    }
    setlocale(LC_CTYPE, "C");
    assert_true(compared > 100000);
    arena_reset(&fixture->arena);
}

static void test_graphemes_make_up_the_text(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 21 };
    for (int i = 0; i < 20000; i++) {
        char dirty[4 * 40];
        struct str s = { dirty, spicy_text(&random, dirty, 40) };
        bool clean = i % 2 == 0;
        struct str text = clean ? text_clean(&fixture->arena, s) : s;
        unsigned width = 0, sum = 0;
        size_t at = 0;
        while (at < text.len) {
            struct str grapheme = text_grapheme(str_part(text, at, SIZE_MAX), &width);
            assert_ptr_equal(grapheme.at, text.at + at);
            assert_true(grapheme.len > 0);
            assert_true(width == 1 || width == 2);
            if (clean) { /* a base and two marks, of four bytes each: fits a cell of ncurses */
                assert_true(grapheme.len <= 12);
            }
            at += grapheme.len;
            sum += width;
        }
        assert_int_equal(at, text.len);
        assert_int_equal(text_width(text), sum);
        arena_reset(&fixture->arena);
    }
}

/* ---- Cutting and wrapping ---- */

#define CUTS(text, cells, result) \
    assert_str(text_cut(&fixture->arena, STR(text), cells, false), result)

static void test_cutting(void **state)
{
    struct fixture *fixture = *state;
    CUTS("", 0, "");
    CUTS("", 5, "");
    CUTS("abc", 3, "abc");
    CUTS("abc", UINT_MAX, "abc");
    CUTS("abcd", 3, "ab…");
    CUTS("abcd", 1, "…");
    CUTS("abcd", 0, "");
    CUTS("日本語", 6, "日本語");
    CUTS("日本語", 5, "日本…");
    CUTS("日本語", 4, "日…"); /* a half is not shown: one cell stays empty */
    CUTS("日本語", 3, "日…");
    CUTS("日本語", 2, "…");
    CUTS("日", 1, "…");
    CUTS("ax\u0300\u0301b", 3, "ax\u0300\u0301b");
    CUTS("ax\u0300\u0301bc", 3, "ax\u0300\u0301…");
    CUTS("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", 4, "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7");
    CUTS("a\U0001F1E9\U0001F1EAbc", 3, "a…");         /* no half flags ... */
    CUTS("\U0001F1E9\U0001F1EAbc", 2, "\U0001F1E9…"); /* ... unless there is nothing else */
    CUTS("a\u0E01\u0E33b", 3, "a…");
    assert_str(text_cut(&fixture->arena, STR("abcd"), 3, true), "ab~");

    struct str kept = STR("abc");
    assert_ptr_equal(text_cut(&fixture->arena, kept, 3, false).at, kept.at);
}

static void test_a_cut_never_exceeds(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 22 };
    for (int i = 0; i < 20000; i++) {
        char dirty[4 * 30];
        struct str s = { dirty, spicy_text(&random, dirty, 30) };
        struct str text = text_clean(&fixture->arena, s);
        unsigned width = text_width(text);
        unsigned cells = test_random_below(&random, width + 4);
        struct str cut = text_cut(&fixture->arena, text, cells, i % 2 == 0);

        assert_true(text_width(cut) <= cells);
        assert_int_equal(str_eq(cut, text), width <= cells);
        assert_true(text_is_clean(cut));
        if (width > cells && cells > 0) {
            struct str mark = i % 2 == 0 ? STR("~") : STR("…");
            assert_true(str_ends(cut, mark));
            assert_true(str_starts(text, str_part(cut, 0, cut.len - mark.len)));
        }
        arena_reset(&fixture->arena);
    }
}

static void check_lines(const char *text, unsigned cells, const char *const *lines)
{
    struct str rest = str_from(text), line;
    while (text_wrap(&rest, cells, &line)) {
        assert_non_null(*lines);
        assert_str_equal(line, str_from(*lines++));
    }
    assert_null(*lines);
    assert_int_equal(rest.len, 0);
}

#define WRAPS(text, cells, ...) check_lines(text, cells, (const char *const[]){ __VA_ARGS__, NULL })

static void test_wrapping(void **state)
{
    (void)state;
    WRAPS("", 10, NULL);
    WRAPS("   ", 2, NULL);
    WRAPS("one two three", 13, "one two three");
    WRAPS("one two three", 12, "one two", "three");
    WRAPS("one two three", 7, "one two", "three");
    WRAPS("one two three", 6, "one", "two", "three");
    WRAPS("one two three", 2, "on", "e", "tw", "o", "th", "re", "e");
    WRAPS("one  two ", 3, "one", "two");
    WRAPS("  one two   ", 20, "one two");
    WRAPS("a verylongword b", 6, "a", "verylo", "ngword", "b");
    WRAPS("日本語 日本", 5, "日本", "語", "日本");
    WRAPS("ab\u00A0cd ef", 5, "ab\u00A0cd", "ef");
    WRAPS("x", UINT_MAX, "x");
}

static void test_wrapping_where_nothing_fits(void **state)
{
    (void)state;
    struct str rest = STR("日本"), line = STR("untouched");
    assert_false(text_wrap(&rest, 1, &line));
    assert_str(rest, "日本");
    assert_false(text_wrap(&rest, 0, &line));
    assert_str(line, "untouched");
    rest = STR("ab日");
    assert_true(text_wrap(&rest, 1, &line));
    assert_true(text_wrap(&rest, 1, &line));
    assert_false(text_wrap(&rest, 1, &line));
    assert_str(rest, "日");
}

static void test_wrapping_loses_nothing_but_blanks(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 23 };
    for (int i = 0; i < 20000; i++) {
        char dirty[4 * 60];
        struct str s = { dirty, spicy_text(&random, dirty, 60) };
        struct str text = text_clean(&fixture->arena, s);
        struct str rest = text, line;
        unsigned cells = 2 + test_random_below(&random, 20);
        size_t at = 0;
        while (text_wrap(&rest, cells, &line)) {
            while (text.at + at < line.at) {
                assert_int_equal(text.at[at++], ' ');
            }
            assert_ptr_equal(line.at, text.at + at);
            assert_true(line.len > 0);
            assert_true(line.at[0] != ' ' && line.at[line.len - 1] != ' ');
            assert_true(text_width(line) <= cells);
            at += line.len;
        }
        while (at < text.len) {
            assert_int_equal(text.at[at++], ' ');
        }
        assert_int_equal(at, text.len);
        arena_reset(&fixture->arena);
    }
}

/* ---- Folding ---- */

static void test_folding(void **state)
{
    struct fixture *fixture = *state;
#define FOLDS(text, folded) assert_str(text_fold(&fixture->arena, STR(text)), folded)
    FOLDS("", "");
    FOLDS("PineCone [Z] @", "pinecone [z] @");
    FOLDS("GRÖSSE", "grösse");
    FOLDS("Größe", "grösse");
    FOLDS("ΣΊΣΥΦΟΣ", "σίσυφοσ");
    FOLDS("Σίσυφος", "σίσυφοσ");
    FOLDS("ＡＢＣ①ﬁ", "abc1fi");
    FOLDS("\u212B", "\u00E5");
    FOLDS("日本", "日本");
    FOLDS("\xff", "\xff"); /* not clean: as it is */
    assert_int_equal(text_fold(&fixture->arena, (struct str){ 0 }).len, 0);
}

static void test_folding_twice_is_folding_once(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 24 };
    for (int i = 0; i < 20000; i++) {
        char dirty[4 * 20];
        struct str s = { dirty, spicy_text(&random, dirty, 20) };
        struct str text = text_clean(&fixture->arena, s);
        struct str folded = text_fold(&fixture->arena, text);
        assert_str_equal(text_fold(&fixture->arena, folded), folded);
        arena_reset(&fixture->arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_good_text_is_not_touched),
        FIXTURE_TEST(test_controls),
        FIXTURE_TEST(test_line_ends_and_tabs),
        FIXTURE_TEST(test_invisible_and_reordering),
        FIXTURE_TEST(test_not_utf8),
        FIXTURE_TEST(test_looks_are_dropped),
        FIXTURE_TEST(test_normal_form),
        FIXTURE_TEST(test_marks_need_a_base),
        FIXTURE_TEST(test_at_most_two_marks),
        FIXTURE_TEST(test_random_texts_come_out_clean),
        FIXTURE_TEST(test_every_pair_comes_out_clean),
        FIXTURE_TEST(test_every_code_point_comes_out_clean),
        FIXTURE_TEST(test_every_code_point_there_and_back),
        FIXTURE_TEST(test_every_byte_at_every_place),
        FIXTURE_TEST(test_floods),
        FIXTURE_TEST(test_width),
        FIXTURE_TEST(test_graphemes),
        FIXTURE_TEST(test_width_is_what_the_system_says),
        FIXTURE_TEST(test_graphemes_make_up_the_text),
        FIXTURE_TEST(test_cutting),
        FIXTURE_TEST(test_a_cut_never_exceeds),
        FIXTURE_TEST(test_wrapping),
        FIXTURE_TEST(test_wrapping_where_nothing_fits),
        FIXTURE_TEST(test_wrapping_loses_nothing_but_blanks),
        FIXTURE_TEST(test_folding),
        FIXTURE_TEST(test_folding_twice_is_folding_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
