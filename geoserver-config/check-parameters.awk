# Checks connection parameters against the list in standard input (store-parameters.txt). It describes the first wrong parameter and
# then exits with 1.
# Environment: PARAMETERS, key=value, one on each line.

function wrong(text) {
  print text
  exit 1
}

# a token in the wrong place must not be shown
function shown(value) {
  return value ~ /MLY/ ? "what was given (not shown: it may be a token)" : "'" value "'"
}

function is_integer(value, least) {
  return value ~ /^[0-9]+$/ && length(value) <= 10 && value + 0 >= least && value + 0 <= 2147483647
}

function is_one_of(value, words,    count, list, i) {
  count = split(words, list, " ")
  for (i = 1; i <= count; i++) {
    if (list[i] == value) return 1
  }
  return 0
}

function expected(key) {
  if (kind[key] == "integer") return "a whole number from " takes[key] " to 2147483647"
  if (kind[key] == "boolean") return "true or false"
  if (kind[key] == "choice") return "one of " takes[key]
  if (kind[key] == "url") return "an address that starts with http:// or https://"
  return "a text"
}

function fits(key, value) {
  if (kind[key] == "integer") return is_integer(value, takes[key])
  if (kind[key] == "boolean") return value == "true" || value == "false"
  if (kind[key] == "choice") return is_one_of(value, takes[key])
  if (kind[key] == "url") return value ~ /^https?:\/\/[^\/ ][^ ]*$/
  return 1
}

/^[a-z]/ {
  kind[$1] = $2
  keys = keys " " $1
  for (i = 3; i <= NF; i++) takes[$1] = takes[$1] (i == 3 ? "" : " ") $i
}

END {
  count = split(ENVIRON["PARAMETERS"], lines, "\n")
  for (i = 1; i <= count; i++) {
    equals = index(lines[i], "=")
    if (equals == 0) continue
    key = substr(lines[i], 1, equals - 1)
    value = substr(lines[i], equals + 1)
    if (!(key in kind)) wrong("the store has no connection parameter " shown(key) "; there are" keys)
    if (value == "") wrong(key " has no value; leave it out for the default")
    if (!fits(key, value)) wrong(key " takes " expected(key) ", and not " shown(value))
  }
}
