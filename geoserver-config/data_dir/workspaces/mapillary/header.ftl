<#ftl output_format="HTML">
<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <title>Mapillary</title>
    <style>
      /* pages put this into their own, so that no rule reaches beyond the element of this class */
      .mapillary-feature-info { font: 14px/1.4 sans-serif; padding: 8px; color: #222; }
      .mapillary-feature-info table { border-collapse: collapse; margin: 0 0 12px; }
      .mapillary-feature-info caption { text-align: left; font-weight: bold; padding: 2px 0; }
      .mapillary-feature-info th, .mapillary-feature-info td { border: 1px solid #ddd; padding: 2px 8px; text-align: left; vertical-align: top; }
      .mapillary-feature-info th { background: #eee; font-weight: normal; white-space: nowrap; }
      .mapillary-feature-info img { display: block; max-width: 320px; height: auto; }
    </style>
  </head>
  <body>
    <div class="mapillary-feature-info">
