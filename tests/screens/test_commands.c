/* Every command, by each of its keys, in every place that has it, and in more than one state of affairs. Something is
 * seen of it: the screen is another one, a message says why not, or the world is asked for something. A view owes that
 * always; what is in front of one (a list that is at its end, a line with nothing to erase) in one state at least. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "support/app_fixture.h"
#include "ui/screen.h"

/* What is typed first: nothing is chosen; a column is; and somewhere in the middle of it, with a change to undo and one
 * to redo. */
static const char *const affairs[] = { "", "<Enter>", "gl<Enter>jjjj<Enter>su" };
#define AFFAIRS (sizeof(affairs) / sizeof(affairs[0]))

/* Where the cursor is in a view, and ways from there to what is in front of one. That such a way leads nowhere from some
 * view is fine: each place has to be reached by one of them. */
#define SPOTS 3
static const char *const ways[] = {
    "",
    "jjj",
    "G",
    "?<Down>",
    "?x",
    ":",
    ":help",
    "p",
    "pl",
    "jjjc",
    "jjjc<Down>x",
    "jjjcAcme<Up>",
    "jjjcAcme<Up><Enter>",
    "jjjcAcme<Up><Enter><Down>",
    "jjjcAcme<Up><Enter><Down><Down><Down>5",
    "s:quit<Enter>",
};
#define KEY_WAYS (sizeof(ways) / sizeof(ways[0]))

/* And what the world has to tell, which no key leads to; then the keys. */
static const struct {
    enum outcome_kind kind;
    enum effect_kind effect;
    const char *keys;
} news[] = {
    { OUTCOME_FOUND, EFFECT_RECOVER, "" },
    { OUTCOME_DISK, EFFECT_RELOAD, "" },
    { OUTCOME_DONE, EFFECT_COMPARE_WORK, "" },
    { OUTCOME_DONE, EFFECT_COMPARE_WORK, "<PageDown>" },
};
#define WAYS (KEY_WAYS + sizeof(news) / sizeof(news[0]))

static uint8_t told[PLACE__COUNT][COMMAND__COUNT]; /* 1: pressed, 2: and something came of it */

static int open_app(void **state)
{
    app_fixture_open(state, 0, 100, 30);
    return 0;
}

static void hear(struct fixture *f, size_t which)
{
    struct strbuf text = { .arena = &f->frame };
    struct outcome outcome = { .kind = news[which].kind,
                               .effect = { .kind = news[which].effect, .path = STR("x.yaml") } };

    for (int i = 0; i < 100; i++) { /* longer than the screen */
        strbuf_addf(&text, "%d\n", i);
    }
    outcome.text = strbuf_str(&text);
    app_report(&f->app, &outcome);
    press(f, news[which].keys);
}

/* Another designer, in which the view, the affair and the way have been typed. */
static void start(struct fixture *f, enum place view, size_t affair, size_t way)
{
    app_release(&f->app);
    app_init(&f->app, &(struct app_start){ .catalog = &f->catalog,
                                           .memory = &f->memory.memory,
                                           .session = &f->session,
                                           .design = design_empty(0, STR("Test")),
                                           .width = 100,
                                           .height = 30 });
    press(f, affairs[affair]);
    for (enum place i = 0; i < view; i++) {
        press(f, "<Tab>");
    }
    if (way < KEY_WAYS) {
        press(f, ways[way]);
    } else {
        hear(f, way - KEY_WAYS);
    }
}

static bool same(const struct canvas *a, const struct canvas *b)
{
    size_t count = (size_t)a->width * (size_t)a->height;

    return a->cursor_x == b->cursor_x && a->cursor_y == b->cursor_y
           && memcmp(a->cells, b->cells, count * sizeof(*a->cells)) == 0;
}

/* Types the keys, and notes what came of it. */
static void try(struct fixture *f, enum command command, const char *keys)
{
    enum place place = f->app.place;
    scale_id column = f->app.column; /* not to be seen on the name of a group */
    struct canvas before = screen_draw(&f->app, false, &f->frame);

    f->effect = (struct effect){ 0 };
    press(f, keys);
    struct canvas after = screen_draw(&f->app, false, &f->frame);
    bool something = f->effect.kind != EFFECT_NONE || f->app.message.len > 0;
    something = something || f->app.column != column || !same(&before, &after);
    told[place][command] |= something ? 2 : 1;
    if (!something && place < PLACE__VIEWS) {
        fail_msg("\"%s\" (%s) does nothing in the %s view, and does not say why:\n%.*s",
                 command_info(command)->name, keys, place_name(place),
                 STR_ARG(canvas_dump(&before, true, &f->frame)));
    }
}

/* Takes the next of the keys, which stand apart by blanks, as it is typed. */
static bool next_key(struct str *keys, char *ret, size_t room)
{
    size_t len = 0;

    while (keys->len > 0 && keys->at[0] == ' ') {
        *keys = (struct str){ keys->at + 1, keys->len - 1 };
    }
    while (len < keys->len && keys->at[len] != ' ' && len + 1 < room) {
        ret[len] = keys->at[len];
        len++;
    }
    ret[len] = '\0';
    *keys = (struct str){ keys->at + len, keys->len - len };
    return len > 0;
}

/* Each key of the command where the view, the affair and the way lead; without a key, its name behind ":". */
static void try_all_keys(struct fixture *f, enum command command, enum place view, size_t affair,
                         size_t way)
{
    const struct command_info *info = command_info(command);
    struct str keys = str_from(info->keys);
    char typed[64];

    if (keys.len == 0) {
        start(f, view, affair, way);
        snprintf(typed, sizeof(typed), ":%s<Enter>", info->name);
        try(f, command, typed);
    }
    while (next_key(&keys, typed, sizeof(typed))) {
        start(f, view, affair, way);
        try(f, command, typed);
    }
    arena_reset(&f->session);
    arena_reset(&f->frame);
}

/* Is there still something to learn of the command, where a way led? */
static bool is_due(enum place place, enum command command, size_t way)
{
    return command_info(command)->places & 1u << place
           && (place < PLACE__VIEWS ? way < SPOTS : told[place][command] < 2);
}

static void try_all_commands(struct fixture *f, enum place view, size_t affair)
{
    for (size_t way = 0; way < WAYS; way++) {
        start(f, view, affair, way);
        enum place place = f->app.place;
        for (enum command i = 0; i < COMMAND__COUNT; i++) {
            if (is_due(place, i, way)) {
                try_all_keys(f, i, view, affair, way);
            }
        }
    }
}

static void test_every_command_is_answered(void **state)
{
    struct fixture *f = *state;

    memset(told, 0, sizeof(told));
    for (enum place view = 0; view < PLACE__VIEWS; view++) {
        for (size_t affair = 0; affair < AFFAIRS; affair++) {
            try_all_commands(f, view, affair);
        }
    }
    for (enum place place = 0; place < PLACE__COUNT; place++) {
        for (enum command i = 0; i < COMMAND__COUNT; i++) {
            if (command_info(i)->places & 1u << place && !(told[place][i] & 2)) {
                fail_msg("\"%s\" %s in the place %s", command_info(i)->name,
                         told[place][i] ? "never does anything" : "was not tried",
                         place_name(place));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_command_is_answered, open_app,
                                        app_fixture_close),
    };
    return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
