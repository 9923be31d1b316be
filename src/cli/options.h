/* The command line as data: what there is (options.def), and what somebody wrote.
 *
 * A subcommand is called a verb here, because a command is what a key does (app/command.h). */
#ifndef STRATA_CLI_OPTIONS_H
#define STRATA_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "strata/base/arena.h"
#include "strata/base/diag.h"
#include "strata/base/money.h"

enum verb {
#define VERB(constant, ...) VERB_##constant,
#include "cli/options.def"
    VERB__COUNT,
};

enum option {
#define OPTION(constant, ...) OPTION_##constant,
#include "cli/options.def"
    OPTION__COUNT,
};

/* What an operand is: for the completions. */
enum operand {
    OPERAND_NONE,
    OPERAND_DESIGN,
    OPERAND_NAME,
    OPERAND_LAYER,
    OPERAND_DIRECTORY,
    OPERAND_COMMAND,
};

/* What the argument of an option is: for the parser and the completions. */
enum argument {
    ARGUMENT_NONE,
    ARGUMENT_WORD,
    ARGUMENT_WORD_LIST, /* one or more of them, parted by commas */
    ARGUMENT_FILE,
    ARGUMENT_DIRECTORY,
    ARGUMENT_PRESET,
    ARGUMENT_LAYER,
    ARGUMENT_THEME,
    ARGUMENT_WORDS, /* any words */
    ARGUMENT_QUANTITY,
    ARGUMENT_MONEY,
    ARGUMENT_COUNT,
    ARGUMENT_DAYS, /* a count, or one with a "d" behind it */
    ARGUMENT_SIZE,
    ARGUMENT_KEYS,
};

#define OPERANDS_MAX 1000

struct verb_info {
    const char *name; /* "" for the designer, "catalog list" has two words */
    const char *synopsis;
    uint32_t operands_min;
    uint32_t operands_max;
    enum operand operand; /* the first one */
    const char *what;
    const char *more;
};

struct option_info {
    const char *name;
    char letter;          /* or 0 */
    const char *argument; /* its name, or its words parted by "|"; NULL for a switch */
    enum argument kind;
    const char *fallback; /* or NULL */
    uint32_t verbs;       /* bit per enum verb */
    const char *what;
};

extern const struct verb_info verb_infos[VERB__COUNT];
extern const struct option_info option_infos[OPTION__COUNT];

/* The verb has the option; every verb has it. */
bool option_of_verb(enum option option, enum verb verb);
bool option_is_global(enum option option);

/* 'did you mean "show"?', or empty. */
struct str option_verb_hint(struct str word, struct arena *arena);

/* Takes one word off the front of a list "text|json"; false at its end. */
bool option_next_word(struct str *words, struct str *ret_word);

/* The same of what was written for an ARGUMENT_WORD_LIST. */
bool option_next_listed(struct str *list, struct str *ret_word);

/* "120x36", each side from 1 to 1000. */
bool option_parse_size(const char *value, int *ret_width, int *ret_height);

/* A whole number from 1 to OPTION_COUNT_MAX. */
#define OPTION_COUNT_MAX 1000000
bool option_parse_count(const char *value, uint32_t *ret_count);
bool option_parse_days(const char *value, uint32_t *ret_days);

struct options {
    enum verb verb;
    const char *operands[OPERANDS_MAX];
    uint32_t operand_count;
    const char *values[OPTION__COUNT]; /* the argument, "" for a switch; the fallback, or NULL, if
                                          not given */
};

/* Reads the arguments behind the program's name. Options may stand anywhere; "--" ends them. False,
 * with every mistake in `diags`; ret->verb is then the one that was meant, if it can be told. Texts
 * stay in `argv`. */
bool options_parse(int argc, const char *const *argv, struct options *ret, struct diag_list *diags);

/* Arguments that the parser has checked. */
bool options_has(const struct options *options, enum option option);
bool options_is(const struct options *options, enum option option, const char *word);
bool options_lists(const struct options *options, enum option option, const char *word);
money options_money(const struct options *options, enum option option);
quantity options_quantity(const struct options *options, enum option option);
uint32_t options_days(const struct options *options, enum option option);
uint32_t options_count(const struct options *options, enum option option);
void options_size(const struct options *options, enum option option, int *ret_width,
                  int *ret_height);

#endif
