<#ftl output_format="HTML">
<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <title>Mapillary</title>
    <style>
      body { font: 14px/1.4 sans-serif; margin: 8px; color: #222; }
      table.featureInfo { border-collapse: collapse; margin: 0 0 12px; }
      table.featureInfo caption { text-align: left; font-weight: bold; padding: 2px 0; }
      table.featureInfo th, table.featureInfo td { border: 1px solid #ddd; padding: 2px 8px; text-align: left; vertical-align: top; }
      table.featureInfo th { background: #eee; font-weight: normal; white-space: nowrap; }
      table.featureInfo img { display: block; max-width: 320px; height: auto; }
    </style>
  </head>
  <body>
