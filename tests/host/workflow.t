#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# workflow.t - the jobs of .github/workflows/kernels.yml are the kernels of
# lab/kernels.list and no others, each does what a person would type, and the
# last one fails when a result is bad or missing: its commands are run here.
. "$(dirname "$0")/lib.sh"

file=.github/workflows/kernels.yml

# value PATH - what the file has there: jobs.check.container
value()
{
	python3 - "$file" "$1" <<-'PYTHON'
	import sys, yaml
	value = yaml.safe_load(open(sys.argv[1]))
	for key in sys.argv[2].split('.'):
	    value = value[int(key) if key.isdigit() else key]
	print(value)
	PYTHON
}

# command JOB ID-OR-NAME - what that step runs
command_of()
{
	python3 - "$file" "$1" "$2" <<-'PYTHON'
	import sys, yaml
	job = yaml.safe_load(open(sys.argv[1]))['jobs'][sys.argv[2]]
	steps = [s for s in job['steps'] if sys.argv[3] in (s.get('id'), s.get('name'))]
	print(steps[0]['run'])
	PYTHON
}

names=$(bash -c '. lab/lib.sh; kernel_names')
GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary
export GITHUB_OUTPUT GITHUB_STEP_SUMMARY

: >"$GITHUB_OUTPUT"
run bash -eo pipefail -c "$(command_of list list)"
is "$status" 0 'the list is made' "$err"
is "$(sed -n 's/^kernels=//p' "$GITHUB_OUTPUT" | python3 -c 'import json, sys; print("\n".join(json.load(sys.stdin)))')" \
	"$names" 'of all kernels, in their order'
# shellcheck disable=SC2016  # the workflow's own
is "$(value jobs.check.strategy.matrix.kernel)" '${{ fromJSON(needs.list.outputs.kernels) }}' 'a job for each'
is "$(value jobs.list.outputs.kernels)" "\${{ steps.list.outputs.kernels }}" 'from that list'
for name in $names; do
	grep -qwF -- "$name" "$file" && fail "no kernel is named in the workflow" "$name"
done
# shellcheck disable=SC2016
is "$(command_of check 'make check')" 'make check KERNEL="${{ matrix.kernel }}"' 'it runs what one would type'
is "$(value jobs.table.needs)" check 'the table waits for all of them'

# What names a cache entry is what the lab calls it.
step=$(command_of check entry)
: >"$GITHUB_OUTPUT"
run bash -eo pipefail -c "${step//'${{ matrix.kernel }}'/$kernel}"
is "$status" 0 'the name of the cache entry' "$err"
like "$(<"$GITHUB_OUTPUT")" '^entry=[^ ]*[0-9][^ ]*_[^ ]+$' 'is a release and a version, or a name and a key'
if [ "$(lab/fetch --entry "$kernel")" = "$(readlink "$real_cache/kernels/$kernel")" ]; then
	is "$(<"$GITHUB_OUTPUT")" "entry=$(readlink "$real_cache/kernels/$kernel")" 'the very one in the cache'
fi

# The last job: in a copy, with made-up results.
copy=$work/copy
mkdir -p "$copy"/{lab,lib,tools,examples,build/matrix}
cp tools/matrix "$copy/tools/"
cp lab/kernels.list "$copy/lab/"
cp lib/*.py "$copy/lib/"
printf '%s\n' '# chapter: one' 'obj-m += one.o' >"$copy/examples/Kbuild"
table() { cd "$copy" && bash -eo pipefail -c "$(cd "$top" && command_of table table)"; }
for name in $names; do
	printf '%s\t%s.0\t%s.1\t2026-01-01\tone\tpass\t\n' "$name" "$name" "$name" >"$copy/build/matrix/$name.tsv"
done
: >"$GITHUB_STEP_SUMMARY"
run table
is "$status" 0 'all results are there: it passes' "$err"
like "$(<"$GITHUB_STEP_SUMMARY")" '^\| one (\| pass )+\|$' 'the table is in the summary'
mv "$copy/build/matrix/$name.tsv" "$work/"
run table
is "$status" 1 'one is missing: it fails'
sed 's/pass/fail/' "$work/$name.tsv" >"$copy/build/matrix/$name.tsv"
run table
is "$status" 1 'one has failed: it fails'
done_testing
