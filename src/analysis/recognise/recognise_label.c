#include "analysis/recognise/recognise_label.h"

#include <stdlib.h>
#include <string.h>

#define NAME_WORDS 12   /* the longest names have fewer */
#define KIND_WORDS 4    /* of what an LLM is called, say */
#define SLIP_WORDS 3    /* of what is compared letter by letter */
#define DETAIL_WORDS 40 /* in longer labels, only names as they are written are looked for */
#define HUMP_BYTES 5    /* of a name within one run of letters: "Git" is none in "GitHub" */

struct search {
    const struct names *names;
    struct arena *arena;
    struct str label;
    enum label_of of;
    struct label_words words;
    VEC(struct found) found;
};

/* ---- windows of words ---- */

/* Unused, and of one bullet. */
static bool is_free(const struct search *search, uint32_t first, uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++) {
        if (search->words.list[i].used || (i > first && search->words.list[i].item)) {
            return false;
        }
    }
    return true;
}

/* Is it all of a part: between a "+" and a line end, say? */
static bool is_part(const struct search *search, uint32_t first, uint32_t count)
{
    const struct label_word *last = &search->words.list[first + count - 1];
    return search->words.list[first].begins && last->ends;
}

/* Does it begin or end inside a run of letters? */
static bool is_torn(const struct search *search, uint32_t first, uint32_t count)
{
    const struct label_word *list = search->words.list;
    uint32_t behind = first + count;
    return (list[first].glued && !list[first].version)
           || (behind < search->words.count && list[behind].glued && !list[behind].version);
}

/* How many words from `at` on, before `end`, say nothing beside a name: small ones, versions, and
 * words for the kind of thing that the component is (any kind, if it is NONE). */
static uint32_t plain_at(const struct search *search, uint32_t at, uint32_t end,
                         component_id component)
{
    const struct label_word *word = &search->words.list[at];
    if (word->small || word->version || names_has(search->names, LEXICON_EMPTY, word->text)) {
        return 1;
    }
    for (uint32_t count = end - at < KIND_WORDS ? end - at : KIND_WORDS; count > 0; count--) {
        char bytes[LABEL_KEY_BYTES];
        struct str key = label_key(&search->words, at, count, false, bytes);
        layer_id layer;
        if (index_find(&search->names->kinds, key, &layer)
            && (component == NONE
                || catalog_placement(search->names->catalog, component, layer) != NULL)) {
            return count;
        }
    }
    return 0;
}

/* Does its part of the label name nothing else? */
static bool is_alone(const struct search *search, uint32_t first, uint32_t count,
                     component_id component)
{
    const struct label_word *list = search->words.list;
    uint32_t at = first, end = first + count;
    while (!list[at].begins) {
        at--;
    }
    while (!list[end - 1].ends) {
        end++;
    }
    while (at < end) {
        uint32_t plain =
            at == first ? count : plain_at(search, at, at < first ? first : end, component);
        if (plain == 0) {
            return false;
        }
        at += plain;
    }
    return true;
}

/* "env" in "app-env", "Cloud" in "CloudFront": a piece of a longer word. */
static bool is_piece(const struct search *search, uint32_t first, uint32_t count)
{
    const struct label_word *list = search->words.list;
    uint32_t behind = first + count;
    return list[first].glued || list[first].joined
           || (behind < search->words.count && !list[behind].version
               && (list[behind].glued || list[behind].joined));
}

/* An ordinary word that is not there for itself. */
static bool is_mere_word(const struct search *search, struct str key, uint32_t first,
                         uint32_t count, component_id component)
{
    return names_has(search->names, LEXICON_ORDINARY, key)
           && (is_piece(search, first, count) || !is_alone(search, first, count, component));
}

/* A parenthesis that is open at the end is closed, for those who read it. */
static struct str words_of(const struct search *search, uint32_t first, uint32_t count)
{
    size_t from = search->words.list[first].from;
    size_t to = search->words.list[first + count - 1].to;
    struct str words = str_part(search->label, from, to - from);
    size_t at;
    bool open = str_find(words, STR("("), &at) && !str_find(words, STR(")"), &at);
    return open ? str_format(search->arena, "%.*s)", STR_ARG(words)) : words;
}

