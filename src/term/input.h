/* From the bytes that a terminal sends to keys, mouse events and pastes. No terminal is needed for
 * it, and no sequence of bytes can do harm: what means nothing is skipped.
 *
 * What comes between ESC [ 200 ~ and ESC [ 201 ~ is a paste, and one event. What the terminal tells
 * about itself (OSC, DCS, APC, PM and SOS, up to BEL or ST; control sequences with a sign in front)
 * is no key. Both may be of any length and come in any pieces: PASTE_MAX bytes of a paste are kept,
 * the rest is read and left out. If the end never comes, a silence of INPUT_SILENCE_MS is one.
 *
 * Besides the sequences of this terminal's description (input_know) all the usual ones are
 * understood, so that a TERM that does not quite fit still has its arrow keys. */
#ifndef STRATA_TERM_INPUT_H
#define STRATA_TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/event.h"
#include "strata/base/arena.h"

#define INPUT_SEQUENCE_MAX 32
#define INPUT_ESCAPE_MS 25     /* a lone Escape is one when nothing has followed for so long */
#define INPUT_SILENCE_MS 1000  /* within a paste or an answer: that was its end */
#define INPUT_ANSWER_MAX 65536 /* bytes of an answer without an end: what follows is none of it */

struct input_sequence {
    char bytes[INPUT_SEQUENCE_MAX];
    size_t len;
    key key;
};

/* What the bytes at the front belong to. */
enum input_inside { INSIDE_NOTHING, INSIDE_PASTE, INSIDE_ANSWER };

/* Start with zeroes and an arena of its own. */
struct input {
    struct arena *arena; /* holds a paste until the next one */
    bool mouse;          /* understand reports of the mouse */
    enum input_inside inside;
    struct strbuf paste; /* as it came, in `arena` */
    size_t inside_len;   /* bytes of the paste or answer so far, kept or not */
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
    INPUT_READY,   /* *ret_event is an EVENT_KEY, an EVENT_MOUSE (never MOUSE_DOUBLE) or an
                      EVENT_PASTE */
    INPUT_PARTIAL, /* could be the beginning of something: wait for more as long as
                      input_patience() says, then call with `no_more` */
    INPUT_EMPTY,
};

/* Takes the next event off the front. Bytes are those of the locale's character set. */
enum input_state input_next(struct input *input, bool no_more, struct event *ret_event);

/* Milliseconds to wait for the rest after INPUT_PARTIAL. */
int input_patience(const struct input *input);

#endif
