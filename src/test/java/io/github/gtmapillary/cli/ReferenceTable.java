package io.github.gtmapillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of all tables of {@code docs/reference.md}. */
record ReferenceTable(List<Row> rows) {

    private static final Path DOCUMENT = Path.of("docs", "reference.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String PROGRAM = "mapillary ";

    static ReferenceTable read() throws IOException {
        List<Row> rows = new ArrayList<>();
        String section = "";
        boolean head = true;
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("#")) {
                section = line.replaceFirst("#+ ", "").replace("`", "");
            } else if (line.startsWith("|---")) {
                head = false;
            } else if (!line.startsWith("|")) {
                head = true;
            } else if (!head) {
                rows.add(row(section, line));
            }
        }
        return new ReferenceTable(List.copyOf(rows));
    }

    private static Row row(String section, String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 5) {
            throw new AssertionError("three cells wanted: " + line);
        }
        return new Row(section, cells[1].strip(), cells[2].strip(), cells[3].strip());
    }

    List<Row> of(String section) {
        return rows.stream().filter(row -> row.section().equals(section)).toList();
    }

    private static Stream<String> spans(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1));
    }

    /**
     * A line of a table.
     *
     * @param section the heading above it
     * @param subject the row's subject, names in code
     * @param here command lines in code
     * @param holds the commands' results: attributes, parts of requests and files in code, and perhaps a number of features
     */
    record Row(String section, String subject, String here, String holds) {

        private static final Pattern FEATURES = Pattern.compile("(\\d+) features?");

        /** The row's subject: the names in it, or the whole text. */
        Set<String> names() {
            Set<String> names = new TreeSet<>(spans(subject).toList());
            return names.isEmpty() ? Set.of(subject) : names;
        }

        /** The texts in code in the command's column. */
        List<String> code() {
            return spans(here).toList();
        }

        /** Without the name of the program. */
        List<String> commands() {
            return code().stream()
                    .filter(code -> code.startsWith(PROGRAM))
                    .map(code -> code.substring(PROGRAM.length()))
                    .toList();
        }

        List<String> partsOfRequests() {
            return promised().filter(Row::isPartOfRequest).toList();
        }

        List<String> files() {
            return promised()
                    .filter(name -> !isPartOfRequest(name) && name.contains("."))
                    .toList();
        }

        List<String> attributes() {
            return promised()
                    .filter(name -> !isPartOfRequest(name) && !name.contains("."))
                    .toList();
        }

        /** Empty where any number above 0 is right. */
        List<Integer> features() {
            return FEATURES.matcher(holds).results().map(Row::number).toList();
        }

        private Stream<String> promised() {
            return spans(holds);
        }

        private static boolean isPartOfRequest(String name) {
            return name.chars().anyMatch(c -> "=?/".indexOf(c) >= 0);
        }

        private static Integer number(MatchResult found) {
            return Integer.valueOf(found.group(1));
        }

        @Override
        public String toString() {
            return section + ": " + String.join(", ", names());
        }
    }
}
