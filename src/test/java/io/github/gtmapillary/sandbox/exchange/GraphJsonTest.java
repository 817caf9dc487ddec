package io.github.gtmapillary.sandbox.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphJsonTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "100,100",
        "-108.57081597222222,-108.57081597222",
        "39.068354912098123,39.068354912098",
        "0.85,0.85",
        "336.74,336.74",
        "4.5464271593830123E18,4.546427159383e+18",
        "-6.6499673206348E-5,-6.6499673206348e-05",
        "0.00013121033151786,0.00013121033151786",
        "1E-300,1e-300"
    })
    void numbersAreWrittenAsTheServiceDoes(double value, String text) {
        assertThat(GraphJson.number(value)).isEqualTo(text);
    }
}
