# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
# tests/verbs/wiped.sh - one more verb, for modules that have a secret on their stack.
# Sourced after lib.sh.

# key_is_wiped FUNCTION WORD TIMES MODULE [PARAMETER=VALUE...] - the module is loaded and
# removed, while two probes look at its stack: when it calls the kernel's FUNCTION to set
# the key, and when it has done with it (crypto_destroy_tfm()). WORD, the first eight bytes
# of the key as the processor reads them, in hex, is there first, in as many calls as the
# regular expression TIMES says, and not any more later.
key_is_wiped()
{
	_t=/sys/kernel/tracing
	[ -e $_t/kprobe_events ] || _t=/sys/kernel/debug/tracing
	if [ ! -e $_t/kprobe_events ]; then
		echo '# the stack was not looked at: no kprobe events'
		return
	fi
	_w=$2 _n=$3 _m=$4 _stack='' _i=0
	while [ $_i -lt 80 ]; do
		_stack="$_stack s$_i=\$stack$_i:x64" _i=$((_i + 1))
	done
	echo "p:key_used $1$_stack" >$_t/kprobe_events
	echo "p:key_done crypto_destroy_tfm$_stack" >>$_t/kprobe_events
	shift 4
	echo 1 >$_t/events/kprobes/enable
	insmod "./$_m.ko" "$@"
	rmmod "$_m"
	echo 0 >$_t/events/kprobes/enable
	like "$(grep -c "key_used: .*=$_w" $_t/trace)" "$_n" 'the key is on the stack while it is used'
	like "$(grep -c 'key_done: ' $_t/trace)" '^[1-9]' 'the function goes on after that'
	is "$(grep -c "key_done: .*=$_w" $_t/trace)" 0 'and the key is not there any more'
	echo >$_t/kprobe_events
	echo >$_t/trace
}
