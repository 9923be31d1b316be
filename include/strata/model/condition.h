/* What rules and hallmarks can ask of a design: a subject, how it is compared, and with what.
 *
 * A condition is a row of CONDITIONS. A subject is a row of SUBJECTS, and a function that finds its
 * value in a design: value_NAME() in analysis/rules/conditions.c. All else follows from the rows:
 * how a condition is read from a file, whether a hallmark may ask for it, what {threshold:...}
 * finds, and how the evidence of a finding and `strata explain` tell it. catalog/FORMAT.md lists
 * the words for people. */
#ifndef STRATA_MODEL_CONDITION_H
#define STRATA_MODEL_CONDITION_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/money.h"
#include "strata/base/str.h"
#include "strata/model/ids.h"

/* X(constant, table of the catalogue, section of its files): the row that a subject is about. */
#define ABOUT_ROWS(X)       \
    X(TAG, tag, TAGS)       \
    X(NEED, tag, TAGS)      \
    X(LAYER, layer, LAYERS) \
    X(ROLE, role, ROLES)    \
    X(FIGURE, figure, FIGURES)

#define X(name, table, section) ABOUT_##name,
enum about { ABOUT_NOTHING, ABOUT_ROWS(X) ABOUT__COUNT };
#undef X

/* X(constant, name, what it is about, title, verb, some, none, of choices): what is looked at.
 *   name         value_NAME() finds its value; and {threshold:NAME}, of what is about nothing
 *   title        in evidence; NULL: the name of the row that it is about
 *   verb         "one is chosen", where it is asked for as such; NULL: it never is
 *   some, none   its value then, told in words; some is NULL: the chosen components are told
 *   of choices   follows from what is chosen alone, so that a hallmark may ask for it */
#define SUBJECTS(X)                                                                  \
    X(TAGGED, tagged, TAG, NULL, "is chosen", NULL, "none", true)                    \
    X(NEED, need, NEED, NULL, "is stated", "a stated need", "no stated need", false) \
    X(FILLED, filled, LAYER, NULL, "is chosen", "something", "nothing", true)        \
    X(PLAYED, played, ROLE, NULL, "is chosen", "one", "none", true)                  \
    X(FIGURE, figure, FIGURE, NULL, NULL, NULL, NULL, false)                         \
    X(SCALE, scale, NOTHING, "Scale aimed at", NULL, NULL, NULL, false)              \
    X(PROVIDERS, providers, NOTHING, "Chat-model providers", NULL, NULL, NULL, true) \
    X(LAYERS, layers, NOTHING, "Layers with a choice", NULL, NULL, NULL, false)

#define X(name, ...) SUBJECT_##name,
enum subject_kind { SUBJECTS(X) SUBJECT__COUNT };
#undef X

/* X(constant, word before what it is compared with) */
#define RELATIONS(X)                                                             \
    X(HAS, "one")                                                                \
    X(LACKS, "none")                                                             \
    X(BELOW, "below")                                                            \
    X(BEFORE, "before") /* of scales */                                          \
    X(AT_LEAST, "at least")                                                      \
    X(UP_TO, "at most") /* but not 0: who has none of it has not little of it */ \
    X(OVER, "more than")

#define X(name, word) RELATION_##name,
enum relation { RELATIONS(X) RELATION__COUNT };
#undef X

/* What a condition compares with. */
enum threshold {
    THRESHOLD_NOTHING,
    THRESHOLD_AMOUNT, /* a number, perhaps with decimals */
    THRESHOLD_COUNT,  /* a whole number up to CONDITION_COUNT_MAX */
    THRESHOLD_SCALE,
    THRESHOLD_USUAL, /* the providers that the scale aimed at has; it may have room for any number */
};

#define CONDITION_COUNT_MAX 1000

/* X(constant, word in files, subject, relation, threshold, in a sentence): {about} stands for the
 * name of the row it is about, {threshold} for the number or the scale. */
