#include "app/command.h"

#include "app/commands.h"
#include "strata/base/nearest.h"

static const struct command_info commands[COMMAND__COUNT] = {
#define COMMAND(constant, name, brief, places, keys, word, help, handler) \
    [COMMAND_##constant] = { name, brief, places, keys, word, help, handler },
#include "app/command.def"
};

const struct command_info *command_info(enum command command)
{
    return &commands[command];
}

/* Takes one word off the front of a list of keys. */
static struct str next_word(struct str *words)
{
    size_t start = 0, end;

    while (start < words->len && words->at[start] == ' ') {
        start++;
    }
    end = start;
    while (end < words->len && words->at[end] != ' ') {
        end++;
    }
    struct str word = str_part(*words, start, end - start);
    *words = str_part(*words, end, words->len - end);
    return word;
}

static bool has_key(const struct command_info *info, key wanted)
{
    struct str words = str_from(info->keys);
    struct str word = next_word(&words);

    for (; word.len > 0; word = next_word(&words)) {
        key found;

        if (key_parse(&word, &found) && found == wanted) {
            return true;
        }
    }
    return false;
}

enum command command_of_key(enum place place, key pressed)
{
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        if (commands[i].places & 1u << place && has_key(&commands[i], pressed)) {
            return i;
        }
    }
    return COMMAND__COUNT;
}

enum command command_named(struct str name)
{
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        if (commands[i].places & IN_VIEWS && name.len > 0
            && (str_is(name, commands[i].name) || str_is(name, commands[i].brief))) {
            return i;
        }
    }
    return COMMAND__COUNT;
}

enum command command_nearest(struct str name)
{
    struct nearest nearest = nearest_to(name);

    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        if (commands[i].places & IN_VIEWS) {
            nearest_try(&nearest, str_from(commands[i].name));
        }
    }
    return command_named(nearest.best);
}

struct str command_first_key(enum command command)
{
    struct str words = str_from(commands[command].keys);

    return next_word(&words);
}

struct str command_bare_key(enum command command)
{
    struct str first = command_first_key(command);

    return first.len > 2 ? str_part(first, 1, first.len - 2) : first;
}
