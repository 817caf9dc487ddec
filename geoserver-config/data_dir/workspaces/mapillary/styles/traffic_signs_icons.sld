<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 16: 559082264.03 / 2^15.5 = 12065
    with names from zoom 18: 559082264.03 / 2^17.5 = 3016

  The icons are signs/VALUE.png beside this file; signs.sh makes them and writes the values that have one into the formats below, between
  bars. The format of any other value is none: then GeoServer looks for no file and takes the mark that follows, which is the same as in
  traffic_signs. Icons are PNG of the size in which they are drawn: GeoServer keeps those in memory, but draws an SVG anew for each sign.

  Names, from zoom 18, are the value without its class at the start and its variant (g1, g2) at the end. The renderer leaves out names
  that would lie on another name or on a mark (conflictResolution, labelObstacle).

  sortBy draws the oldest first, so that the newest lies on top and neighbouring map tiles agree. It stands in the first FeatureTypeStyle
  and holds for all of them: a second one would make the renderer read the data twice.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>traffic_signs_icons</Name>
    <UserStyle>
      <Name>traffic_signs_icons</Name>
      <Title>Traffic signs, with icons</Title>
      <Abstract>The sign itself, where its icon is installed, else a shape by class; names close up</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>regulatory</Name>
          <Title>Regulatory</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>regulatory--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>12065</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <ExternalGraphic>
                <OnlineResource xlink:type="simple" xlink:href="signs/${value}.png"/>
                <Format>${if_then_else(greaterEqualThan(strIndexOf('|regulatory|', Concatenate('|', value, '|')), 0), 'image/png', 'none')}</Format>
              </ExternalGraphic>
              <Mark>
                <WellKnownName>wkt://POLYGON((-0.21 -0.5, 0.21 -0.5, 0.5 -0.21, 0.5 0.21, 0.21 0.5, -0.21 0.5, -0.5 0.21, -0.5 -0.21, -0.21 -0.5))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#cc2f27</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1.2</CssParameter>
                </Stroke>
              </Mark>
              <Size>16</Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>warning</Name>
          <Title>Warning</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>warning--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>12065</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <ExternalGraphic>
                <OnlineResource xlink:type="simple" xlink:href="signs/${value}.png"/>
                <Format>${if_then_else(greaterEqualThan(strIndexOf('|warning|', Concatenate('|', value, '|')), 0), 'image/png', 'none')}</Format>
              </ExternalGraphic>
              <Mark>
                <WellKnownName>triangle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#f2c200</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">1.2</CssParameter>
                </Stroke>
              </Mark>
              <Size>16</Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>information</Name>
          <Title>Information</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>information--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>12065</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <ExternalGraphic>
                <OnlineResource xlink:type="simple" xlink:href="signs/${value}.png"/>
                <Format>${if_then_else(greaterEqualThan(strIndexOf('|information|', Concatenate('|', value, '|')), 0), 'image/png', 'none')}</Format>
              </ExternalGraphic>
              <Mark>
                <WellKnownName>square</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#1f5fbf</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1.2</CssParameter>
                </Stroke>
              </Mark>
              <Size>16</Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>complementary</Name>
          <Title>Complementary</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>complementary--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>12065</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <ExternalGraphic>
                <OnlineResource xlink:type="simple" xlink:href="signs/${value}.png"/>
                <Format>${if_then_else(greaterEqualThan(strIndexOf('|complementary|', Concatenate('|', value, '|')), 0), 'image/png', 'none')}</Format>
              </ExternalGraphic>
              <Mark>
                <WellKnownName>wkt://MULTIPOLYGON(((-0.5 -0.3, 0.5 -0.3, 0.5 0.3, -0.5 0.3, -0.5 -0.3)), ((0 -0.5, 0 -0.5, 0 -0.5, 0 -0.5)), ((0 0.5, 0 0.5, 0 0.5, 0 0.5)))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#ffffff</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">1.2</CssParameter>
                </Stroke>
              </Mark>
              <Size>16</Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>other</Name>
          <Title>Other signs</Title>
          <ElseFilter/>
          <MaxScaleDenominator>12065</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>pentagon</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#5c6670</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1.2</CssParameter>
                </Stroke>
              </Mark>
              <Size>16</Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <VendorOption name="sortBy">last_seen_at A,id A</VendorOption>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>names</Name>
          <Title>Names, from zoom 18</Title>
          <MaxScaleDenominator>3016</MaxScaleDenominator>
          <TextSymbolizer>
            <Label>
              <ogc:Function name="strReplace">
                <ogc:Function name="strReplace">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>^[a-z]+--|--g[0-9]+$</ogc:Literal>
                  <ogc:Literal></ogc:Literal>
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
                <ogc:Literal>-+</ogc:Literal>
                <ogc:Literal>&#160;</ogc:Literal>
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </Label>
            <Font>
              <CssParameter name="font-family">SansSerif</CssParameter>
              <CssParameter name="font-size">11</CssParameter>
            </Font>
            <LabelPlacement>
              <PointPlacement>
                <AnchorPoint>
                  <AnchorPointX>0</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
                <Displacement>
                  <DisplacementX>12</DisplacementX>
                  <DisplacementY>0</DisplacementY>
                </Displacement>
              </PointPlacement>
            </LabelPlacement>
            <Halo>
              <Radius>2</Radius>
              <Fill>
                <CssParameter name="fill">#ffffff</CssParameter>
              </Fill>
            </Halo>
            <Fill>
              <CssParameter name="fill">#263238</CssParameter>
            </Fill>
            <VendorOption name="conflictResolution">true</VendorOption>
            <VendorOption name="spaceAround">2</VendorOption>
            <VendorOption name="maxDisplacement">24</VendorOption>
          </TextSymbolizer>
        </Rule>
        <VendorOption name="inclusion">mapOnly</VendorOption>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
