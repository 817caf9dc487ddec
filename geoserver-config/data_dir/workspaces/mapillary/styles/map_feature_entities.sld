<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 17: 559082264.03 / 2^16.5 = 6032
    larger, with names and directions, from zoom 18: 559082264.03 / 2^17.5 = 3016

  The wedge is shape://carrow, which opens to the west: turned clockwise by the direction + 90 it opens the way the feature faces. A
  direction of null is unknown and has no wedge. The marks are those of traffic_signs and points.

  Names, from zoom 18, are the value without its class at the start and its variant (g1, g2) at the end. The renderer leaves out names
  that would lie on another name or on a mark (conflictResolution, labelObstacle).

  sortBy draws the oldest first, so that the newest lies on top and neighbouring map tiles agree. It stands in the first FeatureTypeStyle
  and holds for all of them: a second one would make the renderer read the data twice.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>map_feature_entities</Name>
    <UserStyle>
      <Name>map_feature_entities</Name>
      <Title>Map features in detail</Title>
      <Abstract>Shapes and colours as in traffic signs and points, with the direction they face and names close up</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>direction</Name>
          <Title>Direction, from zoom 18</Title>
          <ogc:Filter>
            <ogc:Not>
              <ogc:PropertyIsNull>
                <ogc:PropertyName>aligned_direction</ogc:PropertyName>
              </ogc:PropertyIsNull>
            </ogc:Not>
          </ogc:Filter>
          <MaxScaleDenominator>3016</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>shape://carrow</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#263238</CssParameter>
                  <CssParameter name="fill-opacity">0.5</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">0.8</CssParameter>
                </Stroke>
              </Mark>
              <Size>34</Size>
              <Rotation>
                <ogc:Add>
                  <ogc:PropertyName>aligned_direction</ogc:PropertyName>
                  <ogc:Literal>90</ogc:Literal>
                </ogc:Add>
              </Rotation>
            </Graphic>
          </PointSymbolizer>
          <VendorOption name="inclusion">mapOnly</VendorOption>
        </Rule>
        <Rule>
          <Name>direction_legend</Name>
          <Title>Direction, from zoom 18</Title>
          <ogc:Filter>
            <ogc:Not>
              <ogc:PropertyIsNull>
                <ogc:PropertyName>aligned_direction</ogc:PropertyName>
              </ogc:PropertyIsNull>
            </ogc:Not>
          </ogc:Filter>
          <MaxScaleDenominator>3016</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>shape://carrow</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#263238</CssParameter>
                  <CssParameter name="fill-opacity">0.5</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">0.8</CssParameter>
                </Stroke>
              </Mark>
              <Size>18</Size>
              <Rotation>90</Rotation>
            </Graphic>
          </PointSymbolizer>
          <VendorOption name="inclusion">legendOnly</VendorOption>
        </Rule>
        <VendorOption name="sortBy">last_seen_at A,id A</VendorOption>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>regulatory</Name>
          <Title>Regulatory</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>regulatory--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
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
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>warning--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
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
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>information--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
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
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>complementary--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
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
          <Name>pole</Name>
          <Title>Poles and street lights</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>object_value</ogc:PropertyName>
                  <ogc:Literal>object--support--</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="in">
                  <ogc:PropertyName>object_value</ogc:PropertyName>
                  <ogc:Literal>object--street-light</ogc:Literal>
                  <ogc:Literal>object--banner</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
            </ogc:Or>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>star</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#f0b429</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>14.9</ogc:Literal>
                  <ogc:Literal>11.5</ogc:Literal>
                </ogc:Function>
              </Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>traffic_light</Name>
          <Title>Traffic lights</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>object--traffic-light--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>wkt://POLYGON((-0.28 -0.5, 0.28 -0.5, 0.28 0.5, -0.28 0.5, -0.28 -0.5))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#e4572e</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>14.3</ogc:Literal>
                  <ogc:Literal>11.0</ogc:Literal>
                </ogc:Function>
              </Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>utility</Name>
          <Title>Water, power and communication</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="in">
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>object--manhole</ogc:Literal>
                <ogc:Literal>object--catch-basin</ogc:Literal>
                <ogc:Literal>object--fire-hydrant</ogc:Literal>
                <ogc:Literal>object--water-valve</ogc:Literal>
                <ogc:Literal>object--junction-box</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>wkt://POLYGON((-0.5 -0.4, -0.5 0.4, 0 0.12, 0.5 0.4, 0.5 -0.4, 0 -0.12, -0.5 -0.4))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#2f6f9f</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>9.8</ogc:Literal>
                  <ogc:Literal>7.5</ogc:Literal>
                </ogc:Function>
              </Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>furniture</Name>
          <Title>Street furniture</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="in">
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>object--bench</ogc:Literal>
                <ogc:Literal>object--bike-rack</ogc:Literal>
                <ogc:Literal>object--trash-can</ogc:Literal>
                <ogc:Literal>object--mailbox</ogc:Literal>
                <ogc:Literal>object--phone-booth</ogc:Literal>
                <ogc:Literal>object--parking-meter</ogc:Literal>
                <ogc:Literal>object--cctv-camera</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>wkt://POLYGON((-0.5 0.45, 0.5 0.45, 0.5 0.12, 0.17 0.12, 0.17 -0.5, -0.17 -0.5, -0.17 0.12, -0.5 0.12, -0.5 0.45))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#c9cdd1</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>13</ogc:Literal>
                  <ogc:Literal>10</ogc:Literal>
                </ogc:Function>
              </Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>advert</Name>
          <Title>Signs and advertisements</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>object_value</ogc:PropertyName>
                <ogc:Literal>object--sign--</ogc:Literal>
              </ogc:Function>
              <ogc:Function name="parseBoolean">
                <ogc:Literal>true</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>wkt://POLYGON((-0.4 -0.5, -0.4 0.5, 0.5 0.2, -0.12 -0.08, -0.12 -0.5, -0.4 -0.5))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#d782b8</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>14.3</ogc:Literal>
                  <ogc:Literal>11.0</ogc:Literal>
                </ogc:Function>
              </Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>surface</Name>
          <Title>Markings and crossings</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>object_value</ogc:PropertyName>
                  <ogc:Literal>marking--</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>object_value</ogc:PropertyName>
                  <ogc:Literal>construction--flat--</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
            </ogc:Or>
          </ogc:Filter>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>x</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#8fd3f4</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>13</ogc:Literal>
                  <ogc:Literal>10</ogc:Literal>
                </ogc:Function>
              </Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>other</Name>
          <Title>Other</Title>
          <ElseFilter/>
          <MaxScaleDenominator>6032</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>cross</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#263238</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>13</ogc:Literal>
                  <ogc:Literal>10</ogc:Literal>
                </ogc:Function>
              </Size>
            </Graphic>
            <VendorOption name="labelObstacle">true</VendorOption>
          </PointSymbolizer>
        </Rule>
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
                  <ogc:PropertyName>object_value</ogc:PropertyName>
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
