/* A design, drawn as DOT, Mermaid or D2, read back, is the same design, to the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/redrawn.h"
#include "strata/analysis/review.h"
#include "strata/export/export.h"
#include "strata/export/graph_read.h"
#include "strata/store/store.h"
#include "support/fixture.h"
#include "support/random_design.h"
#include "support/sample_review.h"
#include "support/str.h"

#define DESIGNS 100

struct job {
    struct arena *arena;
    struct diag_list diags;
    struct small small;
};

static struct str saved(struct job *job, const struct design *design)
{
    return store_write_design(&job->small.catalog, design, false, job->arena);
}

static bool review(struct job *job, const struct design *design, struct review *ret)
{
    return review_make(&job->small.catalog, design, 0, job->arena, ret, &job->diags);
}

/* Diagrams that hold the design they were drawn from. */
static const enum export_format formats[] = { EXPORT_DOT, EXPORT_MMD, EXPORT_D2 };

static struct str drawn(struct job *job, const struct design *design, enum export_format format)
{
    struct review made;
    struct str dot;
    const struct export_options options = { 0 };
    assert_true(review(job, design, &made));
    assert_true(export_make(&made, format, &options, job->arena, &dot, &job->diags));
    return dot;
}

static struct graph read_back(struct job *job, struct str dot)
{
    struct graph graph;
    assert_true(graph_read(STR("-"), dot, job->arena, &graph, &job->diags));
    return graph;
}

static struct redrawn compared(struct job *job, const struct design *design,
                               const struct graph *graph, bool *ret_is)
{
    struct review made;
    struct redrawn redrawn;
    assert_true(review(job, design, &made));
    redrawn_find(&made.architecture, graph, job->arena, &redrawn);
    *ret_is = redrawn_is(&redrawn, &made.architecture);
    return redrawn;
}

static void make_random(struct job *job, struct test_random *random, struct design *design)
{
    static const struct str regions[] = { STR("EU \"West\""), STR("US\\East") };
    *design = random_design(&job->small, random);
    design->title = sample_hostile_texts[test_random_below(random, sample_hostile_count)];
    if (design->title.len == 0) {
        design->title = STR("x");
    }
    if (design->region_count == 2) {
        design->regions = regions;
    }
}

static void test_random_designs(void **state)
{
    struct fixture *fixture = *state;
    struct test_random random = { 2026 };
    for (int i = 0; i < DESIGNS; i++) {
        struct arena arena;
        struct design design, back;
        bool is_redrawn;
        arena_init(&arena, &fixture->memory.memory);
        struct job job = { .arena = &arena };
        diag_init(&job.diags, &arena);
        small_catalog(&job.small, &arena);
        make_random(&job, &random, &design);
        /* What is saved is what counts: a file's texts are clean. */
        assert_true(store_read_design(&job.small.catalog, STR("x"), saved(&job, &design), &arena,
                                      &design, &job.diags));
        for (size_t k = 0; k < sizeof(formats) / sizeof(formats[0]); k++) {
            struct graph graph = read_back(&job, drawn(&job, &design, formats[k]));
            assert_str_equal(graph.design, saved(&job, &design));
            assert_true(store_read_design(&job.small.catalog, STR("x"), graph.design, &arena, &back,
                                          &job.diags));
            assert_true(design_eq(&design, &back));
            compared(&job, &design, &graph, &is_redrawn);
            assert_false(is_redrawn);
        }
        arena_release(&arena);
    }
}

static void test_redrawn(void **state)
{
    struct fixture *fixture = *state;
    struct job job = { .arena = &fixture->arena };
    bool is_redrawn;
    diag_init(&job.diags, job.arena);
    small_catalog(&job.small, job.arena);
    struct design design = small_solo(&job.small);
    struct graph graph = read_back(&job, drawn(&job, &design, EXPORT_DOT));
    struct graph_node last = graph.nodes[graph.node_count - 1];

    graph.nodes[graph.node_count - 1] = (struct graph_node){ STR("new"), STR("Mine"), NONE };
    struct redrawn redrawn = compared(&job, &design, &graph, &is_redrawn);
    assert_true(is_redrawn);
    assert_int_equal(redrawn.added_count, 1);
    assert_str(redrawn.added[0], "Mine");
    assert_int_equal(redrawn.removed_count, 1);

    graph.nodes[graph.node_count - 1] = last;
    graph.edge_count--;
    redrawn = compared(&job, &design, &graph, &is_redrawn);
    assert_true(is_redrawn);
    assert_int_equal(redrawn.added_count + redrawn.removed_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_random_designs),
        FIXTURE_TEST(test_redrawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
