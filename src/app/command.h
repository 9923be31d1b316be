/* The commands of the designer. The table is command.def; what reads it here is the same for all. */
#ifndef STRATA_APP_COMMAND_H
#define STRATA_APP_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "app/key.h"
#include "app/place.h"
#include "strata/base/str.h"

enum command {
#define COMMAND(constant, name, brief, places, keys, word, help, handler) COMMAND_##constant,
#include "app/command.def"
    COMMAND__COUNT /* also: no command */
};

struct app;

struct command_info {
    const char *name;
    const char *brief; /* another, short name; may be "" */
    uint32_t places;   /* bits of enum place */
    const char *keys;
    const char *word; /* for the bar at the foot; "" keeps it out of there */
    const char *help;
    void (*run)(struct app *app); /* only in one of its places, and by update.c */
};

const struct command_info *command_info(enum command command);

/* What the key does in this place; COMMAND__COUNT if nothing. */
enum command command_of_key(enum place place, key pressed);

/* By name or short name. */
enum command command_named(struct str name);

/* The command with the nearest name, for "did you mean"; COMMAND__COUNT if none is near. */
enum command command_nearest(struct str name);

/* First key of a command as it is written: "<C-r>"; empty if it has none. */
struct str command_first_key(enum command command);

/* The same without the brackets, for where there is no doubt that it is a key: "Enter". */
struct str command_bare_key(enum command command);

#endif
