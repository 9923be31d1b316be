#include "analysis/recognise/names.h"

#include <string.h>

#define SCATTERED_BYTES 8 /* of a name whose words may be apart */
#define PLAIN_BYTES 3     /* of a name without its version */
#define NEAR_TWO_BYTES 9  /* from here on two slips may be in a word */

bool names_has(const struct names *names, enum lexicon lexicon, struct str key)
{
    return index_find(&names->words[lexicon], key, NULL);
}

/* ---- keys ---- */

/* In the arena; empty if it is none. */
static struct str key_of(struct names *names, const struct label_words *words, bool plain)
{
    char bytes[LABEL_KEY_BYTES];
    return str_copy(names->arena, label_key(words, 0, words->count, plain, bytes));
}

static struct str key_of_text(struct names *names, struct str text)
{
    struct label_words words = label_words(text, names->arena);
    return key_of(names, &words, false);
}

/* First byte and length. */
static struct str like_key(char first, size_t len, char bytes[2])
{
    bytes[0] = first;
    bytes[1] = (char)len;
    return (struct str){ bytes, 2 };
}

/* ---- chains ---- */

/* Hangs `row` onto the chain of a key. The row that it hangs on now, or NONE. */
static uint32_t chain_add(struct names *names, struct index *index, struct str key, uint32_t row)
{
    uint32_t old;
    if (index_add(index, key, names->chains.count, &old)) {
        *vec_add(&names->chains, names->arena) = (struct name_chain){ row, row };
        return NONE;
    }
    struct name_chain *chain = &names->chains.items[old];
    uint32_t last = chain->last;
    chain->last = row;
    return last;
}

static uint32_t chain_first(const struct names *names, const struct index *index, struct str key)
{
    uint32_t chain;
    return index_find(index, key, &chain) ? names->chains.items[chain].first : NONE;
}

/* ---- names of components ---- */

static struct str longest_word(const struct label_words *words)
{
    struct str longest = { 0 };
    for (uint32_t i = 0; i < words->count; i++) {
        if (words->list[i].text.len > longest.len && !words->list[i].small) {
            longest = words->list[i].text;
        }
    }
    return longest;
}

static bool has_version(const struct label_words *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        if (words->list[i].version) {
            return true;
        }
    }
    return false;
}

static void index_name(struct names *names, uint32_t row)
{
    struct known_name *name = &names->list.items[row];
    if (name->words.count >= 2 && name->key.len >= SCATTERED_BYTES) {
        uint32_t before = chain_add(names, &names->by_long, longest_word(&name->words), row);
        if (before != NONE) {
            names->list.items[before].next_long = row;
        }
    }
    if (name->key.len >= NAMES_NEAR_BYTES && !names_has(names, LEXICON_ORDINARY, name->key)) {
        char bytes[2];
        struct str like = str_copy(names->arena, like_key(name->key.at[0], name->key.len, bytes));
        uint32_t before = chain_add(names, &names->by_like, like, row);
        if (before != NONE) {
            names->list.items[before].next_like = row;
        }
    }
    struct str plain = key_of(names, &name->words, true);
    if (has_version(&name->words) && plain.len >= PLAIN_BYTES
        && !names_has(names, LEXICON_ORDINARY, plain)) {
        index_add(&names->plain, plain, row, NULL);
    }
}

enum name_of { NAME_WHOLE, NAME_SHORT, NAME_ALIAS };

static void add_name(struct names *names, component_id component, struct str text, enum name_of of)
{
    struct label_words words = label_words(text, names->arena);
    struct str key = key_of(names, &words, false);
    uint32_t row = names->list.count;
    if (key.len < 2 || !index_add(&names->exact, key, row, NULL)) {
        return;
    }
    *vec_add(&names->list, names->arena) = (struct known_name){
        .component = component,
        .key = key,
        .words = words,
        .next_long = NONE,
        .next_like = NONE,
        .whole = of == NAME_WHOLE,
        .ordinary = of == NAME_ALIAS && names_has(names, LEXICON_ORDINARY, key),
    };
    index_name(names, row);
}

