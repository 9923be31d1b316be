/* The crossovers of a sweep against a search over every value of the range. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/sweep.h"

#include "strata/analysis/bill.h"
#include "strata/model/shipped.h"
#include "strata/store/store.h"
#include "support/fixture.h"
#include "support/random_design.h"
#include "support/small_prices.h"
#include "support/str.h"

#define ROUNDS 150
#define UNKNOWN INT64_MAX

/* ---- the oracle: bills, one for each answer at each value ---- */

static bool in_contest(const struct catalog *catalog, const struct sweep_contest *contest,
                       layer_id layer)
{
    struct range takes;
    bool found = false;

    if (contest->alternative == NONE) {
        return layer == contest->layer;
    }
    takes = catalog->alternatives[contest->alternative].takes;
    for (uint32_t i = 0; i < takes.count; i++) {
        found |= catalog->takes[takes.first + i].layer == layer;
    }
    return found;
}

static money cost_at(struct fixture *f, const struct catalog *catalog,
                     const struct sweep_contest *contest, uint32_t option, quantity value)
{
    const struct design *design = contest->options[option].design;
    struct bill bill;

    *contest->options[option].value = value;
    assert_true(bill_make(catalog, design, &f->arena, &bill, &f->diags));
    for (uint32_t i = 0; i < bill.line_count; i++) {
        for (uint32_t k = 0; k < design->choice_count; k++) {
            if (bill.lines[i].kind == LINE_UNKNOWN
                && design->choices[k].component == bill.lines[i].component
                && in_contest(catalog, contest, design->choices[k].layer)) {
                return UNKNOWN;
            }
        }
    }
    return bill.total.likely;
}

static uint32_t holder_at(struct fixture *f, const struct sweep *sweep,
                          const struct sweep_contest *contest, quantity value, uint32_t holder)
{
    money held, best = UNKNOWN;
    uint32_t winner = holder;

    arena_reset(&f->arena);
    diag_init(&f->diags, &f->arena);
    held = cost_at(f, sweep->catalog, contest, holder, value);
    for (uint32_t i = 0; i < contest->option_count; i++) {
        money cost = cost_at(f, sweep->catalog, contest, i, value);

        if (cost == UNKNOWN || cost >= best
            || (held != UNKNOWN && cost > held - sweep_margin(held))) {
            continue;
        }
        best = cost;
        winner = i;
    }
    return winner;
}

/* Walks over every value of the contest; *at counts the crossovers met. */
static void check_contest(struct fixture *f, const struct sweep *sweep, uint32_t row,
                          uint32_t *ret_met)
{
    const struct sweep_contest *contest = &sweep->contests[row];
    uint32_t holder = holder_at(f, sweep, contest, sweep->span.from, 0), sample = 0, next = 0;

    *ret_met = 0;
    for (quantity value = sweep->span.from; value <= sweep->span.to; value += sweep->step) {
        uint32_t after = holder_at(f, sweep, contest, value, holder);

        if (after != holder) {
            while (next < sweep->crossover_count && sweep->crossovers[next].contest != row) {
                next++;
            }
            if (next == sweep->crossover_count || sweep->crossovers[next].value != value) {
                fail_msg("missed: %.*s at %lld", STR_ARG(contest->name),
                         (long long)(value / MICRO));
            }
            assert_int_equal(sweep->crossovers[next].before, holder);
            assert_int_equal(sweep->crossovers[next].after, after);
            next++;
            ++*ret_met;
        }
        holder = after;
        if (sample < sweep->sample_count && sweep->samples[sample].value == value) {
            assert_int_equal(contest->winners[sample++], holder);
        }
    }
    assert_int_equal(sample, sweep->sample_count);
}

static uint32_t check_sweep(struct fixture *f, const struct sweep *sweep)
{
    uint32_t all = 0;

    assert_true(sweep->complete);
    for (uint32_t i = 0; i < sweep->contest_count; i++) {
        uint32_t met;

        check_contest(f, sweep, i, &met);
        all += met;
    }
    assert_int_equal(all, sweep->crossover_count);
    return all;
}

/* ---- any prices ---- */

static money random_price(struct test_random *random)
{
    return (money)test_random_below(random, 3000) * (MICRO / 100);
}

static void add_charge(struct small *small, struct test_random *random)
{
    struct tier tiers[3];
    uint32_t count = 1 + test_random_below(random, 3);
    quantity up_to = 0;

    for (uint32_t i = 0; i < count; i++) {
        up_to += (quantity)(1 + test_random_below(random, 400)) * MICRO;
        tiers[i] = (struct tier){ i + 1 < count ? up_to : NO_END, FLAT(random_price(random)) };
    }
    small_charge(small, "metered",
                 (struct charge){
                     .kind = CHARGE_METER,
                     .meter = test_random_below(random, 2),
                     .per = (quantity)(1 + test_random_below(random, 100)) * MICRO,
                     .included = (quantity)test_random_below(random, 300) * MICRO,
                     .round_up = test_random_below(random, 3) == 0,
                     .uncredited = test_random_below(random, 3) == 0,
                     .bands = count == 1                          ? BANDS_NONE
                              : test_random_below(random, 2) == 0 ? BANDS_GRADUATED
                                                                  : BANDS_VOLUME,
                 },
                 tiers, count);
}

