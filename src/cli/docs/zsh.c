/* Completion for zsh, for its _arguments. */
#include <string.h>

#include "cli/docs/docs.h"
#include "cli/docs/words.h"

/* Text inside single quotes, where brackets and colons mean something to _arguments. */
static void message(struct strbuf *script, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("[]:\\", *text) != NULL) {
            strbuf_add_char(script, '\\');
        }
        docs_quoted(script, (struct str){ text, 1 });
    }
}

/* ":name:(words)" or ":name:_files": what an argument can be. */
static void action(struct strbuf *script, const char *name, const struct strbuf *words,
                   enum docs_files files)
{
    strbuf_add_char(script, ':');
    message(script, name);
    strbuf_add_char(script, ':');
    if (words->len > 0 && files == DOCS_FILES) {
        strbuf_addz(script, "_strata_designs");
    } else if (words->len > 0) {
        strbuf_addf(script, "(%.*s)", STR_ARG(str_trim(strbuf_str(words))));
    } else if (files == DOCS_NO_FILES) {
        strbuf_addz(script, "( )");
    } else {
        strbuf_addz(script, files == DOCS_FILES ? "_files" : "_files -/");
    }
}

static void option_spec(struct strbuf *script, const struct catalog *catalog, enum option option)
{
    const struct option_info *info = &option_infos[option];
    if (info->letter != 0) {
        strbuf_addf(script, " \\\n        '(-%c --%s)'{-%c%s,--%s%s}'", info->letter, info->name,
                    info->letter, info->argument != NULL ? "+" : "", info->name,
                    info->argument != NULL ? "=" : "");
    } else {
        strbuf_addf(script, " \\\n        '--%s%s", info->name, info->argument != NULL ? "=" : "");
    }
    strbuf_add_char(script, '[');
    message(script, info->what);
    strbuf_add_char(script, ']');
    if (info->argument != NULL) {
        struct strbuf words = { .arena = script->arena };
        enum docs_files files = docs_argument_words(&words, catalog, option);
        action(script,
               info->kind == ARGUMENT_WORD || info->kind == ARGUMENT_WORD_LIST ? info->name
                                                                               : info->argument,
               &words, files);
    }
    strbuf_add_char(script, '\'');
}

static void option_specs(struct strbuf *script, const struct catalog *catalog, enum verb verb,
                         bool global)
{
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_of_verb(i, verb) && option_is_global(i) == global) {
            option_spec(script, catalog, i);
        }
    }
}

/* "new) _arguments ...": the branch of one command. */
static void branch(struct strbuf *script, const struct catalog *catalog, enum verb verb)
{
    const struct verb_info *info = &verb_infos[verb];
    const char *second = strchr(info->name, ' ');
    strbuf_addf(script, "    %s)\n        _arguments $every",
                second != NULL ? second + 1 : info->name);
    option_specs(script, catalog, verb, false);
    if (info->operand != OPERAND_NONE) {
        struct strbuf words = { .arena = script->arena };
        enum docs_files files = docs_operand_words(&words, catalog, info->operand);
        strbuf_addf(script, " \\\n        '%s",
                    info->operands_max > 1    ? "*"
                    : info->operands_min == 0 ? ":"
                                              : "");
        struct str name = str_from(info->synopsis);
        size_t end;
        if (str_find(name, STR(" "), &end)) {
            name = str_part(name, 0, end);
        }
        action(script, str_terminated(script->arena, name), &words, files);
        strbuf_add_char(script, '\'');
    }
    strbuf_addz(script, "\n        ;;\n");
}

/* The commands of "list", "show" behind "catalog". */
static void group_branch(struct strbuf *script, const struct catalog *catalog, const char *group,
                         size_t len)
{
    struct strbuf words = { .arena = script->arena };
    docs_verb_words(&words, str_terminated(script->arena, (struct str){ group, len }));
    strbuf_addf(script,
                "    %.*s)\n"
                "        _arguments -C $every '1:command:(%.*s)' '*:: :->command'\n"
                "        [[ $state == command ]] || return\n"
                "        case $words[1] in\n",
                (int)len, group, STR_ARG(str_trim(strbuf_str(&words))));
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        if (strncmp(verb_infos[i].name, group, len + 1) == 0) {
            branch(script, catalog, i);
        }
    }
    strbuf_addz(script, "        esac\n        ;;\n");
}

static void head(struct strbuf *script, const struct catalog *catalog)
{
    struct strbuf presets = { .arena = script->arena };
    struct strbuf names = { .arena = script->arena };
    docs_operand_words(&presets, catalog, OPERAND_DESIGN);
    docs_verb_words(&names, "");
    strbuf_addf(script,
                "#compdef strata\n"
                "# Completion of strata for zsh, written by \"strata --doc zsh\".\n\n"
                "_strata_designs() {\n"
                "    compadd -- %.*s\n"
                "    _files\n"
                "}\n\n"
                "_strata_first() {\n"
                "    compadd -- %.*s\n"
                "    _strata_designs\n"
                "}\n\n",
                STR_ARG(str_trim(strbuf_str(&presets))), STR_ARG(str_trim(strbuf_str(&names))));
}

struct str docs_zsh(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf script = { .arena = arena };
    head(&script, catalog);
    strbuf_addz(&script, "_strata() {\n"
                         "    local curcontext=$curcontext state line\n"
                         "    local -a every\n"
                         "    every=(");
    option_specs(&script, catalog, VERB_DESIGN, true);
    strbuf_addz(&script, "\n    )\n    _arguments -C $every");
    option_specs(&script, catalog, VERB_DESIGN, false);
    strbuf_addz(&script, " \\\n        '1:command or design:_strata_first' '*:: :->command'\n"
                         "    [[ $state == command ]] || return\n"
                         "    case $words[1] in\n");
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        const char *group;
        size_t len = docs_group(i, &group);
        if (len > 0) {
            group_branch(&script, catalog, group, len);
        }
        if (i != VERB_DESIGN && strchr(verb_infos[i].name, ' ') == NULL) {
            branch(&script, catalog, i);
        }
    }
    strbuf_addz(&script, "    esac\n}\n\n_strata \"$@\"\n");
    return strbuf_str(&script);
}
