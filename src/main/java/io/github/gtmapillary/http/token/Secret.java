package io.github.gtmapillary.http.token;

import org.jspecify.annotations.Nullable;

/** A text that stays hidden: it leaves this package only in a request or in a file for its owner's eyes. */
abstract sealed class Secret permits AccessToken, ClientSecret {

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /**
     * Trims and checks the text.
     *
     * @param name the name of the secret, for messages
     * @param place where the user sets it, for messages
     * @throws IllegalArgumentException if the text is blank, or if a character inside is not printable ASCII. The message names the place
     * of that character, never the text.
     */
    static String checked(String text, String name, String place) {
        String value = text.strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the " + name + " is blank: set " + place);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("character " + (i + 1) + " of " + value.length() + " of the " + name
                        + " can't be part of a token (a blank, a line break or not ASCII): copy the " + name
                        + " anew into " + place);
            }
        }
        return value;
    }

    public final String value() {
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.getClass() == getClass() && secret.value.equals(value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[redacted]";
    }
}
