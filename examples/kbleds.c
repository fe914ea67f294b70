// SPDX-License-Identifier: GPL-2.0
/*
 * kbleds - blink the keyboard's LEDs
 *
 * Shows: a timer that sets itself again and again, from setup to the _sync
 *        that ends it; what may be done in a timer's callback; and an input
 *        handler, the supported way to every keyboard, plugged in now or later.
 *
 * Try:   insmod kbleds.ko period=300
 *        grep . /sys/class/leds/input*lock/brightness
 *        sleep 0.2
 *        grep . /sys/class/leds/input*lock/brightness
 *        rmmod kbleds
 *        insmod kbleds.ko period=1	# fails: Numerical result out of range
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitops.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/timer.h>

#include "compat.h"

#define KBLEDS_PERIOD_MIN	50
#define KBLEDS_PERIOD_MAX	60000

static unsigned int kbleds_period = 500;
module_param_named(period, kbleds_period, uint, 0444);
MODULE_PARM_DESC(period, "ms between two flashes, 50 to 60000 (default: 500)");

static const unsigned int kbleds_codes[] = { LED_NUML, LED_CAPSL, LED_SCROLLL };

struct kbleds_keyboard {
	struct input_handle handle;	/* ties us to one input device */
	unsigned long before;		/* LEDs that were lit when we came */
	struct timer_list timer;
	bool lit;			/* the timer's own */
};

/* Changed by connect and disconnect: the input core never runs two at once. */
static unsigned int kbleds_count;

/* Set the LEDs to the bits of @leds. A keyboard ignores those it lacks. */
static void kbleds_set(struct kbleds_keyboard *keyboard, unsigned long leds)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(kbleds_codes); i++)
		input_inject_event(&keyboard->handle, EV_LED, kbleds_codes[i],
				   !!(leds & BIT(kbleds_codes[i])));
	input_inject_event(&keyboard->handle, EV_SYN, SYN_REPORT, 0);
}

/*
 * Called in softirq context, in the wake of an interrupt: nothing here may
 * sleep. Talking to a keyboard takes milliseconds; input_inject_event() does
 * not wait for that, the keyboard's driver puts it off until it may.
 */
static void kbleds_tick(struct timer_list *timer)
{
	struct kbleds_keyboard *keyboard =
		timer_container_of(keyboard, timer, timer);

	keyboard->lit = !keyboard->lit;
	kbleds_set(keyboard, keyboard->lit ? ~0UL : 0);
	/* A timer runs once. Half a period lit, half a period dark. */
	mod_timer(timer, jiffies + msecs_to_jiffies(kbleds_period / 2));
}

/* A device that matches our table: there already, or just plugged in. */
static int kbleds_connect(struct input_handler *handler, struct input_dev *dev,
			  const struct input_device_id *id)
{
	struct kbleds_keyboard *keyboard;
	int ret;

	keyboard = kzalloc_obj(*keyboard);
	if (!keyboard)
		return -ENOMEM;
	keyboard->handle.dev = dev;
	keyboard->handle.handler = handler;
	keyboard->handle.name = "kbleds";
	timer_setup(&keyboard->timer, kbleds_tick, 0);

	ret = input_register_handle(&keyboard->handle);
	if (ret)
		goto err_free;

	/* A USB keyboard, for one, is only spoken to while it is open. */
	ret = input_open_device(&keyboard->handle);
	if (ret)
		goto err_unregister_handle;

	keyboard->before = READ_ONCE(dev->led[0]);
	mod_timer(&keyboard->timer, jiffies);
	kbleds_count++;
	pr_info("blinking on %s\n", dev->name);
	return 0;

	/* not reached: the two fail only if a signal ends a wait in them */
err_unregister_handle:
	input_unregister_handle(&keyboard->handle);
err_free:
	kfree(keyboard);
	return ret;
}

/* The device goes, or we do. */
static void kbleds_disconnect(struct input_handle *handle)
{
	struct kbleds_keyboard *keyboard =
		container_of(handle, struct kbleds_keyboard, handle);

	kbleds_count--;
	/*
	 * _sync: the callback may be running on another CPU, setting the timer
	 * once more. After this it neither runs nor is it going to.
	 */
	timer_delete_sync(&keyboard->timer);
	kbleds_set(keyboard, keyboard->before);
	input_close_device(handle);
	input_unregister_handle(handle);
	kfree(keyboard);
}

/* No MODULE_DEVICE_TABLE(): it would load us with the first keyboard. */
static const struct input_device_id kbleds_ids[] = {
	{
		.flags = INPUT_DEVICE_ID_MATCH_EVBIT |
			 INPUT_DEVICE_ID_MATCH_LEDBIT,
		.evbit = { BIT_MASK(EV_KEY) | BIT_MASK(EV_LED) },
		.ledbit = { BIT_MASK(LED_CAPSL) },
	},
	{ }
};

static struct input_handler kbleds_handler = {
	.name = "kbleds",
	.connect = kbleds_connect,
	.disconnect = kbleds_disconnect,
	.id_table = kbleds_ids,
};

static int __init kbleds_init(void)
{
	int ret;

	if (kbleds_period < KBLEDS_PERIOD_MIN ||
	    kbleds_period > KBLEDS_PERIOD_MAX)
		return -ERANGE;

	ret = input_register_handler(&kbleds_handler);
	if (ret)
		return ret;
	if (!READ_ONCE(kbleds_count)) {
		pr_err("no console keyboard with LEDs here\n");
		input_unregister_handler(&kbleds_handler);
		return -ENODEV;
	}
	return 0;
}

static void __exit kbleds_exit(void)
{
	/* Disconnects us from every keyboard. */
	input_unregister_handler(&kbleds_handler);
}

module_init(kbleds_init);
module_exit(kbleds_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("Keyboard LEDs and a kernel timer");
