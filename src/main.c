/* strata: a stack designer for the terminal. */
#include <locale.h>

#include "cli/output.h"
#include "cli/run.h"
#include "cli/system_memory.h"

int main(int argc, char **argv)
{
    struct system_memory system;

    output_init();
    /* Only what characters are; numbers and order are the same everywhere. */
    setlocale(LC_CTYPE, "");
    system_memory_init(&system);
    return run(argc > 0 ? argc - 1 : 0, (const char *const *)argv + (argc > 0), &system.memory);
}
