#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# publish.t - the workflow that publishes does what you would type, with no more
# rights than each job needs; and what it gathers for a release is complete. Its
# commands are run here, on made-up results of the builds.
. "$(dirname "$0")/lib.sh"

file=.github/workflows/publish.yml
cat >"$work/value.py" <<'PYTHON'
import sys, yaml
value = yaml.safe_load(open(sys.argv[1]))
for key in sys.argv[2].split('.'):
    if isinstance(value, list) and not key.isdigit():
        value = next(s for s in value if key in (s.get('name'), s.get('id'), s.get('uses', '').split('@')[0].split('/')[-1]))
    else:
        value = value[int(key) if key.isdigit() else key]
print(value)
PYTHON
value() { python3 "$work/value.py" "$file" "$1"; }

# --- the file ------------------------------------------------------------------------
is "$(value jobs.build.steps.make.run)" 'make live && make site modwhy-deb' 'it runs what one would type'
for target in live site modwhy-deb; do
	run make -n "$target"
	is "$status" 0 "   make $target exists" "$err"
done
# shellcheck disable=SC2016  # the workflow's own
is "$(value jobs.build.steps.make.env.SITE_URL)" '${{ steps.pages.outputs.base_url }}' 'the address is what Pages says'
unlike "$(cat "$file")" 'https?://|github\.io' 'and the file has no address'
is "$(value permissions)" "{'contents': 'read'}" 'all jobs may read'
is "$(value jobs.pages.permissions)" "{'pages': 'write', 'id-token': 'write'}" 'one may write pages'
is "$(value jobs.release.permissions)" "{'contents': 'write'}" 'and one releases'
is "$(value jobs.build.steps.upload-pages-artifact.with.path)" build/site 'what make site makes is published'
is "$(value jobs.pages.needs):$(value jobs.release.needs)" build:build 'both wait for the build'

# --- what a release consists of ---------------------------------------------------------
from=$work/build
version=$(TZ=UTC git log -1 --date=format-local:%Y.%m.%d --format=%cd)
mkdir -p "$from"/{html/raw,live/site}
for name in lkmpg.pdf lkmpg.epub "modwhy_${version}_amd64.deb" html/index.html html/raw/x.c live/site/state.zst; do
	echo "$name" >"$from/$name"
done
run tools/release "$from" "$work/release"
is "$status" 0 'it is gathered' "$err"
is "$(cd "$work/release" && find . -type f | LC_ALL=C sort | tr '\n' ' ')" \
	"./SHA256SUMS ./lkmpg-$version.epub ./lkmpg-$version.pdf ./lkmpg-machine-$version.state.zst ./lkmpg-site-$version.zip ./modwhy_${version}_amd64.deb " \
	'   all of it'
is "$(python3 -m zipfile -l "$work/release/lkmpg-site-$version.zip" | awk 'NR > 1 { print $1 }' | tr '\n' ' ')" \
	"lkmpg-$version/index.html lkmpg-$version/raw/x.c " '   the pages in a folder of their own'
mkdir -p "$work/job/build"
cp -r "$work/release" "$work/job/build/"
run bash -eo pipefail -c "cd '$work/job'; $(value 'jobs.release.steps.check the sums.run')"
is "$status" 0 'the sums are right' "$err"
echo x >>"$work/job/build/release/lkmpg-$version.pdf"
run bash -eo pipefail -c "cd '$work/job'; $(value 'jobs.release.steps.check the sums.run')"
is "$status" 1 '   a file that was changed is found'
sums=$(cat "$work/release/SHA256SUMS")
run tools/release "$from" "$work/release"
is "$(cat "$work/release/SHA256SUMS")" "$sums" 'gathered again, it is the same to the byte'
rm "$from/live/site/state.zst"
run tools/release "$from" "$work/release2"
is "$status" 1 'something is missing: it fails'
like "$err" 'there is no live/site/state.zst' '   and says what'

# --- the picture that README.md shows -----------------------------------------------------
shown=$(tr '\n' ' ' <README.md | grep -oE '!\[[^]]{60,}\]\([^)]*\)')
picture=${shown##*\(}
picture=${picture%\)}
is "$(grep -c . <<<"$shown")" 1 'README.md shows a picture, and says in words what is in it'
like "$(cat tools/picture)" "^cp .* \"\\\$top/$picture\"" '   which tools/picture takes'
cat >"$work/look.py" <<'PYTHON'
import re, struct, sys
data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n" and data.endswith(b"IEND\xaeB`\x82"), "no PNG"
viewport = re.search(r"width: (\d+), height: (\d+)", open(sys.argv[2]).read())
assert struct.unpack(">II", data[16:24]) == tuple(map(int, viewport.groups())), data[16:24]
assert len(data) <= 150_000, len(data)
PYTHON
run python3 "$work/look.py" "$picture" tools/picture.mjs
is "$status" 0 '   of that size, and small' "$err"

# --- the notes of a release --------------------------------------------------------------
cp CHANGELOG.md "$work/job/"
notes=$(value 'jobs.release.steps.what has changed.run')
newest=$(sed -n 's/^## //p' CHANGELOG.md | head -n 1)
run env GITHUB_REF_NAME="$newest" bash -eo pipefail -c "cd '$work/job'; $notes"
is "$status" 0 "the notes of $newest" "$err"
like "$(cat "$work/job/build/notes.md")" '^- ' '   are its entry in CHANGELOG.md'
unlike "$(cat "$work/job/build/notes.md")" '^## ' '   and only that'
run env GITHUB_REF_NAME=1999.01.01 bash -eo pipefail -c "cd '$work/job'; $notes"
is "$status" 1 'a tag without an entry makes no release'
done_testing
