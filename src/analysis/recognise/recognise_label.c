#include "analysis/recognise/recognise_label.h"

#include <stdlib.h>

#define NAME_WORDS 12   /* the longest names have fewer */
#define SLIP_WORDS 3    /* of what is compared letter by letter */
#define DETAIL_WORDS 40 /* in longer labels, only names as they are written are looked for */
#define HUMP_BYTES 5    /* of a name within one run of letters: "Git" is none in "GitHub" */

struct search {
    const struct names *names;
    struct arena *arena;
    struct str label;
    struct label_words words;
    VEC(struct found) found;
};

/* ---- windows of words ---- */

static bool is_free(const struct search *search, uint32_t first, uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++) {
        if (search->words.list[i].used) {
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
    if (index_find(&search->names->kinds, key, &layer)) {
        add(search, FOUND_LAYER, layer, CERTAINTY_KIND, first, count);
        return true;
    }
    if (index_find(&search->names->outside, key, NULL)) {
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

/* An ordinary word is the name of a product only where it stands alone, and is no word for a kind of
 * thing. */
static bool try_name(struct search *search, struct str key, uint32_t first, uint32_t count)
{
    uint32_t row;
    if (!index_find(&search->names->exact, key, &row)) {
        return false;
    }
    const struct known_name *name = &search->names->list.items[row];
    bool part = is_part(search, first, count);
    bool ordinary = index_find(&search->names->ordinary, key, NULL);
    if ((ordinary && !part) || says_more(search, first, count, name->component)) {
        return false;
    }
    if (name->ordinary && try_layer(search, key, first, count)) {
        return true;
    }
    enum certainty certainty = name->ordinary ? CERTAINTY_WORD
                               : part         ? CERTAINTY_EXACT
                                              : CERTAINTY_NAMED;
    add(search, FOUND_COMPONENT, name->component, certainty, first, count);
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
        || index_find(&search->names->ordinary, key, NULL)
        || (!index_find(&search->names->exact, key, &row)
            && !index_find(&search->names->plain, key, &row))) {
        return false;
    }
    add(search, FOUND_COMPONENT, search->names->list.items[row].component, CERTAINTY_VERSION, first,
        count);
    return true;
}

static bool try_vendor(struct search *search, struct str key, uint32_t first, uint32_t count)
{
    component_id component = names_vendor(search->names, key);
    if (component == NONE
        || (index_find(&search->names->ordinary, key, NULL) && !is_part(search, first, count))) {
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
           || try_vendor(search, key, first, count) || try_layer(search, key, first, count));
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

static void find_scattered(struct search *search)
{
    uint32_t row;
    while ((row = names_scattered(search->names, &search->words)) != NONE) {
        const struct known_name *name = &search->names->list.items[row];
        uint32_t first = NONE, last = 0;
        for (uint32_t i = 0; i < search->words.count; i++) {
            struct label_word *word = &search->words.list[i];
            for (uint32_t k = 0; k < name->words.count && !word->used; k++) {
                if (!word->small && str_eq(word->text, name->words.list[k].text)) {
                    word->used = true;
                    first = first == NONE ? i : first;
                    last = i;
                }
            }
        }
        *vec_add(&search->found, search->arena) = (struct found){
            FOUND_COMPONENT,
            name->component,
            CERTAINTY_SCATTERED,
            false,
            words_of(search, first, last - first + 1),
            search->words.list[first].from,
        };
    }
}

static void find_brands(struct search *search)
{
    for (uint32_t i = 0; i < search->words.count; i++) {
        const struct label_word *word = &search->words.list[i];
        component_id component = word->used ? NONE : names_brand(search->names, word->text);
        if (component != NONE) {
            add(search, FOUND_BRAND, component, CERTAINTY_BRAND, i, 1);
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

/* ---- the rest ---- */

static bool says_something(const struct search *search, uint32_t word)
{
    const struct label_word *row = &search->words.list[word];
    return !row->used && !row->small && !row->version && row->text.len > 1
           && !index_find(&search->names->empty, row->text, NULL);
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

void recognise_label(const struct names *names, struct str label, struct arena *arena,
                     struct findings_of_label *ret)
{
    struct search search = { .names = names, .arena = arena, .label = label };
    search.words = label_words(label, arena);
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
