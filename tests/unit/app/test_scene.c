#include "app/scene.h"

#include "support/app_fixture.h"
#include "support/random.h"
#include "support/str.h"

static int setup(void **state)
{
    app_fixture_open(state, 1, 120, 36);
    press(*state, "g<Enter>"); /* the Startup column */
    return 0;
}

static struct scene scene_of(struct fixture *f)
{
    assert_true(f->app.scene.drawn);
    return f->app.scene;
}

static uint32_t marked(const struct scene *scene, enum mark mark)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < scene->overlay.architecture.box_count; i++) {
        count += scene->overlay.box_marks[i] == mark;
    }
    return count;
}

static struct str selected_label(const struct fixture *f)
{
    assert_int_not_equal(scene_selected(&f->app), NONE);
    return f->app.scene.diagram.boxes[scene_selected(&f->app)].label;
}

static void go_to(struct fixture *f, const char *layer)
{
    layer_id id = catalog_find_layer(&f->catalog, str_from(layer));

    press(f, "1g");
    while (app_row(&f->app)->kind != ROW_LAYER || app_row(&f->app)->id != id) {
        press(f, "j");
    }
}

static void test_what_is_considered_is_marked(void **state)
{
    struct fixture *f = *state;
    struct scene scene;

    go_to(f, "vector-db");
    scene = scene_of(f);
    assert_int_equal(marked(&scene, MARK_SAME), scene.overlay.architecture.box_count);
    press(f, "h"); /* Solo has pgvector there */
    scene = scene_of(f);
    assert_int_equal(marked(&scene, MARK_REMOVED), 1);
    assert_true(marked(&scene, MARK_ADDED) + marked(&scene, MARK_CHANGED) > 0);
    press(f, "<Enter>");
    scene = scene_of(f);
    assert_int_equal(marked(&scene, MARK_SAME), scene.overlay.architecture.box_count);
}

static void test_the_layer_under_the_cursor_is_lit(void **state)
{
    struct fixture *f = *state;
    struct scene scene;
    uint32_t lit = 0;

    go_to(f, "gateway");
    scene = scene_of(f);
    for (uint32_t i = 0; i < scene.diagram.box_count; i++) {
        if (!scene_lit(&f->app, i)) {
            continue;
        }
        assert_str(scene.diagram.boxes[i].label, "Portkey");
        lit++;
    }
    assert_int_equal(lit, 1);
    assert_int_equal(scene_selected(&f->app), NONE);
}

static void test_the_views_share_the_cursor(void **state)
{
    struct fixture *f = *state;
    go_to(f, "gateway");
    press(f, "2");
    assert_str_equal(selected_label(f), STR("Portkey"));
    press(f, "j");
    assert_false(str_eq(selected_label(f), STR("Portkey")));
    assert_int_equal(app_row(&f->app)->kind, ROW_LAYER);
    assert_int_equal(app_row(&f->app)->id, app_layer(&f->app));
}

/* Whichever way one walks, every box can be come to, and an end is told. */
static void test_every_box_can_be_reached(void **state)
{
    static const char *const ways[] = { "h", "j", "k", "l" };
    struct fixture *f = *state;
    uint32_t boxes = f->app.review.architecture.box_count;
    bool seen[64] = { false };
    uint32_t count = 0;
    struct test_random random = { 7 };

    press(f, "2");
    for (int i = 0; i < 2000 && count < boxes; i++) {
        int cursor = f->app.lists[PLACE_DIAGRAM].cursor;

        count += !seen[cursor];
        seen[cursor] = true;
        press(f, ways[test_random_below(&random, 4)]);
        assert_true(f->app.lists[PLACE_DIAGRAM].cursor != cursor || f->app.message.len > 0);
    }
    assert_int_equal(count, boxes);
}

