#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# contexts.t - the table "May I call this here?" says what the kernel said when
# the calls were tried: each row has its line in the session, and each line a row.
. "$(dirname "$0")/lib.sh"

# In both: CALL and four times yes or no.
answers='(yes|no) +(yes|no) +(yes|no) +(yes|no)'
sed -nE "s/^\\\\(fn|macro)\{([A-Za-z_]+)\} & (.*)/\2 \3/p" chapters/contexts.tex |
	sed -E "s/ &//g; s/^([A-Za-z_]+) +$answers.*/\1 \2 \3 \4 \5/" | sort >"$work/table"
sed -nE "s/^([A-Za-z_]+) +$answers *$/\1 \2 \3 \4 \5/p" \
	sessions/locking/contexts.session | sort >"$work/session"

like "$(wc -l <"$work/session")" '^[1-9][0-9]' 'the session has calls'
is "$(cat "$work/table")" "$(cat "$work/session")" 'the table says the same'
done_testing
