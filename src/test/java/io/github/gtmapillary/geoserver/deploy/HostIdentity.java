package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate of {@code tiles.mapillary.com} that the host has signed itself.
 *
 * @param tls to start a server with
 * @param certificate the file of those who trust it
 */
record HostIdentity(SSLContext tls, Path certificate) {

    private static final String PASSWORD = "changeit";

    /** @param folder where its files go */
    static HostIdentity make(Path folder) throws IOException, GeneralSecurityException {
        Path keys = folder.resolve("identity.p12");
        Path certificate = folder.resolve("identity.pem");
        String name = "tiles.mapillary.com";
        keytool(folder, keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:" + name);
        keytool(folder, keys, "-exportcert", "-rfc", "-file", certificate.toString());
        return new HostIdentity(context(keys), certificate);
    }

    private static void keytool(Path folder, Path keys, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-J-Duser.language=en"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "-alias", "host", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", PASSWORD));
        Run run = new Tool(Path.of(System.getProperty("java.home"), "bin", "keytool")).run(folder, Map.of(), all);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
