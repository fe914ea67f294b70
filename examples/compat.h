/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compat.h - what kernels older than the newest lack
 *
 * The examples are written for the newest supported kernel. Everything that
 * an older one names or types differently is made up for here and only here;
 * each entry says which commit changed it, in which version, and from when on
 * it can be dropped.
 */
#ifndef LKMPG_COMPAT_H
#define LKMPG_COMPAT_H

#include <linux/version.h>

/*
 * "kernel.h: split the hexadecimal related helpers to hex.h", v6.4: before,
 * hex2bin() and its like were declared in kernel.h. Drop with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
#include <linux/hex.h>
#else
#include <linux/kernel.h>
#endif

/*
 * "driver core: make struct class.devnode() take a const *", v6.2: the device
 * became const. It is a parameter's type, which the preprocessor cannot ask
 * for. Drop with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
#define DEVNODE_CONST const
#else
#define DEVNODE_CONST
#endif

/*
 * "driver core: class: mark the struct class for sysfs callbacks as constant",
 * v6.4: the class and the attribute became const. Again a parameter's type.
 * Drop with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
#define CLASS_ATTR_CONST const
#else
#define CLASS_ATTR_CONST
#endif

/*
 * "platform: Make platform_driver::remove() return void", v6.11:
 * before, it returned an int, which could only be 0. PLATFORM_REMOVE() names
 * the callback, and DEFINE_PLATFORM_REMOVE() makes the one of the older type.
 * Drop both with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define DEFINE_PLATFORM_REMOVE(function)
#define PLATFORM_REMOVE(function) function
#else
#define DEFINE_PLATFORM_REMOVE(function)				\
	static int function##_int(struct platform_device *pdev)	\
	{								\
		function(pdev);						\
		return 0;						\
	}
#define PLATFORM_REMOVE(function) function##_int
#endif

/*
 * "timers: Rename del_timer_sync() to timer_delete_sync()", v6.2, and the same
 * for del_timer(): from v6.15 on there are only the new names. All of them are
 * functions, which the preprocessor cannot ask for; stable kernels that took
 * the new names early have the old ones, too. Drop when no kernel before 6.2
 * without them is left.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
#define timer_delete(timer) del_timer(timer)
#define timer_delete_sync(timer) del_timer_sync(timer)
#endif

/*
 * "treewide, timers: Rename from_timer() to timer_container_of()", v6.16.
 * Drop with 6.12.
 */
#ifndef timer_container_of
#define timer_container_of from_timer
#endif

/*
 * "genirq: Add generic_handle_domain_irq() helper", v5.14: before, it took two
 * steps. A function, which the preprocessor cannot ask for. Drop with 5.10.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 14, 0)
#define generic_handle_domain_irq(domain, hwirq) \
	generic_handle_irq(irq_find_mapping(domain, hwirq))
#endif

/*
 * "irq_work: Cleanup", v5.11: before, the initializer for work that stays in
 * the hard interrupt had no name. Drop with 5.10.
 */
#include <linux/irq_work.h>
#ifndef IRQ_WORK_INIT_HARD
#define IRQ_WORK_INIT_HARD(function)					\
	{								\
		.flags = ATOMIC_INIT(IRQ_WORK_HARD_IRQ),		\
		.func = (function),					\
	}
#endif

/*
 * "treewide: rename GPIO set callbacks back to their original names", v6.17:
 * before, gpio_chip.set returned nothing. GPIO_SET() names the callback, and
 * DEFINE_GPIO_SET() makes the one of the older type. Drop both with 6.12.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 17, 0)
#define DEFINE_GPIO_SET(function)
#define GPIO_SET(function) function
#else
#define DEFINE_GPIO_SET(function)					\
	static void function##_void(struct gpio_chip *chip,		\
				    unsigned int line, int value)	\
	{								\
		function(chip, line, value);				\
	}
#define GPIO_SET(function) function##_void
#endif

/*
 * "slab: Introduce kmalloc_obj() and family", v7.0, which default_gfp() made
 * work without flags: before, the size of what is allocated was written out. A
 * stable kernel may have the first and not the second. Drop with 6.12.
 */
