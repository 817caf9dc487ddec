package org.geoserver.platform;

/** The constructor and the property that GeoServer's class has and the plugin's configuration uses. */
public final class ModuleStatusImpl {
    private final String module;
    private final String name;
    private String component = "";

    public ModuleStatusImpl(String module, String name) {
        this.module = module;
        this.name = name;
    }

    public String getModule() {
        return module;
    }

    public String getName() {
        return name;
    }

    public String getComponent() {
        return component;
    }

    public void setComponent(String component) {
        this.component = component;
    }
}
