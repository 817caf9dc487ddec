package io.github.gtmapillary.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    @Test
    void neverShowsItsText() {
        assertThat(AccessToken.of("MLY|1|abc")).hasToString("AccessToken[redacted]");
    }

    @Test
    void isEqualByValueWithWhiteSpaceAroundItDropped() {
        assertThat(AccessToken.of(" MLY|1|abc\n"))
                .isEqualTo(AccessToken.of("MLY|1|abc"))
                .hasSameHashCodeAs(AccessToken.of("MLY|1|abc"))
                .isNotEqualTo(AccessToken.of("MLY|1|abd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n"})
    void cannotBeBlank(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of(text))
                .withMessageContaining("access_token")
                .withMessageContaining("MAPILLARY_ACCESS_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MLY|1\n|abc", "MLY|1\t|abc", "MLY|1 |abc", "MLY|1\u0000|abc", "MLY|1İ|abc"})
    void rejectsACharacterThatNoTokenHasByItsPlaceAlone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of(text))
                .withMessageStartingWith("character 6 of 10 ")
                .withMessageNotContaining("MLY");
    }
}
