#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# editor.t - .devcontainer and .vscode: they are what the programs that read them
# expect, each command that they name exists, and the debugger's commands, given to
# gdb as the editor gives them, stop a module in the lab at a breakpoint.
# shellcheck disable=SC2016  # the variables in single quotes are the editor's
# DEPENDS: examples modwhy tests sessions live README.md .vscode .devcontainer
. "$(dirname "$0")/lib.sh"

# read_json FILE PATH - a value of a file with comments
cat >"$work/member.py" <<'PYTHON'
import json, re, sys
text = open(sys.argv[1]).read()
value = json.loads(re.sub(r'^\s*//.*$', '', text, flags=re.M))
for key in filter(None, sys.argv[2].split('/')):
    value = value[int(key)] if isinstance(value, list) else value[key]
print(value if isinstance(value, str) else json.dumps(value))
PYTHON
read_json() { python3 "$work/member.py" "$@"; }
for file in .devcontainer/*.json .vscode/*.json; do
	run read_json "$file" ''
	is "$status" 0 "$file can be read" "$err"
done

# --- the dev container: as in its specification (containers.dev), devContainer.base ----
cat >"$work/look.py" <<'PYTHON'
import json, re
text = re.sub(r'^\s*//.*$', '', open('.devcontainer/devcontainer.json').read(), flags=re.M)
kinds = {"name": str, "build": dict, "remoteUser": str, "mounts": list, "postCreateCommand": str,
         "hostRequirements": dict, "customizations": dict}
value = json.loads(text)
assert set(value) <= set(kinds), set(value) - set(kinds)
for key, kind in kinds.items():
    assert isinstance(value[key], kind), key
assert set(value["build"]) == {"dockerfile"}
for mount in value["mounts"]:
    assert re.fullmatch(r"source=[\w-]+,target=/[\w/.-]+,type=volume", mount), mount
need = value["hostRequirements"]
assert isinstance(need["cpus"], int) and all(re.fullmatch(r"\d+[tgmk]b", need[k]) for k in ("memory", "storage"))
PYTHON
run python3 "$work/look.py"
is "$status" 0 'devcontainer.json has what the specification knows' "$err"
dockerfile=.devcontainer/$(read_json .devcontainer/devcontainer.json build/dockerfile)
is "$(sed -n 's/^FROM //p' "$dockerfile")" debian:bookworm 'its image is Debian'
user=$(read_json .devcontainer/devcontainer.json remoteUser)
is "$(grep -c "useradd .* $user " "$dockerfile")" 1 'which has the user'
read -ra words < <(read_json .devcontainer/devcontainer.json postCreateCommand)
is "${words[0]}" lab/setup 'lab/setup brings the rest'
for purpose in "${words[@]:1}"; do
	grep -q "^#	$purpose	" lab/setup
	is $? 0 "   it knows the purpose $purpose"
done

# The dev container CLI, with a docker that writes down what it is asked to do.
cat >"$work/docker" <<'SH'
#!/bin/sh
printf '%s\n' "$*" | tr '\n' ' ' >>"$work/asked"; echo >>"$work/asked"
case "$*" in
"inspect --type image "*)	echo '[{"Id":"x","Architecture":"amd64","Os":"linux","Config":{"User":"","Env":[],"Labels":{}}}]' ;;
version*|-v)	echo "Docker version 20.10.0" ;;
"buildx version")	exit 1 ;;
esac
SH
chmod +x "$work/docker"
# up DIR - what docker is asked when the container of that repository is started
up()
{
	: >"$work/asked"
	# It waits for a container that never comes, and says so.
	timeout 300 node "$cli" up --workspace-folder "$1" --docker-path "$work/docker" >"$work/log" 2>&1
	cat "$work/asked"
}
if cli=$(tools/web-npm tests/devcontainer 2>/dev/null)/@devcontainers/cli/devcontainer.js && run node "$cli" --version && [ "$status" -eq 0 ]; then
	asked=$(up "$top")
	like "$asked" "^build -f .* $top/\.devcontainer *\$" 'the dev container CLI builds the image'
	like "$asked" "^build .*--build-arg REMOTE_USER=$user " '   for that user'
	like "$asked" "^run .*--mount [^ ]*source=$top,target=/workspaces/" '   mounts the repository'
	like "$asked" "^run .*--mount source=lkmpg-cache,target=/home/$user/\.cache,type=volume " '   and a volume for the kernels'
	mkdir "$work/broken"
	cp -r .devcontainer "$work/broken/"
	sed -i 's/"dockerfile"/"dokerfile"/' "$work/broken/.devcontainer/devcontainer.json"
	unlike "$(up "$work/broken")" '^(build|run) ' '   with a word that it does not know, it builds nothing'
