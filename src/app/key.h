/* A key press as strata names it, whatever the terminal sent. Written "j", "G", "<Down>", "<C-r>",
 * "<S-Tab>",
 * "<Enter>", "<F1>", "<lt>" for "<" itself; a sequence is keys one after the other: "gg". */
#ifndef STRATA_APP_KEY_H
#define STRATA_APP_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

/* Keys without a character. X(constant, word). */
#define SPECIAL_KEYS(X)       \
    X(UP, "Up")               \
    X(DOWN, "Down")           \
    X(LEFT, "Left")           \
    X(RIGHT, "Right")         \
    X(HOME, "Home")           \
    X(END, "End")             \
    X(PAGE_UP, "PageUp")      \
    X(PAGE_DOWN, "PageDown")  \
    X(ENTER, "Enter")         \
    X(ESCAPE, "Esc")          \
    X(TAB, "Tab")             \
    X(BACK_TAB, "S-Tab")      \
    X(BACKSPACE, "Backspace") \
    X(DELETE, "Delete")       \
    X(INSERT, "Insert")       \
    X(SPACE, "Space")         \
    X(F1, "F1")               \
    X(F2, "F2")               \
    X(F3, "F3")               \
    X(F4, "F4")               \
    X(F5, "F5")               \
    X(F6, "F6")               \
    X(F7, "F7")               \
    X(F8, "F8")               \
    X(F9, "F9")               \
    X(F10, "F10")             \
    X(F11, "F11")             \
    X(F12, "F12")

/* A key is a code point (control keys as 1 to 26 for C-a to C-z) or one of these, which lie above
 * Unicode. */
enum special_key {
    K__FIRST = 0x110000,
#define X(name, word) K_##name,
    SPECIAL_KEYS(X)
#undef X
        K__END,
};

typedef uint32_t key;

#define KEY_CTRL_OF(letter) ((key)((letter) - 'a' + 1))

/* The key for a code point as a terminal sends it: 9 and 13 are Tab and Enter, as are C-i and C-m,
 * which no terminal can tell from them. False if no key of ours is meant. */
bool key_from_code(uint32_t code, key *ret_key);

/* Takes one key off the front of *text. False at its end, or if it names no key; then *text stays.
 * A blank in *text is the space bar. */
bool key_parse(struct str *text, key *ret_key);

/* "<C-r>", "j", "<Down>". */
struct str key_format(struct arena *arena, key pressed);

#endif