static void add_plan(struct small *small, struct test_random *random, component_id component)
{
    small_plan(small, component, "plan",
               (struct plan){
                   .minimum = test_random_below(random, 3) == 0 ? 2 * random_price(random) : 0,
                   .credit = test_random_below(random, 4) == 0 ? random_price(random) : 0,
               });
    if (test_random_below(random, 2) == 0) {
        small_fixed(small, "fixed", FLAT(4 * random_price(random)));
    }
    for (uint32_t left = 1 + test_random_below(random, 2); left > 0; left--) {
        add_charge(small, random);
    }
    if (test_random_below(random, 6) == 0) {
        struct charge percent = { .kind = CHARGE_PERCENT, .of = PERCENT_OF_OWN, .rate = 5 * MICRO };

        small_charge(small, "percent", percent, NULL, 0);
    }
    if (test_random_below(random, 3) == 0) {
        small_limit(small, test_random_below(random, 2),
                    (quantity)test_random_below(random, 600) * MICRO);
    }
}

static void add_discount(struct small *small, struct test_random *random)
{
    bool one = test_random_below(random, 2) == 0;

    *builder_add(&small->builder, discount) = (struct discount){
        .label = small_text(small, "discount"),
        .component = one ? test_random_below(random, SMALL_COMPONENTS) : NONE,
        .layer = one ? NONE : test_random_below(random, SMALL_LAYERS),
        .percent = (quantity)(1 + test_random_below(random, 100)) * MICRO,
    };
}

/* Whatever the columns hold and what the rules name becomes an answer, so a few rules do. */
static void random_catalog(struct arena *arena, struct test_random *random, struct small *small)
{
    static const struct small_term requests[] = { { "requests", NONE, { F_QUERIES, NONE } } };
    static const struct small_term mixed[] = {
        { "answers", L_WORKHORSE, { F_QUERIES, F_SHARE, NONE } },
        { "the rest", NONE, { F_QUERIES, F_REST, NONE } },
        { "data", NONE, { F_TOKENS, NONE } },
    };
    static const component_id fixes[] = { HAIKU, PGVECTOR, OPENSEARCH, WEAVIATE, OWN_GATEWAY };

    small_begin(small, arena);
    small_meter(small, "requests", requests, 1);
    small_meter(small, "mixed", mixed, 3);
    for (component_id i = 0; i < SMALL_COMPONENTS; i++) {
        for (uint32_t left = test_random_below(random, 4); left > 0; left--) {
            add_plan(small, random, i);
        }
    }
    for (size_t i = 0; i < sizeof(fixes) / sizeof(fixes[0]); i++) {
        *builder_add(&small->builder, rule) =
            (struct rule){ .fix = FIX_TAKE, .take = fixes[i], .trigger = TRIGGER_DESIGN };
    }
    for (uint32_t left = test_random_below(random, 4); left > 0; left--) {
        add_discount(small, random);
    }
    small_end(small);
}

static void test_random_prices(void **state)
{
    struct fixture *f = *state;
    struct test_random random = { 20261124 };
    struct arena kept;
    uint32_t met = 0;

    arena_init(&kept, &f->memory.memory);
    for (int round = 0; round < ROUNDS; round++) {
        struct sweep_request request = { F_QUERIES, MICRO, 600 * MICRO, .points = 30 };
        struct diag_list diags;
        struct design design;
        struct small small;
        struct sweep sweep;

        arena_reset(&kept);
        diag_init(&diags, &kept);
        random_catalog(&kept, &random, &small);
        design = random_design(&small, &random);
        assert_true(sweep_make(&small.catalog, &design, &request, &kept, &sweep, &diags));
        met += check_sweep(f, &sweep);
    }
    assert_true(met > ROUNDS); /* the test has seen something */
    arena_release(&kept);
}

/* ---- the presets ---- */

static uint32_t check_preset(struct fixture *f, const char *name, const char *figure, int64_t from,
                             int64_t to)
{
    struct sweep_request request = { .from = from * MICRO, .to = to * MICRO, .points = 40 };
    struct catalog catalog;
    struct diag_list diags;
    struct design design;
    struct arena kept;
    struct sweep sweep;
    uint32_t met;

    arena_init(&kept, &f->memory.memory);
    diag_init(&diags, &kept);
    assert_true(catalog_open(&catalog, shipped_catalog, shipped_catalog_size));
    request.figure = catalog_find_figure(&catalog, str_from(figure));
    assert_true(store_read_preset(&catalog, catalog_find_preset(&catalog, str_from(name)), &kept,
                                  &design, &diags));
    assert_true(sweep_make(&catalog, &design, &request, &kept, &sweep, &diags));
    met = check_sweep(f, &sweep);
    arena_release(&kept);
    return met;
}

static void test_presets(void **state)
{
    static const char *const names[] = { "doc-qa-solo", "doc-qa-startup", "doc-qa-enterprise",
                                         "solo",        "startup",        "enterprise" };
    uint32_t met = 0;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        met += check_preset(*state, names[i], "queries-per-user", 1, 300);
    }
    assert_true(met > 0);
    assert_true(check_preset(*state, "doc-qa-solo", "users", 1, 3000) > 0);
    check_preset(*state, "doc-qa-startup", "documents", 9000, 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_random_prices),
        FIXTURE_TEST(test_presets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
