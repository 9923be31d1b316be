/* From arguments to struct options. */
#include <string.h>

#include "cli/options.h"
#include "strata/base/amount.h"
#include "strata/base/nearest.h"

/* ---- Tokens ---- */

struct reader {
    const char *const *argv;
    int argc;
    int at;
    bool operands_only; /* "--" was passed */
};

struct token {
    const char *text; /* as it was written */
    bool is_option;
    struct str name;   /* of an option: "format" of "--format=json", "o" of "-oFILE" */
    const char *value; /* what is attached to it, or NULL */
};

static bool next_token(struct reader *reader, struct token *token)
{
    if (!reader->operands_only && reader->at < reader->argc
        && strcmp(reader->argv[reader->at], "--") == 0) {
        reader->operands_only = true;
        reader->at++;
    }
    if (reader->at >= reader->argc) {
        return false;
    }
    const char *text = reader->argv[reader->at++];
    *token = (struct token){ .text = text };
    if (reader->operands_only || text[0] != '-' || text[1] == '\0') {
        return true;
    }
    token->is_option = true;
    if (text[1] != '-') {
        token->name = (struct str){ text + 1, 1 };
        token->value = text[2] != '\0' ? text + 2 : NULL;
        return true;
    }
    const char *equals = strchr(text, '=');
    token->value = equals != NULL ? equals + 1 : NULL;
    token->name =
        (struct str){ text + 2, equals != NULL ? (size_t)(equals - text) - 2 : strlen(text) - 2 };
    return true;
}

static bool is_long(const struct token *token)
{
    return token->text[1] == '-';
}

/* The option of that name that one of `verbs` has; OPTION__COUNT if there is none. */
static enum option find_option(const struct token *token, uint32_t verbs)
{
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        const struct option_info *info = &option_infos[i];
        if ((info->verbs & verbs) != 0
            && (is_long(token) ? str_is(token->name, info->name)
                               : token->name.at[0] == info->letter)) {
            return i;
        }
    }
    return OPTION__COUNT;
}

/* Takes the next argument as its value if it needs one and has none attached. */
static void take_value(struct reader *reader, struct token *token, enum option option)
{
    if (token->value == NULL && option_infos[option].argument != NULL
        && reader->at < reader->argc) {
        token->value = reader->argv[reader->at++];
    }
}

/* ---- Which command? ---- */

static bool is_group(struct str word)
{
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        struct str name = str_from(verb_infos[i].name);
        if (str_starts(name, word) && name.len > word.len && name.at[word.len] == ' ') {
            return true;
        }
    }
    return false;
}

/* The command that begins with these words, and how many of them are its name. VERB__COUNT if the
 * first word needs another one behind it. */
static enum verb match_verb(const char *const words[2], uint32_t count, uint32_t *ret_used)
{
    *ret_used = 0;
    if (count == 0) {
        return VERB_DESIGN;
    }
    struct str first = str_from(words[0]);
    struct str second = str_from(count > 1 ? words[1] : NULL);
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        struct str name = str_from(verb_infos[i].name);
        if (name.len > 0 && str_eq(name, first)) {
            *ret_used = 1;
            return i;
        }
        if (str_starts(name, first) && name.len > first.len && name.at[first.len] == ' '
            && str_eq(str_part(name, first.len + 1, name.len), second)) {
            *ret_used = 2;
            return i;
        }
    }
    return first.len > 0 && is_group(first) ? VERB__COUNT : VERB_DESIGN;
}

/* Looks through all arguments for the first two operands. */
static enum verb find_verb(int argc, const char *const *argv, const char *ret_words[2],
                           uint32_t *ret_used)
{
    struct reader reader = { .argv = argv, .argc = argc };
    struct token token;
    uint32_t count = 0;
    while (count < 2 && next_token(&reader, &token)) {
        if (token.is_option) {
            enum option option = find_option(&token, UINT32_MAX);
            if (option < OPTION__COUNT) {
                take_value(&reader, &token, option);
            }
        } else if (count == 0 && reader.operands_only) {
            break; /* "strata -- show" is a file of that name */
        } else {
            ret_words[count++] = token.text;
        }
    }
    return match_verb(ret_words, count, ret_used);
}

/* ---- Mistakes ---- */

static const struct str no_hint;

static const char *verb_name(enum verb verb)
{
    return verb == VERB_DESIGN ? "strata" : verb_infos[verb].name;
}

