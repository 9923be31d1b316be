/* strata cost: the bill, in the order that somebody asks for. */
#include <stdlib.h>

#include "cli/gates.h"
#include "cli/session.h"
#include "strata/report/bill_text.h"

/* Which of the words of a table was asked for. */
static int word_of(const struct options *options, enum option option, int count,
                   const char *(*name)(int number))
{
    for (int i = 0; i < count; i++) {
        if (options_is(options, option, name(i))) {
            return i;
        }
    }
    return 0;
}

static const char *by_name(int number)
{
    return bill_by_name((enum bill_by)number);
}

static const char *sort_name(int number)
{
    return bill_sort_name((enum bill_sort)number);
}

/* The largest come first where only some are asked for. */
static struct bill_request cost_request(const struct options *options)
{
    bool top = options_has(options, OPTION_TOP);
    struct bill_request request = {
        .by = (enum bill_by)word_of(options, OPTION_BY, BILL_BY__COUNT, by_name),
        .sort = top ? BILL_SORT_COST : BILL_SORT_LAYER,
        .top = top ? options_count(options, OPTION_TOP) : 0,
    };
    if (options_has(options, OPTION_SORT)) {
        request.sort = (enum bill_sort)word_of(options, OPTION_SORT, BILL_SORT__COUNT, sort_name);
    }
    return request;
}

static bool make_report(struct session *session, const struct review *review,
                        struct bill_report *ret)
{
    const struct options *options = &session->options;
    struct bill_request request = cost_request(options);
    bool asked = options_has(options, OPTION_HOURLY_RATE);
    money rate = asked ? options_money(options, OPTION_HOURLY_RATE)
                       : session->catalog.head.hourly_rate; /* of a price book */
    return bill_report_make(review, &request, asked || rate > 0 ? &rate : NULL, &session->arena,
                            ret, &session->diags);
}

static int print_bill(struct session *session, const struct bill_report *report)
{
    const struct options *options = &session->options;
    struct arena *arena = &session->arena;
    struct str bytes;
    if (options_is(options, OPTION_COST_FORMAT, "json")) {
        return bill_json(report, arena, &bytes, &session->diags) ? session_print(session, bytes)
                                                                 : EXIT_FAILURE;
    }
    if (options_is(options, OPTION_COST_FORMAT, "csv")) {
        return session_print(session, bill_csv(report, arena));
    }
    if (options_is(options, OPTION_COST_FORMAT, "md")) {
        return session_print(session, bill_markdown(report, arena));
    }
    return session_print(session, bill_table(report, arena));
}

/* Says which gates closed. */
static int pass_gates(struct session *session, const struct bill *bill)
{
    const struct options *options = &session->options;
    struct arena *arena = &session->arena;
    const struct str hint = bill->unpriced > 0 ? STR(GATE_UNKNOWN_HINT) : (struct str){ 0 };
    bool within = gate_keeps_budget(options, bill);
    bool unknown = gate_unknown(options, OPTION_COST_FAIL_ON, bill);
    if (!within) {
        diag_tell(&session->diags, SEVERITY_ERROR, hint, "%.*s",
                  STR_ARG(gate_budget_text(options, bill, arena)));
    }
    if (unknown) {
        diag_tell(&session->diags, SEVERITY_ERROR, hint, "the bill is %.*s",
                  STR_ARG(bill_without(bill->unpriced, arena)));
    }
    return within && !unknown ? EXIT_SUCCESS : EXIT_GATE;
}

int verb_cost(struct session *session)
{
    const struct options *options = &session->options;
    struct review review;
    struct bill_report report;
    if (!session_review(session, options->operands[0], &review)
        || !make_report(session, &review, &report)) {
        return EXIT_FAILURE;
    }
    int status = print_bill(session, &report);
    return status == EXIT_SUCCESS ? pass_gates(session, &review.bill) : status;
}
