#include "export/graphviz/render_child.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "export/graphviz/sandbox.h"
#include "strata/base/heap.h"

#define DESCRIPTORS_USUAL 1024
#define SIGNALS_MAX 128 /* POSIX has no name for it */

extern char **environ;

/* Handlers of the parent would draw on its terminal. */
static void forget_signals(void)
{
    for (int i = 1; i <= SIGNALS_MAX; i++) {
        signal(i, SIG_DFL); /* fails where there is no such signal, or no handler for it */
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* By asking which are open: the limit on their number may be in the millions. */
static void close_from(int first)
{
    DIR *stream = opendir("/dev/fd");
    if (stream == NULL) {
        for (int fd = first; fd < DESCRIPTORS_USUAL; fd++) {
            close(fd);
        }
        return;
    }
    const struct dirent *entry;
    while ((entry = readdir(stream)) != NULL) {
        long fd = strtol(entry->d_name, NULL, 10);
        if (fd >= first && fd != dirfd(stream)) {
            close((int)fd);
        }
    }
    closedir(stream);
}

/* Leaves /dev/null as 0 and 1, messages as 2 and the result as 3. What the parent's exit handlers
 * would write, should a library call exit(), has nowhere to go then. */
static int keep_descriptors(int result, int messages)
{
    int null = open("/dev/null", O_RDWR);
    int high_null = fcntl(null, F_DUPFD, 4);
    int high_result = fcntl(result, F_DUPFD, 4);
    int high_messages = fcntl(messages, F_DUPFD, 4);
    if (dup2(high_null, 0) < 0 || dup2(high_null, 1) < 0 || dup2(high_messages, 2) < 0
        || dup2(high_result, 3) < 0) {
        _exit(RENDER_FAILED);
    }
    close_from(4);
    return 3;
}

static void __attribute__((noreturn)) exhausted(void *context)
{
    (void)context;
    _exit(RENDER_FAILED);
}

const struct memory render_memory = { heap_get, heap_give_back, exhausted, NULL };

enum render_status render_give(int out, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(out, bytes, len);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return RENDER_CUT_SHORT;
        }
        bytes += written;
        len -= (size_t)written;
    }
    return RENDER_OK;
}

static void set_limit(int resource, rlim_t value)
{
    struct rlimit limit = { value, value };
    struct rlimit old;
    if (getrlimit(resource, &old) == 0 && old.rlim_max < value) {
        limit = (struct rlimit){ old.rlim_max, old.rlim_max };
    }
    setrlimit(resource, &limit);
}

/* The address space that a big parent has handed down counts against the limit, so it is added; 0
 * if unknown. */
static size_t address_space(void)
{
    char text[32] = { 0 };
    int fd = open("/proc/self/statm", O_RDONLY);
    ssize_t len = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
    if (fd >= 0) {
        close(fd);
    }
    return len <= 0 ? 0 : (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

static void set_limits(const struct render_limits *limits)
{
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_CPU, limits->milliseconds / 1000 + 1);
    signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit fails, and that is enough */
    set_limit(RLIMIT_FSIZE, 0);
    size_t inherited = address_space();
    if (inherited > 0) {
        set_limit(RLIMIT_AS, inherited + limits->memory_bytes);
    }
}

void render_be_child(render_child child, const void *input, int result, int messages,
                     const struct render_limits *limits)
{
    char *nothing[] = { NULL }; /* lives on: nothing here returns */

    setpgid(0, 0); /* keys like ^C and ^Z are for the parent */
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    int out = keep_descriptors(result, messages);
    forget_signals();
    environ = nothing; /* GVBINDIR and its like choose which code Graphviz loads */
    set_limits(limits);
    sandbox_no_way_out();
    _exit(child(input, out));
}
