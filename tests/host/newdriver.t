#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# newdriver.t - tools/new driver: for each bus, what it writes has the kernel's style, builds
# without a warning, and passes its own test in the lab; that can fail; and where anything
# is wrong nothing is written.
# DEPENDS: examples/template tests/lib.sh tests/programs
. "$(dirname "$0")/lib.sh"

me=nd$$
trap 'rm -rf "$work" "$top"/build/*/own/$me-*' EXIT
trap 'exit 130' INT TERM
sources=$(lab/fetch --source "$kernel" 2>/dev/null)
buses='pci usb i2c platform misc'

# checkpatch FILE - what the kernel has to say of its style; as tools/lint asks it
checkpatch()
{
	(cd "$work" && "$sources/scripts/checkpatch.pl" --no-tree --strict --terse --no-summary --show-types \
		--max-line-length=80 --ignore SPDX_LICENSE_TAG,FILE_PATH_CHANGES -f "$@" 2>&1)
}

for bus in $buses; do
	# Short, of the length of the template's own, and as long as may be; with and without a dash.
	case $bus in
	pci)		name=x ;;
	usb)		name=wheel ;;
	i2c)		name=my-sensor ;;
	platform)	name=sixteen-letters- ;;
	misc)		name=more_than_others ;;
	esac
	dir=$work/$me-$bus
	run tools/new driver "$name" --bus "$bus" --dir "$dir"
	is "$status" 0 "$bus: it is written" "$err"
	is "$(cd "$dir" && find . -type f | sed "s/$name\.c/DRIVER.c/" | sort | tr '\n' ' ')" \
		'./.github/workflows/check.yml ./.gitignore ./DRIVER.c ./Kbuild ./Makefile ./README.md ./dkms.conf ./test.sh ' \
		"$bus: with all its files"
	is "$(grep -rliE 'my[-_]driver' "$dir" || true)" '' "$bus: none has a name of the template's"
	if [ "$(wc -l <"$dir/$name.c")" -lt 150 ]; then pass "$bus: it is short"; else fail "$bus: it is short"; fi
	is "$(checkpatch "$dir/$name.c")" '' "$bus: checkpatch has nothing to say"
	is "$(tools/check-names "$dir/$name.c")" '' "$bus: every name begins with the driver's"
	is "$(shellcheck "$dir/test.sh" -e SC1091,SC2154,SC2034,SC2012 2>&1)" '' "$bus: nor has shellcheck of its test"
	run env W=1 C=2 WERROR=1 lab/driver -k "$kernel" "$dir"
	is "$status" 0 "$bus: it builds without a warning, and passes its test" "$out$err"
	like "$err" "^$me-$bus: [1-9][0-9]+ points passed, 0 failed on Linux " "$bus: and says so"
	is "$(cd "$dir" && find . -type f | wc -l)" 8 "$bus: nothing is written into its directory"
done

# As its owner works.
dir=$work/$me-misc
run make -C "$dir" check KERNEL="$kernel"
is "$status" 0 'make check' "$err"
sed -i 's/-EMSGSIZE/-EINVAL/' "$dir/$name.c"
run make -C "$dir" check KERNEL="$kernel"
is "$status" 2 'a driver with a bug' "$out"
like "$err" '^not ok .* - one that is too long' 'its test says which'
like "$err" "^# to repeat it: lab/driver -k $kernel -d $dir\$" 'and how to see more'
echo 'no C' >>"$dir/$name.c"
run make -C "$dir" check KERNEL="$kernel"
is "$status" 2 'one that does not compile'
like "$err" "$name\.c:[0-9]+:[0-9]+: error: " 'is shown to its owner'
sed -i '$d' "$dir/$name.c"
headers=$(bash -c '. lab/lib.sh; use_kernel "$1"; echo "$k_build"' lib "$kernel")
run make -C "$dir" KDIR="$headers" CONFIG_DEBUG_INFO_BTF_MODULES=
is "$status" 0 'and make, for a kernel that runs' "$err"
if [ -e "$dir/$name.ko" ]; then pass 'makes the module'; else fail 'makes the module'; fi
run make -C "$dir" KDIR="$headers" clean
is "$(cd "$dir" && find . -type f | wc -l)" 8 'make clean leaves what was there'
rm "$dir/test.sh"
run lab/driver -k "$kernel" "$dir"
is "$status" 1 'a directory without a test'
like "$err" 'there is no .*/test.sh' 'is named'

# What CI would do: the kernels are those of the list.
is "$(python3 -c 'import sys, yaml
workflow = yaml.safe_load(open(sys.argv[1]))["jobs"]["check"]
print(workflow["steps"][-1]["run"])
print(*workflow["strategy"]["matrix"]["kernel"])' "$work/$me-pci/.github/workflows/check.yml")" \
	"make -C driver check LKMPG=\"\$GITHUB_WORKSPACE/lkmpg\" KERNEL=\"\${{ matrix.kernel }}\"
$(bash -c '. lab/lib.sh; kernel_rows' | awk '$2 == "amd64" && $4 == "linux-image-amd64" { print $1 }' | paste -sd' ')" \
	'the workflow tries all stock kernels'

# Where it goes.
mkdir "$work/here"
(cd "$work/here" && "$top/tools/new" driver one --bus misc) >/dev/null
if [ -e "$work/here/one/one.c" ]; then pass 'it goes to the current directory'; else fail 'it goes to the current directory'; fi
copy_tree "$work/here/clone" tools/new examples/template
(cd "$work/here/clone" && tools/new driver two --bus misc) >/dev/null
if [ -e "$work/here/two/two.c" ]; then pass 'or beside the clone'; else fail 'or beside the clone'; fi
like "$(<"$work/here/two/Makefile")" '^LKMPG \?= \.\./clone$' 'and knows where that is'

: >"$work/here/file"
while IFS='|' read -r text words; do
	eval "run tools/new driver $words"
	is "$status" 1 "refused: $words"
	like "$err" "^error: .*$text" 'with its reason'
done <<EOT
no name|'Big' --bus pci
no name|'../x' --bus pci
no name|7up --bus pci
no name|'a b' --bus pci
no name|'' --bus pci
too long|seventeen-letters --bus pci
the bus itself|usb --bus usb
one of: pci usb|third --bus isa
one of: pci usb|third
exists already|third --bus pci --dir "$work/here/one"
exists already|third --bus pci --dir "$work/here/file"
in this clone|third --bus pci --dir ./third
in this clone|third --bus pci --dir "$top"
no directory|third --bus pci --dir "$work/none/third"
letters, digits|third --bus pci --dir "$work/here/a b"
EOT
is "$(cd "$work/here" && echo *)" 'clone file one two' 'nothing was written'
is "$(git ls-files --others -- '*third*' '*seventeen*')" '' 'nor into the clone'
done_testing
