#include "term/sequence.h"

#include <string.h>
#include <wchar.h>

#define PASTE_BEGINS 200 /* ESC [ 200 ~ */

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

/* A control sequence with a sign in it, up to its letter: what the terminal is (ESC [ ? 62 c), or
 * how a mode is set (ESC [ ? 2004 ; 1 $ y). No key has one. */
static bool is_answer(const char *at, size_t len)
{
    for (size_t i = 2; i < len; i++) {
        if (at[i] < '0' || at[i] > ';') {
            return true;
        }
    }
    return false;
}

/* Where the cursor is (ESC [ ROW ; COLUMN R), and not F3 with modifiers (ESC [ 1 ; 2 R to 16 R). */
static bool is_place(const unsigned numbers[3])
{
    return numbers[0] > 1 || numbers[1] == 1 || numbers[1] > 16;
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
    if (is_answer(at, len)) {
        return FOUND_NOTHING;
    }
    read_numbers(at + 2, len - 2, numbers);
    if (at[len] == '~') {
        return numbers[0] == PASTE_BEGINS ? FOUND_PASTE : number_key(numbers[0], ret_event);
    }
    if (at[len] == 'R' && is_place(numbers)) {
        return FOUND_NOTHING;
    }
    return letter_key(at[len], ret_event);
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
    if (memchr("]P_^X", input->bytes[1], 5)) { /* with Alt it would be a key, and end here */
        *ret_len = 2;
        return input->len == 2 ? FOUND_PART : FOUND_ANSWER;
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

enum found sequence_first(const struct input *input, size_t *ret_len, struct event *ret_event)
{
    return input->bytes[0] == SEQUENCE_ESCAPE ? escape_sequence(input, ret_len, ret_event)
                                              : character(input, ret_len, ret_event);
}
