# SPDX-License-Identifier: GPL-2.0
# fish completion for modwhy

complete -c modwhy -l rmmod -x -a "(cut -d' ' -f1 /proc/modules 2>/dev/null)" -d 'why a loaded module cannot be removed'
complete -c modwhy -l probe -r -d 'which devices it is for, and who has them'
complete -c modwhy -l build -r -d 'run make there and explain; or its output'
complete -c modwhy -l env -d 'is this machine ready to build and load modules?'
complete -c modwhy -l list -d 'all verdicts that there are'
complete -c modwhy -s j -l json -d 'for programs'
complete -c modwhy -s l -l log -r -d 'the log of the kernel, as dmesg prints it'
complete -c modwhy -s s -l symvers -r -d 'Module.symvers of the kernel'
complete -c modwhy -s r -l root -x -a '(__fish_complete_directories)' -d 'another system'
complete -c modwhy -s h -l help -d 'how to call it'
complete -c modwhy -l version -d 'which version this is'
