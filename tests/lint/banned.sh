#!/bin/bash
# banned.sh: functions that nobody calls, and those that only the command line may.
set -u
. tests/lint/common.sh

# code FILE...: FILE:LINE:TEXT without comments, strings and characters.
code() {
    [ $# -eq 0 ] || awk '
        FNR == 1 { inside = 0 }
        {
            text = $0
            if (inside) {
                if (!sub(/^.*\*\//, "", text)) next
                inside = 0
            }
            gsub(/\\\\/, "", text)
            gsub(/\\["'\'']/, "", text)
            gsub(/'\''[^'\'']*'\''/, "0", text)
            gsub(/"[^"]*"/, "0", text)
            gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, " ", text)
            sub(/\/\/.*/, "", text)
            if (sub(/\/\*.*/, "", text)) inside = 1
            if (text ~ /[^ \t]/) print FILENAME ":" FNR ":" text
        }' "$@"
}

# matches REASON REGEX FILE...: complains about every line of code where a word begins that is like REGEX.
matches() {
    local reason=$1 regex=$2 file line text
    shift 2
    while IFS=: read -r file line text; do
        complain "$file:$line" "$reason: $(sed 's/^[[:space:]]*//' <<<"$text")"
    done < <(code "$@" | grep -E ":[0-9]+:(.*[^A-Za-z0-9_.>])?($regex)")
}

# calls REASON NAMES FILE...: complains about every call of a function that NAMES, a regular expression, matches.
calls() {
    local reason=$1 names=$2
    shift 2
    matches "$reason" "($names)[[:space:]]*\\(" "$@"
}

mapfile -t own < <(sources)
mapfile -t all < <(sources; find tests -name '*.[ch]' | LC_ALL=C sort)
mapfile -t below < <(printf '%s\n' "${own[@]}" | grep -vE '^$|^src/(cli|tools)/|^src/main\.c$')

calls "has no bound" 'strcpy|strcat|sprintf|vsprintf|gets' "${all[@]}"
check "no copying without a bound"

calls "says nothing about bad input" 'atoi|atol|atoll|atof' "${all[@]}"
check "no reading of numbers without errors"

calls "keeps hidden state" 'strtok' "${all[@]}"
check "no strtok"

calls "starts a shell" 'system|popen' "${all[@]}"
check "no shell"

calls "ends the program on a bad TERM: use newterm" 'initscr' "${all[@]}"
calls "obeys control characters in its text" '(mv)?w?printw|vw_?printw' "${all[@]}"
calls "has no limits: use the event API" 'yaml_parser_load' "${all[@]}"
check "no library calls that are known to bite"

calls "only the command line ends the program" 'exit' "${below[@]}"
check "no exit below cli"

calls "only the command line prints" 'v?printf|puts|putchar|perror' "${below[@]}"
matches "only the command line prints" 'v?fprintf[[:space:]]*\([[:space:]]*(stdout|stderr)|f(puts|putc|write)[[:space:]]*\(.*(stdout|stderr)' \
    "${below[@]}"
check "no printing below cli"

finish
