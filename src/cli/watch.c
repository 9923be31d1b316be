#include "cli/watch.h"

#include <signal.h>
#include <time.h>

#include "cli/files.h"
#include "strata/base/arena.h"
#include "strata/base/diag.h"

#define PAUSE_NANOSECONDS 500000000L

#define LOST_ROUNDS 2 /* until it is no moment any more */

struct round {
    const struct watch *watch;
    struct arena arena; /* for one look */
    struct file_identity drawn, last;
    unsigned lost; /* rounds since it could be read */
};

/* Looking twice a second is what every system can do, on every kind of disk; the kernel's own
 * messages about files are different on each, and silent on some. */
static struct file_identity look(struct round *round, struct diag_list *diags)
{
    struct file_identity identity = { 0 };
    struct str bytes;
    arena_reset(&round->arena);
    diag_init(diags, &round->arena);
    files_read(round->watch->file, round->watch->bytes_max, &round->arena, &bytes, &identity,
               diags);
    return identity;
}

static void go_round(struct round *round)
{
    const struct watch *watch = round->watch;
    struct diag_list diags;
    struct file_identity present = look(round, &diags);
    bool still = files_same(&present, &round->last), was_lost = round->lost >= LOST_ROUNDS;
    round->last = present;
    if (!present.known) {
        round->lost += !was_lost;
        if (!was_lost && round->lost == LOST_ROUNDS) {
            watch->lost(watch->context, &diags.list.items[0]);
        }
        return;
    }
    round->lost = 0;
    if (files_same(&present, &round->drawn)) {
        if (was_lost) {
            watch->lost(watch->context, NULL);
        }
    } else if (still) {
        round->drawn = present; /* before it is read: a change meanwhile is seen the next time */
        watch->seen(watch->context);
    }
}

void watch_run(const struct watch *watch)
{
    struct round round = { .watch = watch };
    struct diag_list diags;
    arena_init(&round.arena, watch->memory);
    round.drawn = look(&round, &diags);
    round.last = round.drawn;
    watch->seen(watch->context);
    while (watch->wait(watch->context)) {
        go_round(&round);
    }
    arena_release(&round.arena);
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
