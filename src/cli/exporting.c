#include "cli/exporting.h"

#include "cli/output.h"
#include "export/txt.h"
#include "strata/base/text.h"
#include "strata/report/bill_text.h"
#include "strata/store/store.h"

bool exporting_format(const char *path, const char *name, enum export_format *ret,
                      struct diag_list *diags)
{
    if (name != NULL) {
        return export_format_from_name(str_from(name), ret);
    }
    if (export_format_from_file(str_from(path), ret)) {
        return true;
    }
    bool is_output = output_is_standard(path);
    const struct span place = { .file = is_output ? (struct str){ 0 } : str_from(path) };
    diag_add(diags, SEVERITY_ERROR, place, (struct str){ 0 },
             str_format(diags->arena, "known endings are %.*s; --format says it, too",
                        STR_ARG(export_endings(diags->arena))),
             is_output ? "standard output needs --format" : "the ending says no format");
    return false;
}

/* "pictures/stack.md" is called "stack". */
static struct str base_name(struct str path, struct arena *arena)
{
    size_t start = path.len, end = path.len;
    while (start > 0 && path.at[start - 1] != '/') {
        start--;
        if (path.at[start] == '.' && end == path.len) {
            end = start;
        }
    }
    return text_clean(arena, str_part(path, start, end - start));
}

/* Without its heading: the page has its own. */
static struct str without_heading(struct str markdown)
{
    size_t at;
    return str_starts(markdown, STR("#")) && str_find(markdown, STR("\n\n"), &at)
               ? str_part(markdown, at + 2, markdown.len)
               : markdown;
}

/* The bill line by line, as `strata cost` has it without options. */
static bool put_bill(const struct review *review, enum export_format format,
                     struct export_options *options, struct arena *arena, struct diag_list *diags)
{
    const struct bill_request request = { 0 };
    struct bill_report report;
    if (!bill_report_make(review, &request, NULL, arena, &report, diags)) {
        return false;
    }
    options->bill = format == EXPORT_CSV ? bill_csv(&report, arena)
                                         : without_heading(bill_markdown(&report, arena));
    return true;
}

struct export_job *exporting_start(const struct review *review, enum export_format format,
                                   struct export_options options, bool ascii, struct str path,
                                   struct arena *arena, struct diag_list *diags)
{
    if (format == EXPORT_DOT && options.overlay == NULL) { /* a comparison is no design */
        options.design = store_write_design(review->catalog, &review->design, false, arena);
    } else if (format == EXPORT_TXT) {
        options.picture = text_picture(review, &options, ascii, arena);
    } else if (format == EXPORT_CSV || format == EXPORT_MD) {
        options.name = str_is(path, "-") ? (struct str){ 0 } : base_name(path, arena);
        if (!put_bill(review, format, &options, arena, diags)) {
            return NULL;
        }
    }
    return export_start(review, format, &options, arena, diags);
}

bool exporting_make(const struct review *review, enum export_format format,
                    struct export_options options, bool ascii, struct str path, struct arena *arena,
                    struct str *ret_bytes, struct diag_list *diags)
{
    struct export_job *job = exporting_start(review, format, options, ascii, path, arena, diags);
    return job != NULL && export_finish(job, ret_bytes, diags);
}
