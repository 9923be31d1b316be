/* Questions that are answered with a key: which there are, and what may be answered, is in question.def. */
#ifndef STRATA_APP_QUESTION_H
#define STRATA_APP_QUESTION_H

#include <stdbool.h>

#include "app/command.h"
#include "app/effect.h"
#include "strata/model/catalog.h"

enum question_id {
#define QUESTION(constant, text, answers) QUESTION_##constant,
#include "app/question.def"
    QUESTION__COUNT,
};

struct asked {
    enum question_id id;
    struct effect effect; /* what it is about */
    scale_id scale;       /* USUAL_WORK: whose */
    struct str about;     /* said before the question; may be empty. Of the session */
};

struct app;

#define ANSWER(command, function) void function(struct app *app);
#define QUESTION(constant, text, answers) answers
#include "app/question.def"

void question_ask(struct app *app, enum question_id id, struct effect effect);

/* The same, with a sentence before it that is copied. */
void question_ask_about(struct app *app, enum question_id id, struct effect effect,
                        struct str about);

struct str question_text(enum question_id id);

/* May it be answered with this command? */
bool question_offers(enum question_id id, enum command command);

/* Does what the answer means, with the question closed; nothing if it is no answer to it. */
void question_answer(struct app *app, enum command command);

/* "y or n": the keys that answer what is asked; in the scratch. */
struct str question_keys(struct app *app);

#endif
