#include "support/random_architecture.h"

static const struct str names[] = {
    STR("App"),
    STR("Next.js on Vercel"),
    STR("Bedrock Claude + Bedrock Haiku + Bedrock Guardrails"),
    STR("Verylongnamewithoutanyblankatallthathastobecut"),
    STR("日本語の名前"),
    STR("Ünïcödé namë"),
    STR("e\xcc\x81\xcc\xa3 stacked"),
    STR("─┼┐▶ [lines] │"),
    STR("\"quotes\" \\ and ~ + - signs"),
    STR("x"),
};
#define NAME_COUNT (uint32_t)(sizeof(names) / sizeof(names[0]))

static enum mark any_mark(struct test_random *random)
{
    uint32_t which = test_random_below(random, 8);

    return which < MARK__COUNT ? (enum mark)which : MARK_SAME;
}

static void make_boxes(const struct catalog *catalog, struct test_random *random,
                       struct arena *arena, struct random_architecture *to)
{
    uint32_t spread = 1 + test_random_below(random, catalog->layer_count);

    for (uint32_t i = 0; i < to->architecture.box_count; i++) {
        struct box *box = &to->architecture.boxes[i];
        bool layered = test_random_below(random, 12) != 0;

        *box = (struct box){
            .id = str_format(arena, "box-%u", (unsigned)i),
            .label = names[test_random_below(random, NAME_COUNT)],
            .roles = 1ull << test_random_below(random, catalog->role_count),
            .endpoint = NONE,
            .layer = layered ? i * spread / to->architecture.box_count : NONE,
            .region = to->region_count > 0 && test_random_below(random, 3) != 0
                          ? test_random_below(random, to->region_count)
                          : NONE,
            .observer = test_random_below(random, 4) == 0,
        };
        to->box_marks[i] = any_mark(random);
    }
}

static bool is_known(const struct architecture *in, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < in->arrow_count; i++) {
        if (in->arrows[i].from == from && in->arrows[i].to == to) {
            return true;
        }
    }
    return false;
}

/* Mostly from earlier boxes to later ones, as calls go; or without any order. */
static void make_arrows(struct test_random *random, uint32_t wanted, struct random_architecture *to)
{
    struct architecture *in = &to->architecture;
    bool wild = test_random_below(random, 3) == 0;

    for (uint32_t i = 0; i < wanted; i++) {
        uint32_t a = test_random_below(random, in->box_count);
        uint32_t b = test_random_below(random, in->box_count);
        bool dashed = test_random_below(random, 3) == 0;

        if (!wild && a > b) {
            uint32_t swapped = a;

            a = b;
            b = swapped;
        }
        if (is_known(in, a, b) || (a == b && !wild)) {
            continue;
        }
        to->arrow_marks[in->arrow_count] = any_mark(random);
        in->arrows[in->arrow_count++] = (struct arrow){ .from = a, .to = b, .dashed = dashed };
        *(dashed ? &in->dashed_count : &in->solid_count) += 1;
    }
}

void random_architecture(const struct catalog *catalog, uint32_t boxes, struct test_random *random,
                         struct arena *arena, struct random_architecture *ret)
{
    uint32_t dense = test_random_below(random, 8) == 0 ? 5 : 2;
    uint32_t wanted = test_random_below(random, dense * boxes + 2);

    *ret = (struct random_architecture){
        .architecture = { .boxes = arena_new_array(arena, struct box, boxes),
                          .box_count = boxes,
                          .arrows = arena_new_array(arena, struct arrow, wanted) },
        .box_marks = arena_new_array(arena, enum mark, boxes),
        .arrow_marks = arena_new_array(arena, enum mark, wanted),
        .regions = { STR("eu-west"), STR("Ost (日本)"), STR("a region with a rather long name") },
        .region_count = test_random_below(random, 4),
    };
    make_boxes(catalog, random, arena, ret);
    make_arrows(random, wanted, ret);
}
