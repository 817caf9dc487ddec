package io.github.gtmapillary.geoserver.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.MapillaryDataStoreFactory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.geoserver.platform.ModuleStatusImpl;
import org.geoserver.web.data.resource.DataStorePanelInfo;
import org.geotools.api.data.DataAccessFactory.Param;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.ClassPathXmlApplicationContext;

/** The parts of the plugin that GeoServer reads at its start, also without its web interface. */
class GeoServerStartIT {
    private static PackagedPlugin plugin;
    private static URLClassLoader webInfLib;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        plugin = PackagedPlugin.unpack(folder);
        webInfLib =
                new URLClassLoader(new URL[] {plugin.jar().toUri().toURL()}, GeoServerStartIT.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        webInfLib.close();
    }

    @Test
    void theModuleIsListedAndFindsItsVersion() throws IOException {
        try (ClassPathXmlApplicationContext context = start(webInfLib)) {
            ModuleStatusImpl status = context.getBean(ModuleStatusImpl.class);

            assertThat(status.getName()).isEqualTo("Mapillary data store");
            assertThat(status.getComponent()).contains("Mapillary");
            Properties pom = new Properties();
            pom.load(new StringReader(plugin.text("META-INF/maven/io.github.gtmapillary/gt-mapillary/pom.properties")));
            assertThat(pom.getProperty("artifactId")).isEqualTo(status.getModule());
            assertThat(pom.getProperty("version")).isNotBlank();
        }
    }

    @Test
    void theStoreHasAnIconOfTheSizeThatGeoServersHave() throws IOException {
        try (ClassPathXmlApplicationContext context = start(webInfLib)) {
            DataStorePanelInfo panel = context.getBean(DataStorePanelInfo.class);

            assertThat(panel.getId()).isEqualTo("mapillary");
            assertThat(panel.getFactoryClass()).isEqualTo(MapillaryDataStoreFactory.class);
            String file = panel.getIconBase().getPackageName().replace('.', '/') + "/" + panel.getIcon();
            BufferedImage icon = ImageIO.read(webInfLib.getResource(file));
            assertThat(icon.getWidth()).isEqualTo(16);
            assertThat(icon.getHeight()).isEqualTo(16);
        }
    }

    @Test
    void withoutTheWebInterfaceGeoServerStartsAsWell() throws IOException {
        try (WithoutWebInterface headless = new WithoutWebInterface();
                ClassPathXmlApplicationContext context = start(headless)) {
            assertThat(context.getBean("mapillaryModuleStatus")).isNotNull();
            // GeoServer asks for beans by type while it starts, which loads the class of each
            assertThat(context.getBeansOfType(Runnable.class)).isEmpty();
            assertThat(context.getBean("mapillaryStoreIcon").getClass()).isEqualTo(Object.class);
        }
    }

    @Test
    void everyParameterOfTheFormHasALabelButTheOneThatAllStoresShare() throws IOException {
        Properties labels = new Properties();
        labels.load(new StringReader(plugin.text("GeoServerApplication.properties")));
        Set<String> keys = new TreeSet<>();
        for (Param param : new MapillaryDataStoreFactory().getParametersInfo()) {
            // GeoServer hides those of this level
            if (!param.getLevel().equals("program")) {
                keys.add(param.key);
            }
        }
        keys.remove("namespace");

        assertThat(labels.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(labels.values())
                .doesNotHaveDuplicates()
                .allMatch(label -> !label.toString().isBlank());
    }

    private static ClassPathXmlApplicationContext start(ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            ClassPathXmlApplicationContext context = new ClassPathXmlApplicationContext();
            context.setClassLoader(loader);
            context.setConfigLocation("classpath*:/applicationContext.xml");
            context.refresh();
            return context;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A GeoServer from which gs-web-*.jar were removed. */
    private static final class WithoutWebInterface extends URLClassLoader {
        WithoutWebInterface() {
            super(new URL[0], webInfLib);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.geoserver.web.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
