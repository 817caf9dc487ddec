package io.github.gtmapillary.cli.output;

import io.github.gtmapillary.sandbox.Sandbox;

/** The origin of an answer's features. Every output names it, so that made data is never taken for Mapillary's. */
public enum Origin {
    MAPILLARY("attribution", "attribution", "\u00A9 Mapillary contributors, CC BY-SA 4.0 (https://www.mapillary.com)"),
    SANDBOX("madeData", "made_data", Sandbox.MADE_DATA);

    private final String member;
    private final String column;
    private final String text;

    Origin(String member, String column, String text) {
        this.member = member;
        this.column = column;
        this.text = text;
    }

    /** Name of the JSON member that holds the text. */
    String member() {
        return member;
    }

    /** Name of the column that holds the text. */
    String column() {
        return column;
    }

    /** The text, which needs no escapes in JSON. */
    public String text() {
        return text;
    }
}
