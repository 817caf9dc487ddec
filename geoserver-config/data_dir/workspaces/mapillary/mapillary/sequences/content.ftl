<#ftl output_format="HTML">
<#setting locale="en_US">
<#setting time_zone="UTC">
<#--
What GetFeatureInfo shows of a feature. GeoServer gives each attribute a value, which is a text, and a rawValue; both are empty texts
when the attribute is null, and neither is there when it was not asked for. The macros are the same in every layer: an include would
be looked up while another request may have changed the layer to look in.
-->
<#macro row name>
  <#local shown><#nested></#local>
  <#if shown?markup_string?trim?has_content>
    <tr><th>${name}</th><td>${shown}</td></tr>
  </#if>
</#macro>
<#macro text attribute>
  ${(attribute.value)!""}<#t>
</#macro>
<#macro time attribute>
  <#if attribute.rawValue?? && attribute.rawValue?is_date>
    ${attribute.rawValue?string("yyyy-MM-dd HH:mm:ss")} UTC<#t>
  </#if>
</#macro>
<#macro number attribute format unit="">
  <#if attribute.rawValue?? && attribute.rawValue?is_number>
    ${attribute.rawValue?string(format)}${unit}<#t>
  </#if>
</#macro>
<#-- an angle of 0 often means that the camera has no compass; what map features face is computed, and 0 is north -->
<#macro direction attribute zeroIsNorth=false>
  <#if attribute.rawValue?? && attribute.rawValue?is_number && (zeroIsNorth || attribute.rawValue != 0)>
    <#local eighth = ((attribute.rawValue + 720 + 22.5) / 45)?floor % 8>
    ${attribute.rawValue?string("0.0")}° (${["N", "NE", "E", "SE", "S", "SW", "W", "NW"][eighth]})<#t>
  </#if>
</#macro>
<#macro flag attribute yes no>
  <#if ((attribute.value)!"") == "true">${yes}<#elseif ((attribute.value)!"") == "false">${no}</#if><#t>
</#macro>
<#macro images attribute>
  <#list ((attribute.value)!"")?split(",") as id>
    <#if id?has_content>
      <a href="https://www.mapillary.com/app/?pKey=${id?url("UTF-8")}">${id}</a>
    </#if>
  </#list>
</#macro>
<#macro related attribute typeName key label>
  <#if (attribute.value)?has_content>
    <#local filter = key + "='" + attribute.value?replace("'", "''") + "'">
    ${attribute.value}
    <a href="ows?service=WFS&amp;version=2.0.0&amp;request=GetFeature&amp;outputFormat=application/json<#t>
      &amp;typeNames=mapillary:${typeName}&amp;cql_filter=${filter?url("UTF-8")}">${label}</a><#lt>
  </#if>
</#macro>
<#macro web attribute label>
  <#if ((attribute.value)!"")?matches("https?://\\S+")>
    <a href="${attribute.value}">${label}</a>
  </#if>
</#macro>
<#list features as feature>
<table class="featureInfo">
  <caption>Sequence</caption>
  <@row "Id"><@text feature.id!{} /></@row>
  <@row "First image"><@images feature.image_id!{} /></@row>
  <@row "Begun"><@time feature.captured_at!{} /></@row>
  <@row "By creator"><@text feature.creator_id!{} /></@row>
  <@row "For organization"><@text feature.organization_id!{} /></@row>
  <@row "Kind"><@flag feature.is_pano!{} "panoramas" "flat images" /></@row>
  <@row "On foot"><@flag feature.on_foot!{} "yes" "no" /></@row>
  <@row "Quality"><@number feature.quality_score!{} "0.00" /></@row>
  <@row "Images"><@related feature.id!{} "images" "sequence_id" "all of them" /></@row>
</table>
</#list>