#define CONDITIONS(X)                                                                         \
    X(CHOSEN, "chosen", TAGGED, HAS, NOTHING, "something is chosen that is: {about}")         \
    X(NOT_CHOSEN, "not-chosen", TAGGED, LACKS, NOTHING, "nothing is chosen that is: {about}") \
    X(CHOSEN_AT_LEAST, "chosen-at-least", TAGGED, AT_LEAST, AMOUNT,                           \
      "at least {threshold} are chosen that are: {about}")                                    \
    X(NEEDED, "needed", NEED, HAS, NOTHING, "the design states the need: {about}")            \
    X(FILLED, "filled", FILLED, HAS, NOTHING, "something is chosen for: {about}")             \
    X(NOT_FILLED, "not-filled", FILLED, LACKS, NOTHING, "nothing is chosen for: {about}")     \
    X(PLAYED, "played", PLAYED, HAS, NOTHING, "something plays the part: {about}")            \
    X(NOT_PLAYED, "not-played", PLAYED, LACKS, NOTHING, "nothing plays the part: {about}")    \
    X(BELOW, "below", FIGURE, BELOW, AMOUNT, "{about}: below {threshold}")                    \
    X(AT_LEAST, "at-least", FIGURE, AT_LEAST, AMOUNT, "{about}: {threshold} or more")         \
    X(SCALE_BELOW, "scale-below", SCALE, BEFORE, SCALE,                                       \
      "the design aims at a scale before {threshold}")                                        \
    X(SCALE_FROM, "scale-from", SCALE, AT_LEAST, SCALE,                                       \
      "the design aims at {threshold} or a scale behind it")                                  \
    X(LAYERS_BELOW, "layers-below", LAYERS, BELOW, COUNT,                                     \
      "fewer than {threshold} layers are filled")                                             \
    X(LAYERS_AT_LEAST, "layers-at-least", LAYERS, AT_LEAST, COUNT,                            \
      "{threshold} or more layers are filled")                                                \
    X(PROVIDERS_AT_LEAST, "providers-at-least", PROVIDERS, AT_LEAST, COUNT,                   \
      "{threshold} or more providers of chat models")                                         \
    X(PROVIDERS_AT_MOST, "providers-at-most", PROVIDERS, UP_TO, COUNT,                        \
      "at most {threshold} providers of chat models")                                         \
    X(PROVIDERS_OVER_SCALE, "providers-over-scale", PROVIDERS, OVER, USUAL,                   \
      "more providers of chat models than the scale has")

#define X(name, ...) CONDITION_##name,
enum condition_kind { CONDITIONS(X) CONDITION__COUNT };
#undef X

/* A row of the catalogue. */
struct condition {
    enum condition_kind kind;
    union {
        uint32_t about; /* the row that the subject is about, or NONE */
        layer_id layer;
        role_id role;
        tag_id tag;
        figure_id figure;
    };
    scale_id scale;  /* THRESHOLD_SCALE, or NONE */
    quantity number; /* THRESHOLD_AMOUNT and THRESHOLD_COUNT */
};

/* The rows of SUBJECTS and CONDITIONS. */
struct subject {
    enum subject_kind kind;
    enum about about;
    const char *name;
    const char *title;
    const char *verb;
    const char *some;
    const char *none;
    bool of_choices;
};

struct condition_form {
    const char *word;
    const struct subject *subject;
    enum relation relation;
    enum threshold threshold;
    const char *sentence;
};

/* `kind` is not CONDITION__COUNT. */
const struct condition_form *condition_form(enum condition_kind kind);

const char *relation_word(enum relation relation);

/* Is something compared that comes in numbers? */
bool condition_in_numbers(const struct condition_form *form);

/* Does it follow from what is chosen alone? */
bool condition_of_choices(const struct condition_form *form);

/* The id and the name of the row that it is about; empty if there is none. */
struct str condition_about_id(const struct catalog *catalog, const struct condition *condition);
struct str condition_about_name(const struct catalog *catalog, const struct condition *condition);

/* Is it what {threshold:name} stands for? `about_id` is the id of the row that it is about; a
 * condition about no row is called as its subject. */
bool condition_gives_threshold(const struct condition *condition, struct str about_id,
                               struct str name);

/* "Vectors: below 100,000" */
struct str condition_sentence(const struct catalog *catalog, const struct condition *condition,
                              struct arena *arena);

#endif
