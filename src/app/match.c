#include "app/match.h"

#include <stdbool.h>

#include "strata/base/text.h"

#define SCORE_LETTER 4u
#define SCORE_WORD 8u  /* at the beginning of a word */
#define SCORE_CLOSE 9u /* right behind the letter before */

static bool word_starts(struct str text, size_t at)
{
    char before = at > 0 ? text.at[at - 1] : ' ';

    return before == ' ' || before == '-' || before == '/' || before == '(' || before == '.';
}

/* The first way to find the pattern from `start` on; 0 if there is none. */
static unsigned score_from(struct str pattern, struct str text, size_t start)
{
    unsigned score = 0;
    size_t p = 0, last = start;

    for (size_t i = start; i < text.len && p < pattern.len; i++) {
        if (text.at[i] != pattern.at[p]) {
            continue;
        }
        score += SCORE_LETTER;
        if (word_starts(text, i)) {
            score += SCORE_WORD;
        }
        if (p > 0 && i == last + 1) {
            score += SCORE_CLOSE;
        }
        last = i;
        p++;
    }
    return p == pattern.len ? score : 0;
}

unsigned match_score(struct arena *scratch, struct str pattern, struct str text)
{
    struct str folded = text_fold(scratch, text);
    struct str letters = text_fold(scratch, pattern);
    unsigned best = 0;

    if (letters.len == 0) {
        return 1;
    }
    for (size_t i = 0; i < folded.len; i++) {
        unsigned score = folded.at[i] == letters.at[0] ? score_from(letters, folded, i) : 0;

        if (score > best) {
            best = score;
        }
    }
    return best;
}

unsigned match_best(unsigned a, unsigned b)
{
    return a > b ? a : b;
}
