#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/memory.h"
#include "support/random.h"
#include "support/str.h"
#include "term/input.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
};

static int open_fixture(void **state)
{
    static struct fixture f;
    test_memory_init(&f.memory);
    arena_init(&f.arena, &f.memory.memory);
    *state = &f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    arena_release(&f->arena);
    test_memory_check(&f->memory);
    return 0;
}

static void feed(struct input *input, const char *bytes, size_t len)
{
    size_t room;
    char *at = input_room(input, &room);
    assert_true(len <= room);
    memcpy(at, bytes, len);
    input_add(input, len);
}

/* All at once, and byte by byte: the same keys must come. */
static void expect(void **state, bool mouse, const char *bytes, size_t count,
                   const struct event *events)
{
    struct fixture *f = *state;
    for (int pieces = 0; pieces < 2; pieces++) {
        struct input input = { .arena = &f->arena, .mouse = mouse };
        struct event event;
        size_t got = 0;
        size_t len = strlen(bytes);
        for (size_t i = 0; i < len; i += pieces ? 1 : len) {
            feed(&input, bytes + i, pieces ? 1 : len);
            while (input_next(&input, false, &event) == INPUT_READY) {
                assert_true(got < count);
                assert_str_equal(event.text, events[got].text);
                event.text = events[got].text;
                assert_memory_equal(&event, &events[got], sizeof(event));
                got++;
            }
        }
        assert_int_equal(got, count);
        assert_int_equal(input_next(&input, false, &event), INPUT_EMPTY);
    }
}

#define K(k)                          \
    {                                 \
        .kind = EVENT_KEY, .key = (k) \
    }
#define P(pasted)                                \
    {                                            \
        .kind = EVENT_PASTE, .text = STR(pasted) \
    }
#define EXPECT(mouse, bytes, ...)                                                       \
    do {                                                                                \
        const struct event events_[] = { __VA_ARGS__ };                                 \
        expect(state, (mouse), (bytes), sizeof(events_) / sizeof(events_[0]), events_); \
    } while (0)

static void test_characters(void **state)
{
    EXPECT(false, "aG \r\t\x7f\x03", K('a'), K('G'), K(K_SPACE), K(K_ENTER), K(K_TAB),
           K(K_BACKSPACE), K(3));
    EXPECT(false, "ä本😀", K(0xE4), K(0x672C), K(0x1F600));
    EXPECT(false, "\xff\xc3(a\x9b\x1c", K('('), K('a')); /* no UTF-8, no keys */
}

static void test_sequences(void **state)
{
    EXPECT(false, "\x1b[A\x1bOB\x1b[1;5C\x1b[D", K(K_UP), K(K_DOWN), K(K_RIGHT), K(K_LEFT));
    EXPECT(false, "\x1b[H\x1bOF\x1b[1~\x1b[8~", K(K_HOME), K(K_END), K(K_HOME), K(K_END));
    EXPECT(false, "\x1b[2~\x1b[3~\x1b[5~\x1b[6~\x1b[Z", K(K_INSERT), K(K_DELETE), K(K_PAGE_UP),
           K(K_PAGE_DOWN), K(K_BACK_TAB));
    EXPECT(false, "\x1bOP\x1b[[E\x1b[15~\x1b[24~\x1b[11;2~", K(K_F1), K(K_F5), K(K_F5), K(K_F12),
           K(K_F1));
    EXPECT(false, "\x1bOM\x1bOk\x1bOp", K(K_ENTER), K('+'), K('0'));
}

static void test_what_means_nothing_is_skipped(void **state)
{
    EXPECT(false, "\x1b[?1;2c\x1b[I\x1b[99~x\x1b[201~\x1b[1;2;3;4;5Ey\x1b[<0;1;1Mz", K('x'), K('y'),
           K('z'));
    EXPECT(false, "\x1b[12\x01x", K(1), K('x')); /* broken off by another control character */
    /* And by what lies behind the letters that can end it. */
    EXPECT(false, "\x1b[12\x7fx\x1b[1;5äy\x1b[3}z", K(K_BACKSPACE), K('x'), K(0xE4), K('y'),
           K('z'));
}

static void test_escape_alone_and_before_others(void **state)
{
    struct input input = { .arena = &((struct fixture *)*state)->arena };
    struct event event;
    feed(&input, "\x1b", 1);
    assert_int_equal(input_next(&input, false, &event), INPUT_PARTIAL);
    assert_int_equal(input_next(&input, true, &event), INPUT_READY);
    assert_int_equal(event.key, K_ESCAPE);
    assert_int_equal(input_next(&input, true, &event), INPUT_EMPTY);
    EXPECT(false, "\x1bj\x1b\x1b[A", K(K_ESCAPE), K('j'), K(K_ESCAPE), K(K_UP));
    feed(&input, "\x1b[1", 3); /* and then silence */
    assert_int_equal(input_next(&input, false, &event), INPUT_PARTIAL);
    assert_int_equal(input_next(&input, true, &event), INPUT_READY);
    assert_int_equal(event.key, K_ESCAPE);
    assert_int_equal(input_next(&input, false, &event), INPUT_READY);
    assert_int_equal(event.key, '[');
}