static void add(struct search *search, enum found_kind kind, uint32_t row, enum certainty certainty,
                uint32_t first, uint32_t count)
{
    *vec_add(&search->found, search->arena) = (struct found){
        .kind = kind,
        .row = row,
        .certainty = certainty,
        .part = is_part(search, first, count),
        .open = kind == FOUND_VENDOR || kind == FOUND_BRAND ? !is_alone(search, first, count, NONE)
                                                            : false,
        .words = words_of(search, first, count),
        .at = search->words.list[first].from,
    };
    for (uint32_t i = first; i < first + count; i++) {
        search->words.list[i].used = true;
    }
}

/* ---- names as they are written ---- */

static bool try_layer(struct search *search, struct str key, uint32_t first, uint32_t count)
{
    layer_id layer;
    bool piece = is_piece(search, first, count) && names_has(search->names, LEXICON_ORDINARY, key);
    if (!piece && index_find(&search->names->kinds, key, &layer)) {
        add(search, FOUND_LAYER, layer, CERTAINTY_KIND, first, count);
        return true;
    }
    if (names_has(search->names, LEXICON_OUTSIDE, key)) {
        add(search, FOUND_OUTSIDE, NONE, CERTAINTY_KIND, first, count);
        return true;
    }
    return false;
}

/* "Next.js on Vercel" may be an alias of what its first part names alone: then the rest says more. */
static bool says_more(const struct search *search, uint32_t first, uint32_t count,
                      component_id component)
{
    for (uint32_t i = 1; i < count; i++) {
        char bytes[LABEL_KEY_BYTES];
        struct str key = label_key(&search->words, first, i, false, bytes);
        uint32_t row;
        if (search->words.list[first + i - 1].ends && index_find(&search->names->exact, key, &row)
            && search->names->list.items[row].component == component) {
            return true;
        }
    }
    return false;
}

/* "CLI" behind a name: another product of the vendor. */
static bool is_other_product(const struct search *search, uint32_t first, uint32_t count)
{
    uint32_t behind = first + count;
    return behind < search->words.count && !search->words.list[behind].begins
           && names_has(search->names, LEXICON_OTHER, search->words.list[behind].text);
}

/* "OpenAI via LiteLLM" may as well mean the library of that name, if there is one; NONE if not. */
static component_id library_of(const struct search *search, uint32_t first, struct str key,
                               component_id component)
{
    struct str before = first > 0 ? search->words.list[first - 1].text : (struct str){ 0 };
    bool means = str_is(before, "via") || str_is(before, "using") || str_is(before, "with");
    return means ? names_library(search->names, component, key) : NONE;
}

/* Words that name less than they seem to. Returns true if that is settled. */
static bool try_less(struct search *search, struct str key, const struct known_name *name,
                     uint32_t first, uint32_t count)
{
    const struct names *names = search->names;
    const struct component *row = &names->catalog->components[name->component];
    bool broad = search->of == LABEL_BOX && names_has(names, LEXICON_BROAD, key);
    if (is_other_product(search, first, count)
        || (broad && !is_alone(search, first, count, name->component))) {
        add(search, FOUND_VENDOR, name->component, CERTAINTY_VENDOR, first, count);
        search->found.items[search->found.count - 1].open = true;
        return true;
    }
    if (row->generic && !name->whole) {
        add(search, FOUND_LAYER, names->catalog->placements[row->placements.first].layer,
            CERTAINTY_KIND, first, count);
        return true;
    }
    return name->ordinary && is_part(search, first, count) && try_layer(search, key, first, count);
}

static bool try_name(struct search *search, struct str key, uint32_t first, uint32_t count)
{
    uint32_t row;
    if (!index_find(&search->names->exact, key, &row)) {
        return false;
    }
    const struct known_name *name = &search->names->list.items[row];
    bool part = is_part(search, first, count);
    if (says_more(search, first, count, name->component)
        || is_mere_word(search, key, first, count, name->component)) {
        return false;
    }
    if (try_less(search, key, name, first, count)) {
        return true;
    }
    component_id library = library_of(search, first, key, name->component);
    enum certainty certainty = name->ordinary && part    ? CERTAINTY_WORD
                               : part && library == NONE ? CERTAINTY_EXACT
                                                         : CERTAINTY_NAMED;
    add(search, FOUND_COMPONENT, library != NONE ? library : name->component, certainty, first,
        count);
    return true;
}

