/* Completion for fish. */
#include <string.h>

#include "cli/docs/docs.h"
#include "cli/docs/words.h"

/* Is the command line, without its options, at these words? */
static const char fish_head[] =
    "# Completion of strata for fish, written by \"strata --doc fish\".\n"
    "\n"
    "function __strata_at\n"
    "    set -l typed (commandline -opc)\n"
    "    set -e typed[1]\n"
    "    set typed (string match -v -- '-*' $typed)\n"
    "    set -l count (count $argv)\n"
    "    if test $count -eq 0\n"
    "        test (count $typed) -eq 0\n"
    "    else\n"
    "        test (count $typed) -ge $count; and test \"$typed[1..$count]\" = \"$argv\"\n"
    "    end\n"
    "end\n"
    "\n"
    "complete -c strata -f\n";

/* "complete -c strata -n '__strata_at new'" */
static void begin(struct strbuf *script, const char *verb, size_t len)
{
    strbuf_addf(script, "complete -c strata -n '__strata_at%s%.*s'", len > 0 ? " " : "", (int)len,
                verb);
}

static void words_and_files(struct strbuf *script, const struct strbuf *words,
                            enum docs_files files)
{
    if (files == DOCS_FILES) {
        strbuf_addz(script, " -F");
    }
    struct str list = str_trim(strbuf_str(words));
    if (files == DOCS_DIRECTORIES) {
        strbuf_addz(script, " -a '(__fish_complete_directories)'");
    } else if (list.len > 0) {
        strbuf_addz(script, " -a '");
        docs_quoted(script, list);
        strbuf_addz(script, "'");
    }
}

static void option_line(struct strbuf *script, const struct catalog *catalog, enum option option)
{
    const struct option_info *info = &option_infos[option];
    strbuf_addf(script, " -l %s", info->name);
    if (info->letter != 0) {
        strbuf_addf(script, " -s %c", info->letter);
    }
    if (info->argument != NULL) {
        struct strbuf words = { .arena = script->arena };
        enum docs_files files = docs_argument_words(&words, catalog, option);
        strbuf_addz(script, files == DOCS_NO_FILES ? " -x" : " -r");
        words_and_files(script, &words, files);
    }
    strbuf_addz(script, " -d '");
    docs_quoted(script, str_from(info->what));
    strbuf_addz(script, "'\n");
}

static void verb_lines(struct strbuf *script, const struct catalog *catalog, enum verb verb)
{
    const struct verb_info *info = &verb_infos[verb];
    const char *second = strchr(info->name, ' ');
    if (info->name[0] != '\0') {
        size_t group = second != NULL ? (size_t)(second - info->name) : 0;
        begin(script, info->name, group);
        strbuf_addf(script, " -a %s -d '", second != NULL ? second + 1 : info->name);
        docs_quoted(script, str_from(info->what));
        strbuf_addz(script, "'\n");
    }
    struct strbuf words = { .arena = script->arena };
    enum docs_files files = docs_operand_words(&words, catalog, info->operand);
    if (info->operand != OPERAND_NONE) {
        begin(script, info->name, strlen(info->name));
        words_and_files(script, &words, files);
        strbuf_add_char(script, '\n');
    }
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_of_verb(i, verb) && !option_is_global(i)) {
            begin(script, info->name, strlen(info->name));
            option_line(script, catalog, i);
        }
    }
}

struct str docs_fish(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf script = { .arena = arena };
    strbuf_addz(&script, fish_head);
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        const char *group;
        size_t len = docs_group(i, &group);
        if (len > 0) {
            begin(&script, group, 0);
            strbuf_addf(&script, " -a %.*s\n", (int)len, group);
        }
        verb_lines(&script, catalog, i);
    }
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_is_global(i)) {
            strbuf_addz(&script, "complete -c strata");
            option_line(&script, catalog, i);
        }
    }
    return strbuf_str(&script);
}