static void test_mouse(void **state)
{
    EXPECT(true, "\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<65;1;1M\x1b[<2;3;4M\x1b[<16;3;4M",
           { .kind = EVENT_MOUSE, .button = MOUSE_LEFT, .x = 2, .y = 3 },
           { .kind = EVENT_MOUSE, .button = MOUSE_WHEEL_DOWN },
           { .kind = EVENT_MOUSE, .button = MOUSE_LEFT, .x = 2, .y = 3 });
    EXPECT(true, "\x1b[M\x60!!x", { .kind = EVENT_MOUSE, .button = MOUSE_WHEEL_UP }, K('x'));
    EXPECT(true, "\x1b[<0;0;1M\x1b[<999999999999;1;1Mx", K('x'));
}

static void test_sequences_of_the_terminal_come_first(void **state)
{
    struct input input = { .arena = &((struct fixture *)*state)->arena };
    struct event event;
    input_know(&input,
               "\x1b"
               "A",
               K_UP);                   /* vt52 */
    input_know(&input, "\x1b[M", K_F1); /* cons25 */
    input_know(&input, "x", K_F2);      /* no sequence */
    input_know(&input, "", K_F2);
    input_know(&input, "\x1b[0123456789012345678901234567890123456789", K_F2); /* too long */
    assert_int_equal(input.known_count, 2);
    feed(&input,
         "\x1b"
         "A\x1b[Mx",
         6);
    assert_int_equal(input_next(&input, false, &event), INPUT_READY);
    assert_int_equal(event.key, K_UP);
    assert_int_equal(input_next(&input, false, &event), INPUT_READY);
    assert_int_equal(event.key, K_F1);
    assert_int_equal(input_next(&input, false, &event), INPUT_READY);
    assert_int_equal(event.key, 'x');
}

static void test_a_paste_is_one_event(void **state)
{
    EXPECT(false, "a\x1b[200~q\rb\x1b[201~c", K('a'), P("q\rb"), K('c'));
    EXPECT(false, "\x1b[200~\x1b[201~\x1b[200~ä\x1b[201~", P(""), P("ä"));
    EXPECT(false, "\x1b[200~\x1b\x1b[20\x1b[A\x1b[200~\x1b[201~", P("\x1b\x1b[20\x1b[A\x1b[200~"));
    EXPECT(false,
           "\x1b[200~a\xff"
           "b\xc3\x1b[201~",
           P("ab")); /* no character in this locale */
    EXPECT(false, "\x1b[200~\x1b]11;x\a\x1b[201~\x1b]11;\x1b[200~x\x1b[201~", P("\x1b]11;x\a"),
           P("x"));
}

static enum input_state next_after(struct input *input, const char *bytes, bool no_more,
                                   struct event *event)
{
    feed(input, bytes, strlen(bytes));
    return input_next(input, no_more, event);
}

static void test_a_paste_without_an_end(void **state)
{
    struct input input = { .arena = &((struct fixture *)*state)->arena };
    struct event event;
    static const char *const ends[] = { "", "\x1b[20" };
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(next_after(&input, "\x1b[200~q", false, &event), INPUT_PARTIAL);
        assert_int_equal(input_patience(&input), INPUT_SILENCE_MS);
        assert_int_equal(next_after(&input, "w", false, &event), INPUT_PARTIAL);
        assert_int_equal(next_after(&input, ends[i], false, &event), INPUT_PARTIAL);
        assert_int_equal(input_next(&input, true, &event), INPUT_READY);
        assert_str(event.text, "qw");
        assert_int_equal(input_next(&input, false, &event), INPUT_EMPTY);
        assert_int_equal(input_patience(&input), INPUT_ESCAPE_MS);
    }
    assert_int_equal(next_after(&input, "\x1b[200~q\x1b", true, &event), INPUT_READY);
    assert_int_equal(input_next(&input, false, &event), INPUT_PARTIAL); /* a lone Escape? */
    assert_int_equal(input_next(&input, true, &event), INPUT_READY);
    assert_int_equal(event.key, K_ESCAPE);
}

static void test_a_paste_has_a_limit(void **state)
{
    struct fixture *f = *state;
    struct input input = { .arena = &f->arena };
    struct event event;
    for (int more = 0; more < 2; more++) {
        assert_int_equal(next_after(&input, "\x1b[200~", false, &event), INPUT_PARTIAL);
        for (int i = 0; i < PASTE_MAX + more; i++) {
            assert_int_equal(next_after(&input, "x", false, &event), INPUT_PARTIAL);
        }
        assert_int_equal(next_after(&input, "\x1b[201~", false, &event), INPUT_READY);
        assert_int_equal(event.text.len, PASTE_MAX);
        assert_int_equal(event.cut, more);
    }
    size_t in_use = f->arena.in_use;
    assert_int_equal(next_after(&input, "\x1b[200~", false, &event), INPUT_PARTIAL);
    for (int i = 0; i < 10 * PASTE_MAX; i++) {
        assert_int_equal(next_after(&input, "x", false, &event), INPUT_PARTIAL);
    }
    assert_true(f->arena.in_use <= in_use);
}

