/* The report of `strata check` as lines: for people and editors, and for GitHub's workflows. */
#include "strata/report/check_report.h"
#include "strata/report/review_text.h"

/* "text [id] (hint)" */
static void add_message(struct strbuf *text, const struct check_message *message)
{
    strbuf_addf(text, "%.*s [%.*s]", STR_ARG(message->text), STR_ARG(message->id));
    if (message->hint.len > 0) {
        strbuf_addf(text, " (%.*s)", STR_ARG(message->hint));
    }
}

/* "file:line:column: warning: text [id] (hint)" */
static void add_line(struct strbuf *text, const struct checked *file,
                     const struct check_message *message)
{
    strbuf_add(text, file->file);
    if (message->line > 0) {
        strbuf_addf(text, ":%u:%u", (unsigned)message->line, (unsigned)message->column);
    }
    strbuf_addf(text, ": %s: ", message->counts ? severity_name(message->severity) : "accepted");
    add_message(text, message);
    strbuf_add_char(text, '\n');
}

/* How much is left of the budget, and what was found. */
static void add_foot(struct strbuf *text, const struct checked *file)
{
    if (file->within.len > 0) {
        strbuf_addf(text, "%.*s: %.*s\n", STR_ARG(file->file), STR_ARG(file->within));
    }
    strbuf_addf(text, "%.*s: %.*s\n", STR_ARG(file->file),
                STR_ARG(review_text_findings(&file->review.findings, text->arena)));
}

struct str check_summary(const struct check_report *report)
{
    struct arena *arena = report->arena;
    struct findings sum = { 0 };
    uint32_t unread = 0;
    for (uint32_t i = 0; i < report->count; i++) {
        const struct findings *findings = &report->files[i].review.findings;
        unread += !report->files[i].read;
        sum.accepted_count += findings->accepted_count;
        for (int k = 0; k < SEVERITY__COUNT; k++) {
            sum.counts[k] += findings->counts[k];
        }
    }
    struct strbuf text = { .arena = arena };
    strbuf_addf(&text, "%u file%s: %.*s", (unsigned)report->count, plural_s(report->count),
                STR_ARG(review_text_findings(&sum, arena)));
    if (unread > 0) {
        strbuf_addf(&text, "; %u could not be read", (unsigned)unread);
    }
    return strbuf_str(&text);
}

struct str check_text(const struct check_report *report)
{
    struct strbuf text = { .arena = report->arena };
    for (uint32_t i = 0; i < report->count; i++) {
        const struct checked *file = &report->files[i];
        for (uint32_t k = 0; k < file->messages.count; k++) {
            add_line(&text, file, &file->messages.items[k]);
        }
        if (file->read) {
            add_foot(&text, file);
        }
    }
    if (report->count > 1) {
        strbuf_addf(&text, "%.*s\n", STR_ARG(check_summary(report)));
    }
    return strbuf_str(&text);
}

/* ---- workflow commands ---- */

/* Their rules: a percent sign and line ends are escaped, in properties colons and commas, too. */
static void add_escaped(struct strbuf *text, struct str data, bool property)
{
    for (size_t i = 0; i < data.len; i++) {
        char c = data.at[i];
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','))) {
            strbuf_addf(text, "%%%02X", (unsigned)c);
        } else {
            strbuf_add_char(text, c);
        }
    }
}

static void open_command(struct strbuf *text, enum severity severity, const struct checked *file,
                         uint32_t line, uint32_t column, struct str title)
{
    strbuf_addf(text, "::%s ", severity == SEVERITY_NOTE ? "notice" : severity_name(severity));
    if (file->on_disk) {
        strbuf_addz(text, "file=");
        add_escaped(text, file->file, true);
        strbuf_add_char(text, ',');
    }
    if (file->on_disk && line > 0) {
        strbuf_addf(text, "line=%u,col=%u,", (unsigned)line, (unsigned)column);
    }
    strbuf_addz(text, "title=");
    add_escaped(text, title, true);
    strbuf_addz(text, "::");
}

static void add_diags(struct strbuf *text, const struct check_report *report,
                      const struct checked *file)
{
    const struct diag_list *diags = report->diags;
    for (uint32_t i = 0; i < file->diag_count; i++) {
        const struct diag *diag = &diags->list.items[file->first_diag + i];
        struct diag told = *diag;
        told.span = (struct span){ 0 }; /* which is in the properties */
        told.severity = SEVERITY_ERROR; /* a word that is in the command */
        open_command(text, diag->severity, file, diag->span.line, diag->span.column, STR("strata"));
        add_escaped(text, diag_format(text->arena, &told), false);
        strbuf_add_char(text, '\n');
    }
    if (file->untold > 0) {
        open_command(text, SEVERITY_ERROR, file, 0, 0, STR("strata"));
        strbuf_addf(text, "and %u more mistakes\n", (unsigned)file->untold);
    }
}

/* A line of the log, behind words that keep it from being taken for a command. */
static void add_log(struct strbuf *text, struct str line)
{
    strbuf_addf(text, "strata: %.*s\n", STR_ARG(line));
}

static void add_annotation(struct strbuf *text, const struct checked *file,
                           const struct check_message *message)
{
    struct strbuf words = { .arena = text->arena };
    if (!message->counts) {
        add_line(&words, file, message);
        add_log(text, str_trim(strbuf_str(&words)));
        return;
    }
    add_message(&words, message);
    open_command(text, message->severity, file, message->line, message->column, message->id);
    add_escaped(text, strbuf_str(&words), false);
    strbuf_add_char(text, '\n');
}

struct str check_github(const struct check_report *report)
{
    struct strbuf text = { .arena = report->arena };
    for (uint32_t i = 0; i < report->count; i++) {
        const struct checked *file = &report->files[i];
        add_diags(&text, report, file);
        for (uint32_t k = 0; k < file->messages.count; k++) {
            add_annotation(&text, file, &file->messages.items[k]);
        }
    }
    add_log(&text, check_summary(report));
    return strbuf_str(&text);
}
