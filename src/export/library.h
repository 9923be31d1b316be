/* Libraries that are opened by their name when they are needed, and only in a child process
 * (render.h): they bring dozens more along, they may crash, and strata runs where they are not. The
 * types of their functions come from their headers, so that the compiler holds us to them. */
#ifndef STRATA_EXPORT_LIBRARY_H
#define STRATA_EXPORT_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* NULL if it is not there; standard error then says why. Never closed: the process ends. */
void *library_open(const char *name);

/* Puts the address of a function or variable into *ret_pointer. NULL and false if there is none;
 * `library` may be NULL. */
bool library_find(void *library, const char *name, void *ret_pointer, size_t size);

#endif
