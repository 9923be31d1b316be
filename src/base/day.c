#include "strata/base/day.h"

/* Years are counted from March, so that the day that leap years add is their last one. */
static int32_t days_before_year(int year)
{
    return 365 * year + year / 4 - year / 100 + year / 400;
}

/* From 1 March; the lengths of the months from March on are 31 30 31 30 31, over and over. */
static int32_t days_before_month(int from_march)
{
    return (153 * from_march + 2) / 5;
}

#define EPOCH 719468 /* from 1 March of the year 0 to 1970-01-01 */

static void date_of(day date, int *ret_year, int *ret_month, int *ret_of_month)
{
    int32_t days = date + EPOCH;
    int year = days / 365, month = 11;

    while (days_before_year(year) > days) {
        year--;
    }
    days -= days_before_year(year);
    while (days_before_month(month) > days) {
        month--;
    }
    *ret_of_month = days - days_before_month(month) + 1;
    *ret_month = month < 10 ? month + 3 : month - 9;
    *ret_year = month < 10 ? year : year + 1;
}

bool day_make(int year, int month, int of_month, day *ret_day)
{
    int from_march = month > 2 ? month - 3 : month + 9;
    int shifted = month > 2 ? year : year - 1;
    int back[3];

    if (year < 1 || year > 9999 || month < 1 || month > 12 || of_month < 1 || of_month > 31) {
        return false;
    }
    *ret_day = days_before_year(shifted) + days_before_month(from_march) + of_month - 1 - EPOCH;
    date_of(*ret_day, &back[0], &back[1], &back[2]);
    return back[0] == year && back[1] == month && back[2] == of_month;
}

/* The digits from `at` on, "-" behind them unless they are the last ones. */
static bool read_digits(struct str text, size_t at, size_t count, int *ret)
{
    *ret = 0;
    for (size_t i = at; i < at + count; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') {
            return false;
        }
        *ret = *ret * 10 + (text.at[i] - '0');
    }
    return at + count == text.len || text.at[at + count] == '-';
}

bool day_parse(struct str text, day *ret_day)
{
    int year, month, of_month;

    return text.len == sizeof("YYYY-MM-DD") - 1 && read_digits(text, 0, 4, &year)
           && read_digits(text, 5, 2, &month) && read_digits(text, 8, 2, &of_month)
           && day_make(year, month, of_month, ret_day);
}

struct str day_format(day date, struct arena *arena)
{
    int year, month, of_month;

    if (date == DAY_NONE) {
        return STR("never");
    }
    date_of(date, &year, &month, &of_month);
    return str_format(arena, "%04d-%02d-%02d", year, month, of_month);
}
