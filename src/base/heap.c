#include "strata/base/heap.h"

#include <stdlib.h>

void *heap_get(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

void heap_give_back(void *context, void *block)
{
    (void)context;
    free(block);
}
