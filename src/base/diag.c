#include "strata/base/diag.h"

#include <stdarg.h>
#include <stdio.h>

#include "strata/base/text.h"

/* A message is for reading: whatever a stranger's file puts into one is cut here, before it is
 * copied. */
#define TEXT_BYTES 4096
#define TEXT_CELLS 1000

static const char *const severity_names[] = {
    [SEVERITY_NOTE] = "note",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};
_Static_assert(sizeof(severity_names) / sizeof(severity_names[0]) == SEVERITY__COUNT,
               "each severity has a name");

void diag_init(struct diag_list *diags, struct arena *arena)
{
    *diags = (struct diag_list){ .arena = arena };
}

/* A clean copy of our own, of a length that can be shown. */
static struct str keep(struct arena *arena, struct str s)
{
    struct str clean = text_clean(arena, str_part(s, 0, TEXT_BYTES));
    return str_copy(arena, text_cut(arena, clean, TEXT_CELLS, false));
}

static void add(struct diag_list *diags, const struct diag *diag, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

static void add(struct diag_list *diags, const struct diag *diag, const char *format, va_list args)
{
    /* Counted per severity: a flood of notes must not hide the one error that stops everything. */
    if (diags->counts[diag->severity] < UINT32_MAX) {
        diags->counts[diag->severity]++;
    }
    if (diags->counts[diag->severity] > DIAG_LIMIT) {
        return;
    }
    char text[TEXT_BYTES];
    int len = vsnprintf(text, sizeof(text), format, args);
    struct str shown = len < 0 ? STR("(a message that cannot be shown)") : str_from(text);

    struct diag *kept = vec_add(&diags->list, diags->arena);
    *kept = *diag;
    kept->span.file = keep(diags->arena, diag->span.file);
    kept->path = keep(diags->arena, diag->path);
    kept->hint = keep(diags->arena, diag->hint);
    kept->text = keep(diags->arena, shown);
}

void diag_add(struct diag_list *diags, enum severity severity, struct span span, struct str path,
              struct str hint, const char *format, ...)
{
    struct diag diag = { .severity = severity, .span = span, .path = path, .hint = hint };
    va_list args;
    va_start(args, format);
    add(diags, &diag, format, args);
    va_end(args);
}

void diag_tell(struct diag_list *diags, enum severity severity, struct str hint, const char *format,
               ...)
{
    struct diag diag = { .severity = severity, .hint = hint };
    va_list args;
    va_start(args, format);
    add(diags, &diag, format, args);
    va_end(args);
}

void diag_error(struct diag_list *diags, const char *format, ...)
{
    struct diag diag = { .severity = SEVERITY_ERROR };
    va_list args;
    va_start(args, format);
    add(diags, &diag, format, args);
    va_end(args);
}

uint32_t diag_count(const struct diag_list *diags)
{
    uint32_t count = 0;
    for (int i = 0; i < SEVERITY__COUNT; i++) {
        count += diags->counts[i];
    }
    return count;
}

bool diag_failed(const struct diag_list *diags)
{
    return diags->counts[SEVERITY_ERROR] > 0;
}

const char *severity_name(enum severity severity)
{
    return severity_names[severity];
}

bool severity_from_name(struct str name, enum severity *ret_severity)
{
    for (int i = 0; i < SEVERITY__COUNT; i++) {
        if (str_is(name, severity_names[i])) {
            *ret_severity = (enum severity)i;
            return true;
        }
    }
    return false;
}

/* `file:line:col: `, as much of it as is known. */
static void add_place(struct strbuf *buf, struct span span)
{
    if (span.file.len == 0 && span.line == 0) {
        return;
    }
    strbuf_add(buf, span.file);
    if (span.line > 0) {
        strbuf_addf(buf, span.file.len > 0 ? ":%u" : "line %u", (unsigned)span.line);
        if (span.column > 0) {
            strbuf_addf(buf, ":%u", (unsigned)span.column);
        }
    }
    strbuf_addz(buf, ": ");
}

struct str diag_format(struct arena *arena, const struct diag *diag)
{
    struct strbuf buf = { .arena = arena };

    add_place(&buf, diag->span);
    if (diag->path.len > 0) {
        strbuf_add(&buf, diag->path);
        strbuf_addz(&buf, ": ");
    }
    if (diag->severity != SEVERITY_ERROR) {
        strbuf_addz(&buf, severity_name(diag->severity));
        strbuf_addz(&buf, ": ");
    }
    strbuf_add(&buf, diag->text);
    if (diag->hint.len > 0) {
        strbuf_addz(&buf, " (");
        strbuf_add(&buf, diag->hint);
        strbuf_add_char(&buf, ')');
    }
    return strbuf_str(&buf);
}
