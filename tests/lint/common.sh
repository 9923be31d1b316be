# shellcheck shell=bash
# common.sh: how the lint scripts report. complain as often as needed, then check NAME: one test, failed if there were
# complaints since the last one. finish ends the script.

lint_count=0
lint_failed=0
lint_complaints=()

complain() { # PLACE TEXT
    lint_complaints+=("$1: $2")
}

check() { # NAME
    lint_count=$((lint_count + 1))
    if [ ${#lint_complaints[@]} -eq 0 ]; then
        echo "ok $lint_count - $1"
        return
    fi
    lint_failed=1
    echo "not ok $lint_count - $1"
    printf '# %s\n' "${lint_complaints[@]}"
    lint_complaints=()
}

finish() {
    echo "1..$lint_count"
    exit "$lint_failed"
}

# The program's own C: sources, headers and tables.
sources() {
    find src include -name '*.[ch]' -o -name '*.def' 2>/dev/null | LC_ALL=C sort
}
