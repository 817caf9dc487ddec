<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 17: 559082264.03 / 2^16.5 = 6032
    larger from zoom 18: 559082264.03 / 2^17.5 = 3016
    largest from zoom 19: 559082264.03 / 2^18.5 = 1508
  By place alone a map of all detections takes a request for each 0.01 by 0.01 degrees; the world, which a preview begins with, would
  be refused.

  All detections of an image lie in one place, that of the image: each class has a corner of its own around it, so none hides another.
  The corners are the quarters of a diamond; the tiny second polygon in the opposite corner keeps the bounds, and so the middle, those of the whole.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>detections</Name>
    <UserStyle>
      <Name>detections</Name>
      <Title>Detections</Title>
      <Abstract>A quarter of a diamond for each class that was found in the image</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>sign</Name>
          <Title>Traffic signs</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>regulatory--</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>warning--</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>information--</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>complementary--</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="parseBoolean">
                  <ogc:Literal>true</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="strStartsWith">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>general--</ogc:Literal>
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
                <WellKnownName>wkt://MULTIPOLYGON(((-0.04 0.04, -0.5 0.04, -0.04 0.5, -0.04 0.04)), ((0.5 -0.5, 0.5 -0.5, 0.5 -0.5, 0.5 -0.5)))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#cc2f27</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">0.8</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>1508</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>19</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>3016</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>17</ogc:Literal>
                    <ogc:Literal>14</ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>object</Name>
          <Title>Objects</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--</ogc:Literal>
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
                <WellKnownName>wkt://MULTIPOLYGON(((0.04 0.04, 0.5 0.04, 0.04 0.5, 0.04 0.04)), ((-0.5 -0.5, -0.5 -0.5, -0.5 -0.5, -0.5 -0.5)))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#f0b429</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">0.8</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>1508</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>19</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>3016</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>17</ogc:Literal>
                    <ogc:Literal>14</ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>construction</Name>
          <Title>Ground and buildings</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>construction--</ogc:Literal>
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
                <WellKnownName>wkt://MULTIPOLYGON(((-0.04 -0.04, -0.5 -0.04, -0.04 -0.5, -0.04 -0.04)), ((0.5 0.5, 0.5 0.5, 0.5 0.5, 0.5 0.5)))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#9aa5ad</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">0.8</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>1508</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>19</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>3016</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>17</ogc:Literal>
                    <ogc:Literal>14</ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>marking</Name>
          <Title>Markings</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:Function name="strStartsWith">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>marking--</ogc:Literal>
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
                <WellKnownName>wkt://MULTIPOLYGON(((0.04 -0.04, 0.5 -0.04, 0.04 -0.5, 0.04 -0.04)), ((-0.5 0.5, -0.5 0.5, -0.5 0.5, -0.5 0.5)))</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#8fd3f4</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#263238</CssParameter>
                  <CssParameter name="stroke-width">0.8</CssParameter>
                </Stroke>
              </Mark>
              <Size>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>1508</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>19</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>3016</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>17</ogc:Literal>
                    <ogc:Literal>14</ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
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
                <WellKnownName>diamond</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#ffffff</CssParameter>
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
                    <ogc:Literal>1508</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>5</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>3016</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>4</ogc:Literal>
                    <ogc:Literal>3</ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <VendorOption name="sortBy">created_at A,id A</VendorOption>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
