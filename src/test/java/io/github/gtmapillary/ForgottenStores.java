package io.github.gtmapillary;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.ObjectName;

/** Opens a number of data stores, forgets each, and at the end prints how many of them JMX still shows. */
final class ForgottenStores {

    private ForgottenStores() {}

    public static void main(String[] args) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("dbtype", "mapillary", "access_token", "MLY|1|2"));
        parameters.put("cache_dir", args[1]);
        MapillaryDataStoreFactory factory = new MapillaryDataStoreFactory();
        for (int i = Integer.parseInt(args[0]); i > 0; i--) {
            if (factory.createDataStore(parameters).getTypeNames().length == 0) {
                throw new IllegalStateException("a store has feature types");
            }
        }
        System.out.println(ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.github.gtmapillary:type=DataStore,*"), null)
                .size());
    }
}
