/* Designs as files: what is written is read back equal, and nothing that a person wrote is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "strata/base/text.h"
#include "strata/model/shares.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/memory.h"
#include "support/random_design.h"
#include "support/small_prices.h"
#include "support/str.h"

struct fixture {
    struct test_memory memory;
    struct arena arena;
    struct diag_list diags;
    struct small small;
};

static void add_rule(struct small *small, const char *id)
{
    *builder_add(&small->builder, rule) =
        (struct rule){ .id = small_text(small, id), .take = NONE, .instead = NONE };
}

static int setup(void **state)
{
    static struct fixture fixture;

    test_memory_init(&fixture.memory);
    arena_init(&fixture.arena, &fixture.memory.memory);
    diag_init(&fixture.diags, &fixture.arena);
    small_begin(&fixture.small, &fixture.arena);
    small_plan(&fixture.small, PINECONE, "standard", (struct plan){ 0 });
    small_plan(&fixture.small, PINECONE, "no", (struct plan){ 0 });
    add_rule(&fixture.small, "too-early");
    add_rule(&fixture.small, "no");
    small_end(&fixture.small);
    random_own_rows(&fixture.small);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_release(&fixture->arena);
    test_memory_check(&fixture->memory);
    return 0;
}

static struct design read_back(struct fixture *f, struct str text)
{
    struct design design;

    if (!store_read_design(&f->small.catalog, STR("written.yaml"), text, &f->arena, &design,
                           &f->diags)) {
        print_message("%.*s\n%.*s\n", STR_ARG(text),
                      STR_ARG(folder_messages(&f->diags, &f->arena)));
        fail();
    }
    return design;
}

/* Written and read it is equal, and written again the same bytes. */
static void check_round(struct fixture *f, const struct design *design, bool explain)
{
    struct str text = store_write_design(&f->small.catalog, design, explain, &f->arena);
    struct design again = read_back(f, text);

    if (!design_eq(design, &again)) {
        print_message("%.*s\n", STR_ARG(text));
    }
    assert_true(design_eq(design, &again));
    assert_str_equal(store_write_design(&f->small.catalog, &again, false, &f->arena), text);
}

static struct choice *put_choices(struct fixture *f, struct design *design,
                                  const struct choice *choices, uint32_t count)
{
    struct choice *copy = arena_new_array(&f->arena, struct choice, count);

    memcpy(copy, choices, count * sizeof(*copy));
    design->choices = copy;
    design->choice_count = count;
    return copy;
}

/* ---- the form ---- */

static void test_form(void **state)
{
    struct fixture *f = *state;
    struct str regions[] = { STR("EU West"), STR("us, east") };
    struct figure_value figures[] = { { F_QUERIES, 5 * MICRO }, { F_SHARE, MICRO / 2 } };
    struct note notes[] = { { L_VECTORS, STR("Because: the team knows it.") } };
    struct acceptance accepted[] = {
        { 0, PINECONE, STR("A trial, until spring: \"agreed\""), 20600 },
        { 1, NONE, STR("no"), 20000 },
    };
    struct design design = design_empty(STARTUP, STR("Doc Q&A, startup"));
    struct choice choices[] = {
        { L_WORKHORSE, SONNET, NONE, 50 * MICRO },
        { L_WORKHORSE, GPT_MINI, NONE, 0 },
        { L_CHEAP, HAIKU, NONE, 0 },
        { L_VECTORS, PINECONE, catalog_find_plan(&f->small.catalog, PINECONE, STR("no")), 0 },
        { L_TRACING, LANGFUSE, NONE, 0 },
        { L_TRACING, DATADOG, NONE, 0 },
    };

    put_choices(f, &design, choices, 6);
    design.regions = regions;
    design.region_count = 2;
    design.figures = figures;
    design.figure_count = 2;
    design.notes = notes;
    design.note_count = 1;
    design.needs = UINT64_C(1) << NEED_RESIDENCY;
    design.accepted = accepted;
    design.accepted_count = 2;
    golden_check(folder_tests("designs/written.yaml", &f->arena),
                 store_write_design(&f->small.catalog, &design, false, &f->arena));
    golden_check(folder_tests("designs/explained.yaml", &f->arena),
                 store_write_design(&f->small.catalog, &design, true, &f->arena));
    check_round(f, &design, false);
    check_round(f, &design, true);
}

static void test_empty(void **state)
{
    struct fixture *f = *state;
    struct design design = design_empty(SOLO, STR(""));

    assert_str(store_write_design(&f->small.catalog, &design, false, &f->arena),
               "strata: 1\ntitle: \"\"\nscale: solo\n\nworkload:\n  like: solo\n");
    check_round(f, &design, false);
    check_round(f, &design, true);
}

/* ---- any text ---- */