#include <linux/gfp.h>
#include <linux/slab.h>
#ifndef default_gfp
#undef kmalloc_obj
#undef kzalloc_obj
#define kmalloc_obj(object) kmalloc(sizeof(object), GFP_KERNEL)
#define kzalloc_obj(object) kzalloc(sizeof(object), GFP_KERNEL)
#endif

/* For drivers of PCI cards, who have included its header by now. */
#ifdef LINUX_PCI_H

/*
 * "PCI: Make pcim_iomap_region() a public function", v6.12: before, there was
 * one for a mask of BARs, and a table of their addresses. Drop with 6.1.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#include <linux/bits.h>
#include <linux/err.h>
static inline void __iomem *pcim_iomap_region(struct pci_dev *pdev, int bar,
					      const char *name)
{
	int ret = pcim_iomap_regions(pdev, BIT(bar), name);

	return ret ? IOMEM_ERR_PTR(ret) : pcim_iomap_table(pdev)[bar];
}
#endif

/*
 * "PCI: Add support for dev_groups to struct pci_driver", v5.15: before, it
 * was set in the driver within, which the newer kernels write over. Drop with
 * 5.10.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 15, 0)
#define PCI_DEV_GROUPS dev_groups
#else
#define PCI_DEV_GROUPS driver.dev_groups
#endif

/*
 * "PCI: Rename PCI_IRQ_LEGACY to PCI_IRQ_INTX", v6.8. Drop with 6.1.
 */
#ifndef PCI_IRQ_INTX
#define PCI_IRQ_INTX PCI_IRQ_LEGACY
#endif

#endif /* LINUX_PCI_H */

/*
 * "i2c: Switch .probe() to not take an id parameter", v6.3: before, probe_new
 * was the one without. A member, which the preprocessor cannot ask for. Drop
 * with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#define I2C_PROBE probe
#else
#define I2C_PROBE probe_new
#endif

/*
 * "i2c: reword i2c_algorithm according to newest specification", v6.11: before,
 * it was master_xfer. A member again. Drop with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define I2C_XFER xfer
#else
#define I2C_XFER master_xfer
#endif

/*
 * "mm: introduce vma->vm_flags wrapper functions", v6.3: before, vm_flags was
 * written like any other field. A function, which the preprocessor cannot ask
 * for. Drop with 6.1.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define vm_flags_clear(vma, flags) ((vma)->vm_flags &= ~(flags))
#endif

/*
 * "hrtimers: Introduce hrtimer_setup() to replace hrtimer_init()", v6.13:
 * before, the function was set by hand. Drop with 6.12.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#include <linux/hrtimer.h>
static inline void
compat_hrtimer_setup(struct hrtimer *timer,
		     enum hrtimer_restart (*function)(struct hrtimer *timer),
		     clockid_t clock, enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock, mode);
	timer->function = function;
}

#define hrtimer_setup compat_hrtimer_setup
#endif

/*
 * "tracing/treewide: Remove second parameter of __assign_str()", v6.10: from
 * then on __string() alone says what is copied. Drop with 6.1.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define TRACE_ASSIGN_STR(field, text) __assign_str(field)
#else
#define TRACE_ASSIGN_STR(field, text) __assign_str(field, text)
#endif

/* For modules that hook functions, which have included its header by now. */
#ifdef _LINUX_FTRACE_H

/*
 * "ftrace: Have the callbacks receive a struct ftrace_regs instead of
 * pt_regs", v5.11, and in the same version "ftrace: Move the recursion testing
 * into global headers": before, the callback got all registers, and the kernel
 * itself saw to it that there is no recursion. Drop with 5.10.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
#define ftrace_regs pt_regs
#define ftrace_test_recursion_trylock(ip, parent_ip) 0
#define ftrace_test_recursion_unlock(bit) ((void)(bit))
#endif

/*
 * "ftrace: Export ftrace_free_filter() to modules", v6.2, which 6.1 took, too:
 * before, modules could set an empty filter. Drop with 5.10.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#define ftrace_free_filter(ops) ftrace_set_filter(ops, NULL, 0, 1)
#endif

#endif /* _LINUX_FTRACE_H */

#endif /* LKMPG_COMPAT_H */
