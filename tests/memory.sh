# SPDX-License-Identifier: GPL-2.0
# memory: what each allocator gives is where the book says, not smaller than asked,
# aligned as promised, and in one piece where that is promised.
. /lkmpg/tests/lib.sh

# ask SIZE - load it once, for so many bytes. Afterwards: told KIND - what is said of it;
# bytes, aligned, pieces KIND - the number.
ask()
{
	log_mark
	insmod ./memory.ko size="$1" && rmmod memory || fail "size=$1"
	said=$(log_since)
}
told() { printf '%s\n' "$said" | sed -n "s/^memory: $1 *//p"; }
bytes() { told "$1" | sed -n 's/^\([0-9]*\) bytes.*/\1/p'; }
aligned() { told "$1" | sed -n 's/.*aligned to \([0-9]*\),.*/\1/p'; }
pieces() { told "$1" | sed -n 's/.* \([0-9]*\) pieces*$/\1/p'; }

load memory
log_has '^memory: for 5000 bytes:$'
is "$(log_since | awk '/bytes,/ { print $2 }' | paste -sd' ' -)" 'kmalloc alloc_pages vmalloc kvmalloc devm_kmalloc static' 'each is asked once'
unload memory

for size in 1 100 5000 100000; do
	ask $size
	for kind in kmalloc alloc_pages vmalloc kvmalloc devm_kmalloc; do
		ok "$size bytes: $kind gives as much ($(bytes $kind))" test "$(bytes $kind)" -ge $size
	done
	for kind in kmalloc alloc_pages devm_kmalloc; do
		like "$(told $kind)" ' linear map, .* 1 piece$' "$size bytes: $kind gives one piece of the linear map"
	done
	like "$(told vmalloc)" ' vmalloc area, ' "$size bytes: vmalloc gives addresses of its own"
	for kind in alloc_pages vmalloc; do
		is $(($(bytes $kind) % 4096)).$(($(aligned $kind) % 4096)) 0.0 "$size bytes: $kind gives whole pages"
	done
	ok "$size bytes: for vmalloc no more pieces than pages" test "$(pieces vmalloc)" -ge 1 -a "$(pieces vmalloc)" -le $((($(bytes vmalloc) + 4095) / 4096))
done

# A power of two is aligned to itself by kmalloc (up to a page, where we stop to count).
for size in 256 4096; do
	ask $size
	ok "kmalloc aligns $size bytes to $size" test "$(aligned kmalloc)" -ge $size
done

# Larger than any piece that the page allocator keeps.
ask 16777216
like "$(told kmalloc)" '^at most [0-9]+ bytes$' '16 MB are too much for kmalloc'
like "$(told alloc_pages)" '^at most [0-9]+ pages$' 'and for alloc_pages'
like "$(told vmalloc)" '^16777216 bytes, vmalloc area, ' 'not for vmalloc'
like "$(told kvmalloc)" '^16777216 bytes, vmalloc area, ' 'which kvmalloc falls back on'
like "$(told static)" ' [0-9]+ pieces*$' 'what is static is in pages, too'

# Nothing is kept: as much as the machine has, again and again.
free() { awk '$1 == "MemFree:" { print $2 }' /proc/meminfo; }
begin=$(free)
for _ in 1 2 3 4 5 6 7 8; do
	ask 16777216
done
ok 'of 8 times 32 MB nothing is kept' test $((begin - $(free))) -lt 65536

for size in 0 16777217 4294967295; do
	refused 'Numerical result out of range' "size=$size is refused" insmod ./memory.ko size=$size
done
refused 'Invalid parameters' 'so is nonsense' insmod ./memory.ko size=much
load_again memory
done_testing
