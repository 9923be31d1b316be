#include "export/graphviz/render.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "export/graphviz/render_child.h"
#include "strata/base/text.h"

#define MESSAGE_BYTES 4096 /* of the child's standard error; the rest is thrown away */
#define MESSAGE_CELLS 160
#define READS 32                /* in one step, so that no child can hold it up */
#define GRACE_MILLISECONDS 1000 /* for a parent that was stopped */
#define REAP_MILLISECONDS 5     /* between two looks at a child that should be gone ... */
#define REAP_NANOSECONDS 50000L /* ... and where there is nothing else to be done meanwhile */

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
static int milliseconds_left(const struct render *render)
{
    struct timespec time = now();
    long long left = (long long)(render->deadline.tv_sec - time.tv_sec) * 1000
                     + (render->deadline.tv_nsec - time.tv_nsec + 999999) / 1000000;
    return left <= 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}

static void end_stream(struct render_stream *stream)
{
    if (stream->fd >= 0) {
        close(stream->fd);
        stream->fd = -1;
    }
}

/* What is there; the descriptor does not wait. Beyond its limit a stream is thrown away. */
static void read_stream(struct render_stream *stream)
{
    char bytes[65536];
    for (int reads = 0; stream->fd >= 0 && reads < READS; reads++) {
        ssize_t len = read(stream->fd, bytes, sizeof(bytes));
        if (len < 0 && errno == EINTR) {
            continue;
        }
        if (len < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
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
}

/* No zombie and no runaway: true if the child is gone for good. */
static bool reap(struct render *render, int how)
{
    pid_t pid;
    do {
        pid = waitpid(render->pid, &render->status, how);
    } while (pid < 0 && errno == EINTR);
    if (pid == 0) {
        return false;
    }
    if (pid < 0) {
        render->status = 0; /* SIGCHLD is ignored; the result will have to speak for itself */
    }
    render->pid = 0;
    return true;
}

static void end_child(struct render *render)
{
    if (render->pid > 0) {
        kill(render->pid, SIGKILL);
        reap(render, 0);
    }
    end_stream(&render->result);
    end_stream(&render->messages);
}

void render_init(struct render *render)
{
    *render = (struct render){ .result.fd = -1, .messages.fd = -1 };
    render->started = now();
    render->deadline = render->started;
}

unsigned render_elapsed(const struct render *render)
{
    struct timespec time = now();
    return (unsigned)((time.tv_sec - render->started.tv_sec) * 1000
                      + (time.tv_nsec - render->started.tv_nsec) / 1000000);
}

int render_fd(const struct render *render)
{
    return render->result.fd >= 0 ? render->result.fd : render->messages.fd;
}

/* A child that has closed its streams is nearly always just about to end. */
int render_wait(const struct render *render)
{
    int left = milliseconds_left(render);
    return render_fd(render) >= 0 || left < REAP_MILLISECONDS ? left : REAP_MILLISECONDS;
}

/* Who comes long after the deadline was stopped meanwhile, as by Ctrl-Z: what the child has made is
 * still to be taken from it. */
static bool is_late(struct render *render)
{
    struct timespec limit = later(render->deadline, GRACE_MILLISECONDS), time = now();
    if (time.tv_sec > limit.tv_sec
        || (time.tv_sec == limit.tv_sec && time.tv_nsec > limit.tv_nsec)) {
        render->deadline = later(time, GRACE_MILLISECONDS);
    }
    return milliseconds_left(render) == 0;
}

bool render_step(struct render *render)
{
    if (render->pid == 0) {
        return false;
    }
    read_stream(&render->result);
    if (render->result.fd < 0) {
        read_stream(&render->messages);
    }
    render->late = render_fd(render) >= 0 && is_late(render);
    if (render->late || render->result.over) {
        end_child(render);
        return false;
    }
    if (render_fd(render) >= 0) {
        return true;
    }
    if (!reap(render, WNOHANG)) {
        render->late = is_late(render);
        if (!render->late) {
            return true;
        }
        end_child(render);
    }
    return false;
}

void render_cancel(struct render *render)
{
    render->cancelled = true;
    end_child(render);
}

/* The time between the end of its streams and the end of a process is too short for poll(). */
static void wait_for(const struct render *render)
{
    struct pollfd ready = { .fd = render_fd(render), .events = POLLIN };
    if (ready.fd >= 0) {
        poll(&ready, 1, render_wait(render));
    } else {
        struct timespec pause = { .tv_nsec = REAP_NANOSECONDS };
        nanosleep(&pause, NULL);
    }
}

/* The first line of what the child said, for the end of a message. */
static struct str words_of(const struct render *render)
{
    struct arena *arena = render->messages.text.arena;
    struct str text = str_trim(strbuf_str(&render->messages.text));
    size_t end;
    if (str_find(text, STR("\n"), &end)) {
        text = str_part(text, 0, end);
    }
    text = text_cut(arena, text_clean(arena, text), MESSAGE_CELLS, false);
    return text.len == 0 ? (struct str){ 0 } : str_format(arena, " (%.*s)", STR_ARG(text));
}

static void say_why(const struct render *render, int status, struct diag_list *diags)
{
    struct str words = words_of(render);

    switch (status) {
    case RENDER_NO_LIBRARY:
        diag_tell(diags, SEVERITY_ERROR,
                  STR("install the package graphviz (on Debian libgvc6 is enough);"
                      " txt, mmd, d2 and json work without it"),
                  "%s needs Graphviz, and it is not here%.*s", render->limits.task, STR_ARG(words));
        break;
    case RENDER_NO_LAYOUT:
        diag_tell(diags, SEVERITY_ERROR,
                  STR("its list of plug-ins may be broken: \"dot -c\", as root, makes a new one"),
                  "Graphviz cannot draw this%.*s", STR_ARG(words));
        break;
    case RENDER_NO_CAIRO:
        diag_tell(diags, SEVERITY_ERROR,
                  STR("install the package libpangocairo-1.0-0; svg and dot work without it"),
                  "png and pdf need pango and cairo, and they are not here%.*s", STR_ARG(words));
        break;
    case RENDER_NO_FONT:
        diag_tell(diags, SEVERITY_ERROR,
                  STR("install the package fonts-dejavu-core; svg and dot need no font"),
                  "there is no font on this machine to draw letters with%.*s", STR_ARG(words));
        break;
    case RENDER_NOT_WHOLE: diag_error(diags, "%.*s", STR_ARG(words)); break;
    case RENDER_BAD_GRAPH:
        diag_error(diags, "Graphviz does not understand the diagram%.*s", STR_ARG(words));
        break;
    default: diag_error(diags, "Graphviz failed with status %d%.*s", status, STR_ARG(words)); break;
    }
}

static bool judge(const struct render *render, struct diag_list *diags)
{
    const struct render_limits *limits = &render->limits;
    if (render->cancelled) {
        diag_error(diags, "%s was cancelled", limits->task);
        return false;
    }
    if (render->late || (WIFSIGNALED(render->status) && WTERMSIG(render->status) == SIGXCPU)) {
        diag_error(diags, "%s took longer than %u s and was stopped", limits->task,
                   (limits->milliseconds + 999) / 1000);
        return false;
    }
    if (render->result.over) {
        diag_error(diags, "%s gave more than %zu bytes", limits->task, limits->result_bytes);
        return false;
    }
    if (WIFSIGNALED(render->status)) {
        struct str words = words_of(render);
        diag_error(diags, "Graphviz crashed with signal %d%.*s", WTERMSIG(render->status),
                   STR_ARG(words));
        return false;
    }
    if (WEXITSTATUS(render->status) != RENDER_OK) {
        say_why(render, WEXITSTATUS(render->status), diags);
        return false;
    }
    if (render->result.text.len == 0) {
        diag_error(diags, "%s gave nothing", limits->task);
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
static pid_t start(render_child child, const void *input, const struct pipes *pipes,
                   const struct render_limits *limits)
{
    sigset_t all, old;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &old);
    pid_t pid = fork();
    if (pid == 0) {
        render_be_child(child, input, pipes->result[1], pipes->messages[1], limits);
    }
    int error = errno;
    sigprocmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return pid;
}

/* What the child says beyond what the pipe holds is lost, and does not stop it. */
static void set_flags(const struct pipes *pipes)
{
    fcntl(pipes->result[0], F_SETFL, O_NONBLOCK);
    fcntl(pipes->messages[0], F_SETFL, O_NONBLOCK);
    fcntl(pipes->messages[1], F_SETFL, O_NONBLOCK);
    fcntl(pipes->result[0], F_SETFD, FD_CLOEXEC);
    fcntl(pipes->messages[0], F_SETFD, FD_CLOEXEC);
}

bool render_start(struct render *render, render_child child, const void *input,
                  const struct render_limits *limits, struct arena *arena, struct diag_list *diags)
{
    struct pipes pipes;
    if (!open_pipes(&pipes)) {
        diag_error(diags, "no pipe for %s: %s", limits->task, strerror(errno));
        return false;
    }
    set_flags(&pipes);
    struct timespec started = now();
    pid_t pid = start(child, input, &pipes, limits);
    if (pid < 0) {
        diag_error(diags, "no process for %s: %s", limits->task, strerror(errno));
        close_pair(pipes.result);
        close_pair(pipes.messages);
        return false;
    }
    close(pipes.result[1]);
    close(pipes.messages[1]);
    *render = (struct render){
        .pid = pid,
        .limits = *limits,
        .result = { .fd = pipes.result[0],
                    .text = { .arena = arena },
                    .max = limits->result_bytes },
        .messages = { .fd = pipes.messages[0], .text = { .arena = arena }, .max = MESSAGE_BYTES },
        .started = started,
        .deadline = later(started, limits->milliseconds),
    };
    return true;
}

bool render_finish(struct render *render, struct str *ret_result, struct diag_list *diags)
{
    while (render_step(render)) {
        wait_for(render);
    }
    end_stream(&render->result);
    end_stream(&render->messages);
    if (!judge(render, diags)) {
        return false;
    }
    *ret_result = strbuf_str(&render->result.text);
    return true;
}

bool render_run(render_child child, const void *input, const struct render_limits *limits,
                struct arena *arena, struct str *ret_result, struct diag_list *diags)
{
    struct render render;
    return render_start(&render, child, input, limits, arena, diags)
           && render_finish(&render, ret_result, diags);
}