static void unknown_option(const struct token *token, enum verb verb, struct diag_list *diags)
{
    struct str written =
        str_format(diags->arena, "%s%.*s", is_long(token) ? "--" : "-", STR_ARG(token->name));
    enum option elsewhere = find_option(token, UINT32_MAX);
    if (elsewhere < OPTION__COUNT) {
        enum verb owner = 0;
        while (!option_of_verb(elsewhere, owner)) {
            owner++;
        }
        struct str hint = str_format(diags->arena, "it is an option of \"%s\"", verb_name(owner));
        diag_tell(diags, SEVERITY_ERROR, hint, "\"%s\" has no option \"%.*s\"", verb_name(verb),
                  STR_ARG(written));
        return;
    }
    struct nearest nearest = nearest_to(written);
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_of_verb(i, verb)) {
            nearest_try(&nearest, str_format(diags->arena, "--%s", option_infos[i].name));
        }
    }
    diag_tell(diags, SEVERITY_ERROR, nearest_hint(&nearest, diags->arena),
              "unknown option \"%.*s\"", STR_ARG(written));
}

static void unknown_word(struct str value, const struct option_info *info, struct diag_list *diags)
{
    struct nearest nearest = nearest_to(value);
    struct strbuf known = { .arena = diags->arena };
    struct str words = str_from(info->argument);
    struct str word;
    while (option_next_word(&words, &word)) {
        nearest_try(&nearest, word);
        strbuf_list(&known, 0, word);
    }
    diag_tell(diags, SEVERITY_ERROR, nearest_hint(&nearest, diags->arena),
              "--%s: \"%.*s\" is none of %.*s", info->name, STR_ARG(value),
              STR_ARG(strbuf_str(&known)));
}

/* ---- Arguments ---- */

static bool is_word_of(struct str value, const char *list)
{
    struct str words = str_from(list);
    struct str word;
    while (option_next_word(&words, &word)) {
        if (str_eq(word, value)) {
            return true;
        }
    }
    return false;
}

static void check_word(struct str value, const struct option_info *info, struct diag_list *diags)
{
    if (!is_word_of(value, info->argument)) {
        unknown_word(value, info, diags);
    }
}

static void check_words(struct str list, const struct option_info *info, struct diag_list *diags)
{
    struct str word;
    do {
        (void)option_next_listed(&list, &word);
        check_word(word, info, diags); /* an empty one, too */
    } while (list.len > 0);
}

static void check_value(const struct token *token, const struct option_info *info,
                        struct diag_list *diags)
{
    enum amount_fault fault;
    int64_t amount;
    uint32_t count;
    int width;
    int height;
    switch (info->kind) {
    case ARGUMENT_WORD: check_word(str_from(token->value), info, diags); break;
    case ARGUMENT_WORD_LIST: check_words(str_from(token->value), info, diags); break;
    case ARGUMENT_QUANTITY:
        fault = amount_parse(str_from(token->value), false, &amount);
        if (fault != AMOUNT_NONE) {
            diag_tell(diags, SEVERITY_ERROR, amount_hint(fault), "--%s: \"%s\" is no number",
                      info->name, token->value);
        }
        break;
    case ARGUMENT_MONEY:
        fault = amount_parse(str_from(token->value), false, &amount);
        if (fault != AMOUNT_NONE || amount < 0) {
            diag_tell(diags, SEVERITY_ERROR,
                      fault != AMOUNT_NONE ? amount_hint(fault) : STR("like 5000 or 49.50"),
                      "--%s: \"%s\" is no amount of dollars", info->name, token->value);
        }
        break;
    case ARGUMENT_COUNT:
        if (!option_parse_count(token->value, &count)) {
            diag_tell(diags, SEVERITY_ERROR, STR("like 10"),
                      "--%s: \"%s\" is no whole number above 0", info->name, token->value);
        }
        break;
    case ARGUMENT_DAYS:
        if (!option_parse_days(token->value, &count)) {
            diag_tell(diags, SEVERITY_ERROR, STR("like 90 or 90d"),
                      "--%s: \"%s\" is no whole number of days above 0", info->name, token->value);
        }
        break;
    case ARGUMENT_SIZE:
        if (!option_parse_size(token->value, &width, &height)) {
            diag_tell(diags, SEVERITY_ERROR, STR("like 120x36, each side from 1 to 1000"),
                      "--%s: \"%s\" is no size", info->name, token->value);
        }
        break;
    case ARGUMENT_WORDS:
    case ARGUMENT_FILE:
    case ARGUMENT_DIRECTORY:
    case ARGUMENT_PRESET:
    case ARGUMENT_LAYER:
    case ARGUMENT_THEME:
        if (token->value[0] == '\0') {
            diag_tell(diags, SEVERITY_ERROR, no_hint, "--%s: %s is empty", info->name,
                      info->argument);
        }
        break;
    case ARGUMENT_KEYS:
    case ARGUMENT_NONE: break;
    }
}

/* ---- Parsing ---- */

