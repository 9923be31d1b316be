#include "cli/watch.h"

#include <signal.h>
#include <time.h>

#include "cli/files.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"

#define PAUSE_NANOSECONDS 500000000L

/* Looking twice a second is what every system can do, on every kind of disk; the kernel's own
 * messages about files are different on each, and silent on some. */
static struct file_identity look(const struct watch *watch, struct arena *arena)
{
    struct file_identity identity = { 0 };
    struct diag_list diags;
    struct str bytes;
    diag_init(&diags, arena);
    files_read(watch->file, watch->bytes_max, arena, &bytes, &identity, &diags);
    arena_reset(arena);
    return identity;
}

void watch_run(const struct watch *watch)
{
    struct arena arena;
    arena_init(&arena, watch->memory);
    struct file_identity last = look(watch, &arena);
    watch->seen(watch->context);
    while (watch->wait(watch->context)) {
        struct file_identity present = look(watch, &arena);
        if (present.known && !files_same(&present, &last)) {
            last = present; /* before it is read: a change meanwhile is seen the next time */
            watch->seen(watch->context);
        }
    }
    arena_release(&arena);
}

static sigset_t ends(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    return signals;
}

void watch_hold_signals(void)
{
    sigset_t signals = ends();
    sigprocmask(SIG_BLOCK, &signals, NULL);
}

bool watch_pause(void *context)
{
    struct timespec pause = { .tv_nsec = PAUSE_NANOSECONDS };
    sigset_t pending;
    (void)context;
    nanosleep(&pause, NULL);
    return sigpending(&pending) != 0
           || (!sigismember(&pending, SIGINT) && !sigismember(&pending, SIGTERM)
               && !sigismember(&pending, SIGHUP));
}
