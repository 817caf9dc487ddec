package io.github.gtmapillary.geoserver.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Transaction;
import org.geotools.util.logging.LoggerAdapter;
import org.geotools.util.logging.LoggerFactory;
import org.geotools.util.logging.Logging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The store's log in GeoServer, which gives GeoTools a factory of loggers before it loads any data store. So this test loads the classes of
 * the store again after it has set the factory.
 */
class GeoServerLoggingTest {
    private static final String BASE = "io.github.gtmapillary";
    private static final String PICTURE = "BBOX(geometry, 12.98, 55.598, 12.984, 55.601)";

    private final Factory factory = new Factory();

    /** Loggers like those that GeoServer makes: their levels are set from outside, at any time. */
    private static final class Factory extends LoggerFactory<Object> {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Map<String, Level> levels = new ConcurrentHashMap<>();

        Factory() {
            super(Object.class);
        }

        @Override
        protected Object getImplementation(String name) {
            return name;
        }

        @Override
        protected Logger wrap(String name, Object implementation) {
            return new Lines(name, this);
        }

        @Override
        protected Object unwrap(Logger logger) {
            return logger.getName();
        }
    }

    private static final class Lines extends LoggerAdapter {
        private final Factory factory;

        Lines(String name, Factory factory) {
            super(name);
            this.factory = factory;
        }

        @Override
        public void setLevel(Level level) {
            factory.levels.put(getName(), level);
        }

        @Override
        public Level getLevel() {
            String name = getName();
            while (!factory.levels.containsKey(name) && name.contains(".")) {
                name = name.substring(0, name.lastIndexOf('.'));
            }
            return factory.levels.getOrDefault(name, Level.WARNING);
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.intValue() >= getLevel().intValue();
        }

        @Override
        public void log(Level level, String message) {
            if (isLoggable(level)) {
                factory.lines.add(level + " " + getName() + " " + message);
            }
        }

        @Override
        public void severe(String message) {
            log(Level.SEVERE, message);
        }

        @Override
        public void warning(String message) {
            log(Level.WARNING, message);
        }

        @Override
        public void info(String message) {
            log(Level.INFO, message);
        }

        @Override
        public void config(String message) {
            log(Level.CONFIG, message);
        }

        @Override
        public void fine(String message) {
            log(Level.FINE, message);
        }

        @Override
        public void finer(String message) {
            log(Level.FINER, message);
        }

        @Override
        public void finest(String message) {
            log(Level.FINEST, message);
        }
    }

    /** Loads the store's classes itself, and takes all others from the class path of the tests. */
    private static final class OwnClasses extends URLClassLoader {
        OwnClasses() {
            super(classPath(), GeoServerLoggingTest.class.getClassLoader());
        }

        private static URL[] classPath() {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                try {
                    urls.add(Path.of(entry).toUri().toURL());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && name.startsWith(BASE + ".")) {
                    loaded = findClass(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }
    }

    @BeforeEach
    void redirect() {
        Logging.getLogging(BASE).setLoggerFactory(factory);
    }

    @AfterEach
    void leaveAsItWas() {
        Logging.getLogging(BASE).setLoggerFactory((LoggerFactory<?>) null);
    }

    /** Reads some images with a store whose classes nobody has loaded yet. */
    private void readImages() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0);
                OwnClasses classes = new OwnClasses()) {
            DataStoreFactorySpi spi = (DataStoreFactorySpi) classes.loadClass(BASE + ".MapillaryDataStoreFactory")
                    .getConstructor()
                    .newInstance();
            DataStore store = spi.createDataStore(SandboxStore.parametersFor(sandbox.url()));
            try (FeatureReader<?, ?> reader =
                    store.getFeatureReader(SandboxStore.query("images", PICTURE), Transaction.AUTO_COMMIT)) {
                assertThat(reader.hasNext()).isTrue();
            } finally {
                store.dispose();
            }
        }
    }

    @Test
    void warningsComeToGeoServersLoggersAndRequestsDoNot() throws Exception {
        readImages();

        assertThat(factory.lines)
                .containsExactly(
                        "WARNING io.github.gtmapillary.sandbox A sandbox answers: the features are made data, not"
                                + " Mapillary's. tiles_url and graph_url say which API is asked");
    }

    @Test
    void aProfileThatSaysFineShowsTheRequestsWithoutTheToken() throws Exception {
        factory.levels.put(BASE, Level.FINE);

        readImages();

        assertThat(factory.lines)
                .anyMatch(line -> line.startsWith("FINE io.github.gtmapillary.http.wire maps/vtp/mly1_public/2/14/"))
                .noneMatch(line -> line.contains("MLY") || line.contains("access_token="));
    }

    @Test
    void aProfileCanSilenceAWarning() throws Exception {
        factory.levels.put(BASE + ".sandbox", Level.OFF);

        readImages();

        assertThat(factory.lines).isEmpty();
    }

    @Test
    void theShippedProfileSetsLevelsOfLoggersThatAreThere() throws Exception {
        NodeList loggers = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ConfigFile.DATA_DIR
                        .resolve(Path.of("logs", "MAPILLARY_LOGGING.xml"))
                        .toFile())
                .getElementsByTagName("Logger");
        Map<String, String> levels = new ConcurrentHashMap<>();
        for (int i = 0; i < loggers.getLength(); i++) {
            Element logger = (Element) loggers.item(i);
            levels.put(logger.getAttribute("name"), logger.getAttribute("level"));
        }

        assertThat(levels).containsEntry(BASE, "debug").containsEntry(BASE + ".http", "debug");
        assertThat(levels.keySet().stream()
                        .map(name -> Path.of("src", "main", "java").resolve(name.replace('.', File.separatorChar)))
                        .collect(Collectors.toList()))
                .allSatisfy(folder -> assertThat(folder).isDirectory());
    }
}
