package io.github.gtmapillary;

import io.github.gtmapillary.http.Health;
import java.lang.management.ManagementFactory;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * A data store's registration in JMX. Where JMX refuses, the store works without it. The garbage collector's work unregisters a store that
 * a program forgot to dispose, once nothing uses the store or one of its readers.
 */
final class HealthRegistration {
    private static final Logger LOGGER = Logging.getLogger(HealthRegistration.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** The number of attempts at a free number: another web application with the same library may have taken others. */
    private static final int MOST_TRIES = 100;

    private final @Nullable ObjectName name;
    private final Cleaner.@Nullable Cleanable leaving;

    private HealthRegistration(@Nullable ObjectName name, Cleaner.@Nullable Cleanable leaving) {
        this.name = name;
        this.leaving = leaving;
    }

    /** @param health referenced weakly; the data store, its client and its readers reference it as long as they are used */
    static HealthRegistration of(Health health, String tilesUrl) {
        return in(ManagementFactory.getPlatformMBeanServer(), health, tilesUrl);
    }

    static HealthRegistration in(MBeanServer server, Health health, String tilesUrl) {
        Bean bean = new Bean(new WeakReference<>(health), tilesUrl);
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                ObjectName name =
                        new ObjectName("io.github.gtmapillary:type=DataStore,number=" + NUMBERS.incrementAndGet());
                server.registerMBean(bean, name);
                return new HealthRegistration(name, health.whenForgotten(new Leaving(server, name)));
            } catch (InstanceAlreadyExistsException e) {
                LOGGER.log(Level.FINER, "A number is taken in JMX", e);
            } catch (JMException | RuntimeException e) {
                LOGGER.log(Level.FINE, "JMX can't register the data store", e);
                break;
            }
        }
        return new HealthRegistration(null, null);
    }

    /** Null if JMX has refused. */
    @Nullable ObjectName name() {
        return name;
    }

    /** Unregisters the store; may be called more than once. */
    void end() {
        if (leaving != null) {
            leaving.clean();
        }
    }

    /** Unregisters a name. References nothing of the data store, which could otherwise never be collected. */
    private record Leaving(MBeanServer server, ObjectName name) implements Runnable {
        @Override
        public void run() {
            try {
                if (server.isRegistered(name)) {
                    server.unregisterMBean(name);
                }
            } catch (JMException | RuntimeException e) {
                LOGGER.log(Level.FINE, "JMX can't unregister the data store", e);
            }
        }
    }

    /** References nothing of the data store either: the health references the client. */
    private record Bean(WeakReference<Health> health, String tilesUrl) implements StoreHealthMXBean {

        /** A bean whose data store is gone is about to be unregistered. */
        private StoreHealth now() {
            Health used = health.get();
            if (used == null) {
                throw new IllegalStateException("the program no longer uses this data store");
            }
            return StoreHealth.of(used.report());
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
            Map<String, Long> byName = new TreeMap<>();
            now().failures().forEach((kind, count) -> byName.put(kind.name(), count));
            return byName;
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

        @Override
        public void unblock() {
            Health used = health.get();
            if (used != null) {
                used.unblock();
            }
        }
    }
}
