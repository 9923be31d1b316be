/* Memory from malloc, for the program. When there is none left, what was registered is called (to
 * give the terminal back), one sentence is printed, and the process ends with status 1. */
#ifndef STRATA_CLI_SYSTEM_MEMORY_H
#define STRATA_CLI_SYSTEM_MEMORY_H

#include "strata/base/memory.h"

struct system_memory {
    struct memory memory; /* hand this one in; it points back here, so do not move the whole */
    void (*give_up)(void *argument); /* or NULL; called once, and must not need memory */
    void *argument;
};

void system_memory_init(struct system_memory *system);

/* Registers what to do before the process ends; NULL for nothing. `memory` is that of a struct
 * system_memory. */
void system_memory_on_exhausted(const struct memory *memory, void (*give_up)(void *argument),
                                void *argument);

#endif
