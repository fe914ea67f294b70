# SPDX-License-Identifier: GPL-2.0
"""What the programs of this repository share: one module for one thing."""
