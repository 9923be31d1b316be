#include "cli/diagram.h"

#include "cli/foreign.h"
#include "cli/load.h"
#include "strata/analysis/redrawn.h"
#include "strata/base/text.h"
#include "strata/export/graph_read.h"
#include "strata/store/store.h"

#define NO_TEXT ((struct str){ 0 })
#define NAMED_MOST 8   /* boxes in a warning */
#define NAMED_CELLS 40 /* of each */

static struct str shown_name(struct session *session, const char *operand)
{
    struct str name = str_from(operand);
    return load_is_file(name) ? text_clean(&session->arena, name) : STR("standard input");
}

/* ---- the design that a diagram of strata's holds ---- */

static void add_labels(struct strbuf *text, const char *what, const struct str *labels,
                       uint32_t count)
{
    if (count > 0) {
        strbuf_addf(text, "%s %s ", text->len > 0 ? ";" : "", what);
    }
    size_t start = text->len;
    for (uint32_t i = 0; i < count && i < NAMED_MOST; i++) {
        struct str label = text_clean(text->arena, labels[i]);
        label = text_cut(text->arena, label, NAMED_CELLS, false);
        strbuf_comma(text, start);
        strbuf_addf(text, "\"%.*s\"", STR_ARG(label));
    }
    if (count > NAMED_MOST) {
        strbuf_addf(text, " and %u more", count - NAMED_MOST);
    }
}

static void warn_if_redrawn(struct session *session, struct str name,
                            const struct recognised *diagram)
{
    struct review review;
    struct redrawn redrawn;
    struct diag_list ignored;
    diag_init(&ignored, &session->arena);
    if (!review_make(&session->catalog, &diagram->design, session->today, &session->arena, &review,
                     &ignored)) {
        return; /* whoever asks for the review will be told why */
    }
    redrawn_find(&review.architecture, &diagram->graph, &session->arena, &redrawn);
    if (!redrawn_is(&redrawn, &review.architecture)) {
        return;
    }
    struct strbuf what = { .arena = &session->arena };
    add_labels(&what, "added is", redrawn.added, redrawn.added_count);
    add_labels(&what, "missing is", redrawn.removed, redrawn.removed_count);
    if (redrawn.arrows != review.architecture.arrow_count) {
        strbuf_addf(&what, "%s arrows are %u, not %u", what.len > 0 ? ";" : "", redrawn.arrows,
                    review.architecture.arrow_count);
    }
    diag_add(&session->diags, SEVERITY_WARNING, (struct span){ .file = name }, NO_TEXT,
             STR("without its attribute strata_design, the drawing itself is read"),
             "the drawing is no longer that of the design it holds, which is used:%.*s",
             STR_ARG(strbuf_str(&what)));
}

/* False if there is none, or it cannot be read with this catalogue; then the labels have to do. */
static bool take_own(struct session *session, struct str name, struct recognised *ret)
{
    struct diag_list mistakes;
    diag_init(&mistakes, &session->arena);
    if (ret->graph.design.len == 0) {
        return false;
    }
    if (!store_read_design(&session->catalog, STR("strata_design"), ret->graph.design,
                           &session->arena, &ret->design, &mistakes)) {
        const struct diag *first = &mistakes.list.items[0];
        diag_add(&session->diags, SEVERITY_WARNING, (struct span){ .file = name },
                 STR("strata_design"), NO_TEXT,
                 "the design in it cannot be read, so the drawing is: %.*s", STR_ARG(first->text));
        return false;
    }
    return true;
}

/* ---- any diagram ---- */

static bool read_diagram(struct session *session, struct str name, struct str bytes,
                         struct recognised *ret)
{
    *ret = (struct recognised){ 0 };
    if (!graph_read(name, bytes, &session->arena, &ret->graph, &session->diags)) {
        return false;
    }
    ret->own = take_own(session, name, ret);
    if (ret->own) {
        warn_if_redrawn(session, name, ret);
        return true;
    }
    recognise(&session->catalog, &ret->graph, &session->arena, &ret->recognition);
    ret->design = ret->recognition.design;
    return true;
}

/* The text of the file; not of another tool's. */
static bool read_text(struct session *session, const char *operand, struct str *ret)
{
    struct str bytes;
    if (!files_read(operand, GRAPH_BYTES, &session->arena, &bytes, NULL, &session->diags)) {
        return false;
    }
    enum graph_language language;
    struct str text;
    *ret = foreign_utf8(bytes, &session->arena);
    return graph_find(str_from(operand), *ret, &language, &text)
           || !foreign_refused(shown_name(session, operand), *ret, &session->diags);
}

bool diagram_open(struct session *session, const char *operand, struct recognised *ret)
{
    struct str text;
    return read_text(session, operand, &text)
           && read_diagram(session, shown_name(session, operand), text, ret);
}

bool diagram_open_any(struct session *session, const char *operand, struct operand_source *ret)
{
    struct str name = str_from(operand);
    struct str text;
    *ret = (struct operand_source){ 0 };
    if (str_starts(name, STR(LOAD_PRESET))) {
        return load_design(&session->catalog, operand, &session->arena, &ret->design, NULL,
                           &session->diags);
    }
    if (!read_text(session, operand, &text)) {
        return false;
    }
    enum graph_language language;
    struct str drawing;
    ret->is_diagram = graph_find(name, text, &language, &drawing);
    if (!ret->is_diagram) {
        return store_read_design(&session->catalog, shown_name(session, operand), text,
                                 &session->arena, &ret->design, &session->diags);
    }
    bool fine = read_diagram(session, shown_name(session, operand), text, &ret->diagram);
    ret->design = ret->diagram.design;
    return fine;
}
