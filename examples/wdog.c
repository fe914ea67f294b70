// SPDX-License-Identifier: GPL-2.0
/*
 * wdog - a watchdog in software that barks, then bites
 *
 * Shows: a driver of the watchdog core, which makes /dev/watchdog and does the
 *        talking with programs; two timers, for the warning and for the end; a
 *        file whose close means nothing unless a 'V' was written before; what
 *        must be stopped by hand, because the core does not always do it.
 *
 * Needs: CONFIG_WATCHDOG_SYSFS
 *
 * Try:   modprobe pretimeout_noop
 *        insmod wdog.ko timeout=2
 *        exec 3> /dev/watchdog0
 *        cat /sys/class/watchdog/watchdog0/state
 *        sleep 3
 *        echo V >&3
 *        exec 3>&-
 *        cat /sys/class/watchdog/watchdog0/state
 *        rmmod wdog
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/device.h>
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/platform_device.h>
#include <linux/reboot.h>
#include <linux/slab.h>
#include <linux/watchdog.h>

#include "compat.h"

#define WDOG_NAME	"wdog"

static unsigned int wdog_timeout = 30;
module_param_named(timeout, wdog_timeout, uint, 0444);
MODULE_PARM_DESC(timeout, "seconds until it bites, 1 to 600 (default: 30)");

static bool wdog_nowayout = WATCHDOG_NOWAYOUT;
module_param_named(nowayout, wdog_nowayout, bool, 0444);
MODULE_PARM_DESC(nowayout, "once started, it cannot be stopped (default: n)");

static bool wdog_restart;
module_param_named(restart, wdog_restart, bool, 0444);
MODULE_PARM_DESC(restart, "a bite restarts the machine (default: n, log it)");

/* One watchdog. The core calls one operation at a time: no lock of our own. */
struct wdog {
	struct watchdog_device wdd;
	struct hrtimer bark;	/* "pretimeout": so many seconds before... */
	struct hrtimer bite;	/* ... "timeout" */
};

static enum hrtimer_restart wdog_bark(struct hrtimer *timer)
{
	struct wdog *wdog = container_of(timer, struct wdog, bark);

	/* To the governor that root has chosen, which may log it, or panic. */
	watchdog_notify_pretimeout(&wdog->wdd);
	return HRTIMER_NORESTART;
}

static enum hrtimer_restart wdog_bite(struct hrtimer *timer)
{
	pr_crit("not kept alive, %s\n",
		wdog_restart ? "restarting" : "this would be a restart");
	if (wdog_restart)
		emergency_restart();	/* not reached: it ends the test */
	return HRTIMER_NORESTART;
}

/* Start, and each sign of life: there is no ping, so the core calls this. */
static int wdog_start(struct watchdog_device *wdd)
{
	struct wdog *wdog = watchdog_get_drvdata(wdd);

	hrtimer_start(&wdog->bite, ktime_set(wdd->timeout, 0),
		      HRTIMER_MODE_REL);
	if (wdd->pretimeout)
		hrtimer_start(&wdog->bark,
			      ktime_set(wdd->timeout - wdd->pretimeout, 0),
			      HRTIMER_MODE_REL);
	else
		hrtimer_cancel(&wdog->bark);
	return 0;
}

static int wdog_stop(struct watchdog_device *wdd)
{
	struct wdog *wdog = watchdog_get_drvdata(wdd);

	hrtimer_cancel(&wdog->bark);
	hrtimer_cancel(&wdog->bite);
	return 0;
}

static unsigned int wdog_timeleft(struct watchdog_device *wdd)
{
	struct wdog *wdog = watchdog_get_drvdata(wdd);
	s64 left = ktime_to_ms(hrtimer_get_remaining(&wdog->bite));

	if (!hrtimer_active(&wdog->bite) || left < 0)
		return 0;
	return DIV_ROUND_UP((unsigned int)left, MSEC_PER_SEC);
}

/* What it is called and what it can do: any program may ask for that. */
static const struct watchdog_info wdog_info = {
	.identity = "LKMPG watchdog",
	.options = WDIOF_SETTIMEOUT | WDIOF_PRETIMEOUT | WDIOF_KEEPALIVEPING |
		   WDIOF_MAGICCLOSE,
};

static const struct watchdog_ops wdog_ops = {
	.owner = THIS_MODULE,
	.start = wdog_start,
	.stop = wdog_stop,
	.get_timeleft = wdog_timeleft,
};

/* Runs when the core has let go of it: nothing can start it again. */
static void wdog_put_to_sleep(void *data)
{
	wdog_stop(data);
}

static int wdog_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct wdog *wdog;
	int ret;

	wdog = devm_kzalloc(dev, sizeof(*wdog), GFP_KERNEL);
	if (!wdog)
		return -ENOMEM;

	hrtimer_setup(&wdog->bark, wdog_bark, CLOCK_MONOTONIC,
		      HRTIMER_MODE_REL);
	hrtimer_setup(&wdog->bite, wdog_bite, CLOCK_MONOTONIC,
		      HRTIMER_MODE_REL);
	wdog->wdd.info = &wdog_info;
	wdog->wdd.ops = &wdog_ops;
	wdog->wdd.parent = dev;
	wdog->wdd.min_timeout = 1;
	wdog->wdd.max_timeout = 600;
	wdog->wdd.timeout = 30;
	watchdog_set_drvdata(&wdog->wdd, wdog);
	watchdog_set_nowayout(&wdog->wdd, wdog_nowayout);
	/* If that is out of range, the core says so, and the default stays. */
	watchdog_init_timeout(&wdog->wdd, wdog_timeout, dev);

	/* It may be running when the driver goes, and the core forgets it. */
	ret = devm_add_action_or_reset(dev, wdog_put_to_sleep, &wdog->wdd);
	if (ret)
		return ret;

	return devm_watchdog_register_device(dev, &wdog->wdd);
}

static struct platform_driver wdog_driver = {
	.probe = wdog_probe,
	.driver = { .name = WDOG_NAME },
};

static struct platform_device *wdog_device;

static int __init wdog_init(void)
{
	int ret;

	ret = platform_driver_register(&wdog_driver);
	if (ret)
		return ret;
	wdog_device = platform_device_register_simple(WDOG_NAME, -1, NULL, 0);
	if (IS_ERR(wdog_device)) {
		platform_driver_unregister(&wdog_driver);
		return PTR_ERR(wdog_device);
	}
	return 0;
}

static void __exit wdog_exit(void)
{
	platform_device_unregister(wdog_device);
	platform_driver_unregister(&wdog_driver);
}

module_init(wdog_init);
module_exit(wdog_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A watchdog in software");
