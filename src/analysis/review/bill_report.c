#include "strata/analysis/bill_report.h"

bool bill_report_make(const struct review *review, const struct bill_request *request,
                      const money *hourly_rate, struct arena *arena, struct bill_report *ret,
                      struct diag_list *diags)
{
    struct bill_report report = { .review = review, .has_rate = hourly_rate != NULL };

    bill_group(review->catalog, &review->bill, request, arena, &report.groups);
    if (!operations_of(review->catalog, &review->design, &report.operations)) {
        diag_error(diags, "the hours of operation are more than can be counted");
        return false;
    }
    if (hourly_rate) {
        report.hourly_rate = *hourly_rate;
        if (!operations_cost(&report.operations, *hourly_rate, &report.work)) {
            diag_error(diags, "the cost of operation is more than can be counted");
            return false;
        }
    }
    *ret = report;
    return true;
}
