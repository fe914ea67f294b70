#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# modwhy-cures.t - what modwhy tells people to do: each verdict has a cure, with no field
# that nothing fills and no option that there is not; and a text that somebody has changed
# is looked at twice, for people type it as root (tests/modwhy/cures.txt).
# DEPENDS: modwhy tests/modwhy
. "$(dirname "$0")/lib.sh"

cat >"$work/cures.c" <<'EOT'
#include "modwhy.h"
#include <stdio.h>
int main(void)
{
	for (size_t i = 0; i < verdict_count; i++)
		printf("%s\n%s\n\n", verdicts[i].code, verdicts[i].cure ? verdicts[i].cure : "");
	return 0;
}
EOT
cc -std=gnu11 -Imodwhy -o "$work/cures" "$work/cures.c" modwhy/verdicts.c || exit
"$work/cures" >"$work/now"

{ echo '# SPDX-License-Identifier: GPL-2.0'
  echo '# What modwhy/verdicts.c says is to be done, by verdict. Changed one? Then you have'
  echo '# tried the new one: MODWHY_CURES=keep tests/host/modwhy-cures.t writes this file.'
  echo
  cat "$work/now"; } | sed '$d' >"$work/file"
[ "${MODWHY_CURES:-}" != keep ] || cp "$work/file" tests/modwhy/cures.txt
is "$(diff tests/modwhy/cures.txt "$work/file")" '' 'the cures are those of tests/modwhy/cures.txt'
is "$(awk 'BEGIN { RS = ""; FS = "\n" } NF < 2 { print $1 }' "$work/now")" '' 'each verdict has one'

# A field is a word of distro.c, or one of those that report.c fills.
known=$(grep -ohE 'strcmp\(key, "[a-z]+"' modwhy/distro.c modwhy/report.c | grep -oE '"[a-z]+"' | tr -d '"')
grep -oE '\{[a-z_]+\}' "$work/now" | tr -d '{}' | sort -u >"$work/fields"
[ "$(wc -l <"$work/fields")" -gt 5 ]
is $? 0 "fields: $(paste -sd' ' "$work/fields")"
is "$(grep -vxF -f <(echo "$known") "$work/fields")" '' 'no field that nothing fills'

# modwhy's own options.
is "$(grep -oE 'modwhy --[a-z]+' "$work/now" | sort -u | while read -r _ option; do
	grep -q -- "\"${option#--}\"" modwhy/main.c || echo "$option"
done)" '' 'no option of its own that there is not'
done_testing
