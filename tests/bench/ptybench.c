/* ptybench: how long terminal programs take, from the terminal's side of a pseudo-terminal.
 *
 *   ptybench [-r ROUNDS] [-k KEYS] [-n NUMBER] [-s WIDTHxHEIGHT] -- PROGRAM [ARG...] -- PROGRAM
 * [ARG...] ...
 *
 * Each round starts every program once, in turns, so that what else the machine does meets all of
 * them alike. Measured are the time from fork to the last byte of the first frame, and from writing
 * a key to the last byte of the answer: a frame has ended when nothing more comes for a while. KEYS
 * are typed one after the other, NUMBER times in all. Ratios are to the first program. */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROGRAMS_MAX 8
#define QUIET_MS 15 /* longer than any pause within a frame */
#define FIRST_MS 5000

struct samples {
    double *at;
    size_t count;
};

struct program {
    char **argv;
    struct samples start; /* milliseconds */
    struct samples key;
    struct samples start_bytes;
    struct samples key_bytes;
};

struct plan {
    int rounds;
    int number;
    const char *keys;
    struct winsize size;
    struct program programs[PROGRAMS_MAX];
    int count;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void add(struct samples *samples, double value)
{
    samples->at = realloc(samples->at, (samples->count + 1) * sizeof(double));
    if (!samples->at) {
        abort();
    }
    samples->at[samples->count++] = value;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double part(struct samples *samples, double share)
{
    if (samples->count == 0) {
        return 0;
    }
    qsort(samples->at, samples->count, sizeof(double), by_size);
    return samples->at[(size_t)(share * (double)(samples->count - 1) + 0.5)];
}

/* Reads a frame; returns when its last byte came, or 0 if none did. */
static double read_frame(int master, size_t *ret_bytes)
{
    char bytes[65536];
    struct pollfd file = { .fd = master, .events = POLLIN };
    double last = 0;
    *ret_bytes = 0;
    while (poll(&file, 1, last > 0 ? QUIET_MS : FIRST_MS) > 0) {
        ssize_t len = read(master, bytes, sizeof(bytes));
        if (len <= 0) {
            break;
        }
        last = now();
        *ret_bytes += (size_t)len;
    }
    return last;
}

static bool live_once(const struct plan *plan, struct program *program)
{
    int master;
    size_t bytes;
    double begin = now();
    pid_t child = forkpty(&master, NULL, NULL, &plan->size);
    if (child == 0) {
        execv(program->argv[0], program->argv);
        _exit(127);
    }
    double end = child > 0 ? read_frame(master, &bytes) : 0;
    bool ok = end > 0;
    if (ok) {
        add(&program->start, end - begin);
        add(&program->start_bytes, (double)bytes);
    }
    for (int i = 0; i < plan->number && ok; i++) {
        begin = now();
        ok = write(master, plan->keys + (size_t)i % strlen(plan->keys), 1) == 1;
        end = ok ? read_frame(master, &bytes) : 0;
        ok = end > 0;
        if (ok) {
            add(&program->key, end - begin);
            add(&program->key_bytes, (double)bytes);
        }
    }
    kill(child, SIGKILL);
    close(master);
    waitpid(child, NULL, 0);
    return ok;
}

static void print_results(struct plan *plan)
{
    struct program *first = &plan->programs[0];
    double start = part(&first->start, 0.5);
    double key = part(&first->key, 0.5);
    printf("%-36s %8s %8s %7s %8s %8s %7s %8s %8s\n", "program", "start", "p95", "ratio", "key",
           "p95", "ratio", "bytes", "b/key");
    for (int i = 0; i < plan->count; i++) {
        struct program *program = &plan->programs[i];
        char name[128] = "";
        for (int j = 0; program->argv[j] && strlen(name) < 60; j++) {
            const char *slash = strrchr(program->argv[j], '/');
            size_t used = strlen(name);
            snprintf(name + used, sizeof(name) - used, "%s%s", j ? " " : "",
                     slash ? slash + 1 : program->argv[j]);
        }
        printf("%-36s %8.3f %8.3f %7.3f %8.4f %8.4f %7.3f %8.0f %8.0f\n", name,
               part(&program->start, 0.5), part(&program->start, 0.95),
               part(&program->start, 0.5) / start, part(&program->key, 0.5),
               part(&program->key, 0.95), part(&program->key, 0.5) / key,
               part(&program->start_bytes, 0.5), part(&program->key_bytes, 0.5));
    }
}

static bool read_arguments(int argc, char **argv, struct plan *plan)
{
    int option;
    unsigned width = 120;
    unsigned height = 36;
    *plan = (struct plan){ .rounds = 21, .number = 40, .keys = "jk" };
    while ((option = getopt(argc, argv, "+r:k:n:s:")) != -1) {
        switch (option) {
        case 'r': plan->rounds = (int)strtol(optarg, NULL, 10); break;
        case 'n': plan->number = (int)strtol(optarg, NULL, 10); break;
        case 'k': plan->keys = optarg; break;
        case 's':
            if (sscanf(optarg, "%ux%u", &width, &height) != 2) {
                return false;
            }
            break;
        default: return false;
        }
    }
    plan->size =
        (struct winsize){ .ws_col = (unsigned short)width, .ws_row = (unsigned short)height };
    for (int i = optind - 1; i < argc; i++) { /* at the first "--" */
        if (strcmp(argv[i], "--") == 0) {
            argv[i] = NULL;
            if (i + 1 == argc || plan->count == PROGRAMS_MAX) {
                return false;
            }
            plan->programs[plan->count++].argv = &argv[i + 1];
        }
    }
    return plan->count > 0 && plan->keys[0] != '\0';
}

int main(int argc, char **argv)
{
    struct plan plan;
    if (!read_arguments(argc, argv, &plan)) {
        fprintf(stderr, "usage: ptybench [-r ROUNDS] [-k KEYS] [-n NUMBER] [-s WxH]"
                        " -- PROGRAM... -- PROGRAM...\n");
        return 2;
    }
    for (int round = 0; round < plan.rounds; round++) {
        for (int i = 0; i < plan.count; i++) {
            if (!live_once(&plan, &plan.programs[i])) {
                fprintf(stderr, "ptybench: %s does not answer\n", plan.programs[i].argv[0]);
                return 1;
            }
        }
    }
    print_results(&plan);
    return 0;
}
