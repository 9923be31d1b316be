#include "render.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "strata/base/text.h"

#define MESSAGE_BYTES 4096 /* of the child's standard error; the rest is thrown away */
#define MESSAGE_CELLS 160
#define DESCRIPTORS_USUAL 1024
#define REAP_FIRST 20000L   /* nanoseconds between two looks at the child ... */
#define REAP_LAST 10000000L /* ... and later on */
#define SIGNALS_MAX 128     /* POSIX has no name for it */

extern char **environ;

/* ---- the child's side, between fork() and its work ---- */

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

static void __attribute__((noreturn)) be_child(render_child child, struct str input, int result,
                                               int messages, const struct render_limits *limits)
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
    _exit(child(input, out));
}

/* ---- the parent's side ---- */

struct stream {
    int fd; /* -1 once it has ended */
    struct strbuf text;
    size_t max;
    bool over; /* there was more than `max` */
};

struct run {
    pid_t pid;
    struct stream result;
    struct stream messages;
    struct timespec deadline;
    bool late;
    int status; /* as waitpid() has it */
};

static struct timespec now(void)
{
    struct timespec time = { 0 };
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

static struct timespec later(struct timespec time, unsigned milliseconds)
{
    time.tv_sec += milliseconds / 1000;
    time.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_nsec -= 1000000000;
        time.tv_sec++;
    }
    return time;
}

/* Rounded up, so that a wait of 0 means that the deadline has passed. */
static int milliseconds_left(const struct run *run)
{
    struct timespec time = now();
    long long left = (long long)(run->deadline.tv_sec - time.tv_sec) * 1000
                     + (run->deadline.tv_nsec - time.tv_nsec + 999999) / 1000000;
    return left <= 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}

static void end_stream(struct stream *stream)
{
    if (stream->fd >= 0) {
        close(stream->fd);
        stream->fd = -1;
    }
}

static void read_some(struct stream *stream)
{
    char bytes[16384];
    ssize_t len = read(stream->fd, bytes, sizeof(bytes));
    if (len < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (len <= 0) {
        end_stream(stream);
        return;
    }
    size_t room = stream->max - stream->text.len;
    size_t taken = (size_t)len < room ? (size_t)len : room;
    stream->over = stream->over || taken < (size_t)len;
    strbuf_add(&stream->text, (struct str){ bytes, taken });
}

/* Until both have ended, the result is too long, or time is up. */
static void read_streams(struct run *run)
{
    while ((run->result.fd >= 0 || run->messages.fd >= 0) && !run->result.over) {
        struct pollfd ready[] = { { .fd = run->result.fd, .events = POLLIN },
                                  { .fd = run->messages.fd, .events = POLLIN } };
        int left = milliseconds_left(run);
        int count = left == 0 ? 0 : poll(ready, 2, left);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            run->late = true;
            return;
        }
        if (ready[0].revents != 0) {
            read_some(&run->result);
        }
        if (ready[1].revents != 0) {
            read_some(&run->messages);
        }
    }
}

/* No zombie and no runaway: whatever happened, the child is dead and gone after this. A child that
 * has closed its streams is nearly always just about to end, so the first looks follow quickly. */
static void reap(struct run *run)
{
    struct timespec pause = { .tv_nsec = REAP_FIRST };
    bool killed = run->late || run->result.over;
    if (killed) {
        kill(run->pid, SIGKILL);
    }
    for (;;) {
        pid_t pid = waitpid(run->pid, &run->status, killed ? 0 : WNOHANG);
        if (pid == run->pid) {
            return;
        }
        if (pid < 0 && errno != EINTR) {
            run->status = 0; /* SIGCHLD is ignored; the result will have to speak for itself */
            return;
        }
        if (pid == 0 && milliseconds_left(run) == 0) {
            run->late = true;
            killed = true;
            kill(run->pid, SIGKILL);
        } else if (pid == 0) {
            nanosleep(&pause, NULL);
            pause.tv_nsec = pause.tv_nsec < REAP_LAST ? pause.tv_nsec * 2 : REAP_LAST;
        }
    }
}

/* The first line of what the child said, for the end of a message. */
static struct str words_of(const struct run *run)
{
    struct arena *arena = run->messages.text.arena;
    struct str text = str_trim(strbuf_str(&run->messages.text));
    size_t end;
    if (str_find(text, STR("\n"), &end)) {
        text = str_part(text, 0, end);
    }
    text = text_cut(arena, text_clean(arena, text), MESSAGE_CELLS, false);
    return text.len == 0 ? (struct str){ 0 } : str_format(arena, " (%.*s)", STR_ARG(text));
}

