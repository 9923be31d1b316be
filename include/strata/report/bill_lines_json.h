/* A line of the bill in JSON, for every report that has some. */
#ifndef STRATA_REPORT_BILL_LINES_JSON_H
#define STRATA_REPORT_BILL_LINES_JSON_H

#include "strata/analysis/bill.h"
#include "strata/report/json.h"

/* Puts the line's keys into the object that is open. */
void json_put_bill_line(struct json_writer *json, const struct catalog *catalog,
                        const struct bill_line *line);

/* "low", "likely" and "high"; null where nobody knows them. */
void json_put_price(struct json_writer *json, const struct price *price, bool known);

#endif
