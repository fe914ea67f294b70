// SPDX-License-Identifier: GPL-2.0
/*
 * slab-leak - a cache that is destroyed before all of its objects are back
 *
 * Bug: slab_leak_exit() frees one object of two.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#define SLAB_LEAK_SIZE	200

static struct kmem_cache *slab_leak_cache;
static void *slab_leak_objects[2];

/* For its name alone: a cache with a constructor is not merged with another. */
static void slab_leak_construct(void *object)
{
	memset(object, 0, SLAB_LEAK_SIZE);
}

static int __init slab_leak_init(void)
{
	int i;

	slab_leak_cache = kmem_cache_create("slab_leak", SLAB_LEAK_SIZE, 0,
					    SLAB_HWCACHE_ALIGN,
					    slab_leak_construct);
	if (!slab_leak_cache)
		return -ENOMEM;
	for (i = 0; i < ARRAY_SIZE(slab_leak_objects); i++)
		slab_leak_objects[i] = kmem_cache_alloc(slab_leak_cache,
							GFP_KERNEL);
	return 0;
}

static void __exit slab_leak_exit(void)
{
	if (slab_leak_objects[0])
		kmem_cache_free(slab_leak_cache, slab_leak_objects[0]);
	kmem_cache_destroy(slab_leak_cache);
}

module_init(slab_leak_init);
module_exit(slab_leak_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The LKMPG authors");
MODULE_DESCRIPTION("An object that is not given back");
