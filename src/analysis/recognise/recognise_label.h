/* What the words of one label name. */
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
    struct str words; /* as they are written */
    size_t at;        /* where they begin in the label */
};

struct findings_of_label {
    struct found *list; /* in the order of the label */
    uint32_t count;
    struct str rest; /* what was not used, without words that say nothing; parts joined by " / " */
};

void recognise_label(const struct names *names, struct str label, struct arena *arena,
                     struct findings_of_label *ret);

#endif
