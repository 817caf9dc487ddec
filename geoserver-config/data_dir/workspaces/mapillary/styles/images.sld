<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 14: 559082264.03 / 2^13.5 = 48258
    larger from zoom 15: 559082264.03 / 2^14.5 = 24129
    larger from zoom 16: 559082264.03 / 2^15.5 = 12065
    larger from zoom 17: 559082264.03 / 2^16.5 = 6032
    largest from zoom 18: 559082264.03 / 2^17.5 = 3016

  The wedge is shape://carrow, a triangle with its tip in the middle that opens to the left, to the west: turned clockwise by 90
  degrees it opens to the north, so by compass_angle + 90 the way the camera looks. An angle of 0 often means that it is unknown, and
  null always does: both go without a wedge. A panorama looks everywhere and has none either. The wedge is the graphic of a label
  without text: the renderer leaves out labels that would overlap, so wedges never pile up. Legends draw it as a plain mark.

  Each line and each dot lies on a white casing, so that it holds on pale and on dark base maps. All casings are drawn before all colours
  (the first FeatureTypeStyle), so that no casing cuts what lies beside it. Legends leave the casings out (inclusion).

  sortBy draws the oldest first, so that the newest lies on top and neighbouring map tiles agree. It stands in the first FeatureTypeStyle
  and holds for all of them: a second one would make the renderer read the data twice.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>images</Name>
    <UserStyle>
      <Name>images</Name>
      <Title>Images</Title>
      <Abstract>Discs with the way the camera looks, panoramas in a second colour</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>casing</Name>
          <Title>Casing</Title>
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#ffffff</CssParameter>
                </Fill>
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
                  <ogc:Literal>14</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>6032</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>12</ogc:Literal>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="lessThan">
                        <ogc:Function name="env">
                          <ogc:Literal>wms_scale_denominator</ogc:Literal>
                          <ogc:Literal>1000</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>12065</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>9.5</ogc:Literal>
                      <ogc:Function name="if_then_else">
                        <ogc:Function name="lessThan">
                          <ogc:Function name="env">
                            <ogc:Literal>wms_scale_denominator</ogc:Literal>
                            <ogc:Literal>1000</ogc:Literal>
                          </ogc:Function>
                          <ogc:Literal>24129</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>7</ogc:Literal>
                        <ogc:Literal>5.5</ogc:Literal>
                      </ogc:Function>
                    </ogc:Function>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <VendorOption name="inclusion">mapOnly</VendorOption>
        <VendorOption name="sortBy">captured_at A,id A</VendorOption>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>flat</Name>
          <Title>Image</Title>
          <ogc:Filter>
            <ogc:Not>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>is_pano</ogc:PropertyName>
                <ogc:Literal>true</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:Not>
          </ogc:Filter>
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#00875a</CssParameter>
                </Fill>
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
                  <ogc:Literal>11</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>6032</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>9</ogc:Literal>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="lessThan">
                        <ogc:Function name="env">
                          <ogc:Literal>wms_scale_denominator</ogc:Literal>
                          <ogc:Literal>1000</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>12065</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>7</ogc:Literal>
                      <ogc:Function name="if_then_else">
                        <ogc:Function name="lessThan">
                          <ogc:Function name="env">
                            <ogc:Literal>wms_scale_denominator</ogc:Literal>
                            <ogc:Literal>1000</ogc:Literal>
                          </ogc:Function>
                          <ogc:Literal>24129</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>5</ogc:Literal>
                        <ogc:Literal>4</ogc:Literal>
                      </ogc:Function>
                    </ogc:Function>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>panorama</Name>
          <Title>Panorama</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>is_pano</ogc:PropertyName>
              <ogc:Literal>true</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#8e3aaf</CssParameter>
                </Fill>
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
                  <ogc:Literal>11</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>6032</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>9</ogc:Literal>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="lessThan">
                        <ogc:Function name="env">
                          <ogc:Literal>wms_scale_denominator</ogc:Literal>
                          <ogc:Literal>1000</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>12065</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>7</ogc:Literal>
                      <ogc:Function name="if_then_else">
                        <ogc:Function name="lessThan">
                          <ogc:Function name="env">
                            <ogc:Literal>wms_scale_denominator</ogc:Literal>
                            <ogc:Literal>1000</ogc:Literal>
                          </ogc:Function>
                          <ogc:Literal>24129</ogc:Literal>
                        </ogc:Function>
                        <ogc:Literal>5</ogc:Literal>
                        <ogc:Literal>4</ogc:Literal>
                      </ogc:Function>
                    </ogc:Function>
                  </ogc:Function>
                </ogc:Function>
              </Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>heading</Name>
          <Title>Way the camera looks, from zoom 16</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:Not>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>is_pano</ogc:PropertyName>
                  <ogc:Literal>true</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Not>
              <ogc:PropertyIsGreaterThan>
                <ogc:PropertyName>compass_angle</ogc:PropertyName>
                <ogc:Literal>0</ogc:Literal>
              </ogc:PropertyIsGreaterThan>
            </ogc:And>
          </ogc:Filter>
          <MaxScaleDenominator>12065</MaxScaleDenominator>
          <TextSymbolizer>
            <Label>
              <ogc:Literal>&#160;</ogc:Literal>
            </Label>
            <Font>
              <CssParameter name="font-family">SansSerif</CssParameter>
              <CssParameter name="font-size">0</CssParameter>
            </Font>
            <LabelPlacement>
              <PointPlacement>
                <AnchorPoint>
                  <AnchorPointX>0.5</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
              </PointPlacement>
            </LabelPlacement>
            <Fill>
              <CssParameter name="fill">#00875a</CssParameter>
            </Fill>
            <Graphic>
              <Mark>
                <WellKnownName>shape://carrow</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#00875a</CssParameter>
                  <CssParameter name="fill-opacity">0.8</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
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
                    <ogc:Literal>3016</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>44</ogc:Literal>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>wms_scale_denominator</ogc:Literal>
                        <ogc:Literal>1000</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>6032</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>32</ogc:Literal>
                    <ogc:Literal>24</ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
              </Size>
              <Rotation>
                <ogc:Add>
                  <ogc:PropertyName>compass_angle</ogc:PropertyName>
                  <ogc:Literal>90</ogc:Literal>
                </ogc:Add>
              </Rotation>
            </Graphic>
            <VendorOption name="conflictResolution">true</VendorOption>
            <VendorOption name="spaceAround">0</VendorOption>
            <VendorOption name="partials">false</VendorOption>
          </TextSymbolizer>
          <VendorOption name="inclusion">mapOnly</VendorOption>
        </Rule>
        <Rule>
          <Name>heading_legend</Name>
          <Title>Way the camera looks, from zoom 16</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:Not>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>is_pano</ogc:PropertyName>
                  <ogc:Literal>true</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Not>
              <ogc:PropertyIsGreaterThan>
                <ogc:PropertyName>compass_angle</ogc:PropertyName>
                <ogc:Literal>0</ogc:Literal>
              </ogc:PropertyIsGreaterThan>
            </ogc:And>
          </ogc:Filter>
          <MaxScaleDenominator>12065</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>shape://carrow</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#00875a</CssParameter>
                  <CssParameter name="fill-opacity">0.8</CssParameter>
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
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
