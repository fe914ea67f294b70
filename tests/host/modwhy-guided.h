/* SPDX-License-Identifier: GPL-2.0 */
/*
 * modwhy-guided.h - put before every source of modwhy, for modwhy-guided.c
 *
 * modwhy is made for one look and then ends: it never gives memory back, and
 * remembers in static variables. Here it looks thousands of times a second in
 * one process. So its variables are put into two sections of their own, which
 * modwhy-guided.c copies once and puts back before each look; and its memory
 * is counted, and freed after each look.
 */
#include <stdio.h>
#include <stdlib.h>

void *guided_malloc(size_t size);
void *guided_calloc(size_t count, size_t size);
void *guided_realloc(void *old, size_t size);
void guided_free(void *memory);
ssize_t guided_getline(char **line, size_t *room, FILE *in);
void guided_exit(int status) __attribute__((noreturn));

#define malloc guided_malloc
#define calloc guided_calloc
#define realloc guided_realloc
#define free guided_free
#define getline guided_getline
#define exit guided_exit

#pragma clang section bss="modwhy_bss" data="modwhy_data"
