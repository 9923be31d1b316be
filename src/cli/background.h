/* The export that goes on while the designer listens to its keys. One at a time.
 *
 *     background_start(); while (background_step()) { wait as background_wait() says; }
 *     background_end();
 *
 * It looks at the review only while it is started. */
#ifndef STRATA_CLI_BACKGROUND_H
#define STRATA_CLI_BACKGROUND_H

#include <stdbool.h>

#include "app/app.h"
#include "strata/export/export.h"
#include "term/terminal.h"

struct background {
    struct arena arena;     /* of the job */
    struct export_job *job; /* NULL: none is at work */
    struct effect effect;   /* that asked for it; its path lives as long as the session */
    enum export_format format;
    bool cancelled;
};

void background_init(struct background *background, const struct memory *memory);
void background_release(struct background *background); /* ends what is at work */

/* False, with the reason in `diags`, if the ending says no format or there is no process to be had.
 * Only while no other one is at work. */
bool background_start(struct background *background, const struct review *review, bool ascii,
                      struct effect effect, struct diag_list *diags);

/* Until the next step, or until there is another second to show; for ever if none is at work. */
struct terminal_wait background_wait(const struct background *background);

/* Takes what there is, without waiting. True as long as there is more to come. */
bool background_step(struct background *background);

unsigned background_seconds(const struct background *background); /* since the start */

/* Ends the work at once; background_end() then says so. */
void background_cancel(struct background *background);

enum background_result {
    BACKGROUND_SAVED,
    BACKGROUND_CANCELLED,
    BACKGROUND_FAILED, /* why is in `diags` */
};

/* Waits for the job if it is still at work, and writes its file. None is at work then. `scratch`
 * holds the messages. */
enum background_result background_end(struct background *background, struct arena *scratch,
                                      struct diag_list *diags);

#endif