static struct str text_of(const struct names *names, struct text text)
{
    return catalog_text(names->catalog, text);
}

/* "Qdrant (Cloud or self-hosted)": what stands in front of the parenthesis. */
static struct str without_parenthesis(struct str text)
{
    size_t at;
    return str_find(text, STR("("), &at) && at > 0 ? str_trim(str_part(text, 0, at)) : text;
}

/* Ids and names of all components come before aliases of any, as in catalog_named_component(). */
static void add_names(struct names *names, const component_id *order)
{
    const struct catalog *catalog = names->catalog;
    uint32_t count = catalog->component_count;
    for (uint32_t i = 0; i < count; i++) {
        const struct component *component = &catalog->components[order[i]];
        add_name(names, order[i], text_of(names, component->id), NAME_WHOLE);
        add_name(names, order[i], text_of(names, component->name), NAME_WHOLE);
        add_name(names, order[i], text_of(names, component->short_name), NAME_SHORT);
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct component *component = &catalog->components[order[i]];
        for (uint32_t k = 0; k < component->aliases.count; k++) {
            struct text alias = catalog->other_names[component->aliases.first + k];
            add_name(names, order[i], text_of(names, alias), NAME_ALIAS);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        struct str name = text_of(names, catalog->components[order[i]].name);
        struct str shorter = without_parenthesis(name);
        struct str inside = str_part(name, shorter.len, name.len);
        if (!index_find(&names->kinds, key_of_text(names, inside), NULL)) {
            add_name(names, order[i], shorter,
                     NAME_ALIAS); /* "X (vector search)" is one use of X */
        }
    }
}

/* ---- vendors and brands ---- */

static void add_vendor(struct names *names, component_id component)
{
    struct str vendor =
        without_parenthesis(text_of(names, names->catalog->components[component].vendor));
    bool named =
        vendor.len > 0 && !(vendor.at[0] >= 'a' && vendor.at[0] <= 'z'); /* not "own team" */
    struct str key = named ? key_of_text(names, vendor) : (struct str){ 0 };
    if (key.len < 2) {
        return;
    }
    uint32_t before = chain_add(names, &names->vendors, key, component);
    if (before != NONE) {
        names->next_of_vendor[before] = component;
    }
    names->first_of_vendor[component] = names_vendor(names, key);
}

/* Only components with an endpoint that several can share have a brand: "Claude Sonnet" and "Claude
 * Haiku" are both Claude. A piece of a word is none: "Deep" of "DeepSeek", "Self" of "Self-hosted". */
static void add_brand(struct names *names, component_id component)
{
    const struct component *row = &names->catalog->components[component];
    struct label_words words = label_words(text_of(names, row->short_name), names->arena);
    if (row->endpoint == NONE || words.count < 2 || words.list[0].text.len < PLAIN_BYTES
        || ((words.list[1].glued || words.list[1].joined) && !words.list[1].version)) {
        return;
    }
    struct str word = words.list[0].text;
    component_id first = chain_first(names, &names->brands, word);
    if (names_has(names, LEXICON_ORDINARY, word)
        || (first != NONE && names->catalog->components[first].endpoint != row->endpoint)) {
        return;
    }
    uint32_t before = chain_add(names, &names->brands, word, component);
    if (before != NONE) {
        names->next_of_brand[before] = component;
    }
}

static uint32_t *no_rows(struct arena *arena, uint32_t count)
{
    uint32_t *rows = arena_new_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        rows[i] = NONE;
    }
    return rows;
}

static void add_families(struct names *names, const component_id *order)
{
    uint32_t count = names->catalog->component_count;
    names->first_of_vendor = no_rows(names->arena, count);
    names->next_of_vendor = no_rows(names->arena, count);
    names->next_of_brand = no_rows(names->arena, count);
    for (uint32_t i = 0; i < count; i++) {
        add_vendor(names, order[i]);
        add_brand(names, order[i]);
    }
}

/* ---- the rest ---- */

