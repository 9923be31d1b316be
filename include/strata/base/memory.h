/* Where memory comes from, and what happens when there is none left.
 *
 * The core never calls malloc by itself and never ends the process: whoever owns the process (main,
 * or a test) hands in a `struct memory`. When `get` returns NULL, `exhausted` is called; it must
 * not return (the program gives the terminal back and exits; a test jumps to its recovery point).
 * Everything below may therefore rely on an allocation having succeeded. */
#ifndef STRATA_BASE_MEMORY_H
#define STRATA_BASE_MEMORY_H

#include <stddef.h>

struct memory {
    void *(*get)(void *context, size_t size);      /* like malloc */
    void (*give_back)(void *context, void *block); /* like free */
    void (*exhausted)(void *context) __attribute__((noreturn));
    void *context;
};

#endif
