#include "term/input.h"

#include <string.h>
#include <wchar.h>

#include "strata/base/text.h"
#include "term/sequence.h"

#define PASTE_ENDS "\033[201~"

void input_know(struct input *input, const char *sequence, key key_meant)
{
    size_t room = sizeof(input->known) / sizeof(input->known[0]);
    size_t len = strlen(sequence);
    if (sequence[0] != SEQUENCE_ESCAPE || len < 2 || len > INPUT_SEQUENCE_MAX
        || input->known_count == room) {
        return;
    }
    struct input_sequence *known = &input->known[input->known_count++];
    memcpy(known->bytes, sequence, len);
    known->len = len;
    known->key = key_meant;
}

char *input_room(struct input *input, size_t *ret_room)
{
    *ret_room = sizeof(input->bytes) - input->len;
    return input->bytes + input->len;
}

void input_add(struct input *input, size_t len)
{
    input->len += len;
}

static void drop(struct input *input, size_t len)
{
    input->len -= len;
    memmove(input->bytes, input->bytes + len, input->len);
}

/* --------------------------------------------------------------------------- pastes, answers */

static void begin(struct input *input, enum input_inside what)
{
    input->inside = what;
    input->inside_len = 0;
    if (what == INSIDE_PASTE) {
        arena_reset(input->arena);
        input->paste = (struct strbuf){ .arena = input->arena };
    }
}

/* Moves bytes from the front to the paste, as many as it may have. */
static void keep(struct input *input, size_t len)
{
    strbuf_add(&input->paste, (struct str){ input->bytes, len < PASTE_MAX - input->paste.len
                                                              ? len
                                                              : PASTE_MAX - input->paste.len });
    input->inside_len += len;
    drop(input, len);
}

/* From the locale's characters to UTF-8; what is none in the locale is left out. */
static struct str paste_text(const struct input *input)
{
    struct strbuf text = { .arena = input->arena };
    struct str rest = strbuf_str(&input->paste);
    mbstate_t state = { 0 };
    while (rest.len > 0) {
        wchar_t wide = 0;
        size_t len = mbrtowc(&wide, rest.at, rest.len, &state);
        if (len > 0 && len <= rest.len) {
            char bytes[4];
            strbuf_add(&text, (struct str){ bytes, text_encode((uint32_t)wide, bytes) });
        } else {
            state = (mbstate_t){ 0 };
            len = 1;
        }
        rest = str_part(rest, len, rest.len);
    }
    return strbuf_str(&text);
}

/* The end of a paste within the bytes that are there; part of it at their end counts, too. */
static size_t find_end(const struct input *input, bool *ret_whole)
{
    size_t end_len = sizeof(PASTE_ENDS) - 1;
    size_t at = 0;
    for (; at < input->len; at++) {
        size_t rest = input->len - at < end_len ? input->len - at : end_len;
        if (memcmp(input->bytes + at, PASTE_ENDS, rest) == 0) {
            *ret_whole = rest == end_len;
            return at;
        }
    }
    *ret_whole = false;
    return at;
}

static enum input_state next_of_paste(struct input *input, bool no_more, struct event *ret_event)
{
    bool whole;
    keep(input, find_end(input, &whole));
    if (!whole && !no_more) {
        return INPUT_PARTIAL;
    }
    /* In a silence: part of the end is no text either, but an Escape may be a key. */
    drop(input, whole ? sizeof(PASTE_ENDS) - 1 : input->len > 1 ? input->len : 0);
    input->inside = INSIDE_NOTHING;
    *ret_event = (struct event){ .kind = EVENT_PASTE,
                                 .text = paste_text(input),
                                 .cut = input->inside_len > PASTE_MAX };
    return INPUT_READY;
}

/* Leaves out what belongs to an answer. BEL and ST (ESC \) end it; so do CAN and SUB, and the
 * beginning of another sequence. */
static void skip_answer(struct input *input, bool no_more)
{
    size_t at = 0;
    while (at < input->len && !memchr("\a\x18\x1a\x1b", input->bytes[at], 4)) {
        at++;
    }
    input->inside_len += at;
    drop(input, at);
    if (input->len == 0) {
        input->inside =
            no_more || input->inside_len > INPUT_ANSWER_MAX ? INSIDE_NOTHING : INSIDE_ANSWER;
    } else if (input->bytes[0] != SEQUENCE_ESCAPE) {
        drop(input, 1);
        input->inside = INSIDE_NOTHING;
    } else if (input->len > 1 || no_more) {
        drop(input, input->len > 1 && input->bytes[1] == '\\' ? 2 : 0);
        input->inside = INSIDE_NOTHING;
    }
}

int input_patience(const struct input *input)
{
    return input->inside == INSIDE_NOTHING ? INPUT_ESCAPE_MS : INPUT_SILENCE_MS;
}

/* -------------------------------------------------------------------------------- all of them */

/* Takes a key, or what is none, off the front, or begins what is longer. */
static enum input_state next_of_keys(struct input *input, bool no_more, struct event *ret_event)
{
    size_t len;
    bool escape = input->bytes[0] == SEQUENCE_ESCAPE;
    enum found found = sequence_first(input, &len, ret_event);
    if (found == FOUND_PART) {
        if (!no_more && input->len < sizeof(input->bytes)) {
            return INPUT_PARTIAL;
        }
        /* What began like a sequence is none: a lone Escape, and the rest as it comes. */
        len = 1;
        *ret_event = (struct event){ .kind = EVENT_KEY, .key = K_ESCAPE };
        found = escape ? FOUND_EVENT : FOUND_NOTHING;
    }
    drop(input, len);
    if (found == FOUND_PASTE || found == FOUND_ANSWER) {
        begin(input, found == FOUND_PASTE ? INSIDE_PASTE : INSIDE_ANSWER);
    }
    return found == FOUND_EVENT ? INPUT_READY : INPUT_EMPTY;
}

enum input_state input_next(struct input *input, bool no_more, struct event *ret_event)
{
    while (input->len > 0 || input->inside != INSIDE_NOTHING) {
        enum input_state state = INPUT_EMPTY;
        switch (input->inside) {
        case INSIDE_NOTHING: state = next_of_keys(input, no_more, ret_event); break;
        case INSIDE_PASTE: state = next_of_paste(input, no_more, ret_event); break;
        case INSIDE_ANSWER:
            skip_answer(input, no_more);
            state = input->inside == INSIDE_ANSWER ? INPUT_PARTIAL : INPUT_EMPTY;
            break;
        }
        if (state != INPUT_EMPTY) {
            return state;
        }
    }
    return INPUT_EMPTY;
}
