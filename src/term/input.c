#include "term/input.h"

#include <string.h>
#include <wchar.h>

#define ESCAPE '\x1b'

/* A piece at the front of the input was understood as: */
enum found {
    FOUND_EVENT,
    FOUND_NOTHING, /* a whole piece that means nothing to us */
    FOUND_PART,    /* more must come before one can say */
};

void input_know(struct input *input, const char *sequence, key key_meant)
{
    size_t room = sizeof(input->known) / sizeof(input->known[0]);
    size_t len = strlen(sequence);
    if (sequence[0] != ESCAPE || len < 2 || len > INPUT_SEQUENCE_MAX
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

static enum found found_key(key pressed, struct event *ret_event)
{
    *ret_event = (struct event){ .kind = EVENT_KEY, .key = pressed };
    return FOUND_EVENT;
}

/* -------------------------------------------------------------------------- control sequences */

/* ESC [ ... LETTER and ESC O LETTER. */
static enum found letter_key(char letter, struct event *ret_event)
{
    switch (letter) {
    case 'A': return found_key(K_UP, ret_event);
    case 'B': return found_key(K_DOWN, ret_event);
    case 'C': return found_key(K_RIGHT, ret_event);
    case 'D': return found_key(K_LEFT, ret_event);
    case 'F': return found_key(K_END, ret_event);
    case 'H': return found_key(K_HOME, ret_event);
    case 'P': return found_key(K_F1, ret_event);
    case 'Q': return found_key(K_F2, ret_event);
    case 'R': return found_key(K_F3, ret_event);
    case 'S': return found_key(K_F4, ret_event);
    case 'Z': return found_key(K_BACK_TAB, ret_event);
    default: return FOUND_NOTHING;
    }
}

/* ESC [ NUMBER ~ */
static enum found number_key(unsigned number, struct event *ret_event)
{
    static const key keys[] = {
        [1] = K_HOME,      [2] = K_INSERT, [3] = K_DELETE, [4] = K_END,  [5] = K_PAGE_UP,
        [6] = K_PAGE_DOWN, [7] = K_HOME,   [8] = K_END,    [11] = K_F1,  [12] = K_F2,
        [13] = K_F3,       [14] = K_F4,    [15] = K_F5,    [17] = K_F6,  [18] = K_F7,
        [19] = K_F8,       [20] = K_F9,    [21] = K_F10,   [23] = K_F11, [24] = K_F12,
    };
    if (number >= sizeof(keys) / sizeof(keys[0]) || keys[number] == 0) {
        return FOUND_NOTHING;
    }
    return found_key(keys[number], ret_event);
}

static enum found mouse_event(unsigned button, unsigned x, unsigned y, struct event *ret_event)
{
    enum { MODIFIERS = 4 | 8 | 16, WHEEL = 64 };
    button &= ~(unsigned)MODIFIERS;
    if ((button != 0 && button != WHEEL && button != WHEEL + 1) || x == 0 || y == 0) {
        return FOUND_NOTHING;
    }
    *ret_event = (struct event){
        .kind = EVENT_MOUSE,
        .button = button == 0       ? MOUSE_LEFT
                  : button == WHEEL ? MOUSE_WHEEL_UP
                                    : MOUSE_WHEEL_DOWN,
        .x = (int)x - 1,
        .y = (int)y - 1,
    };
    return FOUND_EVENT;
}

/* The numbers between ";" in a control sequence. Absurd ones come out as 9999. */
static void read_numbers(const char *at, size_t len, unsigned numbers[3])
{
    size_t count = 0;
    for (size_t i = 0; i < len && count < 3; i++) {
        if (at[i] == ';' || at[i] == ':') {
            count++;
        } else if (at[i] >= '0' && at[i] <= '9') {
            unsigned more = numbers[count] * 10 + (unsigned)(at[i] - '0');
            numbers[count] = more < 9999 ? more : 9999;
        }
    }
}

/* ESC [ parameters, perhaps signs in between, and a letter. Modifiers (Shift, Ctrl) of the keys are
 * not told apart. */
static enum found control_sequence(const struct input *input, size_t *ret_len,
                                   struct event *ret_event)
{
    const char *at = input->bytes;
    size_t len = 2;
    if (input->len > 2 && at[2] == '[') { /* Linux console: ESC [ [ A to E */
        *ret_len = 4;
        if (input->len < 4) {
            return FOUND_PART;
        }
        bool known = at[3] >= 'A' && at[3] <= 'E';
        return known ? found_key((key)(K_F1 + (at[3] - 'A')), ret_event) : FOUND_NOTHING;
    }
    while (len < input->len && at[len] >= ' ' && at[len] <= '?') {
        len++;
    }
    *ret_len = len;
    if (len == input->len) {
        return FOUND_PART;
    }
    if (at[len] < '@' || at[len] > '~') { /* something else begins here */
        return FOUND_NOTHING;
    }
    *ret_len = len + 1;
    unsigned numbers[3] = { 0 };
    if (at[len] == 'M' && len == 2 && input->mouse) { /* the old form: three bytes behind it */
        *ret_len = 6;
        return input->len < 6 ? FOUND_PART
                              : mouse_event((unsigned char)at[3] - 32u, (unsigned char)at[4] - 32u,
                                            (unsigned char)at[5] - 32u, ret_event);
    }
    if (at[2] == '<') {
        read_numbers(at + 3, len - 3, numbers);
        return at[len] == 'M' && input->mouse
                   ? mouse_event(numbers[0], numbers[1], numbers[2], ret_event)
                   : FOUND_NOTHING;
    }
    read_numbers(at + 2, len - 2, numbers);
    return at[len] == '~' ? number_key(numbers[0], ret_event) : letter_key(at[len], ret_event);
}

/* ESC O letter: cursor and function keys, and those of the number pad. */
static enum found shifted_letter(const struct input *input, size_t *ret_len,
                                 struct event *ret_event)
{
    *ret_len = 3;
    if (input->len < 3) {
        return FOUND_PART;
    }
    char letter = input->bytes[2];
    if (letter == 'M') {
        return found_key(K_ENTER, ret_event);
    }
    if (letter >= 'j' && letter <= 'y') {
        return found_key((key)(letter - 0x40), ret_event);
    }
    return letter_key(letter, ret_event);
}

/* A sequence of this terminal's description. FOUND_NOTHING: none. */
static enum found known_sequence(const struct input *input, size_t *ret_len,
                                 struct event *ret_event)
{
    enum found found = FOUND_NOTHING;
    *ret_len = 0;
    for (size_t i = 0; i < input->known_count; i++) {
        const struct input_sequence *known = &input->known[i];
        size_t common = known->len < input->len ? known->len : input->len;
        if (memcmp(known->bytes, input->bytes, common) != 0) {
            continue;
        }
        if (common < known->len) {
            found = found == FOUND_NOTHING ? FOUND_PART : found;
        } else if (known->len > *ret_len) {
            *ret_len = known->len;
            found = found_key(known->key, ret_event);
        }
    }
    return found;
}

static enum found escape_sequence(const struct input *input, size_t *ret_len,
                                  struct event *ret_event)
{
    enum found found = known_sequence(input, ret_len, ret_event);
    if (found != FOUND_NOTHING) {
        return found;
    }
    if (input->len == 1) {
        return FOUND_PART;
    }
    if (input->bytes[1] == '[') {
        return control_sequence(input, ret_len, ret_event);
    }
    if (input->bytes[1] == 'O') {
        return shifted_letter(input, ret_len, ret_event);
    }
    *ret_len = 1;
    return found_key(K_ESCAPE, ret_event);
}

/* --------------------------------------------------------------------------------- characters */

static enum found character(const struct input *input, size_t *ret_len, struct event *ret_event)
{
    mbstate_t state = { 0 };
    wchar_t wide = 0;
    key pressed;
    size_t len = mbrtowc(&wide, input->bytes, input->len, &state);
    *ret_len = 1;
    if (len == (size_t)-2) {
        return FOUND_PART;
    }
    if (len == (size_t)-1 || len == 0) {
        return FOUND_NOTHING;
    }
    *ret_len = len;
    return key_from_code((uint32_t)wide, &pressed) ? found_key(pressed, ret_event) : FOUND_NOTHING;
}

enum input_state input_next(struct input *input, bool no_more, struct event *ret_event)
{
    while (input->len > 0) {
        size_t len;
        bool escape = input->bytes[0] == ESCAPE;
        enum found found =
            escape ? escape_sequence(input, &len, ret_event) : character(input, &len, ret_event);
        if (found == FOUND_PART) {
            if (!no_more && input->len < sizeof(input->bytes)) {
                return INPUT_PARTIAL;
            }
            /* What began like a sequence is none: a lone Escape, and the rest as it comes. */
            len = 1;
            found = escape ? found_key(K_ESCAPE, ret_event) : FOUND_NOTHING;
        }
        drop(input, len);
        if (found == FOUND_EVENT) {
            return INPUT_READY;
        }
    }
    return INPUT_EMPTY;
}
