<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 16: 559082264.03 / 2^15.5 = 12065
    with names from zoom 18: 559082264.03 / 2^17.5 = 3016

  Shape and colour both tell the class. The shapes are those of signs and stand for nothing else in these layers: an octagon, a
  triangle, a square, a plate, a pentagon. The plate's two empty polygons give it the height of the others.

  Names, from zoom 18, are the value without its class at the start and its variant (g1, g2) at the end. The renderer leaves out names
  that would lie on another name or on a mark (conflictResolution, labelObstacle).

  sortBy draws the oldest first, so that the newest lies on top and neighbouring map tiles agree. It stands in the first FeatureTypeStyle
  and holds for all of them: a second one would make the renderer read the data twice.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>traffic_signs</Name>
    <UserStyle>
      <Name>traffic_signs</Name>
      <Title>Traffic signs</Title>
      <Abstract>Shapes and colours by class of sign, with names close up</Abstract>
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
