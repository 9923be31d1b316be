/* From the bytes that a terminal sends to keys and mouse events. No terminal is needed for it, and
 * no sequence of bytes can do harm: what means nothing is skipped.
 *
 * Besides the sequences of this terminal's description (input_know) all the usual ones are
 * understood, so that a TERM that does not quite fit still has its arrow keys. */
#ifndef STRATA_TERM_INPUT_H
#define STRATA_TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/event.h"

#define INPUT_SEQUENCE_MAX 32

struct input_sequence {
    char bytes[INPUT_SEQUENCE_MAX];
    size_t len;
    key key;
};

/* Start with zeroes. */
struct input {
    bool mouse; /* understand reports of the mouse */
    char bytes[512];
    size_t len;
    struct input_sequence known[48];
    size_t known_count;
};

/* This sequence means this key. What is no escape sequence, or too long, is left out. */
void input_know(struct input *input, const char *sequence, key key_meant);

/* Room for bytes to be read into; input_add() says how many were. There is always some after
 * input_next() has returned anything but INPUT_READY. */
char *input_room(struct input *input, size_t *ret_room);
void input_add(struct input *input, size_t len);

enum input_state {
    INPUT_READY,   /* *ret_event is an EVENT_KEY, or an EVENT_MOUSE (never MOUSE_DOUBLE) */
    INPUT_PARTIAL, /* could be the beginning of a sequence: wait for more a moment, then call with
                      `no_more` */
    INPUT_EMPTY,
};

/* Takes the next event off the front. Bytes are those of the locale's character set. */
enum input_state input_next(struct input *input, bool no_more, struct event *ret_event);

#endif
