/* The designer under random events: keys, mostly those that mean something where they are pressed,
 * text, the mouse, and sizes down to one cell. Every frame is drawn. What is looked for are crashes
 * (the sanitizers run this, too), pictures of a wrong size or with unclean text, and designs that do
 * not come back from a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "strata/base/text.h"
#include "strata/model/shipped.h"
#include "strata/store/store.h"
#include "support/folder.h"
#include "support/memory.h"
#include "support/random.h"
#include "support/str.h"
#include "ui/screen.h"

#define EVENTS 2500   /* of one design; eight of them make 20,000 */
#define SAVE_EVERY 50 /* events between two saved files that are read again */

struct session {
    struct test_memory memory;
    struct arena session;
    struct arena frame;
    struct arena work; /* until the world's answer is given */
    struct test_random random;
    struct catalog base;
    struct app app;
};

static const char prices[] = "name: Acme prices\n"
                             "hourly-rate: 90\n"
                             "prices: { portkey: 90, inngest: { fixed: { low: 30, likely: 40, "
                             "high: 60 } } }\n"
                             "discounts:\n"
                             "  - { vendor: Anthropic, percent: 20 }\n"
                             "  - { component: pinecone, percent: 100 }\n"
                             "  - { layer: hosting, percent: 12.5 }\n";

/* Two designs with own components of the same ids, and names that are hard to show. */
static const char own[] =
    "title: Own\n"
    "scale: startup\n"
    "components:\n"
    "  acme-store: { name: Acme Store, layer: vector-db, price: 90 }\n"
    "  acme-model: { name: 漢字漢字漢字漢字漢字漢字, layer: workhorse-model }\n"
    "  acme-proxy: { name: \"e\\u0301\\u0301\\u0301x\\u202e|<&\", layer: gateway }\n"
    "layers:\n"
    "  vector-db: acme-store\n"
    "  workhorse-model: [gpt-5, acme-model]\n";
static const char own_again[] =
    "title: Own again\n"
    "scale: enterprise\n"
    "regions: [\"Zürich 漢字\", \"|--|\", \"\\u05d0\\u05d1\"]\n"
    "components:\n"
    "  acme-proxy: { name: \"=1+1\", layer: vector-db, kind: library, price: 0 }\n"
    "  acme-store: { name: Acme Store, layer: vector-db, box: none, scales: [solo] }\n"
    "layers:\n"
    "  vector-db: [acme-store]\n"
    "  gateway: portkey\n"
    "notes: { gateway: \"漢字 \\U0001F468 \\u2028 x\" }\n";

static uint32_t below(struct session *s, uint32_t limit)
{
    return test_random_below(&s->random, limit);
}

/* ---- the world ---- */

static bool read_design(struct session *s, struct str name, struct catalog *catalog,
                        struct design *ret)
{
    struct str prefix = STR("preset:");
    struct diag_list diags;

    diag_init(&diags, &s->work);
    *catalog = s->base;
    if (name.len > prefix.len && memcmp(name.at, prefix.at, prefix.len) == 0) {
        struct str id = { name.at + prefix.len, name.len - prefix.len };
        preset_id preset = catalog_find_preset(catalog, id);

        return preset != NONE && store_read_preset(catalog, preset, &s->session, ret, &diags);
    }
    return store_read_design(catalog, name, str_from(str_is(name, "own.yaml") ? own : own_again),
                             &s->session, ret, &diags);
}

static const char *const files[] = {
    "own.yaml",       "own-again.yaml",    "preset:solo",        "preset:doc-qa-startup",
    "preset:startup", "preset:enterprise", "preset:doc-qa-solo", "preset:doc-qa-enterprise",
};
#define FILES (sizeof(files) / sizeof(files[0]))

/* What the file system says to that; saving and exporting sometimes fail. */
static struct outcome answer(struct session *s, struct effect effect)
{
    static const enum outcome_kind kinds[] = { OUTCOME_DONE, OUTCOME_DONE, OUTCOME_CHANGED,
                                               OUTCOME_EXISTS, OUTCOME_FAILED };
    struct outcome outcome = { .effect = effect, .text = STR("so it went") };

    if (effect.kind == EFFECT_OPEN) {
        struct catalog *catalog = arena_new(&s->session, struct catalog);
        struct design *design = arena_new(&s->session, struct design);

        outcome.file = str_from(files[below(s, FILES)]);
        outcome.kind = OUTCOME_FAILED;
        if (read_design(s, outcome.file, catalog, design)) {
            outcome.kind = OUTCOME_DONE;
            outcome.opened = design;
            outcome.catalog = catalog;
        }
    } else {
        outcome.kind = kinds[below(s, effect.force ? 2 : 5)];
    }
    return outcome;
}

