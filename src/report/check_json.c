/* The report of `strata check` for programs. */
#include "strata/report/check_report.h"
#include "strata/report/json.h"

static void put_place(struct json_writer *json, uint32_t line, uint32_t column)
{
    if (line > 0) {
        json_put_count(json, "line", line);
        json_put_count(json, "column", column);
    } else {
        json_put_null(json, "line");
        json_put_null(json, "column");
    }
}

static void put_finding(struct json_writer *json, const struct catalog *catalog,
                        const struct finding *finding)
{
    if (finding->layer != NONE) {
        json_put_text(json, "layer", catalog_layer_id(catalog, finding->layer));
    }
    if (finding->component != NONE) {
        json_put_text(json, "component", catalog_component_id(catalog, finding->component));
    }
    if (finding->accepted != NULL) {
        json_open_object(json, "accepted");
        json_put_text(json, "reason", finding->accepted->reason);
        json_put_text(json, "until", day_format(finding->accepted->until, json->arena));
        json_put_flag(json, "ran_out", finding->ran_out);
        json_close(json);
    }
}

static void put_message(struct json_writer *json, const struct checked *file,
                        const struct check_message *message)
{
    json_open_object(json, NULL);
    json_put_text(json, "id", message->id);
    json_put_word(json, "severity", severity_name(message->severity));
    json_put_flag(json, "counts", message->counts);
    put_place(json, message->line, message->column);
    json_put_text(json, "text", message->text);
    json_put_text(json, "hint", message->hint);
    if (message->finding != NULL) {
        put_finding(json, file->review.catalog, message->finding);
    }
    json_close(json);
}

/* What the reader says. */
static void put_diag(struct json_writer *json, const struct diag *diag)
{
    json_open_object(json, NULL);
    json_put_word(json, "id", "file");
    json_put_word(json, "severity", severity_name(diag->severity));
    json_put_flag(json, "counts", true);
    put_place(json, diag->span.line, diag->span.column);
    json_put_text(json, "text",
                  diag->path.len == 0 ? diag->text
                                      : str_format(json->arena, "%.*s: %.*s", STR_ARG(diag->path),
                                                   STR_ARG(diag->text)));
    json_put_text(json, "hint", diag->hint);
    json_close(json);
}

static void put_file(struct json_writer *json, const struct check_report *report,
                     const struct checked *file)
{
    const struct diag *diags = report->diags->list.items;
    json_open_object(json, NULL);
    json_put_text(json, "file", file->file);
    json_put_flag(json, "read", file->read);
    if (file->untold > 0) {
        json_put_count(json, "untold", file->untold);
    }
    if (file->read) {
        json_put_money(json, "likely", file->review.bill.total.likely);
        json_put_count(json, "unpriced", file->review.bill.unpriced);
    }
    json_open_array(json, "messages");
    for (uint32_t i = 0; i < file->diag_count; i++) {
        put_diag(json, &diags[file->first_diag + i]);
    }
    for (uint32_t i = 0; i < file->messages.count; i++) {
        put_message(json, file, &file->messages.items[i]);
    }
    json_close(json);
    json_close(json);
}

bool check_json(const struct check_report *report, bool closed, struct str *ret,
                struct diag_list *diags)
{
    struct json_writer json;
    json_begin(&json, report->arena);
    json_put_flag(&json, "gate_closed", closed);
    json_open_array(&json, "files");
    for (uint32_t i = 0; i < report->count; i++) {
        put_file(&json, report, &report->files[i]);
    }
    json_close(&json);
    return json_end(&json, ret, diags);
}