static void add_kinds(struct names *names)
{
    const struct catalog *catalog = names->catalog;
    for (layer_id i = 0; i < catalog->layer_count; i++) {
        const struct layer *layer = &catalog->layers[i];
        index_add(&names->kinds, key_of_text(names, text_of(names, layer->name)), i, NULL);
        for (uint32_t k = 0; k < layer->aliases.count; k++) {
            struct text alias = catalog->other_names[layer->aliases.first + k];
            index_add(&names->kinds, key_of_text(names, text_of(names, alias)), i, NULL);
        }
    }
}

static void add_words(struct names *names)
{
    const struct catalog *catalog = names->catalog;
    for (uint32_t i = 0; i < catalog->lexeme_count; i++) {
        const struct lexeme *lexeme = &catalog->lexemes[i];
        index_add(&names->words[lexeme->lexicon], key_of_text(names, text_of(names, lexeme->text)),
                  0, NULL);
    }
    for (uint32_t i = 0; i < catalog->resource_count; i++) {
        index_add(&names->resources, text_of(names, catalog->resources[i].type), i, NULL);
    }
}

/* All components by their home layer, within a layer in the catalogue's order. */
static component_id *by_home(const struct catalog *catalog, struct arena *arena)
{
    component_id *order = arena_new_array(arena, component_id, catalog->component_count);
    uint32_t *starts = arena_new_array(arena, uint32_t, (size_t)catalog->layer_count + 1);
    for (component_id i = 0; i < catalog->component_count; i++) {
        starts[catalog->placements[catalog->components[i].placements.first].layer + 1]++;
    }
    for (layer_id i = 1; i <= catalog->layer_count; i++) {
        starts[i] += starts[i - 1];
    }
    for (component_id i = 0; i < catalog->component_count; i++) {
        order[starts[catalog->placements[catalog->components[i].placements.first].layer]++] = i;
    }
    return order;
}

void names_init(struct names *names, const struct catalog *catalog, struct arena *arena)
{
    *names = (struct names){ .catalog = catalog, .arena = arena };
    struct index *const indexes[] = { &names->exact,   &names->plain,    &names->by_long,
                                      &names->by_like, &names->vendors,  &names->brands,
                                      &names->kinds,   &names->resources };
    for (size_t i = 0; i < sizeof(indexes) / sizeof(indexes[0]); i++) {
        indexes[i]->arena = arena;
    }
    for (int i = 0; i < LEXICON__COUNT; i++) {
        names->words[i].arena = arena;
    }
    const component_id *order = by_home(catalog, arena);
    add_words(names);
    add_kinds(names);
    add_names(names, order);
    add_families(names, order);
}

/* ---- looking ---- */

bool names_is_legend(const struct names *names, struct str label)
{
    char bytes[LABEL_KEY_BYTES];
    struct label_words words = label_words(label, names->arena);
    return names_has(names, LEXICON_LEGEND, label_key(&words, 0, words.count, false, bytes));
}

/* Where the next longer beginning of a type ends, before `end`: at a "_". 0 if there is none. */
static size_t shorter(struct str type, size_t end)
{
    while (end > 0 && type.at[end - 1] != '_') {
        end--;
    }
    return end > 0 ? end - 1 : 0;
}

bool names_resource(const struct names *names, struct str type, component_id *ret)
{
    for (size_t end = type.len; end > 0; end = shorter(type, end)) {
        struct str part = str_part(type, 0, end);
        uint32_t row;
        if (index_find(&names->resources, part, &row)) {
            *ret = names->catalog->resources[row].component;
            return true;
        }
        char bytes[LABEL_KEY_BYTES];
        struct label_words words = label_words(part, names->arena);
        struct str key = label_key(&words, 0, words.count, false, bytes);
        if (index_find(&names->exact, key, &row) && !names_has(names, LEXICON_BROAD, key)) {
            *ret = names->list.items[row].component;
            return true;
        }
    }
    return false;
}

uint32_t names_vendor(const struct names *names, struct str key)
{
    return chain_first(names, &names->vendors, key);
}

/* One alone is no brand, but a piece of a name. */
uint32_t names_brand(const struct names *names, struct str word)
{
    component_id first = chain_first(names, &names->brands, word);
    return first != NONE && names->next_of_brand[first] != NONE ? first : NONE;
}

