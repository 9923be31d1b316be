/* What a catalogue's files become. Their mistakes are in tests/catalogs/bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "strata/base/index.h"
#include "strata/base/money.h"
#include "strata/store/store.h"
#include "support/folder.h"
#include "support/random.h"
#include "support/str.h"

struct block {
    const void *at;
    size_t size;
    struct catalog catalog;
};

static struct block read_files(struct fixture *f, const struct folder *folder)
{
    struct block block;

    if (!store_read_catalog(folder->files.items, folder->files.count, &f->arena, &block.at,
                            &block.size, &f->diags)) {
        fail_msg("%.*s", STR_ARG(folder_messages(&f->diags, &f->arena)));
    }
    assert_true(catalog_open(&block.catalog, block.at, block.size));
    return block;
}

static struct folder base_folder(struct fixture *f)
{
    struct folder folder = { 0 };

    folder_add_file(&folder, folder_tests("catalogs/base.yaml", &f->arena), "base.yaml", &f->arena);
    return folder;
}

static void add_text(struct fixture *f, struct folder *folder, const char *path, const char *text)
{
    *vec_add(&folder->files, &f->arena) = (struct store_file){ .name = str_from(path),
                                                               .path = str_from(path),
                                                               .bytes = str_from(text) };
}

static struct str text_of(const struct block *block, struct text text)
{
    return catalog_text(&block->catalog, text);
}

static void test_table(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct block block = read_files(f, &folder);
    const struct catalog *c = &block.catalog;

    assert_str(text_of(&block, c->head.id), "base");
    assert_str(text_of(&block, c->head.date), "2026-11-23");
    assert_int_equal(c->scale_count, 2);
    assert_int_equal(c->scales[0].providers_max, 1);
    assert_int_equal(c->scales[1].providers_max, 0);
    assert_int_equal(c->layer_count, 2);
    assert_str(text_of(&block, c->layers[1].name), "Gateway");
    assert_true(c->layers[1].many && c->layers[1].shares && !c->layers[1].surrounding);
    assert_int_equal(c->layers[0].weight, 1);
    assert_int_equal(c->layers[0].stand_in, NONE);
    assert_int_equal(c->cell_count, 4);
    assert_str(text_of(&block, catalog_cell(c, 1, 0)->text), "none");
    assert_int_equal(catalog_cell(c, 1, 0)->take.count, 0);
    assert_true(catalog_cell_takes(c, 0, 1, catalog_find_component(c, STR("pinecone"))));
    assert_true(catalog_cell_takes(c, 0, 0, catalog_find_component(c, STR("pgvector"))));
    assert_true(c->roles[2].observer && c->roles[2].shared && !c->roles[2].apart);
    assert_str(text_of(&block, c->roles[0].implied), "Your app");
    assert_int_equal(c->calls[0].from.count, 1);
    assert_int_equal(c->refs[c->calls[0].to.first], 1);
    assert_int_equal(c->tag_count, 2);
    assert_true(c->tags[1].need);
}

static void test_components(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct block block = read_files(f, &folder);
    const struct catalog *c = &block.catalog;
    const struct component *pinecone = &c->components[catalog_find_component(c, STR("pinecone"))];
    const struct component *pgvector = &c->components[catalog_find_component(c, STR("pgvector"))];
    const struct plan *plan = &c->plans[pinecone->plans.first];
    const struct charge *charge = &c->charges[plan->charges.first];

    assert_int_equal(pgvector->kind, KIND_LIBRARY);
    assert_int_equal(pgvector->pricing, PRICING_NOTHING);
    assert_str(text_of(&block, pgvector->pricing_note), "Free software.");
    assert_int_equal(pgvector->scales, 1);
    assert_int_equal(pgvector->endpoint, NONE);
    assert_str(text_of(&block, pgvector->short_name), "pgvector");
    assert_int_equal(pinecone->scales, 2);
    assert_int_equal(pinecone->tags, 1);
    assert_int_equal(pinecone->endpoint, 0);
    assert_int_equal(pinecone->plans.count, 2);
    assert_int_equal(c->components[2].scales, 0);
    assert_int_equal(c->components[2].pricing, PRICING_UNKNOWN);
    assert_true(plan->minimum == 50 * MICRO);
    assert_int_equal(plan->charges.count, 1);
    assert_int_equal(charge->kind, CHARGE_METER);
    assert_true(charge->per == 1000 * MICRO);
    assert_int_equal(charge->tiers.count, 1);
    assert_true(c->tiers[charge->tiers.first].up_to == INT64_MAX);
    assert_true(c->tiers[charge->tiers.first].price.high == MICRO / 2);
    assert_int_equal(c->placements[pinecone->placements.first].box, BOX_OWN);
    assert_int_equal(c->placements[pinecone->placements.first].role, 1);
}

/* Each figure stands behind what it is made of, wherever it stands in the file. */
static void test_figure_order(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct block block;
    const struct catalog *c;

    add_text(
        f, &folder, "a.yaml",
        "figures:\n  - { id: top, name: N, unit: u, what: w, product: [middle, users], times: 0.5 }\n"
        "  - { id: middle, name: N, unit: u, what: w, sum: [bottom, cached] }\n"
        "  - { id: bottom, name: N, unit: u, what: w, rest-of: cache-share, percent: true }\n"
        "meters:\n  - { id: top-meter, name: m, unit: u, terms: [{ for: t, figures: [top] }] }\n");
    block = read_files(f, &folder);
    c = &block.catalog;
    assert_int_equal(c->figure_count, 7);
    for (figure_id i = 0; i < c->figure_count; i++) {
        for (uint32_t k = 0; k < c->figures[i].factors.count; k++) {
            assert_true(c->refs[c->figures[i].factors.first + k] < i);
        }
    }
    figure_id top = catalog_find_figure(c, STR("top"));
    assert_int_equal(c->figures[top].source, FIGURE_PRODUCT);
    assert_true(c->figures[top].times == MICRO / 2);
    assert_int_equal(c->refs[c->figures[top].factors.first], catalog_find_figure(c, STR("middle")));
    assert_int_equal(c->refs[c->terms[0].factors.first], top);
    assert_int_equal(c->figures[catalog_find_figure(c, STR("bottom"))].source, FIGURE_REST);
    assert_true(c->numbers[c->figures[catalog_find_figure(c, STR("users"))].defaults.first + 1]
                == 10000 * MICRO);
}

