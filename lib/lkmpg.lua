-- SPDX-License-Identifier: OSL-3.0
-- lib/lkmpg.lua - what lib/*.sty leave to Lua: entries of the index, the names
-- of the blocks that tools/render has made, where a line of code may break.

lkmpg = {}

-- ident(NAME): put the address of NAME in the kernel's source before what
-- follows, as a link. Some names have none: lib/nolink.txt, those of examples/.
local nolink
function lkmpg.ident(name)
  if not nolink then
    nolink = {}
    for _, file in ipairs { "lib/nolink.txt", lkmpg.build .. "/ours.txt" } do
      for line in io.lines(file) do nolink[line] = true end
    end
  end
  tex.sprint(nolink[name] and "\\lkunlinked" or "\\lklinked", "{" .. name .. "}")
end

-- The text without TeX's escapes: for sorting, and for addresses.
local function plain(text)
  text = text:gsub("\\textbackslash *{}", "\\"):gsub("\\textasciitilde *{}", "~")
  return (text:gsub("\\([%%#&${}_])", "%1"):gsub("\\%a+ *", ""):gsub("[{}]", ""))
end

function lkmpg.plain(text)
  tex.sprint(-2, plain(text))
end

-- What makeindex takes for its own is quoted.
local function quoted(text)
  return (text:gsub('[@|!"]', '"%0'))
end

-- index(KEY, SHOWN, ENCAP): an entry, sorted as KEY without leading underscores.
function lkmpg.index(key, shown, encap)
  key = quoted(plain(key):gsub("^_+", ""))
  tex.sprint("\\lkindex{" .. key:gsub("[%%#&${}\\~^]", "") .. "@" .. shown ..
    (encap ~= "" and "|" .. encap or "") .. "}")
end

function lkmpg.index_code(text, after, encap)
  lkmpg.index(text, "\\lkcode{" .. quoted(text) .. "}" .. after, encap)
end

-- The first word of a shell command; not what only sets the scene for it.
function lkmpg.index_command(text)
  local word = plain(text):gsub("^sudo +", ""):match("^[%a][%w_.-]*")
  if word then lkmpg.index_code(word, "", "") end
end

function lkmpg.index_file(text)
  local path = plain(text)
  for _, top in ipairs { "/proc", "/sys", "/dev", "/etc" } do
    if path == top or path:sub(1, #top + 1) == top .. "/" then
      lkmpg.index_code(text, "", "")
    end
  end
end

-- block(MACRO, ARGUMENT...): print what tools/render has made of it.
function lkmpg.block(...)
  local name = md5.sumhexa(table.concat({ ... }, "|"))
  local file = lkmpg.build .. "/blocks/" .. name .. ".tex"
  if lfs.attributes(file) then
    tex.sprint("\\input{" .. file .. "}")
  else
    tex.sprint("\\PackageError{lkmpg}{tools/render has made nothing of this " ..
      (...) .. "}{Run make book.}")
  end
end

-- Code may break behind some signs if more of it follows. Lines of code that
-- stand alone are boxes, and these are never looked at.
local breakers = {}
for char in ("_/.,=(-:"):gmatch(".") do breakers[char:byte()] = true end
local glyph = node.id("glyph")

local function allow_breaks(head)
  local n = head
  while n do
    local after = n.next
    if n.id == glyph and breakers[n.char] and node.has_attribute(n, lkmpg.attribute) and
       after and after.id == glyph and node.has_attribute(after, lkmpg.attribute) and
       not breakers[after.char] and n.prev and n.prev.id == glyph and after.char ~= 0x29 then
      local penalty = node.new("penalty")
      penalty.penalty = 200
      node.insert_after(head, n, penalty)
    end
    n = after
  end
  return head
end
luatexbase.add_to_callback("pre_linebreak_filter", allow_breaks, "lkmpg.allow_breaks")

-- A line that is too long: say by how much and where, for tools/check-book.
luatexbase.add_to_callback("hpack_quality", function(incident, detail, _, first, last)
  if incident == "overfull" and detail > 3 * 65536 then
    texio.write_nl("log", string.format("lkmpg: overfull by %.1f pt: %s:%d-%d",
      detail / 65536, (status.filename:gsub("^%./", "")), first, last))
    texio.write_nl("log", "")
  end
end, "lkmpg.hpack_quality")
