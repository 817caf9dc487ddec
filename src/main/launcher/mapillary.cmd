@echo off
rem Starts gt-mapillary-cli.jar, which lies beside this file, faster than "java -jar" does. The first use makes an archive of loaded
rem classes below %LOCALAPPDATA% and takes some seconds longer. Java ignores an archive of another Java or of another jar.
setlocal
set "JAR=%~dp0gt-mapillary-cli.jar"
if not exist "%JAR%" (
    echo mapillary: found no "%JAR%": keep it beside this program 1>&2
    exit /b 1
)
set "JAVA="
if defined JAVA_HOME (
    set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
    for %%F in (java.exe) do set "JAVA=%%~$PATH:F"
)
if not exist "%JAVA%" (
    echo mapillary: no Java found: install Java 17 or newer, or set JAVA_HOME to it 1>&2
    exit /b 1
)
set "OPTIONS=-XX:TieredStopAtLevel=1 -Xlog:disable -Xlog:all=error,cds*=off:stderr"
rem two collectors are an error
if not defined JAVA_TOOL_OPTIONS if not defined JDK_JAVA_OPTIONS if not defined _JAVA_OPTIONS set "OPTIONS=%OPTIONS% -XX:+UseSerialGC"
set "ARCHIVE="
if not defined LOCALAPPDATA goto start
set "FOLDER=%LOCALAPPDATA%\gt-mapillary\start"
for %%F in ("%JAR%") do for %%J in ("%JAVA%") do set "NAME=%%~zF %%~tF %%~zJ %%~tJ"
set "NAME=%NAME:/=-%"
set "NAME=%NAME::=-%"
set "ARCHIVE=%FOLDER%\%NAME: =_%.jsa"
if exist "%ARCHIVE%" goto start
rem an attempt that failed is not repeated; without a place for that note there is no attempt
if exist "%ARCHIVE%.failed" goto start
mkdir "%FOLDER%" >nul 2>nul
type nul >"%ARCHIVE%.failed" 2>nul
if not exist "%ARCHIVE%.failed" goto start
set "PART=%FOLDER%\%RANDOM%%RANDOM%.part"
setlocal
set "MAPILLARY_ACCESS_TOKEN="
set "MAPILLARY_CLIENT_SECRET="
"%JAVA%" %OPTIONS% "-XX:ArchiveClassesAtExit=%PART%" -jar "%JAR%" query images --sandbox --bbox 12.98,55.59,13.01,55.61 --limit 5 <nul >nul 2>nul
if %ERRORLEVEL% equ 0 move /y "%PART%" "%ARCHIVE%" >nul 2>nul
endlocal
if exist "%ARCHIVE%" del "%ARCHIVE%.failed" >nul 2>nul
if exist "%PART%" del "%PART%" >nul 2>nul
:start
if defined ARCHIVE if exist "%ARCHIVE%" set OPTIONS=%OPTIONS% "-XX:SharedArchiveFile=%ARCHIVE%"
"%JAVA%" %OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
