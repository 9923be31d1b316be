#include "analysis/recognise/terraform.h"

#include <string.h>

/* What stands in front of a name that nothing is made of. */
static const char *const others[] = {
    "var", "local", "output", "module", "meta", "provider", "root"
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == '-';
}

/* Takes a word off the text, with an index behind it ("[\"a\"]") and a point. Empty if there is
 * none. */
static struct str take_part(struct str *text)
{
    size_t len = 0, end;
    while (len < text->len && is_word(text->at[len])) {
        len++;
    }
    struct str part = str_part(*text, 0, len);
    *text = str_part(*text, len, text->len);
    if (str_starts(*text, STR("[")) && str_find(*text, STR("]"), &end)) {
        *text = str_part(*text, end + 1, text->len);
    }
    if (str_starts(*text, STR("."))) {
        *text = str_part(*text, 1, text->len);
    }
    return part;
}

static bool is_other(struct str word)
{
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (str_is(word, others[i])) {
            return true;
        }
    }
    return false;
}

/* "aws_sqs_queue": small letters and digits, with a "_" between them. */
static bool is_type(struct str word)
{
    bool low = false;
    for (size_t i = 0; i < word.len; i++) {
        low = low || (i > 0 && word.at[i] == '_');
        if ((word.at[i] >= 'A' && word.at[i] <= 'Z') || word.at[i] == '-') {
            return false;
        }
    }
    return low;
}

/* Without "[root] " in front and " (expand)" behind. */
static struct str without_marks(struct str label)
{
    size_t at;
    if (str_starts(label, STR("[root] "))) {
        label = str_part(label, 7, label.len);
    }
    return str_find(label, STR(" ("), &at) ? str_part(label, 0, at) : label;
}

bool terraform_read(struct str label, struct terraform_address *ret)
{
    struct str rest = without_marks(str_trim(label));
    struct str word = take_part(&rest);
    *ret = (struct terraform_address){ 0 };
    while (str_is(word, "module") && rest.len > 0) {
        take_part(&rest);
        if (rest.len == 0) {
            return true;
        }
        word = take_part(&rest);
    }
    if (str_is(word, "root") && rest.len == 0) {
        return true;
    }
    bool data = str_is(word, "data") && rest.len > 0;
    if (data) {
        word = take_part(&rest);
    } else if (is_other(word)) {
        return rest.len > 0 || str_is(word, "provider");
    }
    if (!is_type(word) || rest.len == 0 || take_part(&rest).len == 0 || rest.len > 0) {
        return false;
    }
    *ret = (struct terraform_address){ !data, word };
    return true;
}
