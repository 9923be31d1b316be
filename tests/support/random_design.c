#include "support/random_design.h"

/* Those that the layer offers, picked with even chances; at most one unless it holds many. */
static uint32_t pick(const struct small *small, struct test_random *random, layer_id layer,
                     struct choice *to)
{
    uint32_t count = 0;

    for (component_id i = 0; i < small->catalog.component_count && count < CHOICES_MAX; i++) {
        if (catalog_placement(&small->catalog, i, layer) == NULL
            || test_random_below(random, 3) != 0)
            continue;
        to[count++] = small_chosen(layer, i);
        if (!small->catalog.layers[layer].many)
            break;
    }
    return count;
}

struct design random_design(struct small *small, struct test_random *random)
{
    struct choice choices[SMALL_LAYERS * CHOICES_MAX];
    struct design design;
    uint32_t count = 0;

    for (layer_id layer = 0; layer < small->catalog.layer_count; layer++)
        count += pick(small, random, layer, choices + count);
    design = small_design(small, test_random_below(random, SMALL_SCALES), choices, count);
    small_regions(&design, test_random_below(random, 4));
    return design;
}

void random_design_put(struct small *small, struct design *design, layer_id layer,
                       component_id component)
{
    struct choice *all = arena_new_array(small->arena, struct choice, design->choice_count + 1);
    uint32_t count = 0, i = 0;

    for (; i < design->choice_count && design->choices[i].layer < layer; i++)
        all[count++] = design->choices[i];
    if (component != NONE)
        all[count++] = small_chosen(layer, component);
    for (; i < design->choice_count; i++)
        if (design->choices[i].layer != layer)
            all[count++] = design->choices[i];
    design->choices = all;
    design->choice_count = count;
}
