/* A library for LD_PRELOAD: in a child of the first process, the FAIL_AT-th
 * malloc(), calloc() or realloc() fails, once. */
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

static long left = -1;
static long fail_at;

/* The child's environment is emptied later, so it is read here. */
static void in_child(void)
{
    left = fail_at;
}

static void __attribute__((constructor)) begin(void)
{
    const char *at = getenv("FAIL_AT");
    fail_at = at == NULL ? -1 : strtol(at, NULL, 10);
    pthread_atfork(NULL, NULL, in_child);
}

static int fails(void)
{
    return left > 0 && --left == 0;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return fails() ? NULL : __libc_realloc(block, size);
}
