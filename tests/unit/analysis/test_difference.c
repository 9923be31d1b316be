#include "strata/analysis/difference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/random_design.h"
#include "support/small_fixture.h"
#include "support/str.h"

static struct review *review_of(struct fixture *fixture, struct design design)
{
    struct review *review = arena_new(&fixture->arena, struct review);

    assert_true(
        review_make(&fixture->small.catalog, &design, 0, &fixture->arena, review, &fixture->diags));
    return review;
}

static struct difference difference_of(struct fixture *fixture, struct design before,
                                       struct design after)
{
    struct difference difference;

    difference_make(review_of(fixture, before), review_of(fixture, after), &fixture->arena,
                    &difference);
    return difference;
}

/* "+Portkey" and so on: the boxes that are not the same, in their order. */
static struct str marked_boxes(const struct overlay *overlay, struct arena *arena)
{
    struct strbuf text = { .arena = arena };

    for (uint32_t i = 0; i < overlay->architecture.box_count; i++) {
        if (overlay->box_marks[i] != MARK_SAME) {
            strbuf_addf(&text, "%c%.*s ", mark_sign(overlay->box_marks[i]),
                        STR_ARG(overlay->architecture.boxes[i].label));
        }
    }
    return strbuf_str(&text);
}

static struct str marked_arrows(const struct overlay *overlay, struct arena *arena)
{
    const struct architecture *all = &overlay->architecture;
    struct strbuf text = { .arena = arena };

    for (uint32_t i = 0; i < all->arrow_count; i++) {
        if (overlay->arrow_marks[i] != MARK_SAME) {
            strbuf_addf(&text, "%c%.*s>%.*s ", mark_sign(overlay->arrow_marks[i]),
                        STR_ARG(all->boxes[all->arrows[i].from].label),
                        STR_ARG(all->boxes[all->arrows[i].to].label));
        }
    }
    return strbuf_str(&text);
}

static void test_acceptances(void **state)
{
    static const struct acceptance before[] = { { 0, PGVECTOR, { "a", 1 }, 7 },
                                                { 0, PINECONE, { "b", 1 }, 7 } };
    static const struct acceptance after[] = { { 0, PINECONE, { "b", 1 }, 8 },
                                               { 0, NONE, { "c", 1 }, 7 } };
    struct fixture *fixture = *state;
    struct design a = small_startup(&fixture->small), b = a;
    struct difference difference;

    a.accepted = before;
    b.accepted = after;
    a.accepted_count = b.accepted_count = 2;
    difference = difference_of(fixture, a, b);
    assert_false(difference_none(&difference));
    assert_int_equal(difference.acceptance_count, 3);
    assert_int_equal(difference.acceptances[0].mark, MARK_CHANGED);
    assert_int_equal(difference.acceptances[0].before->until, 7);
    assert_int_equal(difference.acceptances[0].after->until, 8);
    assert_int_equal(difference.acceptances[1].mark, MARK_ADDED);
    assert_int_equal(difference.acceptances[1].after->component, NONE);
    assert_int_equal(difference.acceptances[2].mark, MARK_REMOVED);
    assert_int_equal(difference.acceptances[2].before->component, PGVECTOR);
    difference = difference_of(fixture, a, a);
    assert_true(difference_none(&difference));
}

static void test_a_design_and_itself(void **state)
{
    struct fixture *fixture = *state;
    struct design design = small_startup(&fixture->small);
    struct difference difference = difference_of(fixture, design, design);

    assert_true(difference_none(&difference));
    assert_int_equal(difference.overlay.architecture.box_count, 10);
    assert_int_equal(difference.overlay.architecture.solid_count, 8);
}

