# Functions that read XML piece by piece, for the other awk programs here: any well-formed XML without a DTD.

# the length of the token at the start of the text: a tag, a comment, an instruction or the text between them; less than 1 if it has
# no end
function token_length(text,    stop) {
  if (substr(text, 1, 4) == "<!--") return index(text, "-->") + 2 * (index(text, "-->") > 0)
  if (substr(text, 1, 9) == "<![CDATA[") return index(text, "]]>") + 2 * (index(text, "]]>") > 0)
  if (substr(text, 1, 2) == "<?") return index(text, "?>") + (index(text, "?>") > 0)
  if (substr(text, 1, 1) == "<") return match(text, /^<([^>"']|"[^"]*"|'[^']*')*>/) ? RLENGTH : 0
  stop = index(text, "<")
  return stop == 0 ? length(text) : stop - 1
}

function element_name(tag) {
  sub(/^<\/?/, "", tag)
  sub(/[ \t\r\n\/>].*$/, "", tag)
  return tag
}

# the value of the attribute 'key' of a tag, or nothing
function key_of(tag,    quote) {
  if (!match(tag, /[ \t\r\n]key[ \t\r\n]*=[ \t\r\n]*/)) return ""
  tag = substr(tag, RSTART + RLENGTH)
  quote = substr(tag, 1, 1)
  tag = substr(tag, 2)
  return substr(tag, 1, index(tag, quote) - 1)
}

function trimmed(text) {
  gsub(/^[ \t\r\n]+|[ \t\r\n]+$/, "", text)
  return text
}

function unescaped(text) {
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

function escaped(text) {
  gsub(/&/, "\\&amp;", text)
  gsub(/</, "\\&lt;", text)
  gsub(/>/, "\\&gt;", text)
  return text
}
