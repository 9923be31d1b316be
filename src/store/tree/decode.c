#include "store/tree/decode.h"

#include <string.h>

#include "strata/base/amount.h"
#include "strata/base/day.h"
#include "strata/base/money.h"
#include "strata/base/nearest.h"
#include "strata/base/text.h"

#define SHOWN_CELLS 60

static bool same(struct str a, struct str b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* The number of a word, or `count`. Files keep to an order mostly, so the search begins where the
 * last one ended: in a map of 20 keys that is one comparison for each. */
static uint32_t find_word(const struct word *words, uint32_t count, struct str text, uint32_t from)
{
    for (uint32_t i = from; i < count; i++) {
        if (same(words[i].text, text)) {
            return i;
        }
    }
    for (uint32_t i = 0; i < from; i++) {
        if (same(words[i].text, text)) {
            return i;
        }
    }
    return count;
}

static struct str nearest_word(const struct tree *in, const struct word *words, uint32_t count,
                               struct str text)
{
    struct nearest nearest = nearest_to(text);

    for (uint32_t i = 0; i < count; i++) {
        nearest_try(&nearest, words[i].text);
    }
    return nearest_hint(&nearest, in->arena);
}

struct str decode_shown(const struct tree *in, const struct node *node)
{
    return text_cut(in->arena, str_part(node_text(node), 0, 4 * SHOWN_CELLS), SHOWN_CELLS, false);
}

/* ---- maps ---- */

static void tell_unknown_key(const struct tree *in, const struct node *key, const struct word *keys,
                             uint32_t count)
{
    struct str hint = { 0 };
    struct str shown = { 0 };

    if (tree_tells_more(in)) {
        hint = nearest_word(in, keys, count, node_text(key));
        shown = decode_shown(in, key);
    }
    tree_error(in, key, hint, "unknown key \"%.*s\"", STR_ARG(shown));
}

static void check_required(const struct tree *in, const struct node *map, const struct word *keys,
                           uint32_t count, const struct node **values)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!keys[i].required) {
            continue;
        }
        if (!values[i]) {
            tree_error(in, map, (struct str){ 0 }, "\"%s\" is missing", keys[i].text.at);
        } else if (values[i]->kind != NODE_BROKEN && values[i]->len == 0) {
            tree_error(in, values[i], (struct str){ 0 }, "\"%s\" is empty", keys[i].text.at);
            values[i] = NULL;
        }
    }
}

bool decode_map(const struct tree *in, const struct node *node, const struct word *keys,
                uint32_t count, const struct node **values)
{
    const struct node *key = node ? node_first(node) : NULL;
    uint32_t next = 0;

    memset(values, 0, count * sizeof(*values));
    if (!node || node->kind == NODE_BROKEN || (node->cut && node != tree_root(in))) {
        return false;
    }
    if (node->kind != NODE_MAP) {
        tree_error(in, node, (struct str){ 0 }, "expected keys with values, as in \"%s: ...\"",
                   keys[0].text.at);
        return false;
    }
    for (uint32_t i = 0; i < node->len; i++, key = node_next(node_next(key))) {
        uint32_t found;

        if (key->kind != NODE_SCALAR) {
            continue;
        }
        found = find_word(keys, count, node_text(key), next);
        if (found == count) {
            tell_unknown_key(in, key, keys, count);
            continue;
        }
        values[found] = node_next(key);
        next = found + 1 < count ? found + 1 : 0;
    }
    if (!node->cut) {
        check_required(in, node, keys, count, values);
    }
    return true;
}

const struct node *decode_value(const struct node *map, const char *key)
{
    const struct node *at = map->kind == NODE_MAP ? node_first(map) : NULL;

    for (uint32_t i = 0; at && i < map->len; i++, at = node_next(node_next(at))) {
        if (node_is(at, key)) {
            return node_next(at);
        }
    }
    return NULL;
}

struct items decode_items(const struct node *node)
{
    if (!node || node_nothing(node)) {
        return (struct items){ 0 };
    }
    if (node->kind == NODE_LIST) { /* where it broke, the last item may be half of one */
        return (struct items){ node_first(node), node->len - (node->cut && node->len > 0 ? 1 : 0) };
    }
    return (struct items){ node, node->cut ? 0 : 1 };
}

/* ---- scalars ---- */

/* Tells if it is no scalar; false also for what is broken or not there. */
static bool is_scalar(const struct tree *in, const struct node *node, const char *wanted)
{
    if (!node || node->kind == NODE_BROKEN) {
        return false;
    }
    if (node->kind == NODE_SCALAR) {
        return true;
    }
    tree_error(in, node, (struct str){ 0 }, "expected %s, not a %s", wanted,
               node->kind == NODE_LIST ? "list" : "map");
    return false;
}

struct str decode_text(const struct tree *in, const struct node *node)
{
    return is_scalar(in, node, "a text") ? node_text(node) : (struct str){ 0 };
}

bool decode_flag(const struct tree *in, const struct node *node, bool fallback)
{
    if (!is_scalar(in, node, "true or false")) {
        return fallback;
    }
    if (node_is(node, "true")) {
        return true;
    }
    if (!node_is(node, "false")) {
        tree_error(in, node, (struct str){ 0 }, "must be true or false, not \"%.*s\"",
                   STR_ARG(decode_shown(in, node)));
    }
    return false;
}

static struct str list_words(const struct tree *in, const struct word *words, uint32_t count)
{
    struct strbuf buf = { .arena = in->arena };

    for (uint32_t i = 0; i < count; i++) {
        strbuf_list(&buf, 0, words[i].text);
    }
    return strbuf_str(&buf);
}

