# shellcheck shell=bash
# cases.sh: how the test scripts run their cases and tell of them. From the project's root:
#
#   . tests/support/cases.sh
#   wanted NAME         does TEST ask for NAME, or for this script? A case that it does not is left out
#   complain [PLACE] TEXT   something is wrong with the case; as often as needed, and nothing if TEXT is empty
#   same GOLDEN SEEN    complains with the difference if the two files differ; a file that is not there is an empty
#                       one. UPDATE_GOLDEN=1 makes GOLDEN what was seen: read the difference
#   printable FILE...   complains of control characters, but for the line ends of text and CSV
#   check NAME          one test: "ok N - NAME", or "not ok N - NAME" and the complaints since the last one
#   finish              says how many there were, and ends the script
#
# `strata` is the program, for the script and for what it starts; $scratch is a folder that goes away at the end.

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "${STRATA:-$PWD/build/release/strata}" "$scratch/bin/strata"
PATH=$scratch/bin:$PATH

cases_count=0
cases_failed=0
cases_complaints=()

wanted() { # NAME
    [[ $1 == *"${TEST:-}"* || $0 == *"${TEST:-}"* ]]
}

complain() { # [PLACE] TEXT
    [ -z "${*: -1}" ] || cases_complaints+=("$1${2:+: $2}")
}

same() { # GOLDEN SEEN
    local golden=$1 name
    name=$(basename "$golden")
    if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
        if [ -s "$2" ]; then cp "$2" "$golden"; else rm -f "$golden"; fi
    fi
    [ -e "$golden" ] || golden=/dev/null
    complain "$(diff -u --text --label "$name expected" --label "$name seen" "$golden" "$2")"
}

printable() { # FILE...
    local file
    for file in "$@"; do
        ! LC_ALL=C grep -q '[^[:print:][:space:]]' <(LC_ALL=C tr -d '\200-\377' <"$file") ||
            complain "a control character was printed"
    done
}

check() { # NAME
    cases_count=$((cases_count + 1))
    if [ ${#cases_complaints[@]} -eq 0 ]; then
        echo "ok $cases_count - $1"
        return
    fi
    cases_failed=1
    echo "not ok $cases_count - $1"
    printf '%s\n' "${cases_complaints[@]}" | sed 's/^/# /'
    cases_complaints=()
}

finish() {
    echo "1..$cases_count"
    exit "$cases_failed"
}
