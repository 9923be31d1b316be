/* What this strata is called. */
#ifndef STRATA_CLI_VERSION_H
#define STRATA_CLI_VERSION_H

const char *strata_version(void); /* "0.1.0" */

#endif
