/* The bill in JSON, for every report that has some of it: its totals, and its lines. */
#ifndef STRATA_REPORT_BILL_LINES_JSON_H
#define STRATA_REPORT_BILL_LINES_JSON_H

#include "strata/analysis/bill.h"
#include "strata/analysis/bill_groups.h"
#include "strata/report/json.h"

/* Puts the line's keys into the object that is open. */
void json_put_bill_line(struct json_writer *json, const struct catalog *catalog,
                        const struct bill_line *line);

/* "low", "likely" and "high"; null where nobody knows them. */
void json_put_price(struct json_writer *json, const struct price *price, bool known);

/* The object "cost": the total and the floor; with `parts` also how much of it people forget, and
 * how much is an estimate. */
void json_put_cost(struct json_writer *json, const struct bill *bill, bool parts);

#endif