static const char *const hostile[] = {
    "no",
    "No",
    "yes",
    "true",
    "null",
    "~",
    "1e3",
    "017",
    "0x10",
    "12:30",
    "2026-01-01",
    ".5",
    "+1",
    "-1",
    "-",
    "- a",
    "--- x",
    "...",
    "?",
    "? a",
    ":",
    ": a",
    "a: b",
    "a:b",
    "a:",
    "a #b",
    "#b",
    "a#b",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "'",
    "\"",
    "it's",
    "say \"no\"",
    "back\\slash",
    "\\",
    "\\n",
    "%a",
    "@a",
    "`a`",
    "{a}",
    "[a]",
    "a, b",
    "a]",
    "{",
    "}",
    "=",
    "<<",
    "<a>",
    " a",
    "a ",
    "  ",
    "ä",
    "漢字: 1",
    "e\xcc\x81",
    "🙂 #1",
    "a\xc2\xa0"
    "b",
    "'a' 'b'",
    "key: [",
    "x\"y: z",
    "y",
    "N",
    "on",
    "Off",
    "NULL",
    "0",
    "1_000",
    "1.5",
    "0b1",
    "a?b",
    "?a",
};
#define HOSTILE (sizeof(hostile) / sizeof(hostile[0]))

static void test_hostile_texts(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < HOSTILE; i++) {
        struct str clean = text_clean(&f->arena, str_from(hostile[i]));
        struct str regions[] = { clean, STR("second") };
        struct note notes[] = { { L_EVAL, clean } };
        struct design design = design_empty(SOLO, clean);

        design.regions = regions;
        design.region_count = 2;
        design.notes = notes;
        design.note_count = 1;
        check_round(f, &design, false);
        check_round(f, &design, true);
    }
}

/* Pieces that mean something to YAML, glued together at random. */
static struct str random_text(struct fixture *f, struct test_random *random)
{
    static const char *const pieces[] = {
        ":",        " ",    "#",  "-", "\"", "'",  "\\", "[",
        "]",        "{",    "}",  ",", "&",  "*",  "!",  "|",
        ">",        "%",    "@",  "`", "?",  "=",  "a",  "no",
        "1",        "ä",    "漢", ".", "<",  "\t", "\n", "\xe2\x80\xae",
        "\x1b[31m", "\x80", "~"
    };
    struct strbuf buf = { .arena = &f->arena };

    for (uint32_t i = test_random_below(random, 12); i > 0; i--) {
        strbuf_addz(&buf, pieces[test_random_below(random, sizeof(pieces) / sizeof(pieces[0]))]);
    }
    return text_clean(&f->arena, strbuf_str(&buf));
}

/* A design whose shares are not all of the demand cannot be read. */
static void settle_shares(struct fixture *f, struct choice *choices, uint32_t count)
{
    for (uint32_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && choices[next].layer == choices[i].layer; next++) {
        }
        shares_settle(&f->small.catalog, choices + i, next - i, NONE);
    }
}

static struct design any_design(struct fixture *f, struct test_random *random)
{
    struct design design = random_design(&f->small, random);
    struct str *regions = arena_new_array(&f->arena, struct str, 2);
    struct acceptance *accepted = arena_new_array(&f->arena, struct acceptance, 3);
    struct note *notes = arena_new_array(&f->arena, struct note, 2);
    struct choice *choices = put_choices(f, &design, design.choices, design.choice_count);

    for (uint32_t i = 0; i < design.choice_count; i++) {
        if (f->small.catalog.layers[choices[i].layer].shares && test_random_below(random, 2) == 0) {
            choices[i].share = test_random_below(random, 10) * MICRO / 3;
        }
        if (choices[i].component == PINECONE && test_random_below(random, 2) == 0) {
            choices[i].plan =
                f->small.catalog.components[PINECONE].plans.first + test_random_below(random, 2);
        }
    }
    random_own(&f->small, random, &design);
    settle_shares(f, put_choices(f, &design, design.choices, design.choice_count),
                  design.choice_count);
    for (uint32_t i = 0; i < 3; i++) { /* in their order: (0, SONNET), (0, NONE), (1, NONE) */
        struct str text = random_text(f, random);

        accepted[i] =
            (struct acceptance){ i / 2, i == 0 ? SONNET : NONE, text.len > 0 ? text : STR("r"),
                                 (day)test_random_below(random, 100000) };
    }
    design.accepted = accepted + test_random_below(random, 2);
    design.accepted_count = test_random_below(random, 3);
    design.title = random_text(f, random);
    for (uint32_t i = 0; i < 2; i++) {
        regions[i] = random_text(f, random);
        notes[i] = (struct note){ L_GATEWAY + i * 3, random_text(f, random) };
    }
    design.regions = regions;
    design.region_count = str_eq(regions[0], regions[1]) ? 1 : 2;
    design.notes = notes;
    design.note_count = notes[0].text.len > 0 && notes[1].text.len > 0 ? 2 : 0;
    return design;
}

