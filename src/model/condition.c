#include "strata/model/condition.h"

#include "strata/model/blank.h"
#include "strata/model/catalog.h"

static const struct subject subjects[SUBJECT__COUNT] = {
#define X(kind, name, about, title, verb, some, none, of_choices) \
    [SUBJECT_##                                                   \
        kind] = { SUBJECT_##kind, ABOUT_##about, #name, title, verb, some, none, of_choices },
    SUBJECTS(X)
#undef X
};

const struct condition_form *condition_form(enum condition_kind kind)
{
    static const struct condition_form forms[CONDITION__COUNT] = {
#define X(kind, word, subject, relation, threshold, sentence)                       \
    [CONDITION_##kind] = { word, &subjects[SUBJECT_##subject], RELATION_##relation, \
                           THRESHOLD_##threshold, sentence },
        CONDITIONS(X)
#undef X
    };
    return &forms[kind];
}

const char *relation_word(enum relation relation)
{
    static const char *const words[RELATION__COUNT] = {
#define X(name, word) [RELATION_##name] = word,
        RELATIONS(X)
#undef X
    };
    return words[relation];
}

bool condition_in_numbers(const struct condition_form *form)
{
    return form->threshold != THRESHOLD_NOTHING && form->threshold != THRESHOLD_SCALE;
}

bool condition_of_choices(const struct condition_form *form)
{
    return form->subject->of_choices && form->threshold != THRESHOLD_SCALE
           && form->threshold != THRESHOLD_USUAL;
}

/* ---- words ---- */

/* The texts of the row that it is about; false if it is about none. */
static bool about_row(const struct catalog *catalog, const struct condition *condition,
                      struct text *ret_id, struct text *ret_name)
{
    switch (condition_form(condition->kind)->subject->about) {
#define X(kind, table, section)                               \
    case ABOUT_##kind:                                        \
        *ret_id = catalog->table##s[condition->about].id;     \
        *ret_name = catalog->table##s[condition->about].name; \
        return true;
        ABOUT_ROWS(X)
#undef X
    case ABOUT_NOTHING:
    case ABOUT__COUNT: break;
    }
    return false;
}

struct str condition_about_id(const struct catalog *catalog, const struct condition *condition)
{
    struct text id, name;

    return about_row(catalog, condition, &id, &name) ? catalog_text(catalog, id)
                                                     : (struct str){ 0 };
}

struct str condition_about_name(const struct catalog *catalog, const struct condition *condition)
{
    struct text id, name;

    return about_row(catalog, condition, &id, &name) ? catalog_text(catalog, name)
                                                     : (struct str){ 0 };
}

bool condition_gives_threshold(const struct condition *condition, struct str about_id,
                               struct str name)
{
    const struct condition_form *form = condition_form(condition->kind);

    if (form->threshold == THRESHOLD_NOTHING || form->threshold == THRESHOLD_USUAL) {
        return false;
    }
    return form->subject->about == ABOUT_NOTHING ? str_is(name, form->subject->name)
                                                 : str_eq(name, about_id);
}

static struct str threshold_text(const struct catalog *catalog, const struct condition *condition,
                                 struct arena *arena)
{
    return condition_form(condition->kind)->threshold == THRESHOLD_SCALE
               ? catalog_scale_name(catalog, condition->scale)
               : micro_format(arena, condition->number, true);
}

struct str condition_sentence(const struct catalog *catalog, const struct condition *condition,
                              struct arena *arena)
{
    struct str rest = str_from(condition_form(condition->kind)->sentence), before;
    struct strbuf out = { .arena = arena };
    struct blank blank;

    while (blank_next(&rest, &before, &blank)) {
        strbuf_add(&out, before);
        strbuf_add(&out, str_is(blank.name, "about") ? condition_about_name(catalog, condition)
                                                     : threshold_text(catalog, condition, arena));
    }
    strbuf_add(&out, rest);
    return strbuf_str(&out);
}
