# Prints a datastore.xml with other connection parameters; it prints the file of another kind of store unchanged.
# Environment: PARAMETERS, key=value in plain text, one on each line; UNSET, keys to remove, one on each line; CURRENT, another
# datastore.xml or nothing, whose values of the KEYS (separated by spaces) are copied unchanged, including encoded passwords.
# With LIST in the environment it prints the parameters of the KEYS as key=value instead, and exits with 1 if the file is not a
# Mapillary store's.
# It needs xml-tokens.awk.

# finds the entries: first and last token of each by its key, and its text as it stands there; 0 if the XML is broken
function read_store(xml,    size, token, depth, path, open) {
  split("", tokens); split("", first); split("", last); split("", value)
  total = 0
  depth = 0
  closing = 0
  while (length(xml) > 0) {
    size = token_length(xml)
    if (size < 1) return 0
    token = substr(xml, 1, size)
    xml = substr(xml, size + 1)
    tokens[++total] = token
    if (token ~ /^<(!--|\?)/) continue
    if (token ~ /^<\//) {
      if (depth == 3 && open != "") { last[open] = total; open = "" }
      if (depth == 2 && element_name(token) == "connectionParameters") closing = total
      depth--
    } else if (token ~ /^<[^!]/) {
      path[depth + 1] = element_name(token)
      if (depth == 2 && path[2] == "connectionParameters" && path[3] == "entry") {
        open = key_of(token)
        first[open] = total
        value[open] = ""
      }
      if (token !~ /\/>$/) depth++
      else if (depth == 2 && open != "") { last[open] = total; open = "" }
    } else if (open != "") {
      value[open] = value[open] token
    }
  }
  return depth == 0
}

function is_mapillarys(    name) {
  return closing > 0 && ("dbtype" in last) && trimmed(value["dbtype"]) == "mapillary"
}

function all_of(file,    text, line) {
  while ((getline line < file) > 0) text = text line "\n"
  close(file)
  return text
}

function list_parameters(    i, text) {
  for (i = 1; i <= key_count; i++) {
    if (!(keys[i] in last)) continue
    text = unescaped(value[keys[i]])
    gsub(/[\r\n]/, " ", text)
    print keys[i] "=" text
  }
}

function entry(key) {
  return "<entry key=\"" key "\">" set[key] "</entry>"
}

# the tokens with the new values in place of the old ones, and new parameters at the end
function print_store(    i, key, starts, gone, k) {
  for (key in last) {
    if (key in set) starts[first[key]] = key
    else if (key in unset) starts[first[key]] = ""
  }
  for (i = 1; i <= total; i++) {
    if (i in starts) {
      key = starts[i]
      if (key != "") printf "%s", entry(key)
      for (k in last) if (first[k] == i) gone = last[k]
      i = gone
      continue
    }
    # the line break before a removed entry is removed too
    if ((i + 1) in starts && starts[i + 1] == "" && trimmed(tokens[i]) == "") continue
    if (i == closing) {
      for (k = 1; k <= set_count; k++) if (!(order[k] in last)) printf "  %s\n  ", entry(order[k])
    }
    printf "%s", tokens[i]
  }
}

function put(key, text) {
  if (!(key in set)) order[++set_count] = key
  set[key] = text
}

{ xml = xml $0 "\n" }

END {
  key_count = split(ENVIRON["KEYS"], keys, " ")
  if (ENVIRON["LIST"] != "") {
    if (!read_store(xml) || !is_mapillarys()) exit 1
    list_parameters()
    exit 0
  }
  count = split(ENVIRON["UNSET"], lines, "\n")
  for (i = 1; i <= count; i++) if (lines[i] != "") unset[lines[i]] = 1
  if (ENVIRON["CURRENT"] != "" && read_store(all_of(ENVIRON["CURRENT"])) && is_mapillarys()) {
    for (i = 1; i <= key_count; i++) {
      if ((keys[i] in last) && !(keys[i] in unset)) put(keys[i], value[keys[i]])
    }
  }
  count = split(ENVIRON["PARAMETERS"], lines, "\n")
  for (i = 1; i <= count; i++) {
    equals = index(lines[i], "=")
    if (equals > 1) put(substr(lines[i], 1, equals - 1), escaped(substr(lines[i], equals + 1)))
  }
  if (read_store(xml) && is_mapillarys()) print_store()
  else printf "%s", xml
}
