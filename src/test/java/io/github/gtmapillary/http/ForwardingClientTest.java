package io.github.gtmapillary.http;

import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingClientTest {

    private final List<String> calls = new ArrayList<>();
    private final Patience patience = Patience.endless();

    /** Records what reaches it. */
    private final class Inside extends BareClient {
        @Override
        public PendingAnswer send(ApiRequest request) {
            calls.add("send");
            return new PromisedAnswer(request);
        }

        @Override
        public boolean isCached(ApiRequest request) {
            calls.add("isCached " + request);
            return true;
        }

        @Override
        public void forget(ApiRequest request) {
            calls.add("forget " + request);
        }

        @Override
        public Patience patience() {
            return patience;
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private final ApiClient client = new ForwardingClient(new Inside()) {
        @Override
        public PendingAnswer send(ApiRequest request) {
            return new PromisedAnswer(request);
        }
    };

    @Test
    void everythingButSendingGoesToTheClientInside() {
        assertThat(client.isCached(TILE)).isTrue();
        client.forget(TILE);
        assertThat(client.patience()).isSameAs(patience);
        client.close();
        assertThat(calls).containsExactly("isCached " + TILE, "forget " + TILE, "close");
    }

    /** One that implements the interface itself could swallow what a cache further inside has to hear. */
    @Test
    void everyClientAroundAnotherOneIsSuchAClient() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.gtmapillary");
        assertThat(ours.stream()
                        .filter(type -> type.isAssignableTo(ApiClient.class)
                                && !type.isInterface()
                                && !type.isAssignableTo(ForwardingClient.class))
                        .map(type -> type.getSimpleName()))
                .containsExactly("OkHttpApiClient");
    }
}
