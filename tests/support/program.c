#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

bool program_exists(const char *name)
{
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        size_t len = strcspn(path, ":");
        char file[4096];
        snprintf(file, sizeof(file), "%.*s/%s", (int)len, path, name);
        if (access(file, X_OK) == 0) {
            return true;
        }
        path += len + (path[len] == ':');
    }
    return false;
}

bool program_is_watched(void)
{
    const char *variant = getenv("VARIANT");
    return variant != NULL && strcmp(variant, "valgrind") == 0;
}

static struct str contents(FILE *file, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    char bytes[4096];
    size_t len;
    rewind(file);
    while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0) {
        strbuf_add(&text, (struct str){ bytes, len });
    }
    fclose(file);
    return strbuf_str(&text);
}

static void be_program(const char *const *argv, FILE *files[3])
{
    char *args[16] = { NULL };
    for (size_t i = 0; argv[i] != NULL && i + 1 < sizeof(args) / sizeof(args[0]); i++) {
        args[i] = strdup(argv[i]);
    }
    for (int i = 0; i < 3; i++) {
        if (dup2(fileno(files[i]), i) < 0) {
            _exit(126);
        }
    }
    execvp(args[0], args);
    _exit(127);
}

struct program_result program_run(const char *const *argv, struct str input, struct arena *arena)
{
    FILE *files[3] = { tmpfile(), tmpfile(), tmpfile() };
    assert_true(files[0] != NULL && files[1] != NULL && files[2] != NULL);
    if (input.len > 0) {
        assert_int_equal(fwrite(input.at, 1, input.len, files[0]), input.len);
    }
    rewind(files[0]); /* and flushes, so that the child has nothing to write a second time */

    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        be_program(argv, files);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    fclose(files[0]);
    struct program_result result = {
        .status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        .output = contents(files[1], arena),
        .errors = contents(files[2], arena),
    };
    assert_int_not_equal(result.status, 127);
    return result;
}