static void say_why(const struct run *run, int status, struct diag_list *diags)
{
    struct str words = words_of(run);

    switch (status) {
    case RENDER_NO_LIBRARY:
        diag_tell(diags, SEVERITY_ERROR,
                  STR("install the package graphviz (on Debian libgvc6 is enough);"
                      " dot and json work without it"),
                  "a picture needs Graphviz, and its library %s is not here%.*s", GVC_SONAME,
                  STR_ARG(words));
        break;
    case RENDER_NO_LAYOUT:
        diag_tell(diags, SEVERITY_ERROR,
                  STR("its list of plug-ins may be broken: \"dot -c\", as root, makes a new one"),
                  "Graphviz cannot draw this%.*s", STR_ARG(words));
        break;
    case RENDER_BAD_GRAPH:
        diag_error(diags, "Graphviz does not understand the diagram%.*s", STR_ARG(words));
        break;
    default: diag_error(diags, "Graphviz failed with status %d%.*s", status, STR_ARG(words)); break;
    }
}

static bool judge(const struct run *run, const struct render_limits *limits,
                  struct diag_list *diags)
{
    if (run->late || (WIFSIGNALED(run->status) && WTERMSIG(run->status) == SIGXCPU)) {
        diag_error(diags, "drawing took longer than %u s and was stopped",
                   (limits->milliseconds + 999) / 1000);
        return false;
    }
    if (run->result.over) {
        diag_error(diags, "the picture is larger than %zu bytes", limits->result_bytes);
        return false;
    }
    if (WIFSIGNALED(run->status)) {
        struct str words = words_of(run);
        diag_error(diags, "Graphviz crashed with signal %d%.*s", WTERMSIG(run->status),
                   STR_ARG(words));
        return false;
    }
    if (WEXITSTATUS(run->status) != RENDER_OK) {
        say_why(run, WEXITSTATUS(run->status), diags);
        return false;
    }
    if (run->result.text.len == 0) {
        diag_error(diags, "Graphviz gave no picture");
        return false;
    }
    return true;
}

struct pipes {
    int result[2];
    int messages[2];
};

static void close_pair(int pair[2])
{
    close(pair[0]);
    close(pair[1]);
}

static bool open_pipes(struct pipes *pipes)
{
    if (pipe(pipes->result) != 0) {
        return false;
    }
    if (pipe(pipes->messages) != 0) {
        int error = errno;
        close_pair(pipes->result);
        errno = error;
        return false;
    }
    return true;
}

/* Forks with all signals blocked: none of the parent's handlers may run in the child. */
static pid_t start(render_child child, struct str input, const struct pipes *pipes,
                   const struct render_limits *limits)
{
    sigset_t all, old;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &old);
    pid_t pid = fork();
    if (pid == 0) {
        be_child(child, input, pipes->result[1], pipes->messages[1], limits);
    }
    int error = errno;
    sigprocmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return pid;
}

bool render_run(render_child child, struct str input, const struct render_limits *limits,
                struct arena *arena, struct str *ret_result, struct diag_list *diags)
{
    struct pipes pipes;
    if (!open_pipes(&pipes)) {
        diag_error(diags, "no pipe for the drawing process: %s", strerror(errno));
        return false;
    }
    pid_t pid = start(child, input, &pipes, limits);
    if (pid < 0) {
        diag_error(diags, "no process for drawing: %s", strerror(errno));
        close_pair(pipes.result);
        close_pair(pipes.messages);
        return false;
    }
    close(pipes.result[1]);
    close(pipes.messages[1]);

    struct run run = {
        .pid = pid,
        .result = { .fd = pipes.result[0],
                    .text = { .arena = arena },
                    .max = limits->result_bytes },
        .messages = { .fd = pipes.messages[0], .text = { .arena = arena }, .max = MESSAGE_BYTES },
        .deadline = later(now(), limits->milliseconds),
    };
    read_streams(&run);
    end_stream(&run.result);
    end_stream(&run.messages);
    reap(&run);
    if (!judge(&run, limits, diags)) {
        return false;
    }
    *ret_result = strbuf_str(&run.result.text);
    return true;
}
