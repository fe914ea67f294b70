# SPDX-License-Identifier: GPL-2.0
# fahrenheit: right to a tenth of a degree, also below zero, near it and at
# both ends of an int.
. /lkmpg/tests/lib.sh

# is_fahrenheit CELSIUS FAHRENHEIT DESCRIPTION
is_fahrenheit()
{
	log_mark
	insmod ./fahrenheit.ko "celsius=$1"
	is "$(log_since)" \
		"fahrenheit: $1 thousandths of a degree Celsius are $2 Fahrenheit" "$3"
	rmmod fahrenheit
}

load_again fahrenheit
is_fahrenheit 21000 69.8 'a warm room'
is_fahrenheit 0 32.0 'ice'
is_fahrenheit 36600 97.9 'a person: 97.88 is rounded up'
is_fahrenheit -40000 -40.0 'where both scales meet'
is_fahrenheit -18000 -0.4 'less than a degree below zero keeps its sign'
is_fahrenheit -17800 0.0 'minus 0.04 is no minus zero'
is_fahrenheit 2147483647 3865502.6 'the largest int'
is_fahrenheit -2147483648 -3865438.6 'and the smallest'
refused 'Invalid parameters' 'no fractions' insmod ./fahrenheit.ko celsius=21.5
done_testing
