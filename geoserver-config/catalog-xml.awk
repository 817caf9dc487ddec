# Converts an XML file of a data directory to the form of GeoServer's REST interface, on standard output.
# On disk an object has an id and refers to others by their ids. REST assigns ids itself and expects names. So this program leaves out
# the object's own id and the references that the request's address already holds (REFERENCES, names of elements), and replaces the
# ids of other objects by their names.
# Environment: IDS, one object on each line: id, workspace or nothing, and name, separated by tabs.
# With CHILD in the environment it only prints the text of the root's first child of that name.
# It needs xml-tokens.awk, reads any well-formed XML without a DTD, and exits with 1 if the file is not well-formed.

function name_of(id, parent,    part) {
  split(ids[id], part, "\t")
  if (parent == "published" || parent == "layer" || parent == "rootLayer") {
    return "<name>" (part[1] == "" ? "" : part[1] ":") part[2] "</name>"
  }
  return "<name>" part[2] "</name>" (part[1] == "" ? "" : "<workspace>" part[1] "</workspace>")
}

function is_left_out(name) {
  return depth == 1 && (name == "id" || index(" " REFERENCES " ", " " name " ") > 0)
}

{ xml = xml $0 "\n" }

END {
  REFERENCES = ENVIRON["REFERENCES"]
  CHILD = ENVIRON["CHILD"]
  count = split(ENVIRON["IDS"], lines, "\n")
  for (i = 1; i <= count; i++) {
    tab = index(lines[i], "\t")
    if (tab > 0) ids[substr(lines[i], 1, tab - 1)] = substr(lines[i], tab + 1)
  }
  depth = 0
  while (length(xml) > 0) {
    size = token_length(xml)
    if (size < 1) exit 1
    token = substr(xml, 1, size)
    xml = substr(xml, size + 1)
    if (token ~ /^<(!--|\?)/) continue
    closes = token ~ /^<\//
    opens = token ~ /^<[^\/!]/
    if (opens) {
      name = element_name(token)
      empty = token ~ /\/>$/
      if (CHILD != "" && depth == 1 && name == CHILD && !empty) {
        printf "%s", trimmed(substr(xml, 1, index(xml, "<") - 1))
        exit 0
      }
      if (!skipped && is_left_out(name)) {
        if (!empty) skipped = depth + 1
        else continue
      }
      # <id>text</id> of another object
      if (!skipped && name == "id" && !empty) {
        stop = index(xml, "</id>")
        id = trimmed(substr(xml, 1, stop - 1))
        if (stop > 0 && (id in ids)) {
          printf "%s", name_of(id, path[depth])
          xml = substr(xml, stop + length("</id>"))
          continue
        }
      }
      if (!empty) path[++depth] = name
    }
    if (!skipped && CHILD == "") printf "%s", token
    if (closes) {
      if (skipped == depth) skipped = 0
      depth--
    }
  }
  if (depth != 0) exit 1
}
