/* What a design's file becomes. Its mistakes are in tests/designs/bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "strata/base/money.h"
#include "strata/store/store.h"
#include "support/folder.h"
#include "support/random.h"
#include "support/small_prices.h"
#include "support/str.h"

static void make_small(struct fixture *f, struct small *small)
{
    small_begin(small, &f->arena);
    small_plan(small, PINECONE, "standard", (struct plan){ 0 });
    small_end(small);
}

static struct design read_good(struct fixture *f, struct small *small, const char *text)
{
    struct design design;

    if (!store_read_design(&small->catalog, STR("d.yaml"), str_from(text), &f->arena, &design,
                           &f->diags)) {
        fail_msg("%.*s", STR_ARG(folder_messages(&f->diags, &f->arena)));
    }
    return design;
}

static void test_everything(void **state)
{
    struct fixture *f = *state;
    struct small small;
    struct design design;

    make_small(f, &small);
    design = read_good(
        f, &small,
        "strata: 1\ntitle: A title\nscale: startup\n"
        "workload: { share: 0.5, like: enterprise, queries: 1_000 }\nregions: [eu, us]\nneeds: residency\n"
        "layers:\n  tracing: [datadog-llm, langfuse]\n  workhorse:\n    - { use: gpt-mini, share: 25 }\n"
        "    - sonnet\n  vectors: { use: pinecone, plan: standard }\n  gateway: []\n"
        "notes: { vectors: why, cheap: because }\n");
    assert_str(design.title, "A title");
    assert_int_equal(design.scale, STARTUP);
    assert_int_equal(design.like, ENTERPRISE);
    assert_int_equal(design.figure_count, 2);
    assert_int_equal(design.figures[0].figure, F_QUERIES);
    assert_true(design.figures[0].value == 1000 * MICRO);
    assert_int_equal(design.figures[1].value, MICRO / 2);
    assert_int_equal(design.region_count, 2);
    assert_str(design.regions[1], "us");
    assert_true(design.needs == UINT64_C(1) << NEED_RESIDENCY);
    assert_int_equal(design.note_count, 2);
    assert_int_equal(design.notes[0].layer, L_CHEAP);
    assert_str(design.notes[1].text, "why");
    assert_int_equal(design.comment_count, 0);
    assert_int_equal(f->diags.list.count, 0);

    /* Layers stand in the catalogue's order, and what is in a layer in the file's. */
    static const struct choice expected[] = {
        { L_WORKHORSE, GPT_MINI, NONE, 25 * MICRO },
        { L_WORKHORSE, SONNET, NONE, 0 },
        { L_VECTORS, PINECONE, 0, 0 },
        { L_TRACING, DATADOG, NONE, 0 },
        { L_TRACING, LANGFUSE, NONE, 0 },
    };
    assert_int_equal(design.choice_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(design.choices[i].layer, expected[i].layer);
        assert_int_equal(design.choices[i].component, expected[i].component);
        assert_true(design.choices[i].share == expected[i].share);
    }
    assert_int_equal(design.choices[2].plan, small.catalog.components[PINECONE].plans.first);
}

/* Nothing of the file's bytes is needed afterwards. */
static void test_keeps_nothing(void **state)
{
    struct fixture *f = *state;
    char text[] = "title: Mine # t\nscale: solo\nregions: [eu]\nnotes: { eval: why }\n";
    struct small small;
    struct design design;

    make_small(f, &small);
    design = read_good(f, &small, text);
    memset(text, 'x', sizeof(text) - 1);
    assert_str(design.title, "Mine");
    assert_str(design.regions[0], "eu");
    assert_str(design.notes[0].text, "why");
    assert_str(design.comments[0].path, "title");
    assert_str(design.comments[0].behind, "# t");
}

static void test_comment_paths(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *path, *before, *behind;
    } expected[] = {
        { "", "# head\n\n# more", "" },
        { "title", "", "# t" },
        { "layers", "# above", "# on" },
        { "layers.workhorse", "", "# two" },
        { "layers.workhorse.sonnet", "# s", "# s2" },
        { "layers.", "# end\n# end2", "" },
        { "notes.eval", "# n", "" },
        { ".", "# tail", "" },
    };
    struct small small;
    struct design design;

    make_small(f, &small);
    design = read_good(
        f, &small,
        "# head\n\n# more\ntitle: T # t\nscale: solo\n# above\nlayers: # on\n  workhorse: # two\n"
        "    # s\n    - { use: sonnet } # s2\n    - gpt-mini\n  # end\n  # end2\n"
        "notes:\n# n\n  eval: x\n# tail\n");
    assert_int_equal(design.comment_count, sizeof(expected) / sizeof(expected[0]));
    for (uint32_t i = 0; i < design.comment_count; i++) {
        assert_str_equal(design.comments[i].path, str_from(expected[i].path));
        assert_str_equal(design.comments[i].before, str_from(expected[i].before));
        assert_str_equal(design.comments[i].behind, str_from(expected[i].behind));
    }
}

