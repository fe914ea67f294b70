#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""on-tty.py - run a command on a terminal of its own, as a person would

usage: on-tty.py COMMAND... <STEPS

The steps, one a line:
    expect REGEX   wait until the terminal shows it (after what was seen before)
    send TEXT      type; with \\r, \\x03 and so on
    host COMMAND   run by bash, meanwhile, on the host
At the end of the steps: wait for the command to end. All that the terminal
showed goes to standard output; the exit status is the command's, 128 plus the
number of the signal that ended it, or 99 if a step took longer than a minute, times LAB_PATIENCE.
"""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import NoReturn

# A busy machine is no fault: what hangs is noticed late (lab/lib.sh).
LIMIT = 60 * int(os.environ.get("LAB_PATIENCE", "5"))


def main() -> None:
    steps = sys.stdin.read().splitlines()
    child, terminal = pty.fork()
    if child == 0:
        # A job in the background ignores these two, and so would all that it starts.
        for number in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)
        os.execvp(sys.argv[1], sys.argv[1:])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    shown = b""

    def read_some(seconds: float) -> bool:
        """One portion of output into shown; False at its end."""
        nonlocal shown
        if select.select([terminal], [], [], seconds)[0]:
            try:
                data = os.read(terminal, 65536)
            except OSError:     # EIO: nobody has the terminal open any more
                return False
            shown += data
            return bool(data)
        return True

    def give_up(why: str) -> NoReturn:
        sys.stdout.buffer.write(shown)
        print("on-tty.py: %s" % why, file=sys.stderr)
        os.killpg(child, signal.SIGKILL)
        sys.exit(99)

    seen = 0
    for step in steps:
        verb, _, text = step.strip().partition(" ")
        if verb == "expect":
            end = time.monotonic() + LIMIT
            alive = True
            while not (match := re.search(text.encode(), shown[seen:])):
                if not alive or time.monotonic() > end:
                    give_up("waited in vain for '%s'" % text)
                alive = read_some(0.5)
            seen += match.end()
        elif verb == "send":
            os.write(terminal, text.encode().decode("unicode_escape").encode("latin-1"))
        elif verb == "host":
            subprocess.run(["bash", "-c", text], stdin=subprocess.DEVNULL, timeout=LIMIT, check=False)
        elif verb and not verb.startswith("#"):
            sys.exit("on-tty.py: unknown step: %s" % step)
    end = time.monotonic() + LIMIT
    while read_some(0.5):
        if time.monotonic() > end:
            give_up("the command does not end")
    sys.stdout.buffer.write(shown)
    status = os.waitpid(child, 0)[1]
    sys.exit(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status)
             else 128 + os.WTERMSIG(status))


if __name__ == "__main__":
    main()
