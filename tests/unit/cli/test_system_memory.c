#include "cli/system_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void write_sign(void *argument)
{
    const char *sign = argument;
    assert_int_equal(write(STDERR_FILENO, sign, strlen(sign)), (ssize_t)strlen(sign));
}

/* A child process runs out; what it says on standard error comes back, and its exit status. */
static int run_out(char *said, size_t room, void (*give_up)(void *argument), void *argument)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct system_memory system;
        dup2(ends[1], STDERR_FILENO);
        system_memory_init(&system);
        system_memory_on_exhausted(&system.memory, give_up, argument);
        system.memory.exhausted(system.memory.context);
    }
    close(ends[1]);
    size_t len = 0;
    ssize_t got;
    while (len < room - 1 && (got = read(ends[0], said + len, room - 1 - len)) > 0) {
        len += (size_t)got;
    }
    said[len] = '\0';
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_running_out(void **state)
{
    char said[200];
    (void)state;
    assert_int_equal(run_out(said, sizeof(said), NULL, NULL), 1);
    assert_string_equal(said, "strata: out of memory\n");
}

static void test_the_terminal_comes_first(void **state)
{
    char said[200];
    char sign[] = "terminal given back\n";
    (void)state;
    assert_int_equal(run_out(said, sizeof(said), write_sign, sign), 1);
    assert_string_equal(said, "terminal given back\nstrata: out of memory\n");
}

static void test_memory(void **state)
{
    struct system_memory system;
    (void)state;
    system_memory_init(&system);
    char *block = system.memory.get(system.memory.context, 100);
    assert_non_null(block);
    memset(block, 1, 100);
    system.memory.give_back(system.memory.context, block);
    system.memory.give_back(system.memory.context, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_running_out),
        cmocka_unit_test(test_the_terminal_comes_first),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
