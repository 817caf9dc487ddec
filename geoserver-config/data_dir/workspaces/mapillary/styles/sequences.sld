<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 6: 559082264.03 / 2^5.5 = 12354089
    thicker from zoom 10: 559082264.03 / 2^9.5 = 772131
    thickest from zoom 14: 559082264.03 / 2^13.5 = 48258
    thinner, under the images, from zoom 16: 559082264.03 / 2^15.5 = 12065

  Each line and each dot lies on a white casing, so that it holds on pale and on dark base maps. All casings are drawn before all colours
  (the first FeatureTypeStyle), so that no casing cuts what lies beside it. Legends leave the casings out (inclusion).

  sortBy draws the oldest first, so that the newest lies on top and neighbouring map tiles agree. It stands in the first FeatureTypeStyle
  and holds for all of them: a second one would make the renderer read the data twice.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>sequences</Name>
    <UserStyle>
      <Name>sequences</Name>
      <Title>Sequences</Title>
      <Abstract>Lines in the colour of coverage, those of panoramas in a second one</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>casing</Name>
          <Title>Casing</Title>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#ffffff</CssParameter>
              <CssParameter name="stroke-width">
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>12065</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>4</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>48258</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>4.5</ogc:Literal>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="lessThan">
                        <ogc:Function name="env">
                          <ogc:Literal>wms_scale_denominator</ogc:Literal>
                          <ogc:Literal>1000</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>772131</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>3.6</ogc:Literal>
                      <ogc:Literal>2.4</ogc:Literal>
                    </ogc:Function>
                  </ogc:Function>
                </ogc:Function>
              </CssParameter>
              <CssParameter name="stroke-linecap">round</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
          </LineSymbolizer>
        </Rule>
        <VendorOption name="inclusion">mapOnly</VendorOption>
        <VendorOption name="sortBy">captured_at A,id A</VendorOption>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>sequence</Name>
          <Title>Sequence</Title>
          <ogc:Filter>
            <ogc:Not>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>is_pano</ogc:PropertyName>
                <ogc:Literal>true</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:Not>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#00875a</CssParameter>
              <CssParameter name="stroke-width">
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>12065</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>2</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>48258</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>2.5</ogc:Literal>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="lessThan">
                        <ogc:Function name="env">
                          <ogc:Literal>wms_scale_denominator</ogc:Literal>
                          <ogc:Literal>1000</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>772131</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>2</ogc:Literal>
                      <ogc:Literal>1.2</ogc:Literal>
                    </ogc:Function>
                  </ogc:Function>
                </ogc:Function>
              </CssParameter>
              <CssParameter name="stroke-linecap">round</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <Name>panorama</Name>
          <Title>Sequence of panoramas</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>is_pano</ogc:PropertyName>
              <ogc:Literal>true</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#8e3aaf</CssParameter>
              <CssParameter name="stroke-width">
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>wms_scale_denominator</ogc:Literal>
                      <ogc:Literal>1000</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>12065</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>2</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>48258</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>2.5</ogc:Literal>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="lessThan">
                        <ogc:Function name="env">
                          <ogc:Literal>wms_scale_denominator</ogc:Literal>
                          <ogc:Literal>1000</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>772131</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>2</ogc:Literal>
                      <ogc:Literal>1.2</ogc:Literal>
                    </ogc:Function>
                  </ogc:Function>
                </ogc:Function>
              </CssParameter>
              <CssParameter name="stroke-linecap">round</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
