/* All names that a catalogue has for things, to be found in what people write.
 *
 * Names are compared by their keys (label_words.h), each found by one look into a hash table; those
 * that must be compared letter by letter (slips) are few, because the table knows them by first
 * letter and length. */
#ifndef STRATA_ANALYSIS_RECOGNISE_NAMES_H
#define STRATA_ANALYSIS_RECOGNISE_NAMES_H

#include "analysis/recognise/label_words.h"
#include "strata/base/index.h"
#include "strata/model/catalog.h"

/* One name of a component. */
struct known_name {
    component_id component;
    struct str key;
    struct label_words words;
    uint32_t next_long; /* the next name with the same longest word, or NONE */
    uint32_t next_like; /* the next name with the same first letter and length, or NONE */
    bool ordinary;      /* an ordinary word, and neither the id nor the name on the box */
};

/* Rows that share something, linked in their order. */
struct name_chain {
    uint32_t first;
    uint32_t last;
};

struct names {
    const struct catalog *catalog;
    struct arena *arena;
    VEC(struct known_name) list;
    VEC(struct name_chain) chains;
    uint32_t *next_of_vendor; /* by component: the next one, or NONE */
    uint32_t *next_of_brand;
    struct index exact;   /* key: row of `list`; of equal keys ids and names first, then aliases */
    struct index plain;   /* key without versions ("gpt" of "GPT-5"): row of `list` */
    struct index by_long; /* longest word: chain of names */
    struct index by_like; /* first byte and length: chain of names */
    struct index vendors; /* key: chain of components, in the order of their home layers */
    struct index brands;  /* first word of names on boxes: chain of components of one endpoint */
    struct index kinds;   /* key of a layer's name or alias: layer_id */
    struct index outside; /* plain_words.def */
    struct index ordinary;
    struct index empty;
    struct index legends;
};

void names_init(struct names *names, const struct catalog *catalog, struct arena *arena);

/* Is this all the words of a frame around a legend? */
bool names_is_legend(const struct names *names, struct str label);

/* The first component of a vendor, of a brand; the others follow by `next_of_...`. NONE if there is
 * none. */
uint32_t names_vendor(const struct names *names, struct str key);
uint32_t names_brand(const struct names *names, struct str word);

/* The nearest name to a key of at least NAMES_NEAR_BYTES: one slip, two from 9 letters on; the first
 * letter must be right. NONE if there is none, or two are equally near. */
#define NAMES_NEAR_BYTES 6
uint32_t names_near(const struct names *names, struct str key);

/* The name with the most words of which all are among these, unused; NONE if there is none. At least
 * two words, and 8 letters. */
uint32_t names_scattered(const struct names *names, const struct label_words *words);

#endif
