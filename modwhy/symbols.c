// SPDX-License-Identifier: GPL-2.0
/*
 * symbols.c - who provides a symbol, and on which conditions
 *
 * Four sources, each of which may be missing: Module.symvers of the kernel's
 * headers (all that it and its modules export, with checksum, licence and
 * namespace), one beside the module (what was built with it), modules.symbols
 * of depmod (what installed modules export), /proc/kallsyms (what is there at
 * this moment, exported or not).
 */
#define _GNU_SOURCE		/* strsep */
#include "modwhy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_symbol(const void *key, const void *item)
{
	return strcmp(key, *(char *const *)item);
}

/* The names are sorted. */
static struct symbol *wanted(struct symbols *all, const struct list *names,
			     const char *name)
{
	char **at = bsearch(name, names->item, names->count, sizeof(char *),
			    by_symbol);

	return at ? &all->symbol[at - names->item] : NULL;
}

/* next_column() - cut off *rest up to a tab; "" if there is no more. */
static char *next_column(char **rest)
{
	char *column = strsep(rest, "\t");

	return column ? column : "";
}

/*
 * CRC <tab> symbol <tab> module <tab> EXPORT_SYMBOL... <tab> namespace
 * There are more than twenty thousand lines, and a module wants some ten of them:
 * look at the names only, and no further than to the last that is wanted.
 */
static void read_symvers(struct symbols *all, const struct list *names, char *text)
{
	size_t left = 0;
	char *line;

	for (size_t i = 0; i < names->count; i++)
		left += !all->symbol[i].known;
	while (left && (line = next_line(&text))) {
		char *crc = next_column(&line);
		struct symbol *symbol = wanted(all, names, next_column(&line));

		if (!symbol || symbol->known)
			continue;
		left--;
		symbol->known = true;
		symbol->crc = strtoul(crc, NULL, 16);
		symbol->has_crc = symbol->crc != 0;
		symbol->owner = next_column(&line);
		symbol->gpl_only = ends(next_column(&line), "_GPL");
		symbol->space = next_column(&line);
	}
}

/* alias symbol:NAME MODULE */
static void read_modules_symbols(struct symbols *all, const struct list *names,
				 char *text)
{
	char *line;

	while ((line = next_line(&text))) {
		char *field[FIELDS];
		struct symbol *symbol;

		if (!fields("alias symbol:{s} {m}", line, field))
			continue;
		symbol = wanted(all, names, field['s']);
		if (!symbol || symbol->known)
			continue;
		symbol->known = true;
		symbol->owner = field['m'];
	}
}

/* address type name [module] */
static void read_kallsyms(struct symbols *all, const struct list *names, char *text)
{
	char *line;

	while ((line = next_line(&text))) {
		char *name, *module;
		struct symbol *symbol;

		next_word(&line);
		next_word(&line);
		name = next_word(&line);
		module = next_word(&line);
		symbol = name ? wanted(all, names, name) : NULL;
		if (!symbol)
			continue;
		if (!module) {
			symbol->in_kernel = true;
		} else {
			module[strcspn(module, "]")] = '\0';
			symbol->loaded = module + 1;
		}
	}
}

struct symbols *symbols_find(const struct list *names, const char *near)
{
	struct symbols *all = alloc(sizeof(*all));
	char *places[] = {
		format("/lib/modules/%s/build/Module.symvers", release()),
		format("/usr/src/linux-headers-%s/Module.symvers", release()),
		format("/usr/src/kernels/%s/Module.symvers", release()),
	};
	char *text = NULL;
	bool all_known = true;

	all->symbol = alloc(names->count * sizeof(*all->symbol));
	for (size_t i = 0; i < names->count; i++) {
		all->symbol[i].name = names->item[i];
		all->symbol[i].space = "";
	}
	if (symvers_file) {
		text = read_here(symvers_file);
		all->list = (char *)symvers_file;
	}
	for (size_t i = 0; !text && i < ARRAY_SIZE(places); i++) {
		text = read_file(places[i]);
		all->list = places[i];
	}
	if (text) {
		looked_at("%s: what the kernel exports", all->list);
		read_symvers(all, names, text);
	} else {
		all->list = NULL;
		unsure_for("Module.symvers of the kernel's headers: no checksum, licence or namespace of a symbol could be compared");
	}
	text = !near ? NULL :
		read_here(format("%.*sModule.symvers",
				 (int)(base_name(near) - near), near));
	if (text)
		read_symvers(all, names, text);
	text = read_file(format("/lib/modules/%s/modules.symbols", release()));
	if (text)
		read_modules_symbols(all, names, text);
	for (size_t i = 0; i < names->count; i++)
		all_known &= all->symbol[i].known;
	if (all_known)
		return all;
	text = read_file("/proc/kallsyms");
	if (text) {
		looked_at("/proc/kallsyms: what is in the kernel at this moment");
		read_kallsyms(all, names, text);
	} else {
		unsure_for("/proc/kallsyms: whether a symbol that is not exported exists");
	}
	return all;
}
