package io.github.gtmapillary.cli;

import io.github.gtmapillary.sandbox.Sandbox;

/** Where the features of an answer come from, which every output tells: made data must never be taken for Mapillary's. */
enum Origin {
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

    /** Name of the JSON member that tells it. */
    String member() {
        return member;
    }

    /** Name of the column that tells it. */
    String column() {
        return column;
    }

    /** What is told: a text that JSON needs no escapes for. */
    String text() {
        return text;
    }
}
