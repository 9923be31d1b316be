/* Text as people see it: cleaning, width in terminal cells, cutting. The one file that knows
 * utf8proc.
 *
 * text_clean() is the only gate through which text from any file, argument or environment passes on
 * its way into a catalogue, a design or a message. What comes out is valid UTF-8 in NFC without
 * control characters (C0, DEL, C1), line or paragraph separators, bidi controls, zero-width and
 * other format characters, tags, private-use, surrogate or unassigned code points, and with at most
 * 2 combining marks on a base. Marks stand only behind a base that is not a blank, so clean text
 * may be cut at any blank and is clean again. It is safe for a terminal, a diagram and a message as
 * it is. */
#ifndef STRATA_BASE_TEXT_H
#define STRATA_BASE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"

/* Line ends and tabs become single blanks; what is not allowed becomes "<U+202E>", a byte that is
 * not UTF-8 "<0x9B>". Variation selectors, joiners and skin tones are dropped (terminals disagree
 * on their width: a family becomes single people), and so are marks beyond the second on one cell.
 * Returns `dirty` itself, uncopied, when there is nothing to change. Takes linear time, and as
 * memory what comes out: at most 8 bytes for one. */
struct str text_clean(struct arena *arena, struct str dirty);

/* Would text_clean() change it? */
bool text_is_clean(struct str s);

/* The first code point of text that need not be UTF-8: its bytes, 0 if none begins here. */
size_t text_decode(struct str s, uint32_t *ret_point);

/* A code point (none of the surrogates) as UTF-8: its bytes. */
size_t text_encode(uint32_t point, char ret_bytes[4]);

/* Cells that clean text takes in a terminal: the sum over its graphemes. */
unsigned text_width(struct str clean);

/* The first grapheme of clean text: its bytes, and its width (1 or 2). Empty, and 0 wide, at the
 * end. A grapheme here is what goes into one cell or one pair of cells: one code point that takes
 * cells and those behind it that take none (at most 2), which is how ncurses and wcwidth() count. A
 * flag is two of them. */
struct str text_grapheme(struct str clean, unsigned *ret_width);

/* The longest beginning that fits `cells`; if anything is cut it ends in an ellipsis ("…", or "~"
 * with `ascii`). Flags and syllables are not cut in two. */
struct str text_cut(struct arena *arena, struct str clean, unsigned cells, bool ascii);

/* Takes one line of at most `cells` cells off the front of *text, breaking at blanks where it can,
 * and the blanks around it. False when nothing is left, or when not even one grapheme fits (0
 * cells, or 1 for a wide one): what is in *text then is what could not be shown. */
bool text_wrap(struct str *text, unsigned cells, struct str *ret_line);

/* Case-folded (NFKC) copy, for comparing and searching names in any script; not for showing. */
struct str text_fold(struct arena *arena, struct str clean);

#endif
