#include "support/sample_review.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/small_prices.h"

/* What breaks writers and readers of DOT, SVG, XML, HTML, JSON, CSV and terminals. */
const struct str sample_hostile_texts[] = {
    STR("</text><script>alert(1)</script>"),
    STR("\"/><image href=\"http://e/\" onload=\"alert(1)\"/>"),
    STR("ends in a backslash\\"),
    STR(", URL=<javascript:alert(1)>]}"),
    STR("\\\";alert('XSS');//"),
    STR("\\N \\G \\L \\E \\T \\H \\l \\r \\n"),
    STR("&lt;b&gt; &amp;amp; &#14; &#x41; &bogus; & &;"),
    STR("<b>HTML-like</b>"),
    STR("<>"),
    STR("}\n; subgraph cluster_x { evil [label=\"gotcha\"] }"),
    STR("a -> b; c -> d //"),
    STR("/* not a comment */ -- and --> <!-- <![CDATA[ ]]> <?php ?>"),
    STR("\x1b[31mred\x1b[0m \x07 \x9b"),
    STR("\xe2\x80\xaegnirts desrever\xe2\x80\xac"),
    STR("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb zero\xe2\x80\x8bwidth \xef\xbb\xbf"),
    STR("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe5\x90\x8d\xe5\x89\x8d"),
    STR("\xed\xa0\x80 \xc0\xaf \xff\xfe \xf4\x90\x80\x80"),
    STR("\xef\xbf\xbe \xef\xbf\xbf \xee\x80\x80 \xf3\xa0\x80\x81"),
    STR("nul\0inside"),
    STR("=HYPERLINK(\"http://e\",\"x\")"),
    STR("| pipes | and * stars * | `ticks`"),
    STR("%s%n%d"),
    STR("-."),
    STR(""),
    STR("   "),
    STR("averyveryveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanyblank"),
    STR("many short words that go on and on and on and on and on and on and on and on and on"),
    STR("quotes '\" \xe2\x80\x9c\xe2\x80\x9d `"),
    STR("Z\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87"),
    STR("node"),
    STR("\r\nContent-Type: text/html\r\n\r\n"),
};
const uint32_t sample_hostile_count =
    (uint32_t)(sizeof(sample_hostile_texts) / sizeof(sample_hostile_texts[0]));

/* ---- the catalogue ---- */

/* Which of four groups a layer is in. */
static const group_id group_of[SMALL_LAYERS] = {
    [L_WORKHORSE] = 1, [L_CHEAP] = 1,     [L_EMBEDDINGS] = 1, [L_GATEWAY] = 2, [L_NETWORK] = 4,
    [L_VECTORS] = 2,   [L_SCHEDULER] = 2, [L_INGESTION] = 2,  [L_TRACING] = 3, [L_EVAL] = 3,
    [L_SIEM] = 3,      [L_SECRETS] = 4,   [L_FRAMEWORK] = 2,  [L_HOSTING] = 4, [L_DATABASE] = 2,
    [L_ERRORS] = 3,    [L_POLICY] = 4,
};

static void add_groups(struct small *small)
{
    static const char *const names[] = { "Models and providers", "Application layer",
                                         "Eval and observability", "Hosting and infra" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct group *group = builder_add(&small->builder, group);
        group->id = small_text(small, names[i]);
        group->name = small_text(small, names[i]);
    }
    for (uint32_t i = 0; i < SMALL_LAYERS; i++) {
        small->builder.layers.items[i].group = group_of[i];
    }
}

static void add_prices(struct small *small)
{
    const struct small_term term = { "answers", L_WORKHORSE, { F_TOTAL, NONE } };
    meter_id tokens = small_meter(small, "tokens", &term, 1);

    small_plan(small, SONNET, "list", (struct plan){ .minimum = DOLLARS(5) });
    small_metered(small, "input", tokens, 1000000 * MICRO, DOLLARS(3));
    small_plan(small, SUPABASE, "pro", (struct plan){ .confidence = CONFIDENCE_ESTIMATE });
    small_fixed(small, "base fee", (struct price){ DOLLARS(20), DOLLARS(25), DOLLARS(40) });
    small_plan(small, NEXTJS, "team", (struct plan){ 0 });
    small_fixed(small, "seats", FLAT(DOLLARS(20)));
    struct charge support = { .kind = CHARGE_PERCENT, .rate = 10 * MICRO, .forgotten = true };
    small_charge(small, "support", support, NULL, 0);
}

static void add_rule(struct small *small)
{
    struct rule *rule = builder_add(&small->builder, rule);
    rule->id = small_text(small, "hosted-vectors");
    rule->name = small_text(small, "Hosted vectors");
    rule->text = small_text(small, "{component} is hosted.");
    rule->right = small_text(small, "From 100,000 vectors.");
    rule->severity = SEVERITY_WARNING;
    rule->trigger = TRIGGER_CHOSEN;
    rule->tag = TAG_HOSTED_VECTORS;
}

int sample_setup(void **state)
{
    struct sample *sample = malloc(sizeof(*sample));
    *state = sample;
    if (sample == NULL) {
        return -1;
    }
    test_memory_init(&sample->memory);
    arena_init(&sample->arena, &sample->memory.memory);
    diag_init(&sample->diags, &sample->arena);
    small_begin(&sample->small, &sample->arena);
    add_groups(&sample->small);
    add_prices(&sample->small);
    add_rule(&sample->small);
    small_end(&sample->small);
    return 0;
}

