/* floor: a small program on the terminal layer, for its tests: shows the size and the last key;
 * with `rows` a full screen with one row lit, which each key moves down by one (tests/bench/bare.c
 * does the same without the layer).
 *
 *   floor [none|16|256|true] [mouse] [last] [rows]
 *
 * With `last` it has something to say in a crash.
 *
 * Keys: q ends, Z suspends, C crashes, O overflows the stack, A aborts, S shows a text cursor, H
 * hostile cells, W wide ones. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "strata/base/heap.h"
#include "strata/base/text.h"
#include "term/terminal.h"

static _Noreturn void exhausted(void *context)
{
    (void)context;
    abort(); /* the guard gives the terminal back */
}

static const struct memory memory = { heap_get, heap_give_back, exhausted, NULL };

static const struct rect all = { 0, 0, CANVAS_MAX, CANVAS_MAX };

static const struct theme theme = {
    .name = "floor",
    .style_count = 4,
    .styles = {
        { "text", 0xd0d0d0, 0x1c1c1c, 0 },
        { "cursor", 0xffffff, 0x005f87, ATTRIBUTE_BOLD },
        { "frame", 0x5f8787, 0x1c1c1c, 0 },
        { "error", 0xff8787, 0x1c1c1c, ATTRIBUTE_BOLD },
    },
};

struct scene {
    struct event last;
    unsigned count; /* of keys */
    bool cursor;
    bool hostile;
    bool wide;
    bool rows;
};

/* Cells that no clean text could make, written behind the canvas's back. */
static void put_hostile(struct canvas *canvas)
{
    static const struct str bytes[] = {
        { "\x1b", 1 },         { "\x07", 1 },
        { "\x9b", 1 },         { "\xc2\x9b", 2 },
        { "\r", 1 },           { "\n", 1 },
        { "\x7f", 1 },         { "\xe2\x80\xae", 3 },
        { "\xe2\x80\x8b", 3 }, { "\xf3\xa0\x81\x81", 4 },
        { "\xee\x80\x80", 3 }, { "\xff\xfe", 2 },
        { "\x1b[31m", 5 },     { "\0", 1 },
        { "\xcc\x81", 2 },     { "\xed\xa0\x80", 3 },
    };
    for (size_t i = 0; i < sizeof(bytes) / sizeof(bytes[0]) && canvas->height > 5; i++) {
        if ((int)i < canvas->width) {
            struct cell_view *cell = &canvas->cells[5 * canvas->width + (int)i];
            *cell = (struct cell_view){ .len = (uint8_t)bytes[i].len,
                                        .width = 1,
                                        .style = STYLE_ERROR };
            memcpy(cell->bytes, bytes[i].at, bytes[i].len);
        }
    }
}

static struct str describe(struct arena *arena, struct event event)
{
    switch (event.kind) {
    case EVENT_KEY: return str_format(arena, "key %.*s", STR_ARG(key_format(arena, event.key)));
    case EVENT_MOUSE:
        return str_format(arena, "mouse %d at %d,%d", (int)event.button, event.x, event.y);
    case EVENT_PASTE:
        return str_format(arena, "paste %zu%s %.*s", event.text.len, event.cut ? " cut" : "",
                          STR_ARG(text_clean(arena, str_part(event.text, 0, 50))));
    case EVENT_RESIZE: return STR("resize");
    case EVENT_RESUME: return STR("resume");
    case EVENT_TERMINATE: return STR("terminate");
    case EVENT_NONE:
    case EVENT__COUNT: break;
    }
    return STR("start");
}

static struct canvas draw_rows(struct arena *arena, const struct scene *scene, int width,
                               int height, bool ascii)
{
    struct canvas canvas = canvas_new(arena, width, height, ascii);
    for (int y = 0; y < height; y++) {
        enum style style = (int)(scene->count % (unsigned)height) == y ? STYLE_CURSOR : STYLE_TEXT;
        canvas_put(&canvas, all, 0, y, style, str_format(arena, "row %03d", y));
        for (int x = 8; x + 8 < width; x += 8) {
            canvas_put(&canvas, all, x, y, style, STR("sample "));
        }
        canvas_restyle(&canvas, (struct rect){ 0, y, width, 1 }, style);
    }
    return canvas;
}