static void test_zoom_and_fit(void **state)
{
    struct fixture *f = *state;
    struct scene scene;

    press(f, "2----");
    assert_str(f->app.message, "this is the overview");
    scene = scene_of(f);
    assert_int_equal(scene.diagram.zoom, DIAGRAM_OVERVIEW);
    press(f, "+++++");
    assert_str(f->app.message, "names are whole already");
    scene = scene_of(f);
    assert_int_equal(scene.diagram.zoom, DIAGRAM_FULL);
    press(f, "0");
    scene = scene_of(f);
    assert_true(scene.diagram.fits);
}

/* On a screen that is too small, the window follows the cursor, and ends where the picture ends. */
static void test_the_window_follows_the_cursor(void **state)
{
    struct fixture *f = *state;
    struct event small = { .kind = EVENT_RESIZE, .width = 60, .height = 16 };

    app_update(&f->app, &small);
    press(f, "2+++");
    for (int i = 0; i < 40; i++) {
        struct diagram_window window;
        const struct diagram_box *box;

        press(f, i < 20 ? "j" : i < 30 ? "l" : "k");
        window = scene_window(&f->app);
        box = &f->app.scene.diagram.boxes[scene_selected(&f->app)];
        assert_true(box->y >= window.y && box->y + box->height <= window.y + window.height);
        assert_true(box->x >= window.x && box->x + box->width <= window.x + window.width);
    }
    press(f, "KKKKKKKKKKKKKKKKKKKK");
    assert_str(f->app.message, "the picture ends here");
    assert_int_equal(f->app.look.y, 0);
}

/* Laid out anew when anything in it changes, and only then. */
static void test_what_stays_is_not_drawn_again(void **state)
{
    struct fixture *f = *state;
    const char *before;

    go_to(f, "vector-db");
    before = f->app.scene.made_of.at;
    press(f, "jjkk341"); /* all "as it is", and views without a diagram */
    assert_ptr_equal(f->app.scene.made_of.at, before);
    size_t same = f->app.scene.made_of.len;
    press(f, "h");
    assert_int_not_equal(f->app.scene.made_of.len, same);
    press(f, "l");
    assert_int_equal(f->app.scene.made_of.len, same);
}

static void test_a_click_selects_the_box(void **state)
{
    struct fixture *f = *state;
    struct area pane;
    struct scene scene;
    struct diagram_window window;
    const struct diagram_box *box;
    struct event click = { .kind = EVENT_MOUSE, .button = MOUSE_LEFT };

    press(f, "2");
    pane = app_panes(&f->app).pane;
    scene = scene_of(f);
    box = &scene.diagram.boxes[scene.diagram.box_count - 1];
    window = scene_window(&f->app);
    click.x = pane.x + box->x + 1 - window.x;
    click.y = pane.y + box->y - window.y;
    app_update(&f->app, &click);
    assert_int_equal(f->app.lists[PLACE_DIAGRAM].cursor, box->first);
}

static void test_walking_takes_no_more_memory(void **state)
{
    struct fixture *f = *state;
    uint64_t before;

    press(f, "2jkhl+-0");
    before = f->memory.gets;
    for (int i = 0; i < 200; i++) {
        press(f, "jkhl+-0");
    }
    assert_int_equal(f->memory.gets, before);
}

static void test_nothing_to_draw(void **state)
{
    struct fixture *f = *state;
    press(f, "1g");
    app_fixture_close(state);
    app_fixture_open(state, 0, 120, 36);
    f = *state;
    press(f, "2j");
    assert_str(f->app.message, "there is no box yet");
    assert_false(f->app.scene.drawn);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, app_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_considered_is_marked),
        TEST(test_the_layer_under_the_cursor_is_lit),
        TEST(test_the_views_share_the_cursor),
        TEST(test_every_box_can_be_reached),
        TEST(test_zoom_and_fit),
        TEST(test_the_window_follows_the_cursor),
        TEST(test_what_stays_is_not_drawn_again),
        TEST(test_a_click_selects_the_box),
        TEST(test_walking_takes_no_more_memory),
        TEST(test_nothing_to_draw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