/* The 2 of "Pinecone (2 nodes)" is no version. */
static bool has_own_version(const struct label_words *words, uint32_t first, uint32_t count)
{
    bool found = false;
    for (uint32_t i = first; i < first + count; i++) {
        if (words->list[i].version && (i == first || words->list[i].begins)) {
            return false;
        }
        found = found || words->list[i].version;
    }
    return found;
}

/* "gpt-4o mini" is "GPT-5 mini" with another version. */
static bool try_version(struct search *search, uint32_t first, uint32_t count)
{
    char bytes[LABEL_KEY_BYTES];
    const struct label_words *words = &search->words;
    struct str key = label_key(words, first, count, true, bytes);
    uint32_t row;
    if (!has_own_version(words, first, count) || key.len < 3
        || names_has(search->names, LEXICON_ORDINARY, key)
        || (!index_find(&search->names->exact, key, &row)
            && !index_find(&search->names->plain, key, &row))) {
        return false;
    }
    const struct known_name *name = &search->names->list.items[row];
    if (try_less(search, key, name, first, count)) {
        return true;
    }
    add(search, FOUND_COMPONENT, name->component, CERTAINTY_VERSION, first, count);
    return true;
}

static bool try_vendor(struct search *search, struct str key, uint32_t first, uint32_t count)
{
    component_id component = names_vendor(search->names, key);
    if (component == NONE || is_mere_word(search, key, first, count, NONE)) {
        return false;
    }
    add(search, FOUND_VENDOR, component, CERTAINTY_VENDOR, first, count);
    return true;
}

static void try_window(struct search *search, uint32_t first, uint32_t count)
{
    char bytes[LABEL_KEY_BYTES];
    struct str key = label_key(&search->words, first, count, false, bytes);
    if (key.len < 2 || (is_torn(search, first, count) && key.len < HUMP_BYTES)) {
        return;
    }
    (void)(try_name(search, key, first, count) || try_version(search, first, count)
           || try_layer(search, key, first, count) || try_vendor(search, key, first, count));
}

/* The longest first: "Claude Sonnet" before "Claude". */
static void find_names(struct search *search)
{
    uint32_t most = search->words.count < NAME_WORDS ? search->words.count : NAME_WORDS;
    for (uint32_t count = most; count > 0; count--) {
        for (uint32_t first = 0; first + count <= search->words.count; first++) {
            if (is_free(search, first, count)) {
                try_window(search, first, count);
            }
        }
    }
}

/* ---- names that are not quite as they should be ---- */

static void take_scattered(struct search *search, struct label_words line, uint32_t row)
{
    const struct known_name *name = &search->names->list.items[row];
    uint32_t from = (uint32_t)(line.list - search->words.list);
    uint32_t first = NONE, last = 0;
    for (uint32_t i = 0; i < line.count; i++) {
        struct label_word *word = &line.list[i];
        for (uint32_t k = 0; k < name->words.count && !word->used; k++) {
            if (!word->small && str_eq(word->text, name->words.list[k].text)) {
                word->used = true;
                first = first == NONE ? i : first;
                last = i;
            }
        }
    }
    *vec_add(&search->found, search->arena) = (struct found){
        .kind = FOUND_COMPONENT,
        .row = name->component,
        .certainty = CERTAINTY_SCATTERED,
        .words = words_of(search, from + first, last - first + 1),
        .at = line.list[first].from,
    };
}

/* In each line and bullet by itself. */
static void find_scattered(struct search *search)
{
    for (uint32_t i = 0; i < search->words.count;) {
        struct label_words line = { &search->words.list[i], 1 };
        uint32_t row;
        while (i + line.count < search->words.count && !line.list[line.count].line
               && !line.list[line.count].item) {
            line.count++;
        }
        while ((row = names_scattered(search->names, &line)) != NONE) {
            take_scattered(search, line, row);
        }
        i += line.count;
    }
}

static void find_brands(struct search *search)
{
    for (uint32_t i = 0; i < search->words.count; i++) {
        const struct label_word *word = &search->words.list[i];
        component_id component = word->used ? NONE : names_brand(search->names, word->text);
        bool open = component != NONE && !is_alone(search, i, 1, NONE);
        if (component != NONE) {
            add(search, FOUND_BRAND, component, open ? CERTAINTY_VENDOR : CERTAINTY_BRAND, i, 1);
        }
    }
}

