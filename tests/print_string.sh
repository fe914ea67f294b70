# SPDX-License-Identifier: GPL-2.0
# print_string: the text comes out on the terminal of the process that loads
# and unloads the module, and on no other; without a terminal the log says so.
# LIMIT: 180
. /lkmpg/tests/lib.sh

cr=$(printf '\r')

is "$(onpty insmod ./print_string.ko)" "Hello from the kernel!$cr" 'insmod: the line is on its terminal'
ok 'the module is loaded' is_loaded print_string
log_has '^print_string: wrote 24 bytes to pts[0-9]+$'
is "$(onpty rmmod print_string)" "The kernel says goodbye.$cr" 'rmmod: on the terminal of the one who unloads'
ok 'the module is gone' test ! -d /sys/module/print_string
log_has '^print_string: wrote 26 bytes to pts[0-9]+$'

# It is the controlling terminal that counts, not where the output goes.
is "$(onpty sh -c 'exec insmod ./print_string.ko </dev/null >/dev/null 2>&1')" \
	"Hello from the kernel!$cr" 'insmod with all of its output to /dev/null'

# This test has no terminal: the lab starts it with setsid.
log_mark
is "$(rmmod print_string)" '' 'without a terminal rmmod prints nothing'
log_has '^print_string: rmmod \([0-9]+\) has no terminal$'
log_mark
is "$(onpty setsid -w insmod ./print_string.ko)" '' 'a session of its own has none'
log_has '^print_string: insmod \([0-9]+\) has no terminal$'
unload print_string

# A terminal held up as by Ctrl-S (TCXONC, TCOOFF) has no room.
log_mark
is "$(onpty sh -c 'fop /dev/tty rw ioctl:0x540a:0 >/dev/null; insmod ./print_string.ko
		   fop /dev/tty rw ioctl:0x540a:1 >/dev/null')" '' 'a terminal held up gets nothing'
log_has '^print_string: cannot write to pts[0-9]+: -(EAGAIN|11)$'
ok 'which is no reason not to load' is_loaded print_string
unload print_string

# The terminal hangs up while the module writes to it, again and again.
for _ in 1 2 3 4 5 6 7 8; do
	onpty sh -c 'insmod ./print_string.ko & rmmod print_string 2>/dev/null; exit' >/dev/null 2>&1
done
wait_for 2 sh -c '! pidof insmod'
rmmod print_string 2>/dev/null
ok 'racing loaders whose terminal goes away leave nothing' test ! -d /sys/module/print_string

# A reference that is not given back keeps a terminal in memory forever.
before=$(slabs 'kmalloc.*-(512|1k|2k)')
for _ in $(seq 150); do
	onpty sh -c 'insmod ./print_string.ko && rmmod print_string' >/dev/null
done
terminals_freed() { [ $(($(slabs 'kmalloc.*-(512|1k|2k)') - before)) -lt 120 ]; }
ok '150 terminals come and go' wait_for 20 terminals_freed

load_again print_string
walk_init -0 print_string
done_testing
