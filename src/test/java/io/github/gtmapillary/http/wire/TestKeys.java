package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * A key and its certificate, made by the JDK's keytool.
 *
 * @param store holds the key
 * @param trusted holds what a client has to trust
 */
public record TestKeys(Path store, Path trusted) {
    private static final String PASSWORD = "changeit";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    /**
     * Makes a key whose certificate it signs itself.
     *
     * @param names as in {@code dns:localhost,ip:127.0.0.1}
     */
    public static TestKeys of(Path folder, String names) throws IOException, InterruptedException {
        Path store = folder.resolve(names.replaceAll("\\W", "-") + ".p12");
        TestKeys keys = new TestKeys(store, store);
        keys.keytool("-alias", "server", "-dname", "CN=server", "-ext", "SAN=" + names);
        return keys;
    }

    /** Makes an authority and a key whose certificate it has signed, good for five days since ten days ago. */
    public static TestKeys expired(Path folder, String names) throws Exception {
        TestKeys keys = new TestKeys(folder.resolve("expired.p12"), folder.resolve("authority.p12"));
        keys.keytool("-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c", "-startdate", "-20d");
        keys.keytool(
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-ext",
                "SAN=" + names,
                "-signer",
                "authority",
                "-startdate",
                "-10d",
                "-validity",
                "5");
        // a certificate that is itself in the trust store is good for ever
        KeyStore authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry("authority", keys.keyStore().getCertificate("authority"));
        try (OutputStream out = Files.newOutputStream(keys.trusted)) {
            authority.store(out, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void keytool(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-Duser.language=en",
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12",
                "-keyalg",
                "EC"));
        command.addAll(List.of(more));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    /** For a server that shows the certificate. */
    public SSLSocketFactory sockets() throws Exception {
        KeyStore keyStore = keyStore();
        // the authority's key is not for a server
        if (keyStore.containsAlias("authority")) {
            keyStore.deleteEntry("authority");
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keyStore, PASSWORD.toCharArray());
        return sockets(managers.getKeyManagers());
    }

    private KeyStore keyStore() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD.toCharArray());
        }
        return keyStore;
    }

    /** For a server that has no certificate to show. */
    public static SSLSocketFactory socketsWithoutKey() throws Exception {
        return sockets(new KeyManager[0]);
    }

    private static SSLSocketFactory sockets(KeyManager[] keys) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, null, null);
        return context.getSocketFactory();
    }

    /** Lets this JVM trust the certificates, and no others. */
    public void trustedBy(JvmProperties properties) {
        properties.set(TRUST_STORE, trusted.toString()).set(TRUST_STORE + "Password", PASSWORD);
    }
}
