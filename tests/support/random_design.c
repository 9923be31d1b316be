#include "support/random_design.h"

#include "strata/model/extend.h"

/* Those that the layer offers, picked with even chances; at most one unless it holds many. */
static uint32_t pick(const struct small *small, struct test_random *random, layer_id layer,
                     struct choice *to)
{
    uint32_t count = 0;

    for (component_id i = 0; i < small->catalog.component_count && count < CHOICES_MAX; i++) {
        if (small->catalog.components[i].own || catalog_placement(&small->catalog, i, layer) == NULL
            || test_random_below(random, 3) != 0) {
            continue;
        }
        to[count++] = small_chosen(layer, i);
        if (!small->catalog.layers[layer].many) {
            break;
        }
    }
    return count;
}

struct design random_design(struct small *small, struct test_random *random)
{
    struct choice choices[SMALL_LAYERS * CHOICES_MAX];
    struct design design;
    uint32_t count = 0;

    for (layer_id layer = 0; layer < small->catalog.layer_count; layer++) {
        count += pick(small, random, layer, choices + count);
    }
    design = small_design(small, test_random_below(random, SMALL_SCALES), choices, count);
    small_regions(&design, test_random_below(random, 4));
    return design;
}

void random_design_put(struct small *small, struct design *design, layer_id layer,
                       component_id component)
{
    struct choice *all = arena_new_array(small->arena, struct choice, design->choice_count + 1);
    uint32_t count = 0, i = 0;

    for (; i < design->choice_count && design->choices[i].layer < layer; i++) {
        all[count++] = design->choices[i];
    }
    if (component != NONE) {
        all[count++] = small_chosen(layer, component);
    }
    for (; i < design->choice_count; i++) {
        if (design->choices[i].layer != layer) {
            all[count++] = design->choices[i];
        }
    }
    design->choices = all;
    design->choice_count = count;
}

void random_own_rows(struct small *small)
{
    const struct price exact = { 7 * MICRO + 1, 7 * MICRO + 1, 7 * MICRO + 1 };
    const struct price range = { 0, 100 * MICRO, 1000 * MICRO };
    const struct own_component rows[] = {
        { STR("store"), STR("Store: \"ours\""), L_VECTORS, KIND_SERVICE, BOX_OWN, OWN_PRICE_GIVEN,
          range, 1u << STARTUP | 1u << SOLO },
        { STR("store"),
          STR("Store"),
          L_VECTORS,
          KIND_SERVICE,
          BOX_INSIDE,
          OWN_PRICE_UNKNOWN,
          { 0 },
          0 },
        { STR("no"),
          STR("no"),
          L_FRAMEWORK,
          KIND_LIBRARY,
          BOX_NONE,
          OWN_PRICE_NOTHING,
          { 0 },
          1u << ENTERPRISE },
        { STR("1"), STR("# \xe6\xbc\xa2"), L_WORKHORSE, KIND_SERVICE, BOX_OWN, OWN_PRICE_GIVEN,
          exact, 0 },
        { STR("rule"), STR("{a: b}"), L_POLICY, KIND_POLICY, BOX_OWN, OWN_PRICE_UNKNOWN, { 0 }, 0 },
        { STR("trace"), STR("- -"), L_TRACING, KIND_PRACTICE, BOX_OWN, OWN_PRICE_GIVEN, range, 7 },
    };

    catalog_extend(&small->catalog, rows, sizeof(rows) / sizeof(rows[0]), small->arena,
                   small->arena, &small->catalog);
}

void random_own(struct small *small, struct test_random *random, struct design *design)
{
    const struct catalog *catalog = &small->catalog;
    component_id *own = arena_new_array(small->arena, component_id, catalog->component_count);

    design->own = own;
    for (component_id i = 0; i < catalog->component_count; i++) {
        bool twin = i > 0 && design_owns(design, i - 1)
                    && catalog->components[i].id.at == catalog->components[i - 1].id.at;

        if (!catalog->components[i].own || twin || test_random_below(random, 2) == 0) {
            continue;
        }
        own[design->own_count++] = i;
        if (test_random_below(random, 2) == 0) {
            random_design_put(small, design, catalog_own(catalog, i).layer, i);
        }
    }
}
