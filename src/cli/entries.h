/* Entries of the catalogue by what a person calls them: id, name or alias, without regard to
 * case. */
#ifndef STRATA_CLI_ENTRIES_H
#define STRATA_CLI_ENTRIES_H

#include <stdbool.h>

#include "strata/base/diag.h"
#include "strata/model/catalog.h"

enum entry_kind { ENTRY_COMPONENT, ENTRY_LAYER, ENTRY_RULE, ENTRY_FIGURE, ENTRY_SCALE };

struct entry {
    enum entry_kind kind;
    uint32_t row;
};

/* Ids come before names, and both in the order of the kinds. False, with the nearest name as hint, if nothing is called so. */
bool entries_find(const struct catalog *catalog, const char *name, struct entry *ret,
                  struct diag_list *diags);

bool entries_find_layer(const struct catalog *catalog, const char *name, layer_id *ret,
                        struct diag_list *diags);

#endif
