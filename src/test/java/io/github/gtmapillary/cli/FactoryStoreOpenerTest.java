package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.data.memory.MemoryDataStore;
import org.junit.jupiter.api.Test;

class FactoryStoreOpenerTest {

    private final Factory factory = new Factory();
    private final StoreOpener opener =
            new FactoryStoreOpener(() -> List.<DataStoreFactorySpi>of(factory).iterator());

    @Test
    void theFactoryThatCanProcessOpensTheStore() throws IOException {
        assertThat(opener.open(Map.of("dbtype", "memory", "max_tiles", "5"))).isInstanceOf(MemoryDataStore.class);
    }

    @Test
    void theFactorysOwnExceptionSurvives() {
        factory.failure = new IOException("the token file is open to others");
        assertThatThrownBy(() -> opener.open(Map.of("dbtype", "memory"))).isSameAs(factory.failure);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> opener.open(Map.of("dbtype", "memory", "max_tile", "5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "-P max_tile is no connection parameter; known are dbtype, max_tiles, access_token, retries");
    }

    @Test
    void aValueOfTheWrongTypeIsRefused() {
        assertThatThrownBy(() -> opener.open(Map.of("dbtype", "memory", "max_tiles", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-P max_tiles=many is not of the type Integer");
    }

    @Test
    void theValueOfAPasswordIsNotShown() {
        assertThatThrownBy(() -> opener.open(Map.of("dbtype", "memory", "retries", "secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-P retries is not of the type Integer");
    }

    @Test
    void withoutAFactoryThereIsNoStore() {
        assertThatThrownBy(() -> opener.open(Map.of("dbtype", "other")))
                .isInstanceOf(IOException.class)
                .hasMessage("No data store on the class path answers dbtype=other");
    }

    private static final class Factory implements DataStoreFactorySpi {

        private IOException failure = new IOException("none");

        @Override
        public DataStore createDataStore(Map<String, ?> parameters) throws IOException {
            if (!String.valueOf(failure.getMessage()).equals("none")) {
                throw failure;
            }
            return new MemoryDataStore();
        }

        @Override
        public DataStore createNewDataStore(Map<String, ?> parameters) throws IOException {
            return createDataStore(parameters);
        }

        @Override
        public boolean canProcess(Map<String, ?> parameters) {
            return "memory".equals(parameters.get("dbtype"));
        }

        @Override
        public String getDisplayName() {
            return "Memory";
        }

        @Override
        public String getDescription() {
            return "Features in memory";
        }

        @Override
        public Param[] getParametersInfo() {
            return new Param[] {
                new Param("dbtype", String.class, "type", true),
                new Param("max_tiles", Integer.class, "most tiles", false),
                new Param("access_token", String.class, "token", false),
                new Param("retries", Integer.class, "a secret", false, null, Map.of(Param.IS_PASSWORD, true)),
            };
        }

        @Override
        public boolean isAvailable() {
            return true;
        }
    }
}
