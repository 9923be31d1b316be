#include "strata/base/money.h"

#include "strata/base/wide.h"

bool money_add(money a, money b, money *ret_sum)
{
    return wide_narrow((wide)a + b, ret_sum);
}

bool money_round_to_cent(money amount, money *ret_rounded)
{
    return wide_narrow(wide_divide(amount, CENT) * CENT, ret_rounded);
}

bool quantity_add(quantity a, quantity b, quantity *ret_sum)
{
    return wide_narrow((wide)a + b, ret_sum);
}

bool quantity_round_up(quantity amount, quantity block, quantity *ret_rounded)
{
    if (block <= 0) {
        return false;
    }
    wide blocks = amount / block + (amount % block > 0);
    return wide_narrow(blocks * block, ret_rounded);
}

int64_t micro_round(int64_t micro, int64_t unit)
{
    int64_t rounded;
    return wide_narrow(wide_divide(micro, unit) * unit, &rounded) ? rounded : micro;
}

/* ---- Writing ---- */

#define FRACTION_DIGITS 6

/* The amount without its sign; right for INT64_MIN too. */
static uint64_t magnitude(int64_t value)
{
    return value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
}

static uint64_t round_to(uint64_t value, uint64_t unit)
{
    return value / unit + (value % unit >= unit - value % unit);
}

static void add_digits(struct strbuf *buf, uint64_t value, bool group)
{
    char digits[32]; /* 20 digits and 6 commas */
    size_t at = sizeof(digits);
    unsigned count = 0;
    do {
        if (group && count > 0 && count % 3 == 0) {
            digits[--at] = ',';
        }
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
        count++;
    } while (value > 0);
    strbuf_add(buf, (struct str){ digits + at, sizeof(digits) - at });
}

/* `places` digits of `value` behind the point, leading zeroes kept. */
static void add_fraction(struct strbuf *buf, uint64_t value, unsigned places)
{
    char digits[FRACTION_DIGITS];
    for (unsigned i = places; i > 0; i--) {
        digits[i - 1] = (char)('0' + value % 10);
        value /= 10;
    }
    strbuf_add_char(buf, '.');
    strbuf_add(buf, (struct str){ digits, places });
}

struct str micro_format(struct arena *arena, int64_t micro, bool group)
{
    struct strbuf buf = { .arena = arena };
    uint64_t value = magnitude(micro);
    uint64_t fraction = value % (uint64_t)MICRO;
    unsigned places = FRACTION_DIGITS;

    if (micro < 0) {
        strbuf_add_char(&buf, '-');
    }
    add_digits(&buf, value / (uint64_t)MICRO, group);
    if (fraction != 0) {
        for (; fraction % 10 == 0; fraction /= 10) {
            places--;
        }
        add_fraction(&buf, fraction, places);
    }
    return strbuf_str(&buf);
}

static struct str format_cents(struct arena *arena, money amount, const char *sign, bool group)
{
    struct strbuf buf = { .arena = arena };
    uint64_t cents = round_to(magnitude(amount), (uint64_t)CENT);

    if (amount < 0 && cents > 0) { /* there is no "-$0.00" */
        strbuf_add_char(&buf, '-');
    }
    strbuf_addz(&buf, sign);
    add_digits(&buf, cents / 100, group);
    add_fraction(&buf, cents % 100, 2);
    return strbuf_str(&buf);
}

struct str money_format(struct arena *arena, money amount)
{
    return format_cents(arena, amount, "$", true);
}

struct str money_format_plain(struct arena *arena, money amount)
{
    return format_cents(arena, amount, "", false);
}

/* Three digits or two with a point, in the least of K, M, B, T that can hold it. What rounds up to
 * 1000 of one unit is shown in the next: $999,999 is $1.0M. */
static void add_scaled(struct strbuf *buf, uint64_t micro)
{
    static const char units[] = "KMBT";
    uint64_t unit = (uint64_t)MICRO * 1000;
    size_t i = 0;
    while (units[i + 1] != '\0' && round_to(micro, unit) >= 1000) {
        unit *= 1000;
        i++;
    }
    uint64_t tenths = round_to(micro, unit / 10);
    if (tenths < 100) {
        add_digits(buf, tenths / 10, false);
        add_fraction(buf, tenths % 10, 1);
    } else {
        add_digits(buf, round_to(micro, unit), false);
    }
    strbuf_add_char(buf, units[i]);
}

struct str money_format_short(struct arena *arena, money amount)
{
    struct strbuf buf = { .arena = arena };
    uint64_t micro = magnitude(amount);
    uint64_t dollars = round_to(micro, (uint64_t)MICRO);

    if (dollars == 0 && amount != 0) { /* little is not nothing */
        return amount > 0 ? STR("<$1") : STR(">-$1");
    }
    strbuf_addz(&buf, amount < 0 ? "-$" : "$");
    if (dollars < 100000) {
        add_digits(&buf, dollars, true);
    } else {
        add_scaled(&buf, micro);
    }
    return strbuf_str(&buf);
}