static void test_answers_are_no_keys(void **state)
{
    EXPECT(true, "\x1b]11;rgb:1e1e/1e1e/1e1e\aa\x1b]52;c;cXEK\x1b\\b", K('a'), K('b'));
    EXPECT(true, "\x1bP1+r54=q\x1b\\a\x1b_Gq\x1b\\b\x1b^q\x1b\\c\x1bXq\x1b\\d", K('a'), K('b'),
           K('c'), K('d'));
    EXPECT(true,
           "\x1b]0;q\x18"
           "a\x1bPq\x1a"
           "b\x1b]0;q\x1b[Ac",
           K('a'), K('b'), K(K_UP), K('c'));
    EXPECT(true,
           "\x1b[?62;22c\x1b[>41;390;0c\x1b[0n\x1b[?2004;1$y\x1b[?1;0;256S\x1b[?1u\x1b[8;24;80ta",
           K('a'));
    EXPECT(true, "\x1b[12;40R\x1b[1;1R\x1b[1;80Ra\x1b[R\x1b[1;5R", K('a'), K(K_F3), K(K_F3));
}

static void test_an_answer_without_an_end(void **state)
{
    struct input input = { .arena = &((struct fixture *)*state)->arena };
    struct event event;
    assert_int_equal(next_after(&input, "\x1b]", false, &event), INPUT_PARTIAL); /* or Alt-] */
    assert_int_equal(input_patience(&input), INPUT_ESCAPE_MS);
    assert_int_equal(next_after(&input, "q", false, &event), INPUT_PARTIAL);
    assert_int_equal(input_patience(&input), INPUT_SILENCE_MS);
    assert_int_equal(input_next(&input, true, &event), INPUT_EMPTY);
    assert_int_equal(next_after(&input, "j", false, &event), INPUT_READY);
    assert_int_equal(next_after(&input, "\x1b]q\x1b", true, &event), INPUT_READY);
    assert_int_equal(event.key, K_ESCAPE);
    assert_int_equal(next_after(&input, "\x1b]", true, &event), INPUT_READY);
    assert_int_equal(event.key, K_ESCAPE);
    assert_int_equal(input_next(&input, false, &event), INPUT_READY);
    assert_int_equal(event.key, ']');
    size_t taken = 0;
    assert_int_equal(next_after(&input, "\x1b]q", false, &event), INPUT_PARTIAL);
    while (next_after(&input, "j", false, &event) == INPUT_PARTIAL) {
        taken++;
    }
    assert_in_range(taken, INPUT_ANSWER_MAX - 10, INPUT_ANSWER_MAX + 10);
}

static void test_an_endless_sequence_does_not_block(void **state)
{
    struct input input = { .arena = &((struct fixture *)*state)->arena };
    struct event event;
    size_t keys = 0;
    feed(&input, "\x1b[", 2);
    for (int i = 0; i < 5000; i++) {
        size_t room;
        input_room(&input, &room);
        assert_true(room > 0);
        feed(&input, "1", 1);
        while (input_next(&input, false, &event) == INPUT_READY) {
            keys++;
        }
    }
    assert_true(keys > 4000);
}

static void test_random_bytes(void **state)
{
    static const char often[] = "\x1b[O<;~M123";
    struct test_random random = { 11 };
    struct input input = { .arena = &((struct fixture *)*state)->arena, .mouse = true };
    input_know(&input, "\x1bOA", K_UP);
    for (int i = 0; i < 300000; i++) {
        struct event event;
        char byte = (char)test_random_below(&random, 256);
        if (test_random_below(&random, 2)) {
            byte = often[test_random_below(&random, sizeof(often) - 1)];
        }
        feed(&input, &byte, 1);
        while (input_next(&input, test_random_below(&random, 50) == 0, &event) == INPUT_READY) {
            assert_true(event.kind == EVENT_KEY || event.kind == EVENT_MOUSE
                        || event.kind == EVENT_PASTE);
            assert_true(event.x >= 0 && event.y >= 0);
            assert_true(event.key < K__END && event.key != K__FIRST);
        }
        size_t room;
        input_room(&input, &room);
        assert_true(room > 0);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_fixture, close_fixture)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_characters),
        TEST(test_sequences),
        TEST(test_what_means_nothing_is_skipped),
        TEST(test_escape_alone_and_before_others),
        TEST(test_mouse),
        TEST(test_sequences_of_the_terminal_come_first),
        TEST(test_a_paste_is_one_event),
        TEST(test_a_paste_without_an_end),
        TEST(test_a_paste_has_a_limit),
        TEST(test_answers_are_no_keys),
        TEST(test_an_answer_without_an_end),
        TEST(test_an_endless_sequence_does_not_block),
        TEST(test_random_bytes),
    };
    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
