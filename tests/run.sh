#!/bin/bash
# run.sh: runs tests, several at a time, and counts what they say.
#
#   tests/run.sh VARIANT:FILE...       from the project's root; `make check` knows the files
#
# FILE is a test program or a script. Both print "ok N - name" and "not ok N - name" lines and end with a status other
# than 0 when something failed. VARIANT (release, debug, san, valgrind) says which build they are about; valgrind runs
# FILE itself under valgrind.
#
# Every test gets the same small environment: a fixed locale, time zone and terminal, a HOME and a TMPDIR of its own,
#   STRATA   the program, with the frozen catalogue in it, or for the areas in SHIPPED_AREAS with the shipped one,
#   BUILD    the folder it was built in, VARIANT, CC,
#   TEST     a script may leave out what does not have this text in its name,
#   UPDATE_GOLDEN   if 1, rewrite the expected files,
# and the project's root as its working directory. Shown are failures, or everything with V=1.
set -u

jobs=${JOBS:-$(nproc)}
scratch=$(mktemp -d) || exit 1
pids=()
stop() {
    for pid in $(jobs -p); do kill "$pid" 2>/dev/null; done
    wait
    rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

# run VARIANT FILE OUT: leaves OUT.text and OUT.status.
run() {
    local variant=$1 file=$2 out=$3 build=build/$1 limit=180 command=("$2")
    case $file in build/*) build=build/$(cut -d/ -f2 <<<"$file") ;; esac
    local area=${file#*tests/} program=$build/frozen/strata
    area=${area%%/*}
    [[ " ${SHIPPED_AREAS:-} " != *" $area "* ]] || program=$build/strata
    if [ "$variant" = valgrind ]; then
        limit=600
        command=(valgrind -q --leak-check=full --show-leak-kinds=definite --error-exitcode=99 "$file")
    fi
    mkdir -p "$out.home" "$out.tmp"
    timeout -k 5 "$limit" env -i PATH="$PATH" LC_ALL=C.UTF-8 TZ=UTC TERM=xterm-256color \
        HOME="$out.home" TMPDIR="$out.tmp" SOURCE_DATE_EPOCH=1795478400 STRATA="$PWD/$program" BUILD="$build" VARIANT="$variant" \
        CC="${CC:-cc}" TEST="${TEST:-}" UPDATE_GOLDEN="${UPDATE_GOLDEN:-}" CMOCKA_MESSAGE_OUTPUT=TAP \
        ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
        "${command[@]}" >"$out.text" 2>&1 </dev/null &
    local child=$! status=0
    # shellcheck disable=SC2064 # this child
    trap "kill $child 2>/dev/null" INT TERM HUP
    wait "$child" || status=$?
    rm -rf "$out.home" "$out.tmp"
    echo "$status" >"$out.new"
    mv "$out.new" "$out.status"
}

passed=0 failed=0 skipped=0
declare -A group_passed=() group_failed=()

# report VARIANT FILE OUT: counts, and shows what went wrong.
report() {
    local variant=$1 file=$2 out=$3 status ok bad plan skip whole=0 why=
    status=$(cat "$out.status")
    # Where TEST names neither program nor script, only its lines count.
    [[ $file != *"${TEST:-}"* ]] || whole=1
    # (cmocka before 1.1.6 says "not ok 3 # SKIP".)
    read -r ok bad plan skip < <(awk -v test="${TEST:-}" -v whole="$whole" '
        /^[0-9]+\.\.[0-9]+$/ { split($0, range, /\.\./); plan += range[2] }
        /^(not )?ok [0-9]+/ {
            seen++
            if (!whole && !index($0, test)) next
            if (/# *SKIP/) skip++; else if (/^ok/) ok++; else bad++
        }
        END { print ok + 0, bad + 0, (plan > seen ? plan - seen : 0), skip + 0 }' "$out.text")
    if [ "$whole" = 1 ]; then
        case $status in
        0) ;;
        124 | 137) why="took longer than it may" ;;
        *) [ "$bad" -gt 0 ] || why="ended with status $status" ;;
        esac
        [ $((ok + bad + skip)) -gt 0 ] || why="${why:+$why, }no test ran"
        [ "$plan" -eq 0 ] || why="${why:+$why, }$plan planned tests did not run"
    fi
    [ -z "$why" ] || bad=$((bad > 0 ? bad : 1))
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))

    local group=${file#build/*/}
    group="$variant ${group%/*}"
    group_passed[$group]=$((${group_passed[$group]:-0} + ok))
    group_failed[$group]=$((${group_failed[$group]:-0} + bad))
    if [ "$bad" -gt 0 ]; then
        printf '\nFAILED %s (%s)%s\n' "${file#build/*/}" "$variant" "${why:+: $why}"
    elif [ "${V:-}" = 1 ]; then
        printf '\n%s (%s)\n' "${file#build/*/}" "$variant"
    fi
    if [ "${V:-}" = 1 ]; then
        sed 's/^/  /' "$out.text"
    elif [ "$bad" -gt 0 ]; then
        grep -v -E -e '^ok [0-9]+' -e '^[0-9]+\.\.[0-9]+$' "$out.text" | sed 's/^/  /'
    fi
    rm -f "$out".*
}

# Reported in the order asked for, each as soon as all before it are done.
next=0
items=("$@")
report_finished() {
    while [ "$next" -lt "${#pids[@]}" ] && [ -e "$scratch/$next.status" ]; do
        report "${items[next]%%:*}" "${items[next]#*:}" "$scratch/$next"
        next=$((next + 1))
    done
}

for item in "${items[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; done
    run "${item%%:*}" "${item#*:}" "$scratch/${#pids[@]}" &
    pids+=($!)
    report_finished
done
wait
report_finished

[ ${#group_passed[@]} -eq 0 ] || echo
for group in "${!group_passed[@]}"; do
    printf '%s|%d|%d\n' "$group" "${group_passed[$group]}" "${group_failed[$group]}"
done | sort | while IFS='|' read -r group ok bad; do
    [ "$((ok + bad))" -eq 0 ] ||
        printf '  %-9s %-24s %6d passed%s\n' "${group%% *}" "${group#* }" "$ok" "$([ "$bad" -eq 0 ] || printf ', %d FAILED' "$bad")"
done
[ "$skipped" -eq 0 ] || echo "  $skipped skipped"
[ $((passed + failed)) -gt 0 ] || echo 'no test ran'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
