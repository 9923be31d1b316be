#include "strata/base/amount.h"

#include "strata/base/money.h"
#include "strata/base/wide.h"

#define WHOLE_DIGITS 12
#define FRACTION_DIGITS 6
#define GROUP_DIGITS 3 /* between two commas */
#define AMOUNT_MOST INT64_C(999999999999999999)

struct reader {
    struct str text;
    size_t at;
    wide value; /* in millionths, as soon as all digits are read */
};

static char next(const struct reader *reader)
{
    return reader->at < reader->text.len ? reader->text.at[reader->at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static unsigned read_digits(struct reader *reader, unsigned most)
{
    unsigned count = 0;

    for (; is_digit(next(reader)) && count <= most; reader->at++, count++) {
        reader->value = reader->value * 10 + (next(reader) - '0');
    }
    return count;
}

/* "20000", "1_000_000", "20,000": after the first comma there are threes and nothing else. */
static enum amount_fault read_whole(struct reader *reader)
{
    unsigned digits = read_digits(reader, WHOLE_DIGITS), group = digits;
    char mark = next(reader);

    if (digits == 0) {
        return AMOUNT_SHAPE;
    }
    while (mark != '\0' && (mark == '_' || mark == ',') && next(reader) == mark) {
        if (mark == ',' && (group > GROUP_DIGITS || (group < GROUP_DIGITS && digits != group))) {
            return AMOUNT_COMMA;
        }
        reader->at++;
        group = read_digits(reader, WHOLE_DIGITS);
        digits += group;
        if (group == 0) {
            return mark == ',' ? AMOUNT_COMMA : AMOUNT_SHAPE;
        }
        if (mark == ',' && group != GROUP_DIGITS) {
            return AMOUNT_COMMA;
        }
    }
    return digits > WHOLE_DIGITS ? AMOUNT_DIGITS : AMOUNT_NONE;
}

static enum amount_fault read_fraction(struct reader *reader)
{
    unsigned places = 0;

    if (next(reader) == '.') {
        reader->at++;
        places = read_digits(reader, FRACTION_DIGITS);
        if (places == 0) {
            return AMOUNT_SHAPE;
        }
        if (places > FRACTION_DIGITS) {
            return AMOUNT_DIGITS;
        }
    }
    for (; places < FRACTION_DIGITS; places++) {
        reader->value *= 10;
    }
    return AMOUNT_NONE;
}

static enum amount_fault read_unit(struct reader *reader)
{
    static const struct {
        char small, large;
        int64_t times;
    } units[] = { { 'k', 'K', 1000 }, { 'm', 'M', 1000000 }, { 'b', 'B', 1000000000 } };

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (next(reader) == units[i].small || next(reader) == units[i].large) {
            reader->value *= units[i].times;
            reader->at++;
        }
    }
    return reader->value > AMOUNT_MOST ? AMOUNT_DIGITS : AMOUNT_NONE;
}

/* What stands where nothing should. */
static enum amount_fault fault_behind(const struct reader *reader, bool percent)
{
    switch (next(reader)) {
    case '%': return percent ? AMOUNT_SHAPE : AMOUNT_PERCENT;
    case ',': return AMOUNT_COMMA;
    case '$': return AMOUNT_CURRENCY;
    case 'e':
    case 'E': return AMOUNT_EXPONENT;
    default: break;
    }
    return (next(reader) >= 'a' && next(reader) <= 'z')
                   || (next(reader) >= 'A' && next(reader) <= 'Z')
               ? AMOUNT_UNIT
               : AMOUNT_SHAPE;
}

enum amount_fault amount_parse(struct str text, bool percent, int64_t *ret_micro)
{
    struct reader reader = { .text = text, .at = str_starts(text, STR("-")) };
    enum amount_fault fault;

    if (next(&reader) == '$') {
        return AMOUNT_CURRENCY;
    }
    fault = read_whole(&reader);
    if (fault == AMOUNT_NONE) {
        fault = read_fraction(&reader);
    }
    if (fault == AMOUNT_NONE) {
        fault = read_unit(&reader);
    }
    if (fault != AMOUNT_NONE) {
        return fault;
    }
    if (percent && next(&reader) == '%') {
        reader.at++;
    }
    if (reader.at < text.len) {
        return fault_behind(&reader, percent);
    }
    *ret_micro = (int64_t)(text.at[0] == '-' ? -reader.value : reader.value);
    return AMOUNT_NONE;
}

struct str amount_hint(enum amount_fault fault)
{
    static const struct str hints[] = {
#define X(constant, hint) { hint, sizeof(hint) - 1 },
        AMOUNT_FAULTS(X)
#undef X
    };

    return hints[fault];
}
