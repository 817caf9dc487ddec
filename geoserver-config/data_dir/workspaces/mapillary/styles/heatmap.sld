<?xml version="1.0" encoding="UTF-8"?>
<!--
  vec:Heatmap of GeoTools spreads each image over a radius in pixels (the environment variable radius, 20 unless the request says
  env=radius:40) and scales the densest place of the map to 1. The densest place differs from map to map: ask for a whole map rather
  than for tiles. The colours go from that of coverage to yellow, more and more opaque, so that the base map stays readable. The legend leaves out what is transparent (inclusion).
  The geometry is named because GeoTools gives the query a box and hints only where the style uses a geometry.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>heatmap</Name>
    <UserStyle>
      <Name>heatmap</Name>
      <Title>Heat map</Title>
      <Abstract>How densely images lie, from the few to the densest place of the map</Abstract>
      <FeatureTypeStyle>
        <Transformation>
          <ogc:Function name="vec:Heatmap">
            <ogc:Function name="parameter">
              <ogc:Literal>data</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>radiusPixels</ogc:Literal>
              <ogc:Function name="env">
                <ogc:Literal>radius</ogc:Literal>
                <ogc:Literal>20</ogc:Literal>
              </ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>pixelsPerCell</ogc:Literal>
              <ogc:Literal>2</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>outputBBOX</ogc:Literal>
              <ogc:Function name="env">
                <ogc:Literal>wms_bbox</ogc:Literal>
              </ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>outputWidth</ogc:Literal>
              <ogc:Function name="env">
                <ogc:Literal>wms_width</ogc:Literal>
              </ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>outputHeight</ogc:Literal>
              <ogc:Function name="env">
                <ogc:Literal>wms_height</ogc:Literal>
              </ogc:Function>
            </ogc:Function>
          </ogc:Function>
        </Transformation>
        <Rule>
          <Name>density</Name>
          <Title>Density of images</Title>
          <RasterSymbolizer>
            <Geometry>
              <ogc:PropertyName>geometry</ogc:PropertyName>
            </Geometry>
            <ColorMap type="ramp">
              <ColorMapEntry color="#00875a" quantity="0.02" opacity="0"/>
              <ColorMapEntry color="#00875a" quantity="0.1" opacity="0.6"/>
              <ColorMapEntry color="#7cb83f" quantity="0.5" opacity="0.8" label="more"/>
              <ColorMapEntry color="#ffe14d" quantity="1" opacity="0.9" label="most"/>
            </ColorMap>
          </RasterSymbolizer>
          <VendorOption name="inclusion">mapOnly</VendorOption>
        </Rule>
        <Rule>
          <Name>density_legend</Name>
          <Title>Density of images</Title>
          <RasterSymbolizer>
            <Geometry>
              <ogc:PropertyName>geometry</ogc:PropertyName>
            </Geometry>
            <ColorMap type="ramp">
              <ColorMapEntry color="#00875a" quantity="0.1" opacity="0.6" label="few"/>
              <ColorMapEntry color="#7cb83f" quantity="0.5" opacity="0.8" label="more"/>
              <ColorMapEntry color="#ffe14d" quantity="1" opacity="0.9" label="most"/>
            </ColorMap>
          </RasterSymbolizer>
          <VendorOption name="inclusion">legendOnly</VendorOption>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
