# Prints the values of a catalog file of a data directory, one on each line: the path of its element, '=' and its text. GeoServer
# rewrites such files when it encodes passwords, when a user saves a form and when REST changes an object. Two files print the same
# lines, in any order, if they mean the same to GeoServer. Spaces, comments, the order of entries, the dates of changes and default
# values make no difference, nor does the order of the grids and formats of a tile layer, which GeoWebCache keeps in sets. The order of
# layers in a group does.
# Environment: KEYS, the keys of connection parameters to leave out, separated by spaces; IDS, ids to replace by others, one pair on
# each line, separated by a tab.
# It needs xml-tokens.awk, and exits with 1 if the file is not well-formed XML.

# when a layer is saved, GeoServer writes its extent, here the whole grid, into the tile layer
function is_whole_grid(value) {
  return path[depth] ~ /\/gridSubset\[[^\/]*\/extent\// && value ~ /^-?(180\.0|85\.0511287798066|2\.003750834E7)$/
}

function is_default(name, value) {
  if (is_whole_grid(value)) return 1
  if (depth == 2 && name ~ /^(enabled|advertised|queryable)$/) return value == "true"
  return value == "false" || value == "0" && path[depth] !~ /\/entry\[/
}

function is_left_out(name, value) {
  if (value == "" || is_default(name, value)) return 1
  if (depth == 2 && name ~ /^date(Created|Modified)$/) return 1
  return path[depth - 1] ~ /\/connectionParameters$/ && index(" " KEYS " ", " " key[depth] " ") > 0
}

function print_value(name, value) {
  value = unescaped(value)
  gsub(/[ \t\r\n]+/, " ", value)
  value = trimmed(value)
  if (name == "id" && (value in ids)) value = ids[value]
  if (!is_left_out(name, value)) print path[depth] "=" value
}

function open_element(tag,    name, step, number) {
  name = element_name(tag)
  parents[depth] = 1
  key[depth + 1] = key_of(tag)
  step = name "[" key[depth + 1] "]"
  if (name == "gridSubset" && match(xml, /<gridSetName>[^<]*/)) {
    step = name "[" substr(xml, RSTART + 13, RLENGTH - 13) "]"
  } else if (path[depth] ~ /\/mimeFormats$/) {
    step = name
  } else if (name != "entry" || key[depth + 1] == "") {
    number = ++siblings[path[depth] "/" name]
    step = number == 1 ? name : name "#" number
  }
  path[depth + 1] = path[depth] "/" step
  depth++
  delete parents[depth]
  text = ""
}

{ xml = xml $0 "\n" }

END {
  KEYS = ENVIRON["KEYS"]
  count = split(ENVIRON["IDS"], lines, "\n")
  for (i = 1; i <= count; i++) {
    tab = index(lines[i], "\t")
    if (tab > 0) ids[substr(lines[i], 1, tab - 1)] = substr(lines[i], tab + 1)
  }
  depth = 0
  path[0] = ""
  roots = 0
  while (length(xml) > 0) {
    size = token_length(xml)
    if (size < 1) exit 1
    token = substr(xml, 1, size)
    xml = substr(xml, size + 1)
    if (token ~ /^<(!--|\?)/) continue
    if (token ~ /^<!\[CDATA\[/) {
      text = text escaped(substr(token, 10, size - 12))
    } else if (token ~ /^<\//) {
      if (depth == 0) exit 1
      if (!(depth in parents)) print_value(element_name(token), text)
      depth--
      text = ""
    } else if (token ~ /^</) {
      if (depth == 0) roots++
      open_element(token)
      if (token ~ /\/>$/) depth--
    } else {
      text = text token
    }
  }
  if (depth != 0 || roots != 1) exit 1
}