static void test_random_designs(void **state)
{
    struct fixture *f = *state;
    struct test_random random = { 2 };

    for (int i = 0; i < 400; i++) {
        struct design design = any_design(f, &random);

        check_round(f, &design, i % 4 == 0);
    }
}

/* A text that nobody cleaned is cleaned on the way out, so that the file can be read. */
static void test_dirty_text(void **state)
{
    struct fixture *f = *state;
    struct design design = design_empty(SOLO, STR("two\nlines\x1b[31m"));
    struct str text = store_write_design(&f->small.catalog, &design, false, &f->arena);

    assert_str(read_back(f, text).title, "two lines<U+001B>[31m");
}

/* ---- comments ---- */

static uint32_t count_lines(struct str text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.len; i++) {
        count += text.at[i] == '\n';
    }
    return count;
}

/* Comments strewn over a file: on lines of their own, with any indentation, and behind what is
 * there. */
static struct str strew(struct fixture *f, struct test_random *random, struct str text,
                        uint32_t *ret_count)
{
    struct strbuf buf = { .arena = &f->arena };
    size_t from = 0;
    uint32_t count = 0;

    for (uint32_t line = count_lines(text); line > 0; line--) {
        size_t end = from;

        while (text.at[end] != '\n') {
            end++;
        }
        for (; test_random_below(random, 4) == 0; count++) {
            strbuf_addf(&buf, "%*s#<%u> own%s", (int)test_random_below(random, 6), "",
                        (unsigned)count, test_random_below(random, 3) == 0 ? "\n\n" : "\n");
        }
        strbuf_add(&buf, str_part(text, from, end - from));
        if (end > from && test_random_below(random, 4) == 0) {
            strbuf_addf(&buf, " #<%u> behind", (unsigned)count++);
        }
        strbuf_add_char(&buf, '\n');
        from = end + 1;
    }
    for (; test_random_below(random, 3) == 0; count++) {
        strbuf_addf(&buf, "%*s#<%u> end\n", (int)test_random_below(random, 6), "", (unsigned)count);
    }
    *ret_count = count;
    return strbuf_str(&buf);
}

static void check_all_there(struct str text, uint32_t count, struct arena *arena)
{
    for (uint32_t i = 0; i < count; i++) {
        size_t at;

        if (str_find(text, str_format(arena, "#<%u> ", (unsigned)i), &at)) {
            continue;
        }
        print_message("%.*s\n", STR_ARG(text));
        fail_msg("comment %u is lost", (unsigned)i);
    }
}

static void test_comments_stay(void **state)
{
    struct fixture *f = *state;
    struct test_random random = { 3 };

    for (int i = 0; i < 400; i++) {
        struct design design = any_design(f, &random);
        uint32_t count;
        struct str bare = store_write_design(&f->small.catalog, &design, i % 5 == 0, &f->arena);
        struct str strewn = strew(f, &random, bare, &count);
        struct design read = read_back(f, strewn);
        struct str written = store_write_design(&f->small.catalog, &read, false, &f->arena);

        assert_true(design_eq(&design, &read));
        check_all_there(written, count, &f->arena);
        check_round(f, &read, false);
    }
}

/* What was commented is taken out of the design: the comment stays all the same. */
static void test_comments_of_what_is_gone(void **state)
{
    struct fixture *f = *state;
    struct test_random random = { 4 };

    for (int i = 0; i < 400; i++) {
        struct design design = any_design(f, &random);
        struct design other = any_design(f, &random);
        uint32_t count;
        struct str bare = store_write_design(&f->small.catalog, &design, false, &f->arena);
        struct design read = read_back(f, strew(f, &random, bare, &count));

        other.comments = read.comments;
        other.comment_count = read.comment_count;
        check_all_there(store_write_design(&f->small.catalog, &other, false, &f->arena), count,
                        &f->arena);
        check_round(f, &other, false);
        check_all_there(store_write_design(&f->small.catalog, &other, true, &f->arena), count,
                        &f->arena);
    }
}

/* Files as people write them, and what saving makes of them. */
static void test_kept_comments(void **state)
{
    struct fixture *f = *state;
    const char *folder = folder_tests("designs/comments", &f->arena);
    const char *const *names;
    uint32_t count = folder_names(folder, ".yaml", &f->arena, &names);

    assert_true(count > 0);
    for (uint32_t i = 0; i < count; i++) {
        const char *path =
            str_terminated(&f->arena, str_format(&f->arena, "%s/%s.yaml", folder, names[i]));
        struct design design = read_back(f, folder_read(path, &f->arena));

        golden_check(
            str_terminated(&f->arena, str_format(&f->arena, "%s/%s.saved", folder, names[i])),
            store_write_design(&f->small.catalog, &design, false, &f->arena));
        check_round(f, &design, false);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_form),
        TEST(test_empty),
        TEST(test_hostile_texts),
        TEST(test_random_designs),
        TEST(test_dirty_text),
        TEST(test_comments_stay),
        TEST(test_comments_of_what_is_gone),
        TEST(test_kept_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