/* Comments come from strangers as well. */
static void test_comments_are_clean(void **state)
{
    struct fixture *f = *state;
    struct small small;
    struct design design;

    make_small(f, &small);
    design = read_good(f, &small,
                       "title: T #\ta\xe2\x80\xae"
                       "b\xe2\x80\x8b \nscale: solo\n");
    assert_str(design.comments[0].behind, "# a<U+202E>b<U+200B>");
}

static void test_presets(void **state)
{
    struct fixture *f = *state;
    struct small small;
    struct design design;

    small_begin(&small, &f->arena);
    *builder_add(&small.builder, preset) =
        (struct preset){ .name = small_text(&small, "The column"), .column = STARTUP };
    *builder_add(&small.builder, preset) = (struct preset){
        .column = NONE,
        .file = small_text(&small, "presets/a.yaml"),
        .yaml = small_text(&small, "title: File\nscale: solo\nlayers: { vectors: pgvector }\n")
    };
    *builder_add(&small.builder, preset) =
        (struct preset){ .column = NONE,
                         .file = small_text(&small, "presets/b.yaml"),
                         .yaml = small_text(&small, "title: [\n") };
    small_end(&small);
    assert_true(store_read_preset(&small.catalog, 0, &f->arena, &design, &f->diags));
    assert_str(design.title, "The column");
    for (layer_id i = 0; i < small.catalog.layer_count; i++) {
        assert_true(design_matches_cell(&small.catalog, &design, i, STARTUP));
    }
    assert_true(store_read_preset(&small.catalog, 1, &f->arena, &design, &f->diags));
    assert_str(design.title, "File");
    assert_true(design_has(&design, L_VECTORS, PGVECTOR));
    assert_false(store_read_preset(&small.catalog, 2, &f->arena, &design, &f->diags));
    assert_str(f->diags.list.items[0].span.file, "presets/b.yaml");
}

/* A file that does not say whose usual figures hold is like the scale it aims at; saved, it says. */
static void test_usual_work_left_out(void **state)
{
    static const char *const workloads[] = { "", "workload:\n", "workload: { queries: 5 }\n",
                                             "workload: { like: startup }\n" };
    struct fixture *f = *state;
    struct small small;
    size_t at;

    make_small(f, &small);
    for (size_t i = 0; i < sizeof(workloads) / sizeof(workloads[0]); i++) {
        struct str text = str_format(&f->arena, "title: T\nscale: startup\n%s", workloads[i]);
        struct design design = read_good(f, &small, text.at);

        assert_int_equal(design.like, STARTUP);
        assert_true(str_find(store_write_design(&small.catalog, &design, false, &f->arena),
                             STR("workload:\n  like: startup\n"), &at));
    }
}

/* Bytes that are nearly a design: whatever they say, reading ends, and tells about it or gives a
 * design. */
static void test_broken_bytes(void **state)
{
    struct fixture *f = *state;
    static const char text[] =
        "# head\nstrata: 1\ntitle: \"T\"\nscale: solo # s\nregions: [eu, 'us']\nworkload:\n  queries: 5\n"
        "components:\n  acme:\n    name: A\n    layer: vectors\n    price: { low: 1, likely: 2, high: 3 }\n"
        "    box: inside\n    scales: [solo]\n  lib: { name: L, layer: framework, kind: library, price: 0 }\n"
        "layers:\n  workhorse:\n    - { use: sonnet, share: 50 }\n    - gpt-mini\n  vectors: acme\n"
        "notes:\n  eval: |\n    two\n    lines\n";
    static const char dirt[] = "\n\t :-#[]{},\"'|>&*!%?@\\\0\xff\xc3x0";
    struct test_random random = { 7 };
    struct small small;

    make_small(f, &small);
    for (int round = 0; round < 4000; round++) {
        struct catalog catalog = small.catalog;
        char bytes[sizeof(text)];
        struct diag_list diags;
        struct design design;

        memcpy(bytes, text, sizeof(text));
        for (uint32_t i = 1 + test_random_below(&random, 4); i > 0; i--) {
            bytes[test_random_below(&random, sizeof(text) - 1)] =
                dirt[test_random_below(&random, sizeof(dirt) - 1)];
        }
        diag_init(&diags, &f->arena);
        bool read = store_read_design(&catalog, STR("d"), (struct str){ bytes, sizeof(text) - 1 },
                                      &f->arena, &design, &diags);
        assert_int_equal(read, !diag_failed(&diags));
        if (read) {
            struct str written = store_write_design(&catalog, &design, false, &f->arena);
            struct catalog fresh = small.catalog;
            struct design again, anew;

            assert_true(store_read_design(&catalog, STR("w"), written, &f->arena, &again, &diags));
            assert_true(design_eq(&design, &again));
            assert_true(store_read_design(&fresh, STR("w"), written, &f->arena, &anew, &diags));
            assert_str_equal(store_write_design(&fresh, &anew, false, &f->arena), written);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_everything),
        FIXTURE_TEST(test_keeps_nothing),
        FIXTURE_TEST(test_comment_paths),
        FIXTURE_TEST(test_comments_are_clean),
        FIXTURE_TEST(test_presets),
        FIXTURE_TEST(test_broken_bytes),
        FIXTURE_TEST(test_usual_work_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