/* A long chain of figures, each made of the next one in the file: no recursion, no quadratic
 * search. */
static void test_long_chain(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct strbuf buf = { .arena = &f->arena };
    struct block block;

    strbuf_addz(&buf, "figures:\n");
    for (unsigned i = 0; i < 20000; i++) {
        strbuf_addf(&buf, "  - { id: f%u, name: N, unit: u, what: w, sum: [f%u] }\n", i, i + 1);
    }
    strbuf_addz(&buf, "  - { id: f20000, name: N, unit: u, what: w, default: 1 }\n");
    add_text(f, &folder, "a.yaml", str_terminated(&f->arena, strbuf_str(&buf)));
    block = read_files(f, &folder);
    assert_int_equal(block.catalog.figure_count, 20005);
    assert_str(text_of(&block, block.catalog.figures[0].id), "f20000");
}

static void test_judgement(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct block block;
    const struct catalog *c;

    add_text(
        f, &folder, "r.yaml",
        "rules:\n  - { id: r, name: R, topic: t, severity: warning, on: { chosen: hosted }, text: x,\n"
        "      all: [{ below: [users, 1_000] }, { needed: residency }, providers-over-scale],\n"
        "      unless: { scale-below: startup }, fix: { take: pgvector } }\n"
        "  - { id: e, name: E, severity: error, on: { status: retired }, text: x, fix: take-scale }\n"
        "hallmarks: { scale: startup, weight: 3, text: x, why: w, all: { chosen-at-least: [hosted, 2] } }\n");
    block = read_files(f, &folder);
    c = &block.catalog;
    assert_int_equal(c->rule_count, 2);
    assert_int_equal(c->rules[0].severity, SEVERITY_WARNING);
    assert_int_equal(c->rules[0].trigger, TRIGGER_CHOSEN);
    assert_int_equal(c->rules[0].tag, 0);
    assert_int_equal(c->rules[0].all.count, 3);
    assert_int_equal(c->conditions[c->rules[0].all.first].kind, CONDITION_BELOW);
    assert_true(c->conditions[c->rules[0].all.first].number == 1000 * MICRO);
    assert_int_equal(c->conditions[c->rules[0].all.first + 1].tag, 1);
    assert_int_equal(c->conditions[c->rules[0].all.first + 2].kind, CONDITION_PROVIDERS_OVER_SCALE);
    assert_int_equal(c->conditions[c->rules[0].unless.first].scale, 1);
    assert_int_equal(c->rules[0].fix, FIX_TAKE);
    assert_int_equal(c->rules[0].take, catalog_find_component(c, STR("pgvector")));
    assert_int_equal(c->rules[1].trigger, TRIGGER_STATUS);
    assert_int_equal(c->rules[1].status, STATUS_RETIRED);
    assert_int_equal(c->rules[1].fix, FIX_TAKE_SCALE);
    assert_int_equal(c->hallmarks[0].weight, 3);
    assert_int_equal(c->hallmarks[0].scale, 1);
    assert_str(text_of(&block, c->hallmarks[0].why), "w");
}