uint32_t decode_word(const struct tree *in, const struct node *node, const struct word *words,
                     uint32_t count, uint32_t fallback)
{
    uint32_t found;

    if (!is_scalar(in, node, "a word")) {
        return fallback;
    }
    found = find_word(words, count, node_text(node), 0);
    if (found < count) {
        return found;
    }
    tree_error(in, node, nearest_word(in, words, count, node_text(node)),
               "must be one of %.*s, not \"%.*s\"", STR_ARG(list_words(in, words, count)),
               STR_ARG(decode_shown(in, node)));
    return fallback;
}

bool decode_amount(const struct tree *in, const struct node *node, bool percent, int64_t min,
                   int64_t max, int64_t *ret)
{
    enum amount_fault fault;
    int64_t value;

    if (!is_scalar(in, node, "a number")) {
        return false;
    }
    if (node_nothing(node)) {
        tree_error(in, node, (struct str){ 0 }, "a number is missing");
        return false;
    }
    fault = amount_parse(node_text(node), percent, &value);
    if (fault != AMOUNT_NONE) {
        tree_error(in, node, amount_hint(fault), "must be a number, not \"%.*s\"",
                   STR_ARG(decode_shown(in, node)));
        return false;
    }
    if (value < min || value > max) {
        struct str low = micro_format(in->arena, min, true);
        struct str high = micro_format(in->arena, max, true);
        tree_error(in, node, (struct str){ 0 }, "must be between %.*s and %.*s", STR_ARG(low),
                   STR_ARG(high));
        return false;
    }
    *ret = value;
    return true;
}

bool decode_micro(const struct tree *in, const struct node *node, int64_t min, int64_t max,
                  int64_t *ret)
{
    return decode_amount(in, node, false, min, max, ret);
}

int64_t decode_percent(const struct tree *in, const struct node *node)
{
    int64_t value;

    return decode_amount(in, node, true, 0, 100 * MICRO, &value) ? value : 0;
}

int64_t decode_number(const struct tree *in, const struct node *node, int64_t min, int64_t max,
                      int64_t fallback)
{
    int64_t value;

    return decode_micro(in, node, min, max, &value) ? value : fallback;
}

uint32_t decode_count(const struct tree *in, const struct node *node, uint32_t min, uint32_t max,
                      uint32_t fallback)
{
    int64_t value;

    if (!decode_micro(in, node, min * MICRO, max * MICRO, &value)) {
        return fallback;
    }
    if (value % MICRO != 0) {
        tree_error(in, node, (struct str){ 0 }, "must be a whole number");
        return fallback;
    }
    return (uint32_t)(value / MICRO);
}

/* ---- shapes ---- */

static bool is_id(struct str text)
{
    if (text.len == 0 || text.len > 64 || text.at[0] == '.' || text.at[0] == '-') {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-') {
            return false;
        }
    }
    return true;
}

void decode_check_id(const struct tree *in, const struct node *node)
{
    if (is_scalar(in, node, "an id") && !is_id(node_text(node))) {
        tree_error(in, node, STR("small letters, digits, \".\" and \"-\", at most 64"),
                   "\"%.*s\" is not an id", STR_ARG(decode_shown(in, node)));
    }
}

struct str decode_date(const struct tree *in, const struct node *node)
{
    struct str text = decode_text(in, node);
    day date;

    if (text.len == 0 || day_parse(text, &date)) {
        return text;
    }
    tree_error(in, node, (struct str){ 0 }, "must be a date such as 2026-11-23, not \"%.*s\"",
               STR_ARG(decode_shown(in, node)));
    return (struct str){ 0 };
}

enum kind decode_kind(const struct tree *in, const struct node *node)
{
    struct word words[KIND__COUNT];

    for (int i = 0; i < KIND__COUNT; i++) {
        words[i] = (struct word){ str_from(kind_name((enum kind)i)), false };
    }
    return (enum kind)decode_word(in, node, words, KIND__COUNT, KIND_SERVICE);
}

enum box_rule decode_box(const struct tree *in, const struct node *node, uint32_t count,
                         enum box_rule fallback)
{
    struct word words[BOX__COUNT];

    for (int i = 0; i < BOX__COUNT; i++) {
        words[i] = (struct word){ str_from(box_rule_name((enum box_rule)i)), false };
    }
    return (enum box_rule)decode_word(in, node, words, count, fallback);
}

struct price decode_price(const struct tree *in, const struct node *node)
{
    enum { LOW, LIKELY, HIGH, COUNT };
    static const struct word keys[] = {
        [LOW] = REQUIRED("low"), [LIKELY] = REQUIRED("likely"), [HIGH] = REQUIRED("high")
    };
    const struct node *at[COUNT];
    struct price price = { 0 };

    if (node->kind != NODE_MAP) {
        price.likely = decode_number(in, node, 0, AMOUNT_MAX, 0);
        return (struct price){ price.likely, price.likely, price.likely };
    }
    if (!decode_map(in, node, WORDS(keys), at)) {
        return price;
    }
    /* Where one of them is wrong the others are not held against it. */
    price.low = decode_number(in, at[LOW], 0, AMOUNT_MAX, 0);
    price.likely = decode_number(in, at[LIKELY], 0, AMOUNT_MAX, price.low);
    price.high = decode_number(in, at[HIGH], 0, AMOUNT_MAX, AMOUNT_MAX);
    if (price.low > price.likely || price.likely > price.high) {
        tree_error(in, node, (struct str){ 0 }, "\"low\", \"likely\" and \"high\" must rise");
    }
    return price;
}
