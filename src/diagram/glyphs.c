#include "diagram/glyphs.h"

/* By ways: N 1, E 2, S 4, W 8. */
static const char *const solid[16] = { " ", "│", "─", "└", "│", "│", "┌", "├",
                                       "─", "┘", "─", "┴", "┐", "┤", "┬", "╋" };
static const char *const dashes[16] = { " ", "┆", "┄", "╰", "┆", "┆", "╭", "├",
                                        "┄", "╯", "┄", "┴", "╮", "┤", "┬", "╋" };
static const char *const solid_ascii[16] = { " ", "|", "-", "+", "|", "|", "+", "+",
                                             "-", "+", "-", "+", "+", "+", "+", "+" };
static const char *const dashes_ascii[16] = { " ", ":", ".", "'", ":", ":", ".", ":",
                                              ".", "'", ".", "'", ".", ":", ".", ":" };

const char *glyph_line(unsigned ways, bool dashed, bool ascii)
{
    if (ascii) {
        return (dashed ? dashes_ascii : solid_ascii)[ways & 15];
    }
    return (dashed ? dashes : solid)[ways & 15];
}

const char *glyph_crossing(bool ascii)
{
    return ascii ? "|" : "┼";
}

const char *glyph_head(unsigned to, bool ascii)
{
    switch (to) {
    case GLYPH_NORTH: return ascii ? "^" : "▲";
    case GLYPH_EAST: return ascii ? ">" : "▶";
    case GLYPH_SOUTH: return ascii ? "v" : "▼";
    default: return ascii ? "<" : "◀";
    }
}
