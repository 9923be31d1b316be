#include "app/question.h"

#include "app/core.h"

#define ANSWERS_MAX 5 /* of a question, and the end of them */

struct answer {
    enum command command;
    void (*run)(struct app *app); /* NULL ends them */
};

static const struct {
    const char *text;
    struct answer answers[ANSWERS_MAX];
} questions[QUESTION__COUNT] = {
#define ANSWER(command, function) { COMMAND_##command, function },
#define QUESTION(constant, text, answers) [QUESTION_##constant] = { text, { answers } },
#include "app/question.def"
};

void question_ask(struct app *app, enum question_id id, struct effect effect)
{
    app->asked = (struct asked){ .id = id, .effect = effect };
    app->place = PLACE_QUESTION;
}

void question_ask_about(struct app *app, enum question_id id, struct effect effect,
                        struct str about)
{
    effect.path = str_copy(app->session, effect.path);
    question_ask(app, id, effect);
    app->asked.about = str_copy(app->session, about);
}

struct str question_text(enum question_id id)
{
    return str_from(questions[id].text);
}

/* NULL: the question has no such answer. */
static const struct answer *find_answer(enum question_id id, enum command command)
{
    for (const struct answer *answer = questions[id].answers; answer->run; answer++) {
        if (answer->command == command) {
            return answer;
        }
    }
    return NULL;
}

bool question_offers(enum question_id id, enum command command)
{
    return find_answer(id, command) != NULL;
}

struct str question_keys(struct app *app)
{
    struct strbuf text = { .arena = &app->scratch };

    for (const struct answer *answer = questions[app->asked.id].answers; answer->run; answer++) {
        strbuf_addf(&text, "%s%.*s", text.len > 0 ? " or " : "",
                    STR_ARG(command_bare_key(answer->command)));
    }
    return strbuf_str(&text);
}

void question_answer(struct app *app, enum command command)
{
    const struct answer *answer = find_answer(app->asked.id, command);

    if (answer) {
        app->place = app->view;
        app_preview(app);
        answer->run(app);
    }
}
