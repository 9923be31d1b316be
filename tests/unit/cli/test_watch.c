#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/watch.h"
#include "support/memory.h"

#define WATCHED "watched"
#define OTHER "other"

/* What happens to the file while nobody looks, and whether it is noticed. */
struct step {
    void (*act)(void);
    unsigned seen; /* how often, after it */
    unsigned lost; /* the same; being there again counts */
};

struct story {
    const struct step *steps;
    size_t count;
    size_t done;
    unsigned seen;
    unsigned lost;
};

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void do_nothing(void) {}

static void write_one(void)
{
    put(WATCHED, "one");
}

static void write_two(void)
{
    put(WATCHED, "two");
}

static void replace_by_three(void)
{
    put(OTHER, "three");
    assert_int_equal(rename(OTHER, WATCHED), 0);
}

static void move_away(void)
{
    assert_int_equal(rename(WATCHED, OTHER), 0);
}

static void move_back(void)
{
    assert_int_equal(rename(OTHER, WATCHED), 0);
}

static void make_folder(void)
{
    assert_int_equal(unlink(WATCHED), 0);
    assert_int_equal(mkdir(WATCHED, 0700), 0);
}

static void remove_folder(void)
{
    assert_int_equal(rmdir(WATCHED), 0);
}

static void write_too_much(void)
{
    put(WATCHED, "more than the hundred bytes that are looked at: "
                 "0123456789012345678901234567890123456789012345678901234567890123456789");
}

static void count_seen(void *context)
{
    struct story *story = context;
    story->seen++;
}

static void count_lost(void *context, const struct diag *why)
{
    struct story *story = context;
    assert_int_equal(why == NULL, story->lost % 2); /* gone and back take turns here */
    story->lost++;
}

static bool next_step(void *context)
{
    struct story *story = context;
    if (story->done > 0) {
        assert_int_equal(story->seen, story->steps[story->done - 1].seen);
        assert_int_equal(story->lost, story->steps[story->done - 1].lost);
    }
    if (story->done == story->count) {
        return false;
    }
    story->steps[story->done++].act();
    return true;
}

static void tell(const struct step *steps, size_t count)
{
    struct test_memory memory;
    struct story story = { .steps = steps, .count = count };
    test_memory_init(&memory);
    const struct watch watch = {
        .file = WATCHED,
        .bytes_max = 100,
        .seen = count_seen,
        .lost = count_lost,
        .wait = next_step,
        .context = &story,
        .memory = &memory.memory,
    };
    watch_run(&watch);
    assert_int_equal(story.done, count);
    test_memory_check(&memory);
}

#define TELL(steps) tell(steps, sizeof(steps) / sizeof((steps)[0]))

static void test_versions(void **state)
{
    static const struct step steps[] = {
        { do_nothing, 1, 0 },       { write_one, 1, 0 }, /* touched, and the same */
        { write_two, 1, 0 },        { do_nothing, 2, 0 }, { do_nothing, 2, 0 },
        { write_one, 2, 0 },        { do_nothing, 3, 0 }, /* what it was once */
        { replace_by_three, 3, 0 }, { do_nothing, 4, 0 },
    };
    (void)state;
    write_one();
    TELL(steps);
}

static void write_half(void)
{
    put(WATCHED, "half of it");
}

static void write_nothing(void)
{
    put(WATCHED, "");
}

/* What is only on the way to being written is not drawn, and not drawn again if nothing came of it. */
static void test_not_before_it_is_still(void **state)
{
    static const struct step steps[] = {
        { write_nothing, 1, 0 }, { write_half, 1, 0 }, { write_two, 1, 0 },  { do_nothing, 2, 0 },
        { write_half, 2, 0 },    { write_two, 2, 0 },  { do_nothing, 2, 0 },
    };
    (void)state;
    write_one();
    TELL(steps);
}

/* As some editors save; and for good, which is told, once. */
static void test_gone_for_a_while(void **state)
{
    static const struct step steps[] = {
        { move_away, 1, 0 },      { move_back, 1, 0 },     { do_nothing, 1, 0 },
        { move_away, 1, 0 },      { do_nothing, 1, 1 },    { do_nothing, 1, 1 },
        { move_back, 1, 2 },      { do_nothing, 1, 2 },    { make_folder, 1, 2 },
        { do_nothing, 1, 3 },     { remove_folder, 1, 3 }, { write_one, 1, 4 },
        { move_away, 1, 4 },      { write_two, 1, 4 },     { do_nothing, 2, 4 },
        { write_too_much, 2, 4 }, { do_nothing, 2, 5 },    { write_two, 2, 6 },
    };
    (void)state;
    write_one();
    TELL(steps);
}

static void test_not_there_at_first(void **state)
{
    static const struct step steps[] = {
        { do_nothing, 1, 0 }, { do_nothing, 1, 1 }, { write_one, 1, 1 }, { do_nothing, 2, 1 }
    };
    (void)state;
    unlink(WATCHED);
    TELL(steps);
}

static void test_many_looks_take_no_memory(void **state)
{
    struct step steps[1000];
    (void)state;
    write_one();
    for (size_t i = 0; i < 1000; i++) {
        steps[i] = (struct step){ do_nothing, 1, 0 };
    }
    TELL(steps);
}

/* The program would die by the signal if it were not held. */
static void test_signals_end_it(void **state)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
    (void)state;
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        sigset_t old, one;
        sigemptyset(&one);
        sigaddset(&one, signals[i]);
        sigprocmask(SIG_SETMASK, NULL, &old);
        signal(signals[i], SIG_DFL);
        watch_hold_signals();
        raise(signals[i]);
        assert_false(watch_pause(NULL));
        int number;
        assert_int_equal(sigwait(&one, &number), 0); /* takes it away again */
        sigprocmask(SIG_SETMASK, &old, NULL);
    }
}

static int enter_folder(void **state)
{
    static char folder[] = "/tmp/strata-watch-XXXXXX";
    (void)state;
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    char folder[200];
    (void)state;
    unlink(WATCHED);
    unlink(OTHER);
    return getcwd(folder, sizeof(folder)) != NULL && chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_not_before_it_is_still),
        cmocka_unit_test(test_gone_for_a_while),
        cmocka_unit_test(test_not_there_at_first),
        cmocka_unit_test(test_many_looks_take_no_memory),
        cmocka_unit_test(test_signals_end_it),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
