<?xml version="1.0" encoding="UTF-8"?>
<!--
  Scales: at zoom z a web map (EPSG:3857, tiles of 256 pixels of 0.28 mm) has the denominator 559082264.03 / 2^z. A limit lies half
  a zoom away from its neighbours, at 559082264.03 / 2^(z - 0.5), so that rounding does not matter:
    drawn from zoom 15: 559082264.03 / 2^14.5 = 24129

  Shape and colour both tell the kind; colours of Okabe and Ito.
-->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>points</Name>
    <UserStyle>
      <Name>points</Name>
      <Title>Points</Title>
      <Abstract>Shapes and colours by kind of object</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>pole</Name>
          <Title>Poles and street lights</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--support--*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--street-light*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--banner*</ogc:Literal>
              </ogc:PropertyIsLike>
            </ogc:Or>
          </ogc:Filter>
          <MaxScaleDenominator>24129</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>star</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#E69F00</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#000000</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>traffic_light</Name>
          <Title>Traffic lights</Title>
          <ogc:Filter>
            <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
              <ogc:PropertyName>value</ogc:PropertyName>
              <ogc:Literal>object--traffic-light--*</ogc:Literal>
            </ogc:PropertyIsLike>
          </ogc:Filter>
          <MaxScaleDenominator>24129</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#D55E00</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>utility</Name>
          <Title>Water, power and communication</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--manhole*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--catch-basin*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--fire-hydrant*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--water-valve*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--junction-box*</ogc:Literal>
              </ogc:PropertyIsLike>
            </ogc:Or>
          </ogc:Filter>
          <MaxScaleDenominator>24129</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>square</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#0072B2</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>furniture</Name>
          <Title>Street furniture</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--bench*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--bike-rack*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--trash-can*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--mailbox*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--phone-booth*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--parking-meter*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>object--cctv-camera*</ogc:Literal>
              </ogc:PropertyIsLike>
            </ogc:Or>
          </ogc:Filter>
          <MaxScaleDenominator>24129</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>triangle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#009E73</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>sign</Name>
          <Title>Signs and advertisements</Title>
          <ogc:Filter>
            <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
              <ogc:PropertyName>value</ogc:PropertyName>
              <ogc:Literal>object--sign--*</ogc:Literal>
            </ogc:PropertyIsLike>
          </ogc:Filter>
          <MaxScaleDenominator>24129</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>cross</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#CC79A7</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#000000</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>surface</Name>
          <Title>Markings and crossings</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>marking--*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                <ogc:PropertyName>value</ogc:PropertyName>
                <ogc:Literal>construction--flat--*</ogc:Literal>
              </ogc:PropertyIsLike>
            </ogc:Or>
          </ogc:Filter>
          <MaxScaleDenominator>24129</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>x</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#56B4E9</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#000000</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>other</Name>
          <Title>Other</Title>
          <ogc:Filter>
            <ogc:Not>
              <ogc:Or>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--support--*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--street-light*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--banner*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--traffic-light--*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--manhole*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--catch-basin*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--fire-hydrant*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--water-valve*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--junction-box*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--bench*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--bike-rack*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--trash-can*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--mailbox*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--phone-booth*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--parking-meter*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--cctv-camera*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>object--sign--*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>marking--*</ogc:Literal>
                </ogc:PropertyIsLike>
                <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">
                  <ogc:PropertyName>value</ogc:PropertyName>
                  <ogc:Literal>construction--flat--*</ogc:Literal>
                </ogc:PropertyIsLike>
              </ogc:Or>
            </ogc:Not>
          </ogc:Filter>
          <MaxScaleDenominator>24129</MaxScaleDenominator>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#000000</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>8</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
