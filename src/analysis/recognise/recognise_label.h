/* What the words of one label name.
 *
 * The words of a name stand together: in one bullet, and in one line unless they follow each other.
 * An ordinary word is a name only alone or beside what the product is for ("Vault", "Vault
 * secrets"); a vendor's or a brand's says which product is meant only where no other product of
 * theirs may be ("Claude Code", "Google Maps"). File names and paths name nothing. */
#ifndef STRATA_ANALYSIS_RECOGNISE_RECOGNISE_LABEL_H
#define STRATA_ANALYSIS_RECOGNISE_RECOGNISE_LABEL_H

#include "analysis/recognise/names.h"
#include "strata/analysis/recognise.h"

enum found_kind {
    FOUND_COMPONENT, /* row: component_id */
    FOUND_VENDOR,    /* row: the first component of it */
    FOUND_BRAND,     /* row: the first component of it */
    FOUND_LAYER,     /* row: layer_id */
    FOUND_OUTSIDE,
};

struct found {
    enum found_kind kind;
    uint32_t row;
    enum certainty certainty;
    bool part;        /* it is all of a part of the label */
    bool open;        /* a vendor or a brand, beside what may be any product of theirs */
    struct str words; /* as they are written */
    size_t at;        /* where they begin in the label */
};

struct findings_of_label {
    struct found *list; /* in the order of the label */
    uint32_t count;
    struct str rest; /* what was not used, without words that say nothing; parts joined by " / " */
};

/* On a frame, "AWS production" is where things run, whatever stands beside the name. */
enum label_of { LABEL_BOX, LABEL_FRAME };

void recognise_label(const struct names *names, struct str label, enum label_of of,
                     struct arena *arena, struct findings_of_label *ret);

#endif
