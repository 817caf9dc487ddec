package io.github.gtmapillary.schema;

import java.util.regex.Pattern;

/** The form of ids, in all recorded answers of Mapillary. */
public enum IdForm {
    NUMBER("[0-9]{1,19}", "numbers of up to 19 digits"),
    WORD("[A-Za-z0-9_-]{1,100}", "words of letters, digits, '-' and '_'");

    private final Pattern pattern;
    private final String text;

    IdForm(String pattern, String text) {
        this.pattern = Pattern.compile(pattern);
        this.text = text;
    }

    boolean matches(String id) {
        return pattern.matcher(id).matches();
    }

    /** For messages. */
    String text() {
        return text;
    }
}
