#include "cli/options.h"

#include <string.h>

#include "strata/analysis/recognise.h"
#include "strata/base/amount.h"
#include "strata/base/nearest.h"
#include "strata/export/export.h"

#define SIDE_MAX 1000 /* cells of a screen */

/* "|dot|svg": the words of export --format; of --theme. */
static const char export_formats[] =
#define X(constant, name, what) "|" name
    EXPORT_FORMATS(X)
#undef X
    ;
#define OPTIONS_EXPORT_FORMATS (export_formats + 1)

/* Those of diff. */
static const char diff_formats[] = "text"
#define X(constant, name, what) "|" name
    EXPORT_DRAWINGS(X)
#undef X
        "|md|json";
#define OPTIONS_DIFF_FORMATS diff_formats

static const char export_themes[] =
#define X(constant, name) "|" name
    EXPORT_THEMES(X)
#undef X
    ;
#define OPTIONS_EXPORT_THEMES (export_themes + 1)

/* "100 % a part of the label is one of its names; ..." */
#define CERTAINTY_TEXT(constant, percent, name, what) #percent " % " what "; "
#define OPTIONS_CERTAINTIES CERTAINTIES(CERTAINTY_TEXT)

#define OPERANDS(min, max) min, max
const struct verb_info verb_infos[] = {
#define VERB(constant, name, function, synopsis, operands, operand, what, more) \
    [VERB_##constant] = { name, synopsis, operands, operand, what, more },
#include "cli/options.def"
};

#define EVERYWHERE UINT32_MAX
#define IN(verb) (UINT32_C(1) << VERB_##verb)
const struct option_info option_infos[] = {
#define OPTION(constant, name, letter, argument, kind, fallback, verbs, what) \
    [OPTION_##constant] = { name, letter, argument, kind, fallback, verbs, what },
#include "cli/options.def"
};
_Static_assert(VERB__COUNT <= 32, "an option's commands are a mask of 32 bits");

bool option_of_verb(enum option option, enum verb verb)
{
    return (option_infos[option].verbs >> verb & 1) != 0;
}

bool option_is_global(enum option option)
{
    return option_infos[option].verbs == EVERYWHERE;
}

static bool next_part(struct str *list, const char *separator, struct str *ret_part)
{
    size_t end = list->len;
    (void)str_find(*list, str_from(separator), &end);
    *ret_part = str_part(*list, 0, end);
    *list = str_part(*list, end + 1, list->len);
    return ret_part->len > 0;
}

bool option_next_word(struct str *words, struct str *ret_word)
{
    return next_part(words, "|", ret_word);
}

bool option_next_listed(struct str *list, struct str *ret_word)
{
    return next_part(list, ",", ret_word);
}

struct str option_verb_hint(struct str word, struct arena *arena)
{
    struct nearest nearest = nearest_to(word);
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        if (verb_infos[i].name[0] != '\0') {
            nearest_try(&nearest, str_from(verb_infos[i].name));
        }
    }
    return nearest_hint(&nearest, arena);
}

/* ---- Arguments ---- */

/* A whole number of cells, at the front of *text. */
static bool take_side(struct str *text, int *ret_side)
{
    size_t digits = 0;
    int side = 0;
    while (digits < text->len && digits < 4 && text->at[digits] >= '0' && text->at[digits] <= '9') {
        side = side * 10 + (text->at[digits] - '0');
        digits++;
    }
    *text = str_part(*text, digits, text->len);
    *ret_side = side;
    return digits > 0 && side > 0 && side <= SIDE_MAX;
}

bool option_parse_size(const char *value, int *ret_width, int *ret_height)
{
    struct str text = str_from(value);
    if (!take_side(&text, ret_width) || !str_starts(text, STR("x"))) {
        return false;
    }
    text = str_part(text, 1, text.len);
    return take_side(&text, ret_height) && text.len == 0;
}

bool option_parse_count(const char *value, uint32_t *ret_count)
{
    int64_t amount;
    if (amount_parse(str_from(value), false, &amount) != AMOUNT_NONE || amount % MICRO != 0
        || amount < MICRO || amount > OPTION_COUNT_MAX * MICRO) {
        return false;
    }
    *ret_count = (uint32_t)(amount / MICRO);
    return true;
}

bool option_parse_days(const char *value, uint32_t *ret_days)
{
    char number[16];
    size_t len = strlen(value);
    if (len == 0 || len >= sizeof(number) || value[len - 1] != 'd') {
        return option_parse_count(value, ret_days);
    }
    memcpy(number, value, len - 1);
    number[len - 1] = '\0';
    return option_parse_count(number, ret_days);
}

/* ---- What was written ---- */

bool options_has(const struct options *options, enum option option)
{
    return options->values[option] != NULL;
}

bool options_is(const struct options *options, enum option option, const char *word)
{
    const char *value = options->values[option];
    return value != NULL && strcmp(value, word) == 0;
}

bool options_lists(const struct options *options, enum option option, const char *word)
{
    struct str list = str_from(options->values[option]), listed;
    while (option_next_listed(&list, &listed)) {
        if (str_is(listed, word)) {
            return true;
        }
    }
    return false;
}

money options_money(const struct options *options, enum option option)
{
    money amount = 0;
    amount_parse(str_from(options->values[option]), false, &amount);
    return amount;
}

quantity options_quantity(const struct options *options, enum option option)
{
    quantity amount = 0;
    amount_parse(str_from(options->values[option]), false, &amount);
    return amount;
}

uint32_t options_count(const struct options *options, enum option option)
{
    uint32_t count = 0;
    option_parse_count(options->values[option], &count);
    return count;
}

uint32_t options_days(const struct options *options, enum option option)
{
    uint32_t days = 0;
    option_parse_days(options->values[option], &days);
    return days;
}

void options_size(const struct options *options, enum option option, int *ret_width,
                  int *ret_height)
{
    option_parse_size(options->values[option], ret_width, ret_height);
}
