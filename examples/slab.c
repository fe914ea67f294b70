// SPDX-License-Identifier: GPL-2.0
/*
 * slab - objects of our own size, and a few that are kept in reserve
 *
 * Shows: kmem_cache_create() with a constructor, which runs when memory is
 *        added to the cache, not for each object; a mempool on top, from which
 *        an allocation does not fail, but waits until an object comes back.
 *
 * Try:   insmod slab.ko
 *        for i in 1 2 3 4 5 6; do echo 50 > /proc/slab & done; wait
 *        cat /proc/slab
 *        echo Y > /sys/module/slab/parameters/pressure
 *        for i in 1 2 3 4 5 6; do echo 50 > /proc/slab & done; wait
 *        cat /proc/slab
 *        rmmod slab
 *        insmod slab.ko broken=Y
 *        echo Y > /sys/module/slab/parameters/pressure
 *        echo 1 > /proc/slab	# fails: Cannot allocate memory
 *        rmmod slab
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#define SLAB_RESERVE	4
#define SLAB_MAX	100

static bool slab_pressure;
module_param_named(pressure, slab_pressure, bool, 0644);
MODULE_PARM_DESC(pressure, "act as if there were no memory left (default: N)");

static bool slab_broken;
module_param_named(broken, slab_broken, bool, 0444);
MODULE_PARM_DESC(broken, "do without the reserve (default: N)");

struct slab_request {
	unsigned int lives;	/* how often it was in use so far */
	char sector[512];	/* what would go to the disk */
};

static struct kmem_cache *slab_cache;
static mempool_t *slab_pool;
static struct proc_dir_entry *slab_entry;

static atomic_t slab_constructed = ATOMIC_INIT(0);
static atomic_t slab_refused = ATOMIC_INIT(0);	/* by the cache */

static DEFINE_SPINLOCK(slab_lock);	/* protects these four */
static unsigned int slab_served, slab_used, slab_most, slab_lives;

/*
 * Called for all objects in a block of pages when the cache gets that block. An
 * object must be freed in a state that is as good. This must not sleep or fail.
 */
static void slab_construct(void *object)
{
	struct slab_request *request = object;

	request->lives = 0;
	atomic_inc(&slab_constructed);
}

/*
 * How the pool asks the cache. The kernel's own mempool_alloc_slab() would do
 * the same, but is only for caches without a constructor.
 */
static void *slab_alloc(gfp_t gfp, void *cache)
{
	void *object = NULL;

	if (!READ_ONCE(slab_pressure))
		object = kmem_cache_alloc(cache, gfp);
	if (!object)
		atomic_inc(&slab_refused);
	return object;
}

static int slab_serve(void)
{
	struct slab_request *request;

	/* It may sleep, so it does not fail: it waits until one comes back. */
	request = slab_broken ? slab_alloc(GFP_KERNEL, slab_cache) :
				mempool_alloc(slab_pool, GFP_KERNEL);
	if (!request)
		return -ENOMEM;
	spin_lock(&slab_lock);
	slab_most = max(slab_most, ++slab_used);
	slab_lives = max(slab_lives, ++request->lives);
	spin_unlock(&slab_lock);

	usleep_range(100, 200);		/* what the disk would do meanwhile */

	spin_lock(&slab_lock);
	slab_served++;
	slab_used--;
	spin_unlock(&slab_lock);
	if (slab_broken)
		kmem_cache_free(slab_cache, request);
	else
		mempool_free(request, slab_pool);
	return 0;
}

/* The number that is written: so many requests, one after the other. */
static ssize_t slab_write(struct file *file, const char __user *buf,
			  size_t len, loff_t *offset)
{
	unsigned int count;
	int ret;

	ret = kstrtouint_from_user(buf, len, 10, &count);
	if (ret)
		return ret;
	if (count > SLAB_MAX)
		return -ERANGE;
	while (count-- && !ret)
		ret = slab_serve();
	return ret ? ret : len;
}

static int slab_show(struct seq_file *m, void *v)
{
	spin_lock(&slab_lock);
	seq_printf(m, "served %u, at once %u, lives %u\n", slab_served,
		   slab_most, slab_lives);
	spin_unlock(&slab_lock);
	seq_printf(m, "constructed %d, refused %d\n",
		   atomic_read(&slab_constructed), atomic_read(&slab_refused));
	return 0;
}

static int slab_open(struct inode *inode, struct file *file)
{
	return single_open(file, slab_show, NULL);
}

static const struct proc_ops slab_ops = {
	.proc_open = slab_open,
	.proc_read = seq_read,
	.proc_write = slab_write,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

static int __init slab_init(void)
{
	slab_cache = kmem_cache_create(KBUILD_MODNAME,
				       sizeof(struct slab_request), 0,
				       SLAB_HWCACHE_ALIGN, slab_construct);
	if (!slab_cache)
		return -ENOMEM;
	/* Fills the reserve: this can fail, so that nothing can later. */
	slab_pool = mempool_create(SLAB_RESERVE, slab_alloc,
				   mempool_free_slab, slab_cache);
	if (!slab_pool)
		goto err_destroy_cache;
	slab_entry = proc_create(KBUILD_MODNAME, 0644, NULL, &slab_ops);
	if (!slab_entry)
		goto err_destroy_pool;	/* not reached: no walk, see its test */
	return 0;

err_destroy_pool:
	mempool_destroy(slab_pool);	/* not reached: no walk */
err_destroy_cache:
	kmem_cache_destroy(slab_cache);
	return -ENOMEM;
}

static void __exit slab_exit(void)
{
	proc_remove(slab_entry);	/* waits: all objects are back */
	mempool_destroy(slab_pool);
	kmem_cache_destroy(slab_cache);
}

module_init(slab_init);
module_exit(slab_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("A cache of objects and a reserve");
