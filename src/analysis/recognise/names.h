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
    bool whole;         /* the id or the whole name */
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
    uint32_t *first_of_vendor; /* by component; NONE if it has no vendor with a name */
    uint32_t *next_of_vendor;  /* by component: the next one, or NONE */
    uint32_t *next_of_brand;
    struct index exact;   /* key: row of `list`; of equal keys ids and names first, then aliases */
    struct index plain;   /* key without versions ("gpt" of "GPT-5"): row of `list` */
    struct index by_long; /* longest word: chain of names */
    struct index by_like; /* first byte and length: chain of names */
    struct index vendors; /* key: chain of components, in the order of their home layers */
    struct index brands;  /* first word of names on boxes: chain of components of one endpoint */
    struct index kinds;   /* key of a layer's name or alias: layer_id */
    struct index words[LEXICON__COUNT];
    struct index resources; /* Terraform's type: row of the catalogue's */
};

void names_init(struct names *names, const struct catalog *catalog, struct arena *arena);

bool names_has(const struct names *names, enum lexicon lexicon, struct str key);

/* Is this all the words of a frame around a legend? */
bool names_is_legend(const struct names *names, struct str label);

/* The component that Terraform's type makes: by the catalogue's table, or where that has nothing to
 * say by the name in front ("pinecone_index"). False if it is not known; NONE if it is, and is
 * nothing that a stack is made of. */
bool names_resource(const struct names *names, struct str type, component_id *ret);

/* The first component of a vendor, of a brand; the others follow by `next_of_...`. NONE if there is
 * none. */
uint32_t names_vendor(const struct names *names, struct str key);
uint32_t names_brand(const struct names *names, struct str word);

/* The library of the same vendor's whose name begins with the key; NONE if there is none, or the
 * component is one itself. */
component_id names_library(const struct names *names, component_id component, struct str key);

/* The nearest name to a key of at least NAMES_NEAR_BYTES: one slip, two from 9 letters on; the first
 * letter must be right, and the end too, but for one letter that is missing: another end makes
 * another word ("guardrail", "temporary"). NONE if there is none, or two are equally near, or the
 * key is an ordinary word. */
#define NAMES_NEAR_BYTES 6
uint32_t names_near(const struct names *names, struct str key);

/* The name with the most words of which all are among these, unused and each by itself; NONE if there
 * is none. At least two words and 8 letters, and one of the words says something by itself. */
uint32_t names_scattered(const struct names *names, const struct label_words *words);

#endif
