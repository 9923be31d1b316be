/* The words of what somebody wrote on a box, ready to be compared with names.
 *
 * "PineconeVectorStore" has three words, "gpt-4o" two, "Next.js on Vercel" four. Words are
 * case-folded; written one behind the other they are a key, so that "LangGraph", "Lang Graph" and
 * "lang-graph" are the same. */
#ifndef STRATA_ANALYSIS_RECOGNISE_LABEL_WORDS_H
#define STRATA_ANALYSIS_RECOGNISE_LABEL_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/str.h"
#include "strata/base/vec.h"

#define LABEL_KEY_BYTES 96 /* longer keys are no names */

struct label_word {
    struct str text; /* folded */
    size_t from;     /* in the label */
    size_t to;
    bool begins;  /* a part of the label begins here: behind "+", "/", "(", a line end, "on" */
    bool ends;    /* ... and ends behind this one */
    bool glued;   /* to the word before: "Vector" in "PineconeVector" */
    bool joined;  /* to it by a sign and no blank: "hosted" in "self-hosted" */
    bool line;    /* the first of a line */
    bool item;    /* the first of a bullet or of what a ";" or "|" parts */
    bool small;   /* "on", "with", "and": parts what stands around it */
    bool version; /* "4", "4o", "v" in "v3" */
    bool used;    /* by a name; the caller's */
};

struct label_words {
    struct label_word *list;
    uint32_t count;
};

#define LABEL_WORDS_MAX 100 /* of one label; no box says more */

struct label_words label_words(struct str label, struct arena *arena);

/* The key of `count` words from `first` on, without versions if `plain`. Empty if it is longer than
 * `bytes` has room (LABEL_KEY_BYTES). */
struct str label_key(const struct label_words *words, uint32_t first, uint32_t count, bool plain,
                     char *bytes);

#endif