static void test_a_gateway_comes(void **state)
{
    struct fixture *fixture = *state;
    struct design before = small_solo(&fixture->small), after = before;
    struct difference difference;

    random_design_put(&fixture->small, &after, L_GATEWAY, PORTKEY);
    difference = difference_of(fixture, before, after);
    assert_false(difference_none(&difference));
    assert_str(marked_boxes(&difference.overlay, &fixture->arena), "+Portkey ");
    assert_str(marked_arrows(&difference.overlay, &fixture->arena),
               "+Next.js on Vercel>Portkey +Portkey>Claude Sonnet +Portkey>OpenAI embeddings "
               "+Portkey>Langfuse -Next.js on Vercel>Claude Sonnet "
               "-Next.js on Vercel>OpenAI embeddings ");
    assert_int_equal(difference.layer_count, 1);
    assert_int_equal(difference.layers[0].layer, L_GATEWAY);
    assert_int_equal(difference.layers[0].mark, MARK_ADDED);
    assert_str(difference.layers[0].after, "Portkey");
    assert_int_equal(difference.line_count, 1);
    assert_int_equal(difference.lines[0].mark, MARK_ADDED);
    assert_int_equal(difference.lines[0].after->cost.likely, DOLLARS(412));
    assert_int_equal(difference.change.likely, DOLLARS(412));
}

static void test_a_swap_is_one_gone_and_one_new(void **state)
{
    struct fixture *fixture = *state;
    struct design before = small_solo(&fixture->small), after = before;
    const struct figure_value one = { F_QUERIES, MICRO };
    struct difference difference;

    random_design_put(&fixture->small, &after, L_VECTORS, PINECONE);
    after.figures = &one;
    after.figure_count = 1;
    difference = difference_of(fixture, before, after);
    assert_str(marked_boxes(&difference.overlay, &fixture->arena),
               "+Pinecone -Supabase + pgvector ");
    assert_int_equal(difference.layers[0].mark, MARK_CHANGED);
    assert_str(difference.layers[0].before, "pgvector");
    assert_str(difference.layers[0].after, "Pinecone");
    assert_int_equal(difference.finding_count, 1);
    assert_int_equal(difference.findings[0].mark, MARK_ADDED);
    assert_int_equal(difference.figures[0].figure, F_QUERIES);
    assert_true(difference.figures[0].given);
    assert_int_equal(difference.figures[0].after, MICRO);
    assert_false(difference.figures[difference.figure_count - 1].given); /* follows from it */
}

/* Another model on an endpoint that is there already: the same box, with another label. */
static void test_a_box_with_another_label(void **state)
{
    struct fixture *fixture = *state;
    struct design before = small_solo(&fixture->small), after = before;
    struct difference difference;

    random_design_put(&fixture->small, &after, L_CHEAP, HAIKU);
    difference = difference_of(fixture, before, after);
    assert_str(marked_boxes(&difference.overlay, &fixture->arena),
               "~Claude Sonnet + Claude Haiku ");
    assert_int_equal(difference.overlay.architecture.box_count, 5);
}

static void test_words_of_the_person(void **state)
{
    struct fixture *fixture = *state;
    struct design before = small_solo(&fixture->small), after = before;
    const struct note note = { L_VECTORS, STR("Known to the team.") };
    struct choice *choices = arena_new_array(&fixture->arena, struct choice, before.choice_count);
    struct difference difference;

    for (uint32_t i = 0; i < before.choice_count; i++) {
        choices[i] = before.choices[i];
    }
    choices[0].share = 40 * MICRO;
    after.choices = choices;
    after.notes = &note;
    after.note_count = 1;
    after.title = STR("Another title");
    after.scale = STARTUP;
    after.needs = UINT64_C(1) << NEED_RESIDENCY;
    small_regions(&after, 2);
    difference = difference_of(fixture, before, after);
    assert_true(difference.title && difference.scale && difference.needs && difference.regions);
    assert_int_equal(difference.note_count, 1);
    assert_str(difference.notes[0].before, "");
    assert_str(difference.notes[0].after, "Known to the team.");
    assert_str(difference.layers[0].before, "Claude Sonnet");
    assert_str(difference.layers[0].after, "Claude Sonnet 40 %");
}

