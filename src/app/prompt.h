/* The line at the foot, being typed: which there are is in prompt.def. */
#ifndef STRATA_APP_PROMPT_H
#define STRATA_APP_PROMPT_H

#include "app/typed.h"
#include "strata/base/arena.h"
#include "strata/model/catalog.h"

enum prompt_id {
#define PROMPT(constant, before, after, brief, missing, accept) PROMPT_##constant,
#include "app/prompt.def"
    PROMPT__COUNT,
};

struct prompt {
    enum prompt_id id;
    struct str about;       /* see prompt.def; of the session or the catalogue */
    layer_id layer;         /* NOTE */
    figure_id figure;       /* FIGURE */
    rule_id rule;           /* REASON and UNTIL: the finding of this rule ... */
    component_id component; /* ... about this, or NONE ... */
    struct str reason;      /* ... is accepted for this; of the session */
    struct typed typed;
};

struct app;

#define PROMPT(constant, before, after, brief, missing, accept) \
    void accept(struct app *app, struct str text);
#include "app/prompt.def"

/* Asks, with `text` to begin with. What `accept` will want to know is put into app->prompt before. */
void prompt_open(struct app *app, enum prompt_id id, struct str about, struct str text);

/* Does what the line was typed for, or says what is missing. */
void prompt_take(struct app *app, struct str text);

/* What stands before the line, in a row of so many cells. */
struct str prompt_label(const struct prompt *prompt, int cells, struct arena *arena);

#endif
