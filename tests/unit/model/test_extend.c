/* Components that a design brings along: rows behind all others, and what comes back from them. */
#include "strata/model/extend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "strata/model/edit.h"
#include "support/random_design.h"
#include "support/small_fixture.h"
#include "support/str.h"

static const struct own_component store = {
    .id = { "acme-store", 10 },
    .name = { "Acme Store", 10 },
    .layer = L_VECTORS,
    .kind = KIND_SERVICE,
    .box = BOX_OWN,
    .pricing = OWN_PRICE_GIVEN,
    .price = { 50 * MICRO, 100 * MICRO, 200 * MICRO },
    .scales = 1u << STARTUP,
};

/* Adds a row; the catalogue of the fixture grows. */
static component_id extend(struct fixture *fixture, struct own_component own)
{
    struct catalog *catalog = &fixture->small.catalog;

    catalog_extend(catalog, &own, 1, &fixture->arena, &fixture->arena, catalog);
    return catalog->component_count - 1;
}

static void test_old_rows_stay(void **state)
{
    struct fixture *fixture = *state;
    struct catalog before = fixture->small.catalog;
    const struct catalog *after = &fixture->small.catalog;
    component_id added = extend(fixture, store);

    assert_int_equal(added, SMALL_COMPONENTS);
#define X(type, name)                                                    \
    assert_true(after->name##_count >= before.name##_count);             \
    if (before.name##_count > 0 && sizeof(type) != sizeof(component_id)) \
        assert_memory_equal(after->name##s, before.name##s, before.name##_count * sizeof(type));
    CATALOG_TABLES(X)
#undef X
    for (component_id i = 0; i < SMALL_COMPONENTS; i++) {
        assert_false(after->components[i].own);
        assert_int_equal(
            catalog_find_component(after, catalog_text(&before, before.components[i].id)), i);
    }
    assert_true(after->components[added].own);
    assert_int_equal(catalog_find_component(after, STR("acme-store")), added);
    assert_int_equal(catalog_named_component(after, STR("acme store")), added);
}

static void test_what_comes_back(void **state)
{
    struct fixture *fixture = *state;
    struct own_component free_of_charge = store, unknown = store, inside = store, back;

    free_of_charge.pricing = OWN_PRICE_NOTHING;
    free_of_charge.price = (struct price){ 0 };
    unknown.pricing = OWN_PRICE_UNKNOWN;
    unknown.price = (struct price){ 0 };
    unknown.scales = 0;
    inside.box = BOX_INSIDE;
    const struct own_component all[] = { store, free_of_charge, unknown, inside };

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        back = catalog_own(&fixture->small.catalog, extend(fixture, all[i]));
        assert_true(own_eq(&back, &all[i]));
        assert_int_equal(own_eq(&back, &store), i == 0);
    }
}

/* The layer says which part it plays. */
static void test_role_and_host(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    struct own_component inside = store, library = store;
    component_id added = extend(fixture, store);

    assert_int_equal(catalog_placement(catalog, added, L_VECTORS)->role, R_VECTORS);
    inside.box = BOX_INSIDE;
    added = extend(fixture, inside);
    assert_int_equal(catalog_placement(catalog, added, L_VECTORS)->host, L_DATABASE);
    library.box = BOX_NONE;
    added = extend(fixture, library);
    assert_int_equal(catalog_placement(catalog, added, L_VECTORS)->role, NONE);
    assert_int_equal(own_host(catalog, L_GATEWAY), NONE);
    assert_int_equal(own_role(catalog, L_EVAL, BOX_OWN), R_EVAL);
    assert_int_equal(own_role(catalog, L_POLICY, BOX_OWN), NONE);
    /* Private endpoints stand before others: no component of one's own does. */
    assert_int_equal(own_role(catalog, L_NETWORK, BOX_OWN), NONE);
}

static void test_ids(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = &fixture->small.catalog;
    struct arena *arena = &fixture->arena;
    char long_name[200];

    memset(long_name, 'Q', sizeof(long_name));
    assert_str(own_id(catalog, STR("Acme Store 2.0 (EU)"), arena), "acme-store-2-0-eu");
    assert_str(own_id(catalog, STR("Pinecone"), arena), "pinecone-2");
    assert_str(own_id(catalog, STR("\xe6\xbc\xa2"), arena), "own");
    assert_str(own_id(catalog, STR(""), arena), "own");
    assert_true(own_id(catalog, (struct str){ long_name, sizeof(long_name) }, arena).len <= 64);
    extend(fixture, store);
    assert_str(own_id(catalog, STR("acme store"), arena), "acme-store-2");
}

/* ---- in a design ---- */

static struct design apply(struct fixture *fixture, const struct design *design, struct edit edit)
{
    struct design made;

    assert_true(design_apply(&fixture->small.catalog, design, &edit, &fixture->arena, &made,
                             &fixture->diags));
    return made;
}

#define APPLY(design, ...) apply(fixture, (design), (struct edit){ __VA_ARGS__ })

static void test_taking_makes_it_the_designs(void **state)
{
    struct fixture *fixture = *state;
    struct design empty = design_empty(STARTUP, STR("t"));
    component_id added = extend(fixture, store);
    struct design taken = APPLY(&empty, .kind = EDIT_TAKE, .layer = L_VECTORS, .component = added);
    struct design removed =
        APPLY(&taken, .kind = EDIT_REMOVE, .layer = L_VECTORS, .component = added);

    assert_true(design_owns(&taken, added));
    assert_true(design_has(&taken, L_VECTORS, added));
    assert_true(design_owns(&removed, added));
    assert_int_equal(removed.choice_count, 0);
    assert_false(design_eq(&removed, &empty));
    assert_false(design_owns(&empty, added));
}

/* Described anew: the new row takes the old one's place wherever it was, and the old design stays. */
static void test_describing_anew(void **state)
{
    struct fixture *fixture = *state;
    struct own_component dearer = store;
    struct design empty = design_empty(STARTUP, STR("t"));
    component_id first = extend(fixture, store), second;
    struct design taken = APPLY(&empty, .kind = EDIT_TAKE, .layer = L_VECTORS, .component = first);
    struct design named = APPLY(&taken, .kind = EDIT_PLAN, .layer = L_VECTORS, .component = first,
                                .plan = fixture->small.catalog.components[first].plans.first);
    struct design anew;

    dearer.price.high *= 2;
    second = extend(fixture, dearer);
    assert_int_equal(catalog_find_component(&fixture->small.catalog, store.id), second);
    anew = APPLY(&named, .kind = EDIT_OWN, .component = second);
    assert_int_equal(anew.own_count, 1);
    assert_true(design_owns(&anew, second));
    assert_true(design_has(&anew, L_VECTORS, second));
    assert_int_equal(anew.choices[0].plan, NONE);
    assert_true(design_has(&named, L_VECTORS, first));
    assert_true(design_owns(&named, first));
}

static void test_forgetting(void **state)
{
    struct fixture *fixture = *state;
    struct design empty = design_empty(STARTUP, STR("t")), untouched = empty;
    component_id added = extend(fixture, store);
    struct design taken = APPLY(&empty, .kind = EDIT_TAKE, .layer = L_VECTORS, .component = added);
    struct design forgotten = APPLY(&taken, .kind = EDIT_DISOWN, .component = added);
    struct edit wrong = { .kind = EDIT_DISOWN, .component = PINECONE };
    struct edit also_wrong = { .kind = EDIT_OWN, .component = PINECONE };

    assert_true(design_eq(&forgotten, &empty));
    assert_false(design_apply(&fixture->small.catalog, &taken, &wrong, &fixture->arena, &untouched,
                              &fixture->diags));
    assert_false(design_apply(&fixture->small.catalog, &taken, &also_wrong, &fixture->arena,
                              &untouched, &fixture->diags));
}

static void test_no_more_than_so_many(void **state)
{
    struct fixture *fixture = *state;
    struct design design = design_empty(STARTUP, STR("t")), next;
    struct edit edit = { .kind = EDIT_OWN };

    for (uint32_t i = 0; i <= OWN_MAX; i++) {
        struct own_component own = store;

        own.id = own_id(&fixture->small.catalog, store.name, &fixture->arena);
        edit.component = extend(fixture, own);
        assert_int_equal(design_apply(&fixture->small.catalog, &design, &edit, &fixture->arena,
                                      &next, &fixture->diags),
                         i < OWN_MAX);
        design = next;
    }
    assert_int_equal(design.own_count, OWN_MAX);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_whole, small_teardown)
    static const struct CMUnitTest tests[] = {
        TEST(test_old_rows_stay),
        TEST(test_what_comes_back),
        TEST(test_role_and_host),
        TEST(test_ids),
        TEST(test_taking_makes_it_the_designs),
        TEST(test_describing_anew),
        TEST(test_forgetting),
        TEST(test_no_more_than_so_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
