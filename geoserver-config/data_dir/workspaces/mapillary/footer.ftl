<#ftl output_format="HTML">
    <p><a href="https://www.mapillary.com">Mapillary</a>,
    <a href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a></p>
    </div>
  </body>
</html>
