/* SPDX-License-Identifier: GPL-2.0 */
/*
 * order.pml - two processors, two words of memory, in all orders
 *
 * A model for the checker spin(1). Without a barrier, two accesses of
 * one processor may be carried out in either order.
 */
bit data, ready;

active proctype producer()
{
	if
	:: data = 1; ready = 1
#ifndef RELEASE
	:: ready = 1; data = 1
#endif
	fi
}

active proctype consumer()
{
	bit seen, got;

	if
	:: seen = ready; got = data
#ifndef ACQUIRE
	:: got = data; seen = ready
#endif
	fi;
	assert(!seen || got)
}