else
	pass 'the dev container CLI # SKIP it is not here and cannot be fetched, or this Node is too old for it'
fi

# --- tasks -------------------------------------------------------------------------------
wanted=$(read_json .vscode/settings.json lkmpg.kernel)
bash -c '. lab/lib.sh; kernel_line "$0" >/dev/null' "$wanted"
is $? 0 "Linux $wanted is in lab/kernels.list"
labels=$(python3 -c 'import json, sys; print("\n".join(t["label"] + "\t" + t["command"] for t in json.load(sys.stdin)))' \
	< <(read_json .vscode/tasks.json tasks))
while IFS=$'\t' read -r label command; do
	command=${command//'${config:lkmpg.kernel}'/$wanted}
	command=${command//'${fileBasenameNoExtension}'/hello-1}
	case $command in
	make\ *)	run bash -c "make -n ${command#make }" ;;
	*)	run test -x "${command%% *}" ;;
	esac
	is "$status" 0 "task '$label': $command" "$err"
	unlike "$command" '\$\{' '   without a variable that we do not know'
done <<<"$labels"
task=$(read_json .vscode/launch.json configurations/0/preLaunchTask)
is "$(cut -f 1 <<<"$labels" | grep -cxF -e "$task")" 1 "F5 starts the task '$task'"
pattern=$(python3 -c 'import json, sys; print(next(t for t in json.load(sys.stdin) if t.get("isBackground"))["problemMatcher"]["background"]["endsPattern"])' \
	< <(read_json .vscode/tasks.json tasks))
like "$(sed -n 's/.*echo "\(In another terminal.*\)"/\1/p' lab/shell)" "$pattern" '   whose end is the line that lab/shell prints'

# --- the debugger ---------------------------------------------------------------------------
command -v gdb >/dev/null || { done_testing; exit; }
lab/build "$kernel" || exit
warm_up
setup=$(read_json .vscode/launch.json configurations/0/customLaunchSetupCommands/0/text)
setup=${setup//'${workspaceFolder}'/$top}
setup=${setup//'${config:lkmpg.kernel}'/$kernel}
program=$(read_json .vscode/launch.json configurations/0/program)
program=${program//'${workspaceFolder}'/$top}
program=${program//'${config:lkmpg.kernel}'/$kernel}
[ -e "$program" ]
is $? 0 'its program is there'
line=$(grep -n simple_read_from_buffer examples/chardev.c | cut -d: -f1)
# As the editor's adapter does it: set up, breakpoints, the command that completes.
{
	echo "$setup"
	echo "-break-insert -f $top/examples/chardev.c:$line"
	echo "-$(read_json .vscode/launch.json configurations/0/launchCompleteCommand)"
} >"$work/mi"
cat >"$work/adapter" <<'SH'
mkfifo "$work/to-gdb"
timeout 90 gdb -nx --interpreter=mi "$1" <"$work/to-gdb" >"$work/from-gdb" 2>&1 &
exec 3>"$work/to-gdb"
cat "$work/mi" >&3
# seen COUNT - it has stopped that often
seen() { for i in {1..900}; do [ "$(grep -c '^\*stopped' "$work/from-gdb")" -ge "$1" ] && return; sleep 0.1; done; }
for i in {1..400}; do grep -q '^\*running' "$work/from-gdb" && break; sleep 0.1; done
touch "$work/joined"
seen "$((1 + $(grep -c '^\*stopped' "$work/from-gdb")))"	# where init begins
echo -exec-continue >&3
seen "$((1 + $(grep -c '^\*stopped' "$work/from-gdb")))"	# the breakpoint
printf '%s\n' '-stack-info-frame' '-break-delete' '-target-detach' '-gdb-exit' >&3
SH
export program
lab_shell --gdb <<'EOT'
expect In another terminal: +gdb -x build/\S+/gdb/attach.gdb
expect #\s
host bash "$work/adapter" "$program" &
host for i in {1..600}; do [ -e "$work/joined" ] && break; sleep 0.1; done; sleep 1
send insmod chardev.ko; cat /dev/chardev; rmmod chardev; exit 4\r
expect told you 0 times
EOT
is "$status" 0 'the machine goes on when the debugger is gone' "$err
$(tail -n 20 "$work/from-gdb")"
like "$(cat "$work/from-gdb")" "^\*stopped,reason=\"breakpoint-hit\".*func=\"chardev_read\".*line=\"$line\"" \
	'the breakpoint that was set before the module was there stops it'
done_testing
