#!/bin/bash
# Published stacks, as far as their write-ups tell, and what they should read as. Each design says who it is, what the
# write-up says, where it is, and
#
#   # Reads as: SCALE              what the organisation is; decided before the design was read
#   # Misread as: SCALE, since WHY the reading is known to be wrong here
#
# Those in held-out/ were kept back while the catalogue's weights were found: 6 of 9 were right at first sight. One hallmark
# was added after that, for a stack that was not kept back, and made it 7, so the 6 is the figure to believe.
set -u
here=$(cd "$(dirname "$0")" && pwd)
n=0 failed=0

# header FILE WORD: what the file says behind "# WORD: ", up to a comma.
header() {
    sed -n "s/^# $2: \([a-z]*\).*/\1/p" "$1"
}

# tally FOLDER: reads all its designs; at the end, says how many were right.
tally() {
    local file name wanted seen known right=0 count=0
    for file in "$here/$1"*.yaml; do
        name=$1$(basename "$file" .yaml)
        wanted=$(header "$file" 'Reads as') known=$(header "$file" 'Misread as')
        seen=$("$STRATA" read "$file" | sed -n 's/^Reads as *\([A-Za-z]*\).*/\L\1/p')
        n=$((n + 1)) count=$((count + 1))
        [ "$seen" != "$wanted" ] || right=$((right + 1))
        if [ "$seen" = "${known:-$wanted}" ] && [ "$known" != "$wanted" ]; then
            echo "ok $n - $name reads as $seen${known:+ (it is $wanted)}"
        else
            echo "not ok $n - $name should read as $wanted and reads as $seen"
            failed=1
        fi
    done
    n=$((n + 1))
    # Below this, the weights have to be looked at again, whatever the files say.
    if [ $((right * 4)) -ge $((count * 3)) ]; then
        echo "ok $n - $right of $count published stacks in ./$1 are right"
    else
        echo "not ok $n - only $right of $count published stacks in ./$1 are right"
        failed=1
    fi
}

tally ''
tally held-out/
echo "1..$n"
exit $failed
