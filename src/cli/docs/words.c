#include "cli/docs/words.h"

#include <string.h>

void docs_quoted(struct strbuf *script, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\'') {
            strbuf_addz(script, "'\\''");
        } else {
            strbuf_add_char(script, text.at[i]);
        }
    }
}

/* The words of a list "text|json", each behind a blank. */
static void words(struct strbuf *script, const char *list)
{
    struct str rest = str_from(list);
    struct str word;
    while (option_next_word(&rest, &word)) {
        strbuf_addf(script, " %.*s", STR_ARG(word));
    }
}

static void preset_words(struct strbuf *script, const struct catalog *catalog, const char *before)
{
    for (preset_id i = 0; i < catalog->preset_count; i++) {
        strbuf_addf(script, " %s%.*s", before, STR_ARG(catalog_preset_id(catalog, i)));
    }
}

static void layer_words(struct strbuf *script, const struct catalog *catalog)
{
    for (layer_id i = 0; i < catalog->layer_count; i++) {
        strbuf_addf(script, " %.*s", STR_ARG(catalog_layer_id(catalog, i)));
    }
}

static void rule_words(struct strbuf *script, const struct catalog *catalog)
{
    for (rule_id i = 0; i < catalog->rule_count; i++) {
        strbuf_addf(script, " %.*s", STR_ARG(catalog_rule_id(catalog, i)));
    }
}

static void component_words(struct strbuf *script, const struct catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->sorted_component_count; i++) {
        const struct component *component = &catalog->components[catalog->sorted_components[i]];
        strbuf_addf(script, " %.*s", STR_ARG(catalog_text(catalog, component->id)));
    }
}

void docs_verb_words(struct strbuf *script, const char *group)
{
    struct str before = { 0 };
    size_t skip = group[0] != '\0' ? strlen(group) + 1 : 0;
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        const char *name = verb_infos[i].name;
        if (name[0] == '\0'
            || (skip > 0 && (strncmp(name, group, skip - 1) != 0 || name[skip - 1] != ' '))) {
            continue;
        }
        struct str word = { name + skip, strcspn(name + skip, " ") };
        if (!str_eq(word, before)) {
            strbuf_addf(script, " %.*s", STR_ARG(word));
        }
        before = word;
    }
}

size_t docs_group(enum verb verb, const char **ret_word)
{
    const char *name = verb_infos[verb].name;
    size_t len = strcspn(name, " ");
    bool first = verb == 0 || strncmp(verb_infos[verb - 1].name, name, len + 1) != 0;
    *ret_word = name;
    return name[len] == ' ' && first ? len : 0;
}

enum docs_files docs_operand_words(struct strbuf *script, const struct catalog *catalog,
                                   enum operand operand)
{
    switch (operand) {
    case OPERAND_NONE: return DOCS_NO_FILES;
    case OPERAND_DESIGN: preset_words(script, catalog, "preset:"); return DOCS_FILES;
    case OPERAND_NAME:
        component_words(script, catalog);
        layer_words(script, catalog);
        rule_words(script, catalog);
        return DOCS_NO_FILES;
    case OPERAND_LAYER: layer_words(script, catalog); return DOCS_NO_FILES;
    case OPERAND_DIRECTORY: return DOCS_DIRECTORIES;
    case OPERAND_COMMAND:
        docs_verb_words(script, "");
        strbuf_addz(script, " styles");
        return DOCS_NO_FILES;
    }
    return DOCS_NO_FILES;
}

enum docs_files docs_argument_words(struct strbuf *script, const struct catalog *catalog,
                                    enum option option)
{
    const struct option_info *info = &option_infos[option];
    switch (info->kind) {
    case ARGUMENT_WORD:
    case ARGUMENT_WORD_LIST: words(script, info->argument); return DOCS_NO_FILES;
    case ARGUMENT_PRESET: preset_words(script, catalog, ""); return DOCS_NO_FILES;
    case ARGUMENT_LAYER: layer_words(script, catalog); return DOCS_NO_FILES;
    case ARGUMENT_FILE:
    case ARGUMENT_THEME: return DOCS_FILES;
    case ARGUMENT_DIRECTORY: return DOCS_DIRECTORIES;
    case ARGUMENT_NONE:
    case ARGUMENT_WORDS:
    case ARGUMENT_QUANTITY:
    case ARGUMENT_MONEY:
    case ARGUMENT_COUNT:
    case ARGUMENT_DAYS:
    case ARGUMENT_SIZE:
    case ARGUMENT_KEYS: return DOCS_NO_FILES;
    }
    return DOCS_NO_FILES;
}
