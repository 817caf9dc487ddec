package io.github.gtmapillary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {

    @Test
    void isNamedByPathAndParametersInOneShortLine() {
        assertThat(ApiRequest.tile("maps/vtp/mly1_public/2/14/8771/5123"))
                .hasToString("maps/vtp/mly1_public/2/14/8771/5123");
        assertThat(ApiRequest.graph("", Map.of("ids", "1,2".repeat(50), "fields", "id\nname"))
                        .label())
                .startsWith("?fields=id name&ids=1,21,2")
                .endsWith("…")
                .hasSizeLessThan(100);
    }

    @Test
    void equalRequestsAreEqualWhateverTheOrderOfTheirParameters() {
        SortedMap<String, String> reversed = new TreeMap<>(Comparator.reverseOrder());
        reversed.putAll(Map.of("a", "1", "b", "2"));
        ApiRequest request = new ApiRequest(ApiHost.GRAPH, "images", reversed);
        assertThat(request).isEqualTo(ApiRequest.graph("images", Map.of("b", "2", "a", "1")));
        assertThat(request.label()).isEqualTo("images?a=1&b=2");
    }

    @Test
    void parametersCannotBeChangedLater() {
        SortedMap<String, String> parameters = new TreeMap<>(Map.of("a", "1"));
        ApiRequest request = new ApiRequest(ApiHost.GRAPH, "images", parameters);
        parameters.put("b", "2");
        assertThat(request.parameters()).containsOnlyKeys("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> request.parameters().put("c", "3"));
    }

    @Test
    void cannotCarryATokenItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiRequest.graph("images", Map.of("access_token", "MLY|1|abc")))
                .withMessageNotContaining("MLY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/maps", "../maps", "maps/./x", "maps\\x", "maps\nx"})
    void pathsStayBelowTheBaseUrl(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiRequest.tile(path))
                .withMessageContaining("maps");
    }
}