static struct canvas draw(struct arena *arena, const struct scene *scene, int width, int height,
                          bool ascii)
{
    struct canvas canvas = canvas_new(arena, width, height, ascii);
    canvas_box(&canvas, (struct rect){ 0, 0, width, height }, STYLE_FRAME, STR("floor"));
    canvas_put(&canvas, all, 2, 1, STYLE_TEXT, str_format(arena, "size %dx%d", width, height));
    canvas_put(&canvas, all, 2, 2, STYLE_CURSOR, describe(arena, scene->last));
    canvas_put(&canvas, all, 2, 3, STYLE_TEXT, str_format(arena, "count %u", scene->count));
    canvas_put_right(&canvas, all, width, height - 1, STYLE_TEXT, STR("corner"));
    if (scene->wide) {
        canvas_put(&canvas, all, 2, 4, STYLE_TEXT, STR("日本|x\xcc\x82|語|"));
    }
    if (scene->hostile) {
        put_hostile(&canvas);
    }
    if (scene->cursor) {
        canvas.cursor_x = 3;
        canvas.cursor_y = 2;
    }
    return canvas;
}

static void fall(unsigned depth)
{
    volatile char room[4096];
    room[0] = (char)depth;
    if (depth < 1u << 30) {
        fall(depth + (unsigned)room[0] + 1);
    }
    room[1] = room[0];
}

/* False to end. */
static bool obey(struct terminal *terminal, struct scene *scene, struct event event)
{
    /* Sanitizers would find NULL out before it crashes. */
    static volatile int *volatile nowhere = (volatile int *)16;
    scene->last = event;
    scene->count += event.kind == EVENT_KEY;
    if (event.kind == EVENT_TERMINATE) {
        return false;
    }
    if (event.kind == EVENT_KEY) {
        switch (event.key) {
        case 'q': return false;
        case 'Z':
        case KEY_CTRL_OF('z'): terminal_suspend(terminal); break;
        case 'C': *nowhere = 1; break;
        case 'O': fall(0); break;
        case 'A': abort();
        case 'S': scene->cursor = !scene->cursor; break;
        case 'H': scene->hostile = true; break;
        case 'W': scene->wide = true; break;
        default: break;
        }
    }
    return true;
}

static void last_words(void *context)
{
    const struct str *words = context;
    if (write(STDOUT_FILENO, words->at, words->len) < 0) {
        _exit(1);
    }
}

static bool is_asked(int argc, char **argv, const char *word)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static struct terminal_options options_of(int argc, char **argv)
{
    struct terminal_options options = { .colours = COLOURS_TRUE, .theme = &theme };
    static const char *const names[] = { "none", "16", "256", "true" };
    for (int i = 1; i < argc; i++) {
        for (unsigned colours = 0; colours < 4; colours++) {
            if (strcmp(argv[i], names[colours]) == 0) {
                options.colours = (enum colours)colours;
            }
        }
    }
    options.mouse = is_asked(argc, argv, "mouse");
    return options;
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct diag_list diags;
    struct scene scene = { .rows = is_asked(argc, argv, "rows") };
    struct str words = STR("last words");
    setlocale(LC_ALL, "");
    arena_init(&arena, &memory);
    diag_init(&diags, &arena);
    struct terminal_options options = options_of(argc, argv);
    struct terminal *terminal = terminal_open(&options, &memory, &diags);
    for (uint32_t i = 0; i < diags.list.count && !terminal; i++) {
        struct str text = diag_format(&arena, &diags.list.items[i]);
        fprintf(stderr, "floor: %.*s\n", STR_ARG(text));
    }
    if (!terminal) {
        arena_release(&arena);
        return 1;
    }
    arena_release(&arena);
    terminal_on_fatal(is_asked(argc, argv, "last") ? last_words : NULL, &words);
    do {
        int width;
        int height;
        terminal_size(terminal, &width, &height);
        bool ascii = !terminal_unicode(terminal);
        struct canvas canvas =
            (scene.rows ? draw_rows : draw)(&arena, &scene, width, height, ascii);
        terminal_present(terminal, &canvas);
        arena_reset(&arena);
    } while (obey(terminal, &scene, terminal_next(terminal, NULL)));
    terminal_close(terminal);
    arena_release(&arena);
    if (scene.last.kind == EVENT_TERMINATE) {
        terminal_die(scene.last.signal);
    }
    return 0;
}