static void test_nothing_and_something(void **state)
{
    struct fixture *fixture = *state;
    struct design empty = design_empty(SOLO, STR("Nothing")), full = small_solo(&fixture->small);
    struct difference gone = difference_of(fixture, full, empty);
    struct difference come = difference_of(fixture, empty, full);

    assert_int_equal(gone.overlay.architecture.box_count, 5);
    assert_int_equal(gone.overlay.architecture.solid_count, 0);
    assert_int_equal(gone.layers[0].mark, MARK_REMOVED);
    assert_int_equal(come.overlay.architecture.box_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(gone.overlay.box_marks[i], MARK_REMOVED);
        assert_int_equal(come.overlay.box_marks[i], MARK_ADDED);
    }
}

/* ---- any two designs ---- */

static bool has_box(const struct architecture *in, struct str id)
{
    for (uint32_t i = 0; i < in->box_count; i++) {
        if (str_eq(in->boxes[i].id, id)) {
            return true;
        }
    }
    return false;
}

/* The overlay without what has the mark `left_out` is exactly this architecture: the same boxes and
 * arrows; if it is the later one, `in_order` and with the same labels. */
static void assert_without(const struct overlay *overlay, enum mark left_out,
                           const struct architecture *expected, bool in_order)
{
    const struct architecture *all = &overlay->architecture;
    uint32_t boxes = 0, arrows = 0;

    for (uint32_t i = 0; i < all->box_count; i++) {
        if (overlay->box_marks[i] == left_out) {
            continue;
        }
        assert_true(has_box(expected, all->boxes[i].id));
        if (in_order) {
            assert_str_equal(all->boxes[i].id, expected->boxes[boxes].id);
            assert_str_equal(all->boxes[i].label, expected->boxes[boxes].label);
        }
        boxes++;
    }
    assert_int_equal(boxes, expected->box_count);
    for (uint32_t i = 0; i < all->arrow_count; i++) {
        const struct arrow *arrow = &all->arrows[i];
        bool found = false;

        if (overlay->arrow_marks[i] == left_out) {
            continue;
        }
        for (uint32_t k = 0; k < expected->arrow_count && !found; k++) {
            found = str_eq(all->boxes[arrow->from].id, expected->boxes[expected->arrows[k].from].id)
                    && str_eq(all->boxes[arrow->to].id, expected->boxes[expected->arrows[k].to].id)
                    && (!in_order || arrow->dashed == expected->arrows[k].dashed);
        }
        assert_true(found);
        arrows++;
    }
    assert_int_equal(arrows, expected->arrow_count);
}

static void test_any_two_designs(void **state)
{
    struct fixture *fixture = *state;

    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct test_random random = { seed };
        struct design before = random_design(&fixture->small, &random);
        struct design after = random_design(&fixture->small, &random);
        struct difference there = difference_of(fixture, before, after);
        struct difference back = difference_of(fixture, after, before);
        money sum = 0;

        assert_without(&there.overlay, MARK_REMOVED, &there.after->architecture, true);
        assert_without(&there.overlay, MARK_ADDED, &there.before->architecture, false);
        assert_int_equal(there.overlay.architecture.box_count, back.overlay.architecture.box_count);
        assert_int_equal(there.overlay.architecture.arrow_count,
                         back.overlay.architecture.arrow_count);
        assert_int_equal(there.layer_count, back.layer_count);
        assert_int_equal(there.finding_count, back.finding_count);
        assert_int_equal(there.line_count, back.line_count);
        for (uint32_t i = 0; i < there.line_count; i++) {
            sum += (there.lines[i].after ? there.lines[i].after->cost.likely : 0)
                   - (there.lines[i].before ? there.lines[i].before->cost.likely : 0);
        }
        assert_int_equal(sum, there.change.likely);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, small_setup_priced, small_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_design_and_itself),      TEST(test_acceptances),
        TEST(test_a_gateway_comes),          TEST(test_a_swap_is_one_gone_and_one_new),
        TEST(test_a_box_with_another_label), TEST(test_words_of_the_person),
        TEST(test_nothing_and_something),    TEST(test_any_two_designs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
