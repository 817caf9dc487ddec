<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 6: 559082264.03 / 2^5.5 = 12354089
    thicker from zoom 10: 559082264.03 / 2^9.5 = 772131
    thickest from zoom 14: 559082264.03 / 2^13.5 = 48258
    thinner, under the images, from zoom 16: 559082264.03 / 2^15.5 = 12065

  Colours: from orange (old) to dark blue (new), and grey for an unknown time. Each has a contrast of 3 to 1 or more with white, and a
  white casing on dark maps; they stay apart for colour-blind readers too. To move the years on, change them here: each class begins
  where the next one ends. dateParse makes each year a date once for a map; a plain literal would be parsed for every feature.

  Each line and each dot lies on a white casing, so that it holds on pale and on dark base maps. All casings are drawn before all colours
  (the first FeatureTypeStyle), so that no casing cuts what lies beside it. Legends leave the casings out (inclusion).

  sortBy draws the oldest first, so that the newest lies on top and neighbouring map tiles agree. It stands in the first FeatureTypeStyle
  and holds for all of them: a second one would make the renderer read the data twice.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>sequences_by_age</Name>
    <UserStyle>
      <Name>sequences_by_age</Name>
      <Title>Sequences by age</Title>
      <Abstract>Lines in the colour of the year in which their first image was taken</Abstract>
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
          <Name>from_2025</Name>
          <Title>2025 and later</Title>
          <ogc:Filter>
            <ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyName>captured_at</ogc:PropertyName>
              <ogc:Function name="dateParse">
                <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                <ogc:Literal>2025-01-01T00:00:00Z</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsGreaterThanOrEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#2b1a78</CssParameter>
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
          <Name>from_2023</Name>
          <Title>2023 and 2024</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>captured_at</ogc:PropertyName>
                <ogc:Function name="dateParse">
                  <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                  <ogc:Literal>2023-01-01T00:00:00Z</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyIsLessThan>
                <ogc:PropertyName>captured_at</ogc:PropertyName>
                <ogc:Function name="dateParse">
                  <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                  <ogc:Literal>2025-01-01T00:00:00Z</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsLessThan>
            </ogc:And>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#6a2cb0</CssParameter>
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
          <Name>from_2020</Name>
          <Title>2020 to 2022</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>captured_at</ogc:PropertyName>
                <ogc:Function name="dateParse">
                  <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                  <ogc:Literal>2020-01-01T00:00:00Z</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyIsLessThan>
                <ogc:PropertyName>captured_at</ogc:PropertyName>
                <ogc:Function name="dateParse">
                  <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                  <ogc:Literal>2023-01-01T00:00:00Z</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsLessThan>
            </ogc:And>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#a8329c</CssParameter>
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
          <Name>from_2017</Name>
          <Title>2017 to 2019</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>captured_at</ogc:PropertyName>
                <ogc:Function name="dateParse">
                  <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                  <ogc:Literal>2017-01-01T00:00:00Z</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyIsLessThan>
                <ogc:PropertyName>captured_at</ogc:PropertyName>
                <ogc:Function name="dateParse">
                  <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                  <ogc:Literal>2020-01-01T00:00:00Z</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsLessThan>
            </ogc:And>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#d1495b</CssParameter>
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
          <Name>before_2017</Name>
          <Title>Before 2017</Title>
          <ogc:Filter>
            <ogc:PropertyIsLessThan>
              <ogc:PropertyName>captured_at</ogc:PropertyName>
              <ogc:Function name="dateParse">
                <ogc:Literal>yyyy-MM-dd'T'HH:mm:ssX</ogc:Literal>
                <ogc:Literal>2017-01-01T00:00:00Z</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsLessThan>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#de7900</CssParameter>
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
          <Name>unknown</Name>
          <Title>Unknown</Title>
          <ogc:Filter>
            <ogc:PropertyIsNull>
              <ogc:PropertyName>captured_at</ogc:PropertyName>
            </ogc:PropertyIsNull>
          </ogc:Filter>
          <MaxScaleDenominator>12354089</MaxScaleDenominator>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#8a8a8a</CssParameter>
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
