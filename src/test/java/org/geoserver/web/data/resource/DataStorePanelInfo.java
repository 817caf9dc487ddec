package org.geoserver.web.data.resource;

/** The properties that GeoServer's class has and the plugin's configuration uses. */
public final class DataStorePanelInfo {
    private String id = "";
    private Class<?> factoryClass = Object.class;
    private Class<?> iconBase = Object.class;
    private String icon = "";

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public Class<?> getFactoryClass() {
        return factoryClass;
    }

    public void setFactoryClass(Class<?> factoryClass) {
        this.factoryClass = factoryClass;
    }

    public Class<?> getIconBase() {
        return iconBase;
    }

    public void setIconBase(Class<?> iconBase) {
        this.iconBase = iconBase;
    }

    public String getIcon() {
        return icon;
    }

    public void setIcon(String icon) {
        this.icon = icon;
    }
}
