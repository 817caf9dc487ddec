# Sets connection parameters in a datastore.xml that stands in standard input; those of other kinds of store are left as they are.
# PARAMETERS in the environment: key=value, one to a line, where values are plain text.

function escaped(text) {
  gsub(/&/, "\\&amp;", text)
  gsub(/</, "\\&lt;", text)
  gsub(/>/, "\\&gt;", text)
  return text
}

# replaces the entry of that key, or adds it as the last one
function set_parameter(xml, key, value,    open, start, rest, stop) {
  open = "<entry key=\"" key "\""
  start = index(xml, open)
  if (start > 0) {
    rest = substr(xml, start)
    stop = index(rest, ">")
    if (substr(rest, stop - 1, 1) != "/") {
      stop = index(rest, "</entry>") + length("</entry>") - 1
    }
    return substr(xml, 1, start - 1) open ">" value "</entry>" substr(rest, stop + 1)
  }
  start = index(xml, "</connectionParameters>")
  return substr(xml, 1, start - 1) open ">" value "</entry>\n  " substr(xml, start)
}

{ xml = xml $0 "\n" }

END {
  if (xml ~ /<entry key="dbtype">[ \t\n]*mapillary[ \t\n]*<\/entry>/ && index(xml, "</connectionParameters>") > 0) {
    count = split(ENVIRON["PARAMETERS"], lines, "\n")
    for (i = 1; i <= count; i++) {
      equals = index(lines[i], "=")
      if (equals > 1) {
        xml = set_parameter(xml, substr(lines[i], 1, equals - 1), escaped(substr(lines[i], equals + 1)))
      }
    }
  }
  printf "%s", xml
}