static void carry_out(struct session *s, struct effect effect)
{
    while (effect.kind == EFFECT_SAVE || effect.kind == EFFECT_EXPORT
           || effect.kind == EFFECT_OPEN) {
        struct outcome outcome = answer(s, effect);

        effect = app_report(&s->app, &outcome);
        arena_reset(&s->work);
    }
}

/* ---- events ---- */

static struct event pressed(key code)
{
    return (struct event){ .kind = EVENT_KEY, .key = code };
}

/* A key that means something here. */
static struct event random_command(struct session *s)
{
    for (;;) {
        const struct command_info *info = command_info(below(s, COMMAND__COUNT));
        struct str keys = str_from(info->keys);
        key candidate, chosen = 0;

        if (!(info->places & 1u << s->app.place)) {
            continue;
        }
        for (uint32_t seen = 1; key_parse(&keys, &candidate); seen++) {
            if (below(s, seen) == 0) {
                chosen = candidate;
            }
            while (keys.len > 0 && keys.at[0] == ' ') {
                keys = (struct str){ keys.at + 1, keys.len - 1 };
            }
        }
        if (chosen != 0) {
            return pressed(chosen);
        }
    }
}

/* Any other key, as the terminal would hand it on. */
static struct event random_noise(struct session *s)
{
    static const uint32_t points[] = { 0x1b,   0x7f,   0xad,   0x301,  0x5d0,   0x200d,  0x202e,
                                       0x2066, 0x6f22, 0xfeff, 0xffff, 0xe000,  0x1f468, 0xfe0f,
                                       0x20,   0x1100, 0x1161, 0x3000, 0xe0001, 0x10ffff };
    key typed;
    uint32_t code;

    switch (below(s, 4)) {
    case 0: code = points[below(s, sizeof(points) / sizeof(points[0]))]; break;
    case 1: return pressed(K__FIRST + 1 + below(s, K__END - K__FIRST - 1));
    case 2: code = '0' + below(s, 10); break;
    default: code = below(s, 128);
    }
    return pressed(key_from_code(code, &typed) ? typed : 'x');
}

static struct event random_mouse(struct session *s)
{
    return (struct event){ .kind = EVENT_MOUSE,
                           .button = below(s, MOUSE_WHEEL_DOWN + 1),
                           .x = (int)below(s, (uint32_t)s->app.width + 3) - 1,
                           .y = (int)below(s, (uint32_t)s->app.height + 3) - 1 };
}

/* Mostly sizes that something can be seen on. */
static struct event random_resize(struct session *s)
{
    bool usable = below(s, 4) > 0;
    int least_x = usable ? 80 : 1, least_y = usable ? 24 : 1;

    return (struct event){ .kind = EVENT_RESIZE,
                           .width = least_x + (int)below(s, usable ? 120 : 300),
                           .height = least_y + (int)below(s, usable ? 40 : 100) };
}

static struct event random_paste(struct session *s)
{
    static const struct str texts[] = {
        STR("s\n:w x.yaml\r\ny"),         STR("Acme\tStore\n"),
        STR("\x1b[31m\xff\xe2\x80\xae"),  STR("120"),
        STR("e\xcc\x81\xcc\x81\xcc\x81"), { 0 },
    };

    return (struct event){ .kind = EVENT_PASTE,
                           .text = texts[below(s, sizeof(texts) / sizeof(texts[0]))],
                           .cut = below(s, 2) };
}

static struct event random_event(struct session *s)
{
    uint32_t dice = below(s, 100);

    if (dice < 70) {
        return random_command(s);
    }
    if (dice < 86) {
        return random_noise(s);
    }
    if (dice < 88) {
        return random_paste(s);
    }
    if (dice < 97) {
        return random_mouse(s);
    }
    return dice < 99 ? random_resize(s) : (struct event){ .kind = EVENT_RESUME };
}

/* ---- what has to hold ---- */

/* Lines and dots of ours; what catalogues say and people type may be anything. */
static bool is_ours(struct str grapheme)
{
    uint32_t point = 0;

    text_decode(grapheme, &point);
    return point == 0xb7 || point == 0x2026 || (point >= 0x2500 && point < 0x2600);
}

