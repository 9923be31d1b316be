/* What is gathered about a design for `strata check`, and whether a gate closes. */
#ifndef STRATA_CLI_CHECK_H
#define STRATA_CLI_CHECK_H

#include "cli/session.h"
#include "strata/report/check_report.h"

/* Fills in `messages` and `within`; true if a gate closed. */
bool check_gather(struct session *session, struct checked *file);

#endif
