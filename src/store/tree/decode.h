/* Typed reading of a tree's nodes. The field decides the type, never the look of the value: "no" in
 * a name is the text "no", and a true-or-false field takes nothing but `true` and `false`.
 *
 * Every reader here takes a node that may be NULL (the key is not there) and then gives the
 * fallback. A mistake is told with its place and gives the fallback too, so that the caller goes on
 * to find the next. */
#ifndef STORE_TREE_DECODE_H
#define STORE_TREE_DECODE_H

#include <stdbool.h>
#include <stdint.h>

#include "store/tree/tree.h"
#include "strata/model/catalog.h"

/* A key that a map may have, or a word that a field may have. */
struct word {
    struct str text;
    bool required; /* a key that must be there, and not be empty */
};

#define WORD(literal)                             \
    {                                             \
        { (literal), sizeof(literal) - 1 }, false \
    }
#define REQUIRED(literal)                        \
    {                                            \
        { (literal), sizeof(literal) - 1 }, true \
    }
#define WORDS(array) (array), (uint32_t)(sizeof(array) / sizeof((array)[0]))

#define AMOUNT_MAX INT64_C(999999999999999999) /* the largest number that a file can write down */

/* Puts the value of keys[i] into values[i], NULL where there is none. Unknown keys are told with
 * the nearest known one, and missing ones. False, with all values NULL, if the node is no map, or
 * is a part of the file that a mistake has cut off (of the root as much is given as could be read).
 */
bool decode_map(const struct tree *in, const struct node *node, const struct word *keys,
                uint32_t count, const struct node **values);

/* The value of one key of a map, NULL if it is no map or has no such key. */
const struct node *decode_value(const struct node *map, const char *key);

/* A text of any length; may be empty. */
struct str decode_text(const struct tree *in, const struct node *node);

bool decode_flag(const struct tree *in, const struct node *node, bool fallback);

/* Which of `words` it is. */
uint32_t decode_word(const struct tree *in, const struct node *node, const struct word *words,
                     uint32_t count, uint32_t fallback);

/* A number in millionths within bounds, as people write them (amount.h); with `percent` a "%" may
 * stand behind it. False if there is none. */
bool decode_amount(const struct tree *in, const struct node *node, bool percent, int64_t min,
                   int64_t max, int64_t *ret);
bool decode_micro(const struct tree *in, const struct node *node, int64_t min, int64_t max,
                  int64_t *ret);

/* A share between 0 and 100 percent, or 0. */
int64_t decode_percent(const struct tree *in, const struct node *node);

/* The same, with a fallback, and a whole number. */
int64_t decode_number(const struct tree *in, const struct node *node, int64_t min, int64_t max,
                      int64_t fallback);
uint32_t decode_count(const struct tree *in, const struct node *node, uint32_t min, uint32_t max,
                      uint32_t fallback);

/* "120" or "{ low: 50, likely: 100, high: 200 }", in USD. */
struct price decode_price(const struct tree *in, const struct node *node);

enum kind decode_kind(const struct tree *in, const struct node *node);

/* One of the first `count` box rules. */
enum box_rule decode_box(const struct tree *in, const struct node *node, uint32_t count,
                         enum box_rule fallback);

/* "YYYY-MM-DD", or empty. */
struct str decode_date(const struct tree *in, const struct node *node);

/* Tells if it is no id: [a-z0-9][a-z0-9.-]*, at most 64 bytes. */
void decode_check_id(const struct tree *in, const struct node *node);

/* The items of a list; where a single value stands alone, that one; none for NULL and for "key:".
 *     struct items items = decode_items(node);
 *     for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) */
struct items {
    const struct node *at;
    uint32_t count;
};
struct items decode_items(const struct node *node);

/* A piece of a stranger's text that is short enough for a message. */
struct str decode_shown(const struct tree *in, const struct node *node);

#endif
