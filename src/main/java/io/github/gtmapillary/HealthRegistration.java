package io.github.gtmapillary;

import io.github.gtmapillary.http.Health;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** A data store's place in JMX. Where JMX refuses, the store works without. */
final class HealthRegistration {
    private static final Logger LOGGER = Logger.getLogger(HealthRegistration.class.getPackageName());
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** So many numbers are tried: others may be taken by the same library in another web application. */
    private static final int MOST_TRIES = 100;

    private final MBeanServer server;
    private final @Nullable ObjectName name;

    private HealthRegistration(MBeanServer server, @Nullable ObjectName name) {
        this.server = server;
        this.name = name;
    }

    static HealthRegistration of(Health health, String tilesUrl) {
        return in(ManagementFactory.getPlatformMBeanServer(), health, tilesUrl);
    }

    static HealthRegistration in(MBeanServer server, Health health, String tilesUrl) {
        Bean bean = new Bean(health, tilesUrl);
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                ObjectName name =
                        new ObjectName("io.github.gtmapillary:type=DataStore,number=" + NUMBERS.incrementAndGet());
                server.registerMBean(bean, name);
                return new HealthRegistration(server, name);
            } catch (InstanceAlreadyExistsException e) {
                LOGGER.log(Level.FINER, "A number is taken in JMX", e);
            } catch (JMException | RuntimeException e) {
                LOGGER.log(Level.FINE, "JMX does not take the data store", e);
                break;
            }
        }
        return new HealthRegistration(server, null);
    }

    /** Null where JMX has refused. */
    @Nullable ObjectName name() {
        return name;
    }

    /** Leaves JMX; may be called more than once. */
    void end() {
        try {
            if (name != null && server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException | RuntimeException e) {
            LOGGER.log(Level.FINE, "JMX does not let go of the data store", e);
        }
    }

    /** Holds no data store, so that a forgotten one can go. */
    private record Bean(Health health, String tilesUrl) implements StoreHealthMXBean {

        private StoreHealth now() {
            return StoreHealth.of(health.report());
        }

        @Override
        public String getTilesUrl() {
            return tilesUrl;
        }

        @Override
        public long getRequests() {
            return now().requests();
        }

        @Override
        public long getRetries() {
            return now().retries();
        }

        @Override
        public long getCacheHits() {
            return now().cacheHits();
        }

        @Override
        public long getBytes() {
            return now().bytes();
        }

        @Override
        public Map<String, Long> getFailures() {
            return now().failures();
        }

        @Override
        public int getWaiting() {
            return now().waiting();
        }

        @Override
        public @Nullable Long getTilesLeftToday() {
            return now().tilesLeftToday().orElse(null);
        }

        @Override
        public @Nullable String getTilesBlockedUntil() {
            return now().tilesBlockedUntil().map(Instant::toString).orElse(null);
        }

        @Override
        public @Nullable String getGraphBlockedUntil() {
            return now().graphBlockedUntil().map(Instant::toString).orElse(null);
        }
    }
}
