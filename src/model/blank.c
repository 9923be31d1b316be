#include "strata/model/blank.h"

/* Splits "threshold:users" and "teams|team|teams". */
static struct blank blank_of(struct str inside)
{
    static const struct str threshold = { "threshold:", 10 }, chosen = { "chosen:", 7 };
    struct blank blank = { .kind = BLANK_VALUE, .name = inside };
    size_t bar;

    if (str_find(inside, STR("|"), &bar)) {
        struct str nouns = str_part(inside, bar + 1, inside.len);

        blank.name = str_part(inside, 0, bar);
        blank.one = blank.many = nouns;
        if (str_find(nouns, STR("|"), &bar)) {
            blank.one = str_part(nouns, 0, bar);
            blank.many = str_part(nouns, bar + 1, nouns.len);
        }
    }
    if (str_starts(blank.name, threshold)) {
        blank.kind = BLANK_THRESHOLD;
        blank.name = str_part(blank.name, threshold.len, blank.name.len);
    } else if (str_starts(blank.name, chosen)) {
        blank.kind = BLANK_CHOSEN;
        blank.name = str_part(blank.name, chosen.len, blank.name.len);
    }
    return blank;
}

bool blank_next(struct str *words, struct str *ret_before, struct blank *ret)
{
    struct str rest;
    size_t open, close;

    if (!str_find(*words, STR("{"), &open)) {
        return false;
    }
    rest = str_part(*words, open + 1, words->len);
    if (!str_find(rest, STR("}"), &close)) {
        return false;
    }
    *ret_before = str_part(*words, 0, open);
    *ret = blank_of(str_part(rest, 0, close));
    ret->whole = str_part(*words, open, close + 2);
    *words = str_part(rest, close + 1, rest.len);
    return true;
}
