#include "analysis/recognise/label_words.h"

#include <string.h>

#include "strata/base/text.h"

/* ---- characters ---- */

enum letter {
    LETTER_LOWER, /* and every letter of scripts that have no case, and letters beyond ASCII */
    LETTER_UPPER,
    LETTER_DIGIT,
    LETTER_NONE, /* parts words */
    LETTER_HARD, /* parts what is written there */
};

struct block {
    uint32_t first;
    uint32_t last;
};

/* Signs, dashes, arrows and pictures. What is left beyond ASCII are letters. */
static const struct block signs[] = {
    { 0x80, 0xa9 },     { 0xab, 0xb4 },     { 0xb6, 0xb9 },     { 0xbb, 0xbf },
    { 0xd7, 0xd7 },     { 0xf7, 0xf7 },     { 0x2000, 0x2bff }, { 0x2e00, 0x2e7f },
    { 0x3000, 0x3004 }, { 0x3008, 0x3020 }, { 0x30fb, 0x30fb }, { 0xfe00, 0xfe6f },
    { 0xff01, 0xff0f }, { 0xff1a, 0xff20 }, { 0xfffd, 0xfffd }, { 0x1f000, 0x1faff },
};

static enum letter letter_of(uint32_t point)
{
    if (point >= 'a' && point <= 'z') {
        return LETTER_LOWER;
    }
    if (point >= 'A' && point <= 'Z') {
        return LETTER_UPPER;
    }
    if (point >= '0' && point <= '9') {
        return LETTER_DIGIT;
    }
    if (point < 0x80) {
        return point != 0 && strchr(" .-_'\"`~\t", (int)point) != NULL ? LETTER_NONE : LETTER_HARD;
    }
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (point >= signs[i].first && point <= signs[i].last) {
            return LETTER_HARD;
        }
    }
    return LETTER_LOWER;
}

/* ---- words ---- */

struct cutter {
    struct str label;
    struct arena *arena;
    VEC(struct label_word) words;
    bool hard; /* something hard stood behind the last word */
};

static enum letter letter_at(struct str label, size_t at, size_t *ret_len)
{
    uint32_t point = 0;
    size_t len = text_decode(str_part(label, at, label.len), &point);
    *ret_len = len == 0 ? 1 : len;
    return at >= label.len || len == 0 ? LETTER_HARD : letter_of(point);
}

/* "langGraph", "AIGateway", "gpt5", "3Bucket", but not "70B": a word ends between `before` and `here`. */
static bool is_hump(enum letter before, enum letter here, enum letter next)
{
    switch (here) {
    case LETTER_UPPER: return before == LETTER_LOWER || next == LETTER_LOWER;
    case LETTER_DIGIT: return before != LETTER_DIGIT;
    case LETTER_LOWER:
    case LETTER_NONE:
    case LETTER_HARD: break;
    }
    return false;
}

/* Words that part others; names may have them inside ("Claude on Bedrock"). */
static bool is_small(struct str word)
{
    static const char *const small[] = { "on",    "via",  "with", "and", "or",  "for", "by",
                                         "using", "plus", "und",  "auf", "mit", "et",  "con" };
    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
        if (str_is(word, small[i])) {
            return true;
        }
    }
    return false;
}

static void add_word(struct cutter *cutter, size_t from, size_t to, bool glued)
{
    struct label_word *word = vec_add(&cutter->words, cutter->arena);
    *word = (struct label_word){
        .text = text_fold(cutter->arena, str_part(cutter->label, from, to - from)),
        .from = from,
        .to = to,
        .begins = cutter->hard,
        .glued = glued,
    };
    word->small = is_small(word->text);
    word->version = word->text.len > 0 && word->text.at[0] >= '0' && word->text.at[0] <= '9';
    cutter->hard = false;
}

/* One run of letters and digits, cut at its humps. Returns where it ends. */
static size_t add_run(struct cutter *cutter, size_t from)
{
    size_t len, next_len;
    size_t start = from;
    enum letter before = letter_at(cutter->label, from, &len);
    size_t at = from + len;
    for (;;) {
        enum letter here = letter_at(cutter->label, at, &len);
        if (here == LETTER_NONE || here == LETTER_HARD) {
            break;
        }
        if (is_hump(before, here, letter_at(cutter->label, at + len, &next_len))) {
            add_word(cutter, start, at, start > from);
            start = at;
        }
        before = here;
        at += len;
    }
    add_word(cutter, start, at, start > from);
    return at;
}

/* " - " parts what is written like a dash; "a-b" does not. */
static bool is_dash(struct str label, size_t at)
{
    return label.at[at] == '-' && at > 0 && label.at[at - 1] == ' '
           && (at + 1 == label.len || label.at[at + 1] == ' ');
}

static bool has(struct str text, const char *sign)
{
    size_t at;
    return str_find(text, str_from(sign), &at);
}

/* What stands between a word and the one before it. */
static void look_between(struct label_word *word, struct str between)
{
    struct str sign = str_trim(between);
    word->joined = between.len == 1 && strchr("-_.", between.at[0]) != NULL;
    word->line = has(between, "\n");
    word->item = has(between, ";") || has(between, "|") || has(between, "\xe2\x80\xa2")
                 || (word->line && sign.len > 0 && strchr("-*", sign.at[sign.len - 1]) != NULL);
}

static void finish(struct cutter *cutter)
{
    struct label_word *list = cutter->words.items;
    uint32_t count = cutter->words.count;
    for (uint32_t i = 0; i < count; i++) {
        struct label_word *word = &list[i];
        if (i > 0) {
            size_t end = list[i - 1].to;
            look_between(word, str_part(cutter->label, end, word->from - end));
        }
        bool before_number = i + 1 < count && list[i + 1].version && list[i + 1].glued;
        word->version = word->version || (before_number && str_is(word->text, "v"));
        word->begins = word->begins || (i > 0 && list[i - 1].small);
    }
    for (uint32_t i = 0; i < count; i++) {
        list[i].ends = i + 1 == count || list[i + 1].begins || list[i + 1].small;
    }
}

struct label_words label_words(struct str label, struct arena *arena)
{
    struct cutter cutter = { .label = label, .arena = arena, .hard = true };
    for (size_t at = 0; at < label.len && cutter.words.count < LABEL_WORDS_MAX;) {
        size_t len;
        enum letter letter = letter_at(label, at, &len);
        if (letter == LETTER_NONE || letter == LETTER_HARD) {
            cutter.hard = cutter.hard || letter == LETTER_HARD || is_dash(label, at);
            at += len;
        } else {
            at = add_run(&cutter, at);
        }
    }
    finish(&cutter);
    return (struct label_words){ cutter.words.items, cutter.words.count };
}

struct str label_key(const struct label_words *words, uint32_t first, uint32_t count, bool plain,
                     char *bytes)
{
    size_t len = 0;
    for (uint32_t i = first; i < first + count; i++) {
        struct str word = words->list[i].text;
        if (plain && words->list[i].version) {
            continue;
        }
        if (word.len > LABEL_KEY_BYTES - len) {
            return (struct str){ 0 };
        }
        memcpy(bytes + len, word.at, word.len);
        len += word.len;
    }
    return (struct str){ bytes, len };
}