/* False if the verb has no such option. */
static bool parse_option(struct reader *reader, struct token *token, struct options *ret,
                         struct diag_list *diags)
{
    enum option option = find_option(token, UINT32_C(1) << ret->verb);
    if (option == OPTION__COUNT) {
        unknown_option(token, ret->verb, diags);
        return false;
    }
    const struct option_info *info = &option_infos[option];
    take_value(reader, token, option);
    if (info->argument == NULL && token->value != NULL) {
        diag_tell(diags, SEVERITY_ERROR, no_hint, "option \"--%s\" takes no argument", info->name);
    } else if (info->argument != NULL && token->value == NULL) {
        diag_tell(diags, SEVERITY_ERROR, no_hint, "option \"--%s\" needs %s behind it", info->name,
                  info->argument);
    } else if (info->argument != NULL) {
        check_value(token, info, diags);
    }
    ret->values[option] = token->value != NULL ? token->value : "";
    return true;
}

static void too_many(const struct options *options, const char *operand, struct diag_list *diags)
{
    struct str first = str_from(options->operands[0]);
    if (options->verb == VERB_DESIGN) {
        diag_tell(diags, SEVERITY_ERROR, option_verb_hint(first, diags->arena),
                  "unknown command \"%.*s\"", STR_ARG(first));
    } else {
        diag_tell(diags, SEVERITY_ERROR, no_hint, "\"%s\" is one argument too many for \"%s\"",
                  operand, verb_name(options->verb));
    }
}

static void too_few(const struct options *options, struct diag_list *diags)
{
    const struct verb_info *info = &verb_infos[options->verb];
    struct str rest = str_from(info->synopsis), missing = rest;
    for (size_t i = 0, end; i <= options->operand_count; i++) {
        end = rest.len;
        (void)str_find(rest, STR(" "), &end);
        missing = str_part(rest, 0, end);
        rest = str_part(rest, end + 1, rest.len);
    }
    if (str_ends(missing, STR("..."))) {
        missing.len -= 3;
    }
    diag_tell(diags, SEVERITY_ERROR, no_hint, "\"%s\" needs %.*s", info->name, STR_ARG(missing));
}

static void parse_arguments(struct reader *reader, uint32_t name_words, struct options *ret,
                            struct diag_list *diags)
{
    const struct verb_info *info = &verb_infos[ret->verb];
    const char *surplus = NULL;
    bool options_known = true;
    struct token token;
    while (next_token(reader, &token)) {
        if (token.is_option) {
            options_known &= parse_option(reader, &token, ret, diags);
        } else if (name_words > 0) {
            name_words--;
        } else if (ret->operand_count < info->operands_max) {
            ret->operands[ret->operand_count++] = token.text;
        } else if (surplus == NULL) {
            surplus = token.text;
        }
    }
    if (!options_known) {
        return; /* what stands behind an unknown option may have been its argument */
    }
    if (surplus != NULL) {
        too_many(ret, surplus, diags);
    }
    if (ret->operand_count < info->operands_min && !options_has(ret, OPTION_HELP)
        && !options_has(ret, OPTION_VERSION)) {
        too_few(ret, diags);
    }
}

/* "strata catalog" alone: tells what may follow, or asks for the help of all of them. */
static void incomplete_verb(int argc, const char *const *argv, const char *const words[2],
                            struct options *ret, struct diag_list *diags)
{
    struct reader reader = { .argv = argv, .argc = argc };
    struct token token;
    ret->verb = VERB_HELP;
    ret->operands[ret->operand_count++] = words[0];
    while (next_token(&reader, &token)) {
        if (token.is_option && find_option(&token, UINT32_MAX) == OPTION_HELP) {
            return;
        }
    }
    const char *second = words[1] != NULL ? words[1] : "";
    struct nearest nearest = nearest_to(str_from(second));
    struct strbuf known = { .arena = diags->arena };
    struct str group = str_format(diags->arena, "%s ", words[0]);
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        struct str name = str_from(verb_infos[i].name);
        if (str_starts(name, group)) {
            struct str rest = str_part(name, group.len, name.len);
            nearest_try(&nearest, rest);
            strbuf_list(&known, 0, rest);
        }
    }
    struct str list = strbuf_str(&known);
    if (second[0] == '\0') {
        diag_tell(diags, SEVERITY_ERROR, no_hint, "\"%s\" needs one of %.*s", words[0],
                  STR_ARG(list));
    } else {
        diag_tell(diags, SEVERITY_ERROR, nearest_hint(&nearest, diags->arena),
                  "\"%s %s\" is no command; there are %.*s", words[0], second, STR_ARG(list));
    }
}

bool options_parse(int argc, const char *const *argv, struct options *ret, struct diag_list *diags)
{
    uint32_t errors = diags->counts[SEVERITY_ERROR];
    const char *words[2] = { NULL, NULL };
    uint32_t name_words;
    *ret = (struct options){ .verb = find_verb(argc, argv, words, &name_words) };
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        ret->values[i] = option_infos[i].fallback;
    }
    if (ret->verb == VERB__COUNT) {
        incomplete_verb(argc, argv, words, ret, diags);
        return diags->counts[SEVERITY_ERROR] == errors;
    }
    struct reader reader = { .argv = argv, .argc = argc };
    parse_arguments(&reader, name_words, ret, diags);
    return diags->counts[SEVERITY_ERROR] == errors;
}
