#include "cli/background.h"

#include "cli/files.h"
#include "strata/base/text.h"

#define SECOND 1000 /* milliseconds */

void background_init(struct background *background, const struct memory *memory)
{
    *background = (struct background){ 0 };
    arena_init(&background->arena, memory);
}

void background_release(struct background *background)
{
    background_cancel(background);
    arena_release(&background->arena);
}

bool background_start(struct background *background, const struct review *review, bool ascii,
                      struct effect effect, struct diag_list *diags)
{
    const struct export_options options = { .ascii = ascii, .path = effect.path };
    struct arena *arena = &background->arena;
    if (!export_format_from_file(effect.path, &background->format)) {
        diag_error(diags, "%.*s: ends in none of %.*s",
                   STR_ARG(text_clean(diags->arena, effect.path)),
                   STR_ARG(export_endings(diags->arena)));
        return false;
    }
    arena_reset(arena);
    background->effect = effect;
    background->cancelled = false;
    background->job = export_start(review, background->format, &options, arena, diags);
    return background->job != NULL;
}

struct terminal_wait background_wait(const struct background *background)
{
    if (background->job == NULL) {
        return (struct terminal_wait){ -1, -1 };
    }
    int step = export_wait(background->job);
    int second = SECOND - (int)(export_elapsed(background->job) % SECOND);
    return (struct terminal_wait){ export_fd(background->job), step < second ? step : second };
}

bool background_step(struct background *background)
{
    return export_step(background->job);
}

unsigned background_seconds(const struct background *background)
{
    return export_elapsed(background->job) / SECOND;
}

void background_cancel(struct background *background)
{
    if (background->job != NULL) {
        background->cancelled = true;
        export_cancel(background->job);
    }
}

/* Nobody was asked about a file that was not there when the work began. */
static enum background_result save(const struct background *background, struct str bytes,
                                   struct arena *scratch, struct diag_list *diags)
{
    const struct effect *effect = &background->effect;
    switch (files_save(str_terminated(scratch, effect->path), bytes, NULL, effect->force, NULL,
                       scratch, diags)) {
    case FILES_SAVED: return BACKGROUND_SAVED;
    case FILES_CONFLICT:
        diag_error(diags, "%.*s: somebody has made a file of that name meanwhile; it is kept",
                   STR_ARG(text_clean(scratch, effect->path)));
        break;
    case FILES_FAILED: break;
    }
    return BACKGROUND_FAILED;
}

enum background_result background_end(struct background *background, struct arena *scratch,
                                      struct diag_list *diags)
{
    struct str bytes;
    bool made = export_finish(background->job, &bytes, diags);
    background->job = NULL;
    if (background->cancelled) {
        return BACKGROUND_CANCELLED;
    }
    return made ? save(background, bytes, scratch, diags) : BACKGROUND_FAILED;
}