component_id names_library(const struct names *names, component_id component, struct str key)
{
    const struct component *rows = names->catalog->components;
    component_id i = names->first_of_vendor[component];
    while (i != NONE) {
        char bytes[LABEL_KEY_BYTES];
        struct label_words words = label_words(text_of(names, rows[i].short_name), names->arena);
        if (rows[i].kind == KIND_LIBRARY && rows[component].kind != KIND_LIBRARY
            && str_starts(label_key(&words, 0, words.count, false, bytes), key)) {
            return i;
        }
        i = names->next_of_vendor[i];
    }
    return NONE;
}

/* Are they different words, and not one with a slip in it? */
static bool differs_at_end(struct str key, struct str name)
{
    size_t same = 0;
    while (same < key.len && same < name.len && key.at[same] == name.at[same]) {
        same++;
    }
    bool last_missing = same == key.len && name.len == same + 1 && name.at[same] != 's';
    return !last_missing
           && (same == key.len || same == name.len || key.at[key.len - 1] != name.at[name.len - 1]);
}

uint32_t names_near(const struct names *names, struct str key)
{
    unsigned slips = key.len >= NEAR_TWO_BYTES ? 2 : 1;
    unsigned best = slips + 1;
    uint32_t found = NONE;
    bool possible = key.len >= NAMES_NEAR_BYTES && !names_has(names, LEXICON_ORDINARY, key);
    for (size_t len = key.len - slips; possible && len <= key.len + slips; len++) {
        char bytes[2];
        struct str like = like_key(key.at[0], len, bytes);
        for (uint32_t i = chain_first(names, &names->by_like, like); i != NONE;
             i = names->list.items[i].next_like) {
            unsigned distance = str_distance(key, names->list.items[i].key, slips);
            bool same = found != NONE
                        && names->list.items[i].component == names->list.items[found].component;
            if (distance < best) {
                best = distance;
                found = i;
            } else if (distance == best && best <= slips && !same) {
                found = NONE;
            }
        }
    }
    bool slip =
        best <= slips && found != NONE && !differs_at_end(key, names->list.items[found].key);
    return slip ? found : NONE;
}

/* By itself: no piece of a longer word. */
static bool stands_alone(const struct label_words *words, uint32_t at)
{
    bool joined_behind =
        at + 1 < words->count && (words->list[at + 1].glued || words->list[at + 1].joined);
    return !words->list[at].glued && !words->list[at].joined && !joined_behind;
}

static bool has_unused(const struct label_words *words, struct str text)
{
    for (uint32_t i = 0; i < words->count; i++) {
        if (!words->list[i].used && stands_alone(words, i) && str_eq(words->list[i].text, text)) {
            return true;
        }
    }
    return false;
}

/* Does the word say something by itself? */
static bool is_distinctive(const struct names *names, const struct label_word *word)
{
    return !word->small && !word->version && !names_has(names, LEXICON_ORDINARY, word->text)
           && !names_has(names, LEXICON_EMPTY, word->text)
           && !index_find(&names->kinds, word->text, NULL);
}

static bool has_all(const struct names *names, const struct label_words *words,
                    const struct label_words *wanted)
{
    bool distinctive = false;
    for (uint32_t i = 0; i < wanted->count; i++) {
        distinctive = distinctive || is_distinctive(names, &wanted->list[i]);
        if (!wanted->list[i].small && !has_unused(words, wanted->list[i].text)) {
            return false;
        }
    }
    return distinctive;
}

uint32_t names_scattered(const struct names *names, const struct label_words *words)
{
    uint32_t found = NONE;
    for (uint32_t i = 0; i < words->count; i++) {
        if (words->list[i].used) {
            continue;
        }
        for (uint32_t k = chain_first(names, &names->by_long, words->list[i].text); k != NONE;
             k = names->list.items[k].next_long) {
            const struct known_name *name = &names->list.items[k];
            bool longer = found == NONE || name->words.count > names->list.items[found].words.count;
            if (longer && has_all(names, words, &name->words)) {
                found = k;
            }
        }
    }
    return found;
}
