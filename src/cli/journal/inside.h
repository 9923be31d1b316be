/* What the parts of journal.h share. */
#ifndef STRATA_CLI_JOURNAL_INSIDE_H
#define STRATA_CLI_JOURNAL_INSIDE_H

#include "cli/journal.h"

#define JOURNAL_ENDING ".yaml"
#define JOURNAL_UNFINISHED '.'              /* before the name of one that is being written */
#define JOURNAL_BODY_MAX (1u * 1024 * 1024) /* STORE_DESIGN_BYTES */
#define JOURNAL_HEAD_MAX (32u * 1024)       /* a path of 4096 bytes, each written as three */

/* What the head says. */
struct journal_head {
    struct str file;
    struct file_identity identity;
    struct file_mark mark;
    int64_t at;
    long process;
};

/* The head, and `work` behind it. */
void journal_head_write(const struct journal_head *head, struct str work, struct strbuf *ret);

/* False if this is no whole journal. *ret_work points into `bytes`. */
bool journal_head_read(struct str bytes, struct arena *arena, struct journal_head *ret,
                       struct str *ret_work);

/* The folder, open; it is made if need be. -1 with the reason in `diags`; without one if it is not
 * there and need not be. */
int journal_folder(bool make, struct arena *arena, struct str *ret_path, struct diag_list *diags);

/* The file as the head names it: without links, from the root on. Empty stays empty. */
struct str journal_absolute(struct str file, struct arena *arena);

/* The beginning of the names of a file's journals. */
struct str journal_prefix(struct str absolute, struct arena *arena);

#endif