int sample_teardown(void **state)
{
    struct sample *sample = *state;
    arena_release(&sample->arena);
    test_memory_check(&sample->memory);
    free(sample);
    return 0;
}

/* ---- reviews ---- */

static void review(struct sample *sample, struct design design, const char *title)
{
    design.title = str_from(title);
    bool made = review_make(&sample->small.catalog, &design, 0, &sample->arena, &sample->review,
                            &sample->diags);
    assert_true(made);
}

void sample_solo(struct sample *sample)
{
    review(sample, small_solo(&sample->small), "Doc Q&A, solo");
}

void sample_startup(struct sample *sample)
{
    review(sample, small_startup(&sample->small), "Doc Q&A, startup");
}

void sample_enterprise(struct sample *sample)
{
    review(sample, small_enterprise(&sample->small), "Doc Q&A, enterprise");
}

void sample_empty(struct sample *sample)
{
    review(sample, design_empty(SOLO, STR("")), "");
}

void sample_implied(struct sample *sample)
{
    sample_startup(sample);
    struct box *box = &sample->review.architecture.boxes[0];
    box->implied = true;
    box->label = STR("Your app");
    box->layer = NONE;
    box->member_count = 0;
}

void sample_overlay(struct sample *sample, struct overlay *ret)
{
    const struct architecture *architecture = &sample->review.architecture;
    *ret = (struct overlay){
        .architecture = *architecture,
        .box_marks = arena_new_array(&sample->arena, enum mark, architecture->box_count),
        .arrow_marks = arena_new_array(&sample->arena, enum mark, architecture->arrow_count),
    };
    for (uint32_t i = 0; i < 3; i++) {
        ret->box_marks[i] = MARK_ADDED + i;
        ret->arrow_marks[i] = MARK_ADDED + i;
    }
}

/* ---- hostile ones ---- */

static struct str hostile(uint32_t number)
{
    return sample_hostile_texts[number % sample_hostile_count];
}

static void make_catalog_hostile(struct small *small, uint32_t seed)
{
    struct builder *builder = &small->builder;
    uint32_t number = seed;

    small_begin(small, small->arena);
    add_groups(small);
    add_prices(small);
    add_rule(small);
    for (uint32_t i = 0; i < builder->groups.count; i++) {
        builder->groups.items[i].name = builder_text(builder, hostile(number++));
    }
    for (uint32_t i = 0; i < builder->layers.count; i++) {
        builder->layers.items[i].name = builder_text(builder, hostile(number++));
    }
    for (uint32_t i = 0; i < builder->components.count; i++) {
        struct component *component = &builder->components.items[i];
        component->name = builder_text(builder, hostile(number++));
        component->short_name = builder_text(builder, hostile(number++));
        component->what = builder_text(builder, hostile(number++));
    }
    for (uint32_t i = 0; i < builder->charges.count; i++) {
        builder->charges.items[i].label = builder_text(builder, hostile(number++));
    }
    for (uint32_t i = 0; i < builder->meters.count; i++) {
        builder->meters.items[i].unit = builder_text(builder, hostile(number++));
    }
    vec_last(&builder->rules)->text = builder_text(builder, hostile(number++));
    small_end(small);
}

void sample_hostile(struct sample *sample, uint32_t seed, bool ids)
{
    uint32_t number = seed;
    make_catalog_hostile(&sample->small, seed);
    struct design design = small_enterprise(&sample->small);
    struct str *regions = arena_new_array(&sample->arena, struct str, 2);
    regions[0] = hostile(number++);
    regions[1] = hostile(number++);
    review(sample, design, "");
    sample->review.design.regions = regions;
    sample->review.design.title = hostile(number++);

    struct architecture *architecture = &sample->review.architecture;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        architecture->boxes[i].label = hostile(number++);
        architecture->boxes[i].id = ids ? hostile(number++) : architecture->boxes[i].id;
    }
    for (uint32_t i = 0; i < architecture->arrow_count; i++) {
        architecture->arrows[i].label = hostile(number++);
    }
    for (uint32_t i = 0; i < sample->review.bill.line_count; i++) {
        sample->review.bill.lines[i].label = hostile(number++);
    }
}

/* ---- large ones ---- */

void sample_grid(struct sample *sample, uint32_t columns, uint32_t rows)
{
    struct arena *arena = &sample->arena;
    struct architecture *architecture = &sample->review.architecture;
    sample_empty(sample);
    *architecture = (struct architecture){
        .boxes = arena_new_array(arena, struct box, (size_t)columns * rows),
        .arrows = arena_new_array(arena, struct arrow, (size_t)columns * rows * 2),
    };
    for (uint32_t i = 0; i < columns * rows; i++) {
        architecture->boxes[architecture->box_count++] = (struct box){
            .id = str_format(arena, "box-%u", i),
            .label = str_format(arena, "Box number %u", i),
            .layer = i % SMALL_LAYERS,
            .region = NONE,
        };
        for (uint32_t next = i + rows; next < i + rows + 2 && next < columns * rows; next++) {
            architecture->arrows[architecture->arrow_count++] =
                (struct arrow){ .from = i, .to = next, .label = STR("calls") };
        }
    }
    architecture->solid_count = architecture->arrow_count;
}
