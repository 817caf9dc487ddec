# Turns an XML file of a data directory into what GeoServer's REST interface takes, on standard output.
# On disk an object has an id and names others by theirs; REST gives ids itself and takes names. So the object's own id and its
# references to what the address of the request says already (REFERENCES, names of elements) are left out, and the id of another
# object becomes its name.
# IDS in the environment: one object to a line, id, its workspace or nothing, and its name, with a tab between.
# With CHILD in the environment it prints the text of the root's first child of that name in place of all that.
# It needs xml-tokens.awk, reads any well-formed XML without a DTD, and ends with 1 where it is none.

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
