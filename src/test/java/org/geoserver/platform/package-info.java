/** A stand-in of GeoServer's class of this name: what its configuration file of the plugin asks of it. */
package org.geoserver.platform;
