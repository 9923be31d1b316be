/* The words that completions offer, for any shell. */
#ifndef STRATA_CLI_DOCS_WORDS_H
#define STRATA_CLI_DOCS_WORDS_H

#include "cli/options.h"
#include "strata/base/str.h"
#include "strata/model/catalog.h"

/* Which files can stand beside the words. */
enum docs_files { DOCS_NO_FILES, DOCS_FILES, DOCS_DIRECTORIES };

/* Text inside single quotes of a shell. */
void docs_quoted(struct strbuf *script, struct str text);

/* The first words of the commands, each once; with `group`, the second words of that group. Each
 * word has a blank in front, here and below. */
void docs_verb_words(struct strbuf *script, const char *group);

/* Is this the first command of a group, "catalog list"? *ret_word (as long as the result) is then
 * "catalog". */
size_t docs_group(enum verb verb, const char **ret_word);

enum docs_files docs_operand_words(struct strbuf *script, const struct catalog *catalog,
                                   enum operand operand);
enum docs_files docs_argument_words(struct strbuf *script, const struct catalog *catalog,
                                    enum option option);

#endif
