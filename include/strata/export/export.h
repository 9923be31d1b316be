/* From a review to files: pictures by a Graphviz child process, and the same diagram, the bill and
 * the whole review for other programs.
 *
 * All formats are made in memory; writing files is the business of cli. No text of a user can
 * inject anything: names reach DOT only as labels and tooltips, escaped, on nodes that have ids of
 * ours, and every other format escapes them by its own rules. The same review gives the same bytes,
 * on every run and in every locale (PNG and PDF: on every run with the same fonts). */
#ifndef STRATA_EXPORT_EXPORT_H
#define STRATA_EXPORT_EXPORT_H

#include <stdbool.h>

#include "strata/analysis/difference.h"
#include "strata/analysis/review.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"

/* X(constant, name (also the file ending), what it is). First those that are a diagram and nothing
 * else, which can show a comparison, too. */
#define EXPORT_DRAWINGS(X)                                       \
    X(DOT, "dot", "Graphviz source, for `dot` and for editing")  \
    X(SVG, "svg", "a picture for slides and pages")              \
    X(PNG, "png", "a picture in pixels, fine enough for slides") \
    X(PDF, "pdf", "a picture to print")                          \
    X(TXT, "txt", "a picture in characters, for a README")       \
    X(MMD, "mmd", "a Mermaid flowchart, for Markdown pages")     \
    X(D2, "d2", "source for D2")
#define EXPORT_FORMATS(X)                          \
    EXPORT_DRAWINGS(X)                             \
    X(MD, "md", "a page to hand out, in Markdown") \
    X(CSV, "csv", "the bill, for spreadsheets")    \
    X(JSON, "json", "the whole review, for programs")

#define X(constant, name, what) EXPORT_##constant,
enum export_format { EXPORT_FORMATS(X) EXPORT__COUNT };
#undef X

bool export_is_drawing(enum export_format format);

/* X(constant, name): the ground of a diagram. AUTO follows the viewer's in SVG, and is light
 * elsewhere. */
#define EXPORT_THEMES(X) \
    X(AUTO, "auto")      \
    X(LIGHT, "light")    \
    X(DARK, "dark")

#define X(constant, name) EXPORT_##constant,
enum export_theme { EXPORT_THEMES(X) EXPORT_THEME__COUNT };
#undef X

struct export_options {
    unsigned seconds; /* limit for the layout; 0: EXPORT_SECONDS */
    enum export_theme theme;
    bool ascii;      /* TXT draws with ASCII alone */
    struct str path; /* the file that is to be written: MD links to the SVG beside it; or empty */
    /* Draws a comparison, in the formats that show a diagram: the review is that of the later
     * design. Or NULL. */
    const struct overlay *overlay;
    const struct review *before; /* of the earlier design, to be named beside the later; or NULL */
};

#define EXPORT_SECONDS 10

const char *export_name(enum export_format format);
const char *export_what(enum export_format format);

/* The endings of file names that say a format: "dot, svg, png". */
struct str export_endings(struct arena *arena);

/* False if there is no such ground. */
bool export_theme_from_name(struct str name, enum export_theme *ret);

/* By name ("svg") or by a file name's ending ("x.svg"); false if there is none such. */
bool export_format_from_name(struct str name, enum export_format *ret);
bool export_format_from_file(struct str file, enum export_format *ret);

/* The bytes in `arena`. False, with the reason in `diags`: the layout took too long, died, gave
 * something incomplete, or Graphviz is not installed (the message then names the package). `options`
 * may be NULL. Waits; a program that has better to do uses a job instead. */
bool export_make(const struct review *review, enum export_format format,
                 const struct export_options *options, struct arena *arena, struct str *ret_bytes,
                 struct diag_list *diags);

/* ---- exporting beside other work ----
 *
 *     struct export_job *job = export_start(...);
 *     while (job != NULL && export_step(job)) {
 *         poll export_fd(job) and what else there is, for export_wait(job) milliseconds at most;
 *         export_cancel(job) if the person says so;
 *     }
 *     export_finish(job, ...);
 *
 * Nothing here waits, except export_finish() for a job that is still at work. The job is in the
 * arena, which must outlive it; review and options are not looked at any more once export_start()
 * has returned. A job that was started has to be finished, or its process stays. */

struct export_job;

/* NULL, with the reason in `diags`, if there is nothing to be done further. */
struct export_job *export_start(const struct review *review, enum export_format format,
                                const struct export_options *options, struct arena *arena,
                                struct diag_list *diags);

int export_fd(const struct export_job *job);           /* to be readable; -1: none */
int export_wait(const struct export_job *job);         /* milliseconds until the next step */
unsigned export_elapsed(const struct export_job *job); /* milliseconds since the start */

/* Takes what is there. True as long as there is more to come. */
bool export_step(struct export_job *job);

/* Ends the work at once; export_finish() then says that it was cancelled. */
void export_cancel(struct export_job *job);

bool export_finish(struct export_job *job, struct str *ret_bytes, struct diag_list *diags);

/* ---- the design in a diagram ----
 *
 * In DOT the graph's attribute EXPORT_DESIGN holds the design file byte for byte, so that a drawing can be
 * opened again as what it was drawn from: "yaml:", then the bytes. One that is neither a letter or
 * digit of ASCII nor in EXPORT_DESIGN_PLAIN stands as "%" and two hexadecimal digits. No quote,
 * backslash, "&" or line end is left, so nothing on the way (cgraph, `dot -Tdot`, an editor that
 * wraps lines) has anything to change. */
#define EXPORT_DESIGN "strata_design"
#define EXPORT_DESIGN_PLAIN " -_.,:;/()*+=!?"

struct str export_design_encode(struct str text, struct arena *arena);

/* In Mermaid and D2 it is a comment, on a line of its own behind `sign`; nothing if it is empty. */
void export_design_comment(struct strbuf *to, const char *sign, struct str text);

/* False if the value is not one that export_design_encode() makes. What comes out is a stranger's
 * text, to be read like any design file. */
bool export_design_decode(struct str value, struct arena *arena, struct str *ret_text);

#endif
