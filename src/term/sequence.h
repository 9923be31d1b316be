/* What stands at the front of the input: a character, or an escape sequence of which some are keys.
 * A part of input.c; nobody else includes this. */
#ifndef STRATA_TERM_SEQUENCE_H
#define STRATA_TERM_SEQUENCE_H

#include "term/input.h"

#define SEQUENCE_ESCAPE '\x1b'

/* A piece at the front of the input was understood as: */
enum found {
    FOUND_EVENT,
    FOUND_NOTHING, /* a whole piece that means nothing to us */
    FOUND_PART,    /* more must come before one can say */
    FOUND_PASTE,   /* here begins a paste ... */
    FOUND_ANSWER,  /* ... or an answer of the terminal */
};

/* There is at least a byte. Says what it is and how long; *ret_event only with FOUND_EVENT. */
enum found sequence_first(const struct input *input, size_t *ret_len, struct event *ret_event);

#endif
