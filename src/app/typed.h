/* A line of text being typed; the cursor is always at its end. */
#ifndef STRATA_APP_TYPED_H
#define STRATA_APP_TYPED_H

#include <stdbool.h>
#include <stdint.h>

#include "app/key.h"
#include "strata/base/str.h"

#define TYPED_MAX 4096 /* bytes: any note, title or path */

struct typed {
    char bytes[TYPED_MAX];
    uint32_t len;
};

struct str typed_str(const struct typed *typed); /* not copied */

/* Puts the text in the place of what is there; nothing of one that is longer than TYPED_MAX. */
void typed_set(struct typed *typed, struct str text);

/* Adds a character as UTF-8; special and control keys are none. */
void typed_add(struct typed *typed, key pressed);

/* Adds clean text, as many whole characters as there is room for; false if that is not all. */
bool typed_add_text(struct typed *typed, struct str text);

void typed_erase(struct typed *typed); /* a character */
void typed_erase_word(struct typed *typed);
void typed_erase_all(struct typed *typed);

#endif
