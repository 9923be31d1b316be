#include "strata/report/csv.h"

#include <string.h>

#include "strata/base/text.h"

void csv_text(struct strbuf *csv, struct str text)
{
    struct str clean = text_clean(csv->arena, text);
    struct str first = str_trim(clean); /* some spreadsheets trim, too */

    if (csv->len > 0 && csv->at[csv->len - 1] != '\n') {
        strbuf_add_char(csv, ',');
    }
    strbuf_add_char(csv, '"');
    if (first.len > 0 && strchr("=+-@", first.at[0]) != NULL) {
        strbuf_add_char(csv, '\'');
    }
    for (size_t i = 0; i < clean.len; i++) {
        if (clean.at[i] == '"') {
            strbuf_add_char(csv, '"');
        }
        strbuf_add_char(csv, clean.at[i]);
    }
    strbuf_add_char(csv, '"');
}

void csv_end(struct strbuf *csv)
{
    strbuf_addz(csv, "\r\n");
}
