# SPDX-License-Identifier: GPL-2.0
"""lab/gdb.py - make gdb follow the modules that the guest loads.

Sourced by build/KERNEL/gdb/attach.gdb, which sets do_init_module (an address),
modules (the directory of the .ko files) and the offsets of some members of
struct module. Whenever the kernel is about to call a module's init function,
the module's symbols are added at the addresses where it was loaded, and gdb
stops at the first instruction of that function.

The addresses are taken from the symbol table that the kernel keeps while a
module is initialised (struct mod_kallsyms): it is that of the file, but with
the values where things are now.
"""
from __future__ import annotations

import glob
import os
import struct

import gdb

# From attach.gdb.
# ruff: noqa: F821
offset_kallsyms: int
offset_name: int
offset_init: int
do_init_module: int
modules: str

SYMBOL = struct.Struct("<IBBHQQ")  # Elf64_Sym


def number(address: int) -> int:
    """The eight bytes at the address, as a number."""
    return int(struct.unpack("<Q", gdb.selected_inferior().read_memory(address, 8))[0])


def text(address: int) -> str:
    """The zero-terminated string at the address."""
    data: bytes = gdb.selected_inferior().read_memory(address, 56).tobytes()
    return data.split(b"\0")[0].decode()


def read_elf(path: str) -> tuple[list[str], list[tuple[int, ...]]]:
    """Section names by index, and the symbol table, of a 64-bit ELF file."""
    with open(path, "rb") as file:
        data = file.read()
    offset, = struct.unpack_from("<Q", data, 0x28)
    size, count, names_index = struct.unpack_from("<HHH", data, 0x3A)
    headers = [struct.unpack_from("<IIQQQQIIQQ", data, offset + i * size)
               for i in range(count)]
    names_at = headers[names_index][4]
    names = [data[names_at + h[0]:data.index(b"\0", names_at + h[0])].decode()
             for h in headers]
    table = next(h for h in headers if h[1] == 2)  # SHT_SYMTAB
    symbols = list(SYMBOL.iter_unpack(data[table[4]:table[4] + table[5]]))
    return names, symbols


def sections_of(module: int, path: str) -> dict[str, int]:
    """Where the sections of the module that is at this address are now."""
    names, symbols = read_elf(path)
    kallsyms = number(module + offset_kallsyms)
    table, count = number(kallsyms), number(kallsyms + 8) & 0xFFFFFFFF
    memory = gdb.selected_inferior().read_memory(table, count * SYMBOL.size).tobytes()
    sections: dict[int, int] = {}
    for old, new in zip(symbols, SYMBOL.iter_unpack(memory)):
        index = old[3]
        if 0 < index < len(names) and index not in sections:
            sections[index] = (new[4] - old[4]) & 0xFFFFFFFFFFFFFFFF
    return {names[i]: address for i, address in sections.items()}


def module_loaded() -> None:
    """At do_init_module(): add the symbols of its argument, a struct module."""
    frame = gdb.selected_frame()
    register = "rdi" if "x86" in frame.architecture().name() else "x0"
    module = int(frame.read_register(register)) & 0xFFFFFFFFFFFFFFFF
    name = text(module + offset_name)
    for path in glob.glob(os.path.join(modules, "*.ko")):
        if os.path.basename(path)[:-3].replace("-", "_") == name:
            break
    else:
        print("%s is not one of the examples" % name)
        return
    sections = sections_of(module, path)
    command = "add-symbol-file %s %#x" % (path, sections.pop(".text", 0))
    for section, address in sorted(sections.items()):
        if section.startswith((".text", ".init", ".exit", ".data", ".rodata", ".bss")):
            command += " -s %s %#x" % (section, address)
    gdb.execute("set confirm off")
    gdb.execute(command)
    gdb.execute("tbreak *%#x" % number(module + offset_init))


watch = gdb.Breakpoint("*%#x" % do_init_module, type=gdb.BP_HARDWARE_BREAKPOINT,
                       internal=True)
watch.silent = True
watch.commands = "python module_loaded()\ncontinue"
print("The machine is stopped. 'continue' lets it run; each module that it loads stops")
print("it at the module's init function, with the module's symbols in place.")
