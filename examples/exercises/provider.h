/* SPDX-License-Identifier: GPL-2.0 */
/*
 * provider.h - what provider offers to other modules
 */
#ifndef LKMPG_PROVIDER_H
#define LKMPG_PROVIDER_H

int provider_count(void);

#endif /* LKMPG_PROVIDER_H */