static void check_cell(const struct canvas *canvas, int i, bool ascii)
{
    const struct cell_view *cell = &canvas->cells[i];
    struct str grapheme = { cell->bytes, cell->len };
    bool second = i % canvas->width > 0 && canvas->cells[i - 1].width == 2;
    bool fine = cell->len == 0
                    ? second
                    : cell->len <= CELL_BYTES && text_is_clean(grapheme)
                          && text_width(grapheme) == cell->width && !(ascii && is_ours(grapheme));

    if (!fine || cell->style >= STYLE__COUNT) {
        fail_msg("cell %d,%d of %dx%d: %u bytes \"%.*s\", %u wide, in style %u", i % canvas->width,
                 i / canvas->width, canvas->width, canvas->height, cell->len, STR_ARG(grapheme),
                 cell->width, cell->style);
    }
}

/* The diagram that is kept from event to event is the one that would be made now. */
static void check_kept_diagram(struct session *s, const struct canvas *canvas, bool ascii)
{
    struct canvas again;

    s->app.scene.made_of = (struct str){ 0 };
    scene_refresh(&s->app);
    again = screen_draw(&s->app, ascii, &s->frame);
    if (memcmp(again.cells, canvas->cells,
               sizeof(*again.cells) * (size_t)(again.width * again.height))
        != 0) {
        fail_msg("a diagram that is not true any more:\n%.*s\ninstead of\n%.*s",
                 STR_ARG(canvas_dump(canvas, true, &s->frame)),
                 STR_ARG(canvas_dump(&again, true, &s->frame)));
    }
}

static void check_frame(struct session *s)
{
    bool ascii = s->app.ascii;
    struct canvas canvas = screen_draw(&s->app, ascii, &s->frame);

    assert_int_equal(canvas.width, s->app.width);
    assert_int_equal(canvas.height, s->app.height);
    for (int i = 0; i < canvas.width * canvas.height; i++) {
        check_cell(&canvas, i, ascii);
    }
    check_kept_diagram(s, &canvas, ascii);
    arena_reset(&s->frame);
}

/* What is saved now is read as the same design. */
static void check_saved(struct session *s)
{
    struct catalog catalog = s->base;
    struct design design;
    struct diag_list diags;
    struct str bytes = store_write_design(s->app.catalog, app_design(&s->app), false, &s->work);

    diag_init(&diags, &s->work);
    if (!store_read_design(&catalog, STR("saved.yaml"), bytes, &s->work, &design, &diags)) {
        fail_msg("%.*s%.*s", STR_ARG(folder_messages(&diags, &s->work)), STR_ARG(bytes));
    }
    assert_true(str_eq(store_write_design(&catalog, &design, false, &s->work), bytes));
    arena_reset(&s->work);
}

static void run(struct session *s)
{
    for (int i = 0; i < EVENTS; i++) {
        struct event event = random_event(s);

        carry_out(s, app_update(&s->app, &event));
        check_frame(s);
        if (i % SAVE_EVERY == 0) {
            check_saved(s);
        }
    }
}

/* ---- */

static void open_session(struct session *s, const char *file, bool priced, uint64_t seed)
{
    struct diag_list diags;
    struct catalog *catalog;
    struct design design;

    memset(s, 0, sizeof(*s));
    test_memory_init(&s->memory);
    s->random.state = seed;
    arena_init(&s->session, &s->memory.memory);
    arena_init(&s->frame, &s->memory.memory);
    arena_init(&s->work, &s->memory.memory);
    diag_init(&diags, &s->work);
    assert_true(catalog_open(&s->base, shipped_catalog, shipped_catalog_size));
    if (priced
        && !store_read_prices(&s->base, STR("prices.yaml"), str_from(prices), 20000, &s->session,
                              &diags)) {
        fail_msg("%.*s", STR_ARG(folder_messages(&diags, &s->work)));
    }
    catalog = arena_new(&s->session, struct catalog);
    assert_true(read_design(s, str_from(file), catalog, &design));
    app_init(&s->app, &(struct app_start){ .catalog = catalog,
                                           .memory = &s->memory.memory,
                                           .session = &s->session,
                                           .design = design,
                                           .today = 20000,
                                           .ascii = priced,
                                           .width = 120,
                                           .height = 36 });
}

static void close_session(struct session *s)
{
    app_release(&s->app);
    arena_release(&s->work);
    arena_release(&s->frame);
    arena_release(&s->session);
    test_memory_check(&s->memory);
}

static void test_random_events(void **state)
{
    static struct session s;
    const char *seed = getenv("STRATA_SEED"); /* to look for more, by hand */
    uint64_t first = seed ? strtoull(seed, NULL, 10) : 1;
    (void)state;

    for (size_t i = 0; i < FILES; i++) {
        print_message("# %s, seed %llu\n", files[i], (unsigned long long)(first * 1000 + i));
        open_session(&s, files[i], i % 2 == 0, first * 1000 + i);
        run(&s);
        close_session(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_random_events) };

    return cmocka_run_group_tests_name("events", tests, NULL, NULL);
}
