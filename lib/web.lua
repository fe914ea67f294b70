-- SPDX-License-Identifier: OSL-3.0
-- lib/web.lua - the filter between pandoc's reader of LaTeX and its writers of
-- HTML and EPUB.
--
-- lib/web.py has put a link to lk:N in the place of every macro of the book. Where
-- the macro has a head and a body, there is a Div that begins with the link (it
-- calls it "center", for that is what pandoc knows). LKMPG_WEB names a file that
-- says what each N stands for:
--   inline	what the text shows: HTML, or { address, HTML } for a link
--   open, close	HTML before and after what the macro has for an argument
--   block	HTML that stands alone
--   box	of a Div: open, HTML before the title, between title and body, close
--   image, alt	of a Div, too: a picture that pandoc is to take along
-- and the numbers of headings and tables, by their labels.

local data = dofile(os.getenv("LKMPG_WEB"))

local function html(text) return pandoc.RawInline("html", text) end
local function block(text) return pandoc.RawBlock("html", text) end
local function id_of(label) return (label:gsub(":", "-")) end

local function entry_of(element)
  local number = element.t == "Link" and element.target:match("^lk:(%d+)$")
  return number and data.entries[tonumber(number)]
end

function Link(link)
  local entry = entry_of(link)
  if not entry or entry.block or entry.box then return nil end
  local out = {}
  if entry.open then
    out = { html(entry.open) }
    for _, inline in ipairs(link.content) do out[#out + 1] = inline end
    out[#out + 1] = html(entry.close)
  end
  for _, part in ipairs(entry.inline or {}) do
    out[#out + 1] = type(part) == "string" and html(part) or pandoc.Link({ html(part[2]) }, part[1])
  end
  return out
end

-- A paragraph with blocks in it becomes what is between them, and they.
local function split(paragraph)
  local out, inlines, found = {}, {}, false
  local function flush()
    while inlines[1] and (inlines[1].t == "SoftBreak" or inlines[1].t == "Space") do
      table.remove(inlines, 1)
    end
    if inlines[1] then out[#out + 1] = pandoc.Para(inlines) end
    inlines = {}
  end
  for _, inline in ipairs(paragraph.content) do
    local entry = entry_of(inline)
    if entry and entry.block then
      found = true
      flush()
      out[#out + 1] = block(entry.block)
    else
      inlines[#inlines + 1] = inline
    end
  end
  flush()
  return found and out or nil
end
Para, Plain = split, split

function Div(div)
  if div.identifier:match("^tab:") then
    local at = div.content[1]
    if at.t ~= "Table" then error("no table in " .. div.identifier) end
    local caption = pandoc.utils.blocks_to_inlines(at.caption.long)
    at.caption = { long = {}, short = nil }
    return {
      block(('<figure class="table" id="%s"><figcaption><b>Table %s</b> '):format(
        id_of(div.identifier), data.tables[div.identifier])),
      pandoc.Plain(caption), block("</figcaption>"), at, block("</figure>") }
  end
  local head = div.content[1]
  local entry = head and (head.t == "Para" or head.t == "Plain") and head.content[1] and
    entry_of(head.content[1])
  if not entry or not entry.box then return nil end
  table.remove(div.content, 1)
  local out = { block(entry.box[1]) }
  if entry.image then
    out[#out + 1] = pandoc.Plain { pandoc.Image({ pandoc.Str(entry.alt) }, entry.image) }
    out[#out + 1] = block(entry.box[4])
  end
  out[#out + 1] = pandoc.Plain(head.content[1].content)
  out[#out + 1] = block(entry.box[2])
  for _, inner in ipairs(div.content) do out[#out + 1] = inner end
  out[#out + 1] = block(entry.box[3])
  return out
end

function Header(header)
  local label = header.identifier
  local number = data.heads[label]
  header.identifier = id_of(label)
  if number and data.epub then
    table.insert(header.content, 1, pandoc.Space())
    table.insert(header.content, 1, pandoc.Str(number))
  elseif number then
    table.insert(header.content, 1, html('<span class="no">' .. number .. "</span> "))
  end
  if header.level > 1 and not data.epub then
    header.content:insert(html(('\u{20}<a class="anchor" href="#%s" aria-label="Link to %s">#</a>'):format(
      header.identifier, number and "section " .. number or "this section")))
  end
  return header
end

-- What nobody has taken care of ends the run.
function RawInline(raw)
  if raw.format ~= "html" then error("UNHANDLED " .. raw.text) end
end
function RawBlock(raw)
  if raw.format ~= "html" then error("UNHANDLED " .. raw.text) end
end
