@echo off
rem Starts drolt on Windows, from a release archive: finds Java, sets what the engine needs, and runs the JVM.
rem The options are those of bin\drolt where Windows has them: no allocator has to be set, and the engine chooses its
rem threads itself unless OMP_NUM_THREADS is set.
rem
rem   JAVA_HOME          the Java to use, 17 or newer; else the java.exe on PATH
rem   OMP_NUM_THREADS    threads of one operation
rem   DROLT_JAVA_OPTS    further JVM options; they come last and so win
setlocal DisableDelayedExpansion

set "lib=%~dp0..\lib"
if not exist "%lib%\pytorch-*-windows-x86_64.jar" goto no_natives

set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
if not defined java goto no_java

rem A Java without a file "release" beside it is a link of an installer: it is taken as it is.
set "version="
for %%j in ("%java%") do set "release=%%~dpj..\release"
if exist "%release%" for /f "usebackq tokens=1,2 delims==" %%k in ("%release%") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
if not defined version goto start
for /f "delims=." %%v in ("%version%") do set "major=%%v"
if %major% LSS 17 goto old_java

:start
rem These end before the optimising compiler pays.
set "compiler="
if "%~1"=="" set "compiler=-XX:TieredStopAtLevel=1"
for %%c in (completion doctor config recipes runs version help) do if "%~1"=="%%c" set "compiler=-XX:TieredStopAtLevel=1"

rem A quarter of the memory for the heap. The limit of all memory is a share of the heap: 280 % of a quarter is 70 %.
"%java%" ^
    -XX:MaxRAMPercentage=25 -XX:+UseSerialGC -XX:-UsePerfData %compiler% ^
    --enable-native-access=ALL-UNNAMED ^
    -Djava.awt.headless=true ^
    -Dorg.bytedeco.javacpp.maxPhysicalBytes=280%% ^
    %DROLT_JAVA_OPTS% ^
    -cp "%lib%\*" drolt.cli.Main %*
exit /b %ERRORLEVEL%

:no_natives
>&2 echo drolt: this archive is not for windows-x86_64: %lib% holds no natives of it; take the archive for windows-x86_64
exit /b 1

:no_java
>&2 echo drolt: needs Java 17 or newer (JAVA_HOME or PATH). Windows: winget install EclipseAdoptium.Temurin.21.JDK
exit /b 2

:old_java
>&2 echo drolt: needs Java 17 or newer (JAVA_HOME or PATH); found version %version% in %java%
exit /b 2