static void find_misspelt(struct search *search)
{
    for (uint32_t count = SLIP_WORDS; count > 0; count--) {
        for (uint32_t first = 0; first + count <= search->words.count; first++) {
            char bytes[LABEL_KEY_BYTES];
            if (!is_free(search, first, count) || is_torn(search, first, count)) {
                continue;
            }
            struct str key = label_key(&search->words, first, count, false, bytes);
            uint32_t row = key.len < NAMES_NEAR_BYTES ? NONE : names_near(search->names, key);
            if (row != NONE) {
                add(search, FOUND_COMPONENT, search->names->list.items[row].component,
                    CERTAINTY_SPELLING, first, count);
            }
        }
    }
}

/* ---- what names nothing ---- */

static bool is_in_name(char c)
{
    return c != ' ' && c != '\n' && c != '\t' && strchr("(),;\"'`<>[]{}", c) == NULL;
}

/* "deep-merge.ts", "/api/chat", "./src/modal": a file or a path, unless it is a name as a whole. */
static bool is_file(const struct search *search, struct str run, uint32_t first, uint32_t count)
{
    const struct label_word *last = &search->words.list[first + count - 1];
    char bytes[LABEL_KEY_BYTES];
    struct str key = label_key(&search->words, first, count, false, bytes);
    bool path = str_starts(run, STR("/")) || str_starts(run, STR("./"))
                || str_starts(run, STR("../")) || str_starts(run, STR("~/"));
    bool ending = count > 1 && last->joined && search->label.at[last->from - 1] == '.'
                  && names_has(search->names, LEXICON_ENDINGS, last->text);
    return path || (ending && !index_find(&search->names->exact, key, NULL));
}

/* Takes the words of files and paths out of the search. */
static void skip_files(struct search *search)
{
    struct label_word *list = search->words.list;
    for (uint32_t i = 0; i < search->words.count;) {
        size_t from = list[i].from, to = list[i].to;
        uint32_t count = 0;
        while (from > 0 && is_in_name(search->label.at[from - 1])) {
            from--;
        }
        while (to < search->label.len && is_in_name(search->label.at[to])) {
            to++;
        }
        while (i + count < search->words.count && list[i + count].from < to) {
            count++;
        }
        if (is_file(search, str_part(search->label, from, to - from), i, count)) {
            for (uint32_t k = i; k < i + count; k++) {
                list[k].used = true;
            }
        }
        i += count;
    }
}

/* ---- the rest ---- */

static bool says_something(const struct search *search, uint32_t word)
{
    const struct label_word *row = &search->words.list[word];
    return !row->used && !row->small && !row->version && row->text.len > 1
           && !names_has(search->names, LEXICON_EMPTY, row->text);
}

/* Parts in which no word was used are told as they are written, others by their unused words. */
static struct str rest_of(struct search *search)
{
    struct strbuf rest = { .arena = search->arena };
    for (uint32_t i = 0; i < search->words.count;) {
        uint32_t end = i;
        bool something = false;
        while (end < search->words.count && !search->words.list[end].used
               && (end == i || !search->words.list[end].begins)) {
            something = something || says_something(search, end);
            end++;
        }
        if (something) {
            strbuf_addz(&rest, rest.len > 0 ? " / " : "");
            strbuf_add(&rest, words_of(search, i, end - i));
        }
        i = end > i ? end : i + 1;
    }
    return strbuf_str(&rest);
}

static int by_place(const void *a, const void *b)
{
    size_t at = ((const struct found *)a)->at, other = ((const struct found *)b)->at;
    return at < other ? -1 : at > other;
}

void recognise_label(const struct names *names, struct str label, enum label_of of,
                     struct arena *arena, struct findings_of_label *ret)
{
    struct search search = { .names = names, .arena = arena, .label = label, .of = of };
    search.words = label_words(label, arena);
    skip_files(&search);
    find_names(&search);
    if (search.words.count <= DETAIL_WORDS) {
        find_scattered(&search);
        find_brands(&search);
        find_misspelt(&search);
    }
    if (search.found.count > 1) {
        qsort(search.found.items, search.found.count, sizeof(*search.found.items), by_place);
    }
    *ret = (struct findings_of_label){ search.found.items, search.found.count, rest_of(&search) };
}
