#!/bin/bash
# links.sh: what was built asks the system for no more than its room promises. The core (base, model, analysis) is
# tested without a terminal, YAML or Graphviz; and strata itself does not load Graphviz's renderer.
set -u
. tests/lint/common.sh

build=${BUILD:-build/release}

needed() { # FILE
    LC_ALL=C readelf -d "$1" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p'
}

for room in base model analysis; do
    for program in "$build/tests/unit/$room"/test_*; do
        if [ -d "$program" ] || [ ! -x "$program" ]; then continue; fi
        for library in $(needed "$program"); do
            case $library in
            libc.* | libm.* | libdl.* | libgcc_s.* | ld-linux* | libpthread.* | libasan.* | libubsan.*) ;;
            libcmocka.* | libutf8proc.*) ;;
            *) complain "$program" "loads $library" ;;
            esac
        done
    done
    check "unit tests of $room load nothing but the C library, utf8proc and cmocka"
done

if [ -x "$build/strata" ]; then
    for library in $(needed "$build/strata"); do
        case $library in
        libgvc.* | libpathplan.* | libcmocka.* | libvterm.*) complain "$build/strata" "loads $library" ;;
        esac
    done
    check "strata does not load Graphviz's renderer"
fi

finish
