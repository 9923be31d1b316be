/* What each command does, as the table names it: where a key or a name leads to. They stand in commands/ and places/.
 * A command may be run only while app->place is one of its places, and finds what was typed behind its name in
 * app->argument. */
#ifndef STRATA_APP_COMMANDS_H
#define STRATA_APP_COMMANDS_H

struct app;

#define COMMAND(constant, name, brief, places, keys, word, help, handler) \
    void handler(struct app *app);
#include "app/command.def"

#endif