static void test_alternatives(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct block block;
    const struct catalog *c;

    add_text(
        f, &folder, "a.yaml",
        "alternatives:\n  - { id: own, name: doing it, instead-of: buying it, "
        "counted-in: users, take: [{ layer: gateway, use: new, plan: b }] }\n"
        "components:\n  - { id: new, name: New, kind: service, what: w, "
        "layers: { layer: gateway, box: own }, plans: [\n"
        "    { id: a, name: A, confidence: estimate, charges: [{ label: x, fixed: 1 }] },\n"
        "    { id: b, name: B, confidence: estimate, charges: [{ label: x, fixed: 2 }] }] }\n");
    block = read_files(f, &folder);
    c = &block.catalog;
    assert_int_equal(c->alternative_count, 1);
    assert_str(text_of(&block, c->alternatives[0].name), "doing it");
    assert_str(text_of(&block, c->alternatives[0].instead_of), "buying it");
    assert_int_equal(c->alternatives[0].counted_in, catalog_find_figure(c, STR("users")));
    assert_int_equal(c->alternatives[0].takes.count, 1);
    const struct take *take = &c->takes[c->alternatives[0].takes.first];
    assert_int_equal(take->layer, catalog_find_layer(c, STR("gateway")));
    assert_int_equal(take->component, catalog_find_component(c, STR("new")));
    assert_int_equal(take->plan, catalog_find_plan(c, take->component, STR("b")));
    assert_true(take->plan != NONE);
}

/* The order in which files are handed in is nobody's business; the same files give the same bytes.
 */
static void test_same_bytes(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct block first, second;

    add_text(
        f, &folder, "c.yaml",
        "components:\n  - { id: a, name: A, kind: policy, what: w, layers: { layer: gateway }, pricing: unknown }\n");
    add_text(f, &folder, "z.yaml", "tags: { id: late, name: L }\n");
    first = read_files(f, &folder);
    struct store_file swap = folder.files.items[0];
    folder.files.items[0] = folder.files.items[2];
    folder.files.items[2] = swap;
    second = read_files(f, &folder);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.at, second.at, first.size);
}

/* A file of components only is read item by item: it must give what it gives as a whole. */
static void test_passing_files(void **state)
{
    struct fixture *f = *state;
    struct strbuf buf = { .arena = &f->arena };
    struct folder passing = base_folder(f), kept = base_folder(f);
    struct block one, other;

    strbuf_addz(&buf, "components:\n");
    for (unsigned i = 0; i < 500; i++) {
        strbuf_addf(
            &buf,
            "  - id: c%u\n    name: \"Component \xc3\xa4 %u\"\n    kind: service\n    what: Number %u.\n"
            "    layers: [{ layer: gateway }]\n    aliases: [a%u, b]\n    pricing: unknown\n",
            i, i, i, i);
    }
    const char *text = str_terminated(&f->arena, strbuf_str(&buf));
    add_text(f, &passing, "c.yaml", text);
    add_text(f, &kept, "c.yaml", str_terminated(&f->arena, str_format(&f->arena, "---\n%s", text)));
    one = read_files(f, &passing);
    other = read_files(f, &kept);
    assert_int_equal(one.catalog.component_count, 504);
    assert_int_equal(one.size, other.size);
    assert_memory_equal(one.at, other.at, one.size);
}

/* Nothing of the files is needed afterwards, and no scratch memory stays. */
static void test_memory(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    size_t live = f->memory.live;
    struct block block = read_files(f, &folder);

    assert_true(f->memory.live <= live + 1); /* the block itself */
    for (uint32_t i = 0; i < folder.files.count; i++) {
        char *bytes = arena_alloc(&f->arena, folder.files.items[i].bytes.len);
        memset(bytes, 'x', folder.files.items[i].bytes.len);
    }
    assert_str(text_of(&block, block.catalog.components[0].name), "pgvector");
    assert_int_equal((uintptr_t)block.at % 16, 0);
}

/* Many components: more than any table has room for at first. */
static void test_large(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    struct strbuf buf = { .arena = &f->arena };
    struct block block;

    strbuf_addz(&buf, "components:\n");
    for (unsigned i = 0; i < 20000; i++) {
        strbuf_addf(
            &buf,
            "- { id: c-%u, name: C %u, kind: service, what: Number %u of a great many of them., "
            "layers: { layer: gateway }, pricing: unknown, tags: [hosted], scales: [solo, startup] }\n",
            i, i, i);
    }
    add_text(f, &folder, "c.yaml", str_terminated(&f->arena, strbuf_str(&buf)));
    block = read_files(f, &folder);
    assert_int_equal(block.catalog.component_count, 20004);
    assert_int_not_equal(catalog_find_component(&block.catalog, STR("c-19999")), NONE);
}

