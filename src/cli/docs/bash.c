/* Completion for bash. */
#include <string.h>

#include "cli/docs/docs.h"
#include "cli/docs/words.h"

static const char bash_head[] =
    "# Completion of strata for bash, written by \"strata --doc bash\".\n"
    "\n"
    "_strata() {\n"
    "    local line=${COMP_LINE:0:COMP_POINT} cur word command='' option='' words='' files=''\n"
    "    local -a typed\n"
    "    read -ra typed <<<\"$line\"\n"
    "    case $line in *[[:blank:]]) typed+=('') ;; esac\n"
    "    cur=${typed[${#typed[@]} - 1]}\n"
    "\n"
    "    # Which command, and does an option wait for its argument?\n"
    "    for word in \"${typed[@]:1:${#typed[@]}-2}\"; do\n"
    "        if [ -n \"$option\" ]; then\n"
    "            option=''\n"
    "            continue\n"
    "        fi\n"
    "        case $word in\n";

static const char bash_middle[] = "        -*) ;;\n"
                                  "        *)\n"
                                  "            case \"$command $word\" in\n";

static const char bash_values[] = "            esac\n"
                                  "            ;;\n"
                                  "        esac\n"
                                  "    done\n"
                                  "    case $cur in\n"
                                  "    --*=*)\n"
                                  "        option=${cur%%=*}\n"
                                  "        ;;\n"
                                  "    esac\n"
                                  "\n"
                                  "    if [ -n \"$option\" ]; then\n"
                                  "        case \"$command:$option\" in\n";

static const char bash_options[] = "        esac\n"
                                   "        case $cur in --*=*) cur=${cur#*=} ;; esac\n"
                                   "    elif [[ $cur == -* ]]; then\n"
                                   "        case $command in\n";

static const char bash_operands[] = "        esac\n"
                                    "    else\n"
                                    "        case $command in\n";

static const char bash_tail[] =
    "        esac\n"
    "    fi\n"
    "\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r word; do\n"
    "        COMPREPLY+=(\"$word\")\n"
    "    done < <(\n"
    "        compgen -W \"$words\" -- \"$cur\"\n"
    "        case $files in\n"
    "        all) compgen -f -- \"$cur\" ;;\n"
    "        directories) compgen -d -- \"$cur\" ;;\n"
    "        esac\n"
    "    )\n"
    "    [ -z \"$files\" ] || compopt -o filenames 2>/dev/null\n"
    "    # Bash replaces only what stands behind the last \":\".\n"
    "    case $cur in *:*) COMPREPLY=(\"${COMPREPLY[@]#\"${cur%\"${cur##*:}\"}\"}\") ;; esac\n"
    "}\n"
    "complete -F _strata strata\n";

/* "words='...' files=all": one branch of a case. */
static void bash_branch(struct strbuf *script, struct strbuf *values, enum docs_files files)
{
    strbuf_addz(script, " words='");
    docs_quoted(script, strbuf_str(values));
    strbuf_addz(script, "'");
    if (files != DOCS_NO_FILES) {
        strbuf_addz(script, files == DOCS_FILES ? " files=all" : " files=directories");
    }
    strbuf_addz(script, " ;;\n");
}

/* "show:--format | show:-f)" with the command's name in front, or "*" for all of them. */
static void bash_argument(struct strbuf *script, const struct catalog *catalog, enum verb verb,
                          enum option option)
{
    const struct option_info *info = &option_infos[option];
    const char *name = verb_infos[verb].name;
    strbuf_addz(script, "        ");
    if (option_is_global(option)) {
        strbuf_addf(script, "*:--%s)", info->name);
    } else if (info->letter != 0) {
        strbuf_addf(script, "'%s:--%s' | '%s:-%c')", name, info->name, name, info->letter);
    } else {
        strbuf_addf(script, "'%s:--%s')", name, info->name);
    }
    struct strbuf values = { .arena = script->arena };
    enum docs_files files = docs_argument_words(&values, catalog, option);
    bash_branch(script, &values, files);
}

/* Several verbs have options of one name: is this the first one? */
static bool is_first_of_name(enum option option)
{
    for (enum option i = 0; i < option; i++) {
        if (strcmp(option_infos[i].name, option_infos[option].name) == 0) {
            return false;
        }
    }
    return true;
}

static void bash_scan(struct strbuf *script)
{
    const char *before = "        ";
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_infos[i].argument != NULL && is_first_of_name(i)) {
            strbuf_addf(script, "%s--%s", before, option_infos[i].name);
            before = " | ";
            if (option_infos[i].letter != 0) {
                strbuf_addf(script, "%s-%c", before, option_infos[i].letter);
            }
        }
    }
    strbuf_addz(script, ") option=$word ;;\n");
    strbuf_addz(script, bash_middle);
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        const char *name = verb_infos[i].name;
        const char *group;
        size_t len = docs_group(i, &group);
        if (len > 0) {
            strbuf_addf(script, "            ' %.*s') command='%.*s' ;;\n", (int)len, group,
                        (int)len, group);
        }
        if (name[0] != '\0') {
            strbuf_addf(script, "            '%s%s') command='%s' ;;\n",
                        strchr(name, ' ') ? "" : " ", name, name);
        }
    }
}

/* The options of a command, and what its operand can be: the last two cases. */
static void bash_verbs(struct strbuf *script, const struct catalog *catalog)
{
    strbuf_addz(script, bash_options);
    for (enum verb verb = 0; verb < VERB__COUNT; verb++) {
        struct strbuf values = { .arena = script->arena };
        for (enum option i = 0; i < OPTION__COUNT; i++) {
            if (option_of_verb(i, verb)) {
                strbuf_addf(&values, " --%s", option_infos[i].name);
            }
        }
        strbuf_addf(script, "        '%s')", verb_infos[verb].name);
        bash_branch(script, &values, DOCS_NO_FILES);
    }
    strbuf_addz(script, bash_operands);
    for (enum verb verb = 0; verb < VERB__COUNT; verb++) {
        struct strbuf values = { .arena = script->arena };
        const char *group;
        size_t len = docs_group(verb, &group);
        if (len > 0) {
            docs_verb_words(&values, str_terminated(script->arena, (struct str){ group, len }));
            strbuf_addf(script, "        '%.*s')", (int)len, group);
            bash_branch(script, &values, DOCS_NO_FILES);
            values = (struct strbuf){ .arena = script->arena };
        }
        if (verb == VERB_DESIGN) {
            docs_verb_words(&values, "");
        }
        enum docs_files files = docs_operand_words(&values, catalog, verb_infos[verb].operand);
        strbuf_addf(script, "        '%s')", verb_infos[verb].name);
        bash_branch(script, &values, files);
    }
}

struct str docs_bash(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf script = { .arena = arena };
    strbuf_addz(&script, bash_head);
    bash_scan(&script);
    strbuf_addz(&script, bash_values);
    for (enum verb verb = 0; verb < VERB__COUNT; verb++) {
        for (enum option i = 0; i < OPTION__COUNT; i++) {
            bool here = option_is_global(i) ? verb == 0 : option_of_verb(i, verb);
            if (here && option_infos[i].argument != NULL) {
                bash_argument(&script, catalog, verb, i);
            }
        }
    }
    bash_verbs(&script, catalog);
    strbuf_addz(&script, bash_tail);
    return strbuf_str(&script);
}
