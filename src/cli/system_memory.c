#include "cli/system_memory.h"

#include <stdlib.h>
#include <unistd.h>

#include "strata/base/heap.h"

static void exhausted(void *context) __attribute__((noreturn));

static void exhausted(void *context)
{
    static const char message[] = "strata: out of memory\n";
    struct system_memory *system = context;
    void (*give_up)(void *argument) = system->give_up;

    system->give_up = NULL; /* should that run out of memory, too */
    if (give_up != NULL) {
        give_up(system->argument);
    }
    if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0) {
        /* Then nobody hears it. */
    }
    _exit(EXIT_FAILURE);
}

void system_memory_init(struct system_memory *system)
{
    *system = (struct system_memory){
        .memory = { .get = heap_get,
                    .give_back = heap_give_back,
                    .exhausted = exhausted,
                    .context = system },
    };
}

void system_memory_on_exhausted(const struct memory *memory, void (*give_up)(void *argument),
                                void *argument)
{
    struct system_memory *system = memory->context;
    system->give_up = give_up;
    system->argument = argument;
}
