/* malloc() and free() as a `struct memory` has them. For those who own a process (the program, a tool, a child) and know what
 * is to happen when there is no more. */
#ifndef STRATA_BASE_HEAP_H
#define STRATA_BASE_HEAP_H

#include <stddef.h>

void *heap_get(void *context, size_t size);
void heap_give_back(void *context, void *block);

#endif