/* Every alias of a layer is another word than those of all others, or it could not be found. */
static void test_shipped_layer_aliases(void **state)
{
    struct fixture *f = *state;
    struct folder folder = { 0 };
    struct index known = { .arena = &f->arena };
    uint32_t count = 0;
    folder_add(&folder, "catalog/ai-stack", &f->arena);
    struct block block = read_files(f, &folder);
    for (layer_id i = 0; i < block.catalog.layer_count; i++) {
        struct range aliases = block.catalog.layers[i].aliases;
        for (uint32_t k = aliases.first; k < aliases.first + aliases.count; k++, count++) {
            struct str alias = text_of(&block, block.catalog.other_names[k]);
            if (!index_add(&known, alias, i, NULL)) {
                fail_msg("\"%.*s\" stands twice", STR_ARG(alias));
            }
        }
    }
    assert_true(count > block.catalog.layer_count);
    layer_id vectors = catalog_find_layer(&block.catalog, STR("vector-db"));
    uint32_t layer;
    assert_true(index_find(&known, STR("vector store"), &layer));
    assert_int_equal(layer, vectors);
}

/* Any bytes at all, in any of the files. */
static void test_broken_bytes(void **state)
{
    struct fixture *f = *state;
    struct folder folder = base_folder(f);
    static const char dirt[] = "\n\t :-#[]{},\"'|>&*!%?@\\\0\xff\xc3x0";
    struct str good = folder.files.items[0].bytes;
    struct test_random random = { 11 };

    for (int round = 0; round < 1000; round++) {
        struct arena arena;
        struct diag_list diags;
        const void *block;
        size_t size;

        arena_init(&arena, &f->memory.memory);
        diag_init(&diags, &arena);
        char *bytes = arena_alloc(&arena, good.len);
        memcpy(bytes, good.at, good.len);
        for (uint32_t i = 1 + test_random_below(&random, 3); i > 0; i--) {
            bytes[test_random_below(&random, (uint32_t)good.len)] =
                dirt[test_random_below(&random, sizeof(dirt) - 1)];
        }
        folder.files.items[0].bytes = (struct str){ bytes, good.len };
        bool read = store_read_catalog(folder.files.items, folder.files.count, &arena, &block,
                                       &size, &diags);
        assert_int_equal(read, !diag_failed(&diags));
        arena_release(&arena);
    }
}

/* Each preset of a catalogue in `path` comes back as it was written, and nothing is to be said of it. */
static void read_presets(struct fixture *f, const char *path)
{
    struct folder folder = { 0 };

    folder_add(&folder, path, &f->arena);
    struct block block = read_files(f, &folder);
    assert_str_equal(folder_messages(&f->diags, &f->arena), STR(""));
    assert_int_not_equal(block.catalog.preset_count, 0);
    for (preset_id i = 0; i < block.catalog.preset_count; i++) {
        struct design design, again;
        struct str text;

        assert_true(store_read_preset(&block.catalog, i, &f->arena, &design, &f->diags));
        text = store_write_design(&block.catalog, &design, true, &f->arena);
        assert_true(
            store_read_design(&block.catalog, STR("again"), text, &f->arena, &again, &f->diags));
        assert_true(design_eq(&design, &again));
        assert_str_equal(store_write_design(&block.catalog, &again, false, &f->arena), text);
    }
    assert_int_equal(f->diags.list.count, 0);
}

static void test_shipped(void **state)
{
    read_presets(*state, "catalog/ai-stack");
}

/* What the other tests stand on: its form follows the format, its figures never change. */
static void test_frozen(void **state)
{
    read_presets(*state, folder_tests("catalogs/frozen", &((struct fixture *)*state)->arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_table),        FIXTURE_TEST(test_components),
        FIXTURE_TEST(test_figure_order), FIXTURE_TEST(test_long_chain),
        FIXTURE_TEST(test_judgement),    FIXTURE_TEST(test_alternatives),
        FIXTURE_TEST(test_same_bytes),   FIXTURE_TEST(test_passing_files),
        FIXTURE_TEST(test_memory),       FIXTURE_TEST(test_large),
        FIXTURE_TEST(test_broken_bytes), FIXTURE_TEST(test_shipped),
        FIXTURE_TEST(test_frozen),       FIXTURE_TEST(test_shipped_layer_aliases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
