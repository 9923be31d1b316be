/* The addresses that `terraform graph` writes on its boxes: "module.ai.aws_sqs_queue.jobs",
 * "[root] var.region (expand)". */
#ifndef STRATA_ANALYSIS_RECOGNISE_TERRAFORM_H
#define STRATA_ANALYSIS_RECOGNISE_TERRAFORM_H

#include <stdbool.h>

#include "strata/base/str.h"

struct terraform_address {
    bool makes;      /* a resource; the rest is read, handed on, or is a provider */
    struct str type; /* "aws_sqs_queue", of what is made or read; empty for the rest */
};

/* False if it is no such address. */
bool terraform_read(struct str label, struct terraform_address *ret);

#endif
