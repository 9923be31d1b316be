#include "term/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#define ROUNDS 5

/* The same terminal, opened anew: whether writing waits belongs to the opened file, and the one that
 * strata was given is the shell's as well. -1 if it is not the one that the process belongs to. */
static int open_anew(int fd)
{
    return tcgetpgrp(fd) != -1 ? open("/dev/tty", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
                               : -1;
}

/* Writes what the terminal takes; false if that is not all of it. */
static bool push(int fd, const char *bytes, size_t len)
{
    for (int round = 0; len > 0 && round < ROUNDS; round++) {
        struct pollfd file = { .fd = fd, .events = POLLOUT };
        ssize_t done = poll(&file, 1, RESTORE_MS / ROUNDS) > 0 ? write(fd, bytes, len) : 0;
        if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        } else if (done < 0 && errno != EAGAIN && errno != EINTR) {
            return false;
        }
    }
    return len == 0;
}

bool restore_terminal(const struct restore *restore)
{
    int error = errno;
    sigset_t background;
    sigset_t before;
    /* In the background the modes could not be set without SIGTTOU stopping us. */
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    sigprocmask(SIG_BLOCK, &background, &before);
    int own = open_anew(restore->fd);
    int fd = own >= 0 ? own : restore->fd;
    bool taken = push(fd, restore->bytes, restore->len);
    if (!taken) {
        tcflush(fd, TCOFLUSH);
        taken = push(fd, restore->bytes, restore->len);
    }
    tcsetattr(fd, TCSANOW, &restore->modes);
    if (own >= 0) {
        close(own);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return taken;
}
