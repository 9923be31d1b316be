# shellcheck shell=bash
# common.sh: what the lint scripts share. They report as tests/support/cases.sh says.
. tests/support/cases.sh

# The program's own C: sources, headers and tables.
sources() {
    find src include -name '*.[ch]' -o -name '*.def' 2>/dev/null | LC_ALL=C sort
}
