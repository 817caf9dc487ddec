<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 14: 559082264.03 / 2^13.5 = 48258
    larger from zoom 15: 559082264.03 / 2^14.5 = 24129
    larger from zoom 16: 559082264.03 / 2^15.5 = 12065
    larger from zoom 17: 559082264.03 / 2^16.5 = 6032
    largest from zoom 18: 559082264.03 / 2^17.5 = 3016

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
    <Name>images_by_age</Name>
    <UserStyle>
      <Name>images_by_age</Name>
      <Title>Images by age</Title>
      <Abstract>Discs in the colour of the year in which the image was taken</Abstract>
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
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#2b1a78</CssParameter>
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
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#6a2cb0</CssParameter>
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
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#a8329c</CssParameter>
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
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#d1495b</CssParameter>
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
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#de7900</CssParameter>
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
          <Name>unknown</Name>
          <Title>Unknown</Title>
          <ogc:Filter>
            <ogc:PropertyIsNull>
              <ogc:PropertyName>captured_at</ogc:PropertyName>
            </ogc:PropertyIsNull>
          </ogc:Filter>
          <MaxScaleDenominator>48258</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#8a8a8a</CssParameter>
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
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
