@echo off
rem Read by every script in this folder. Set JAVA_HOME, JAVA_MAX_MEM, JAVA_OPTS or EXTRA_JAVA_OPTS in the environment, or here.
if "%JAVA_MAX_MEM%" == "" set JAVA_MAX_MEM=512m
set BILLHOOK_JAVA=java
if not "%JAVA_HOME%" == "" set BILLHOOK_JAVA=%JAVA_HOME%\bin\java
for /f "tokens=3" %%v in ('""%BILLHOOK_JAVA%" -version 2>&1" ^| findstr /i version') do set BILLHOOK_JAVA_VERSION=%%~v
for /f "delims=.-+ tokens=1" %%v in ("%BILLHOOK_JAVA_VERSION%") do set BILLHOOK_JAVA_VERSION=%%v
rem Of the collectors this one leaves most of a small heap and of few processors to the work; another one can be named
echo %JAVA_OPTS% %EXTRA_JAVA_OPTS% | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul || set JAVA_OPTS=-XX:+UseParallelGC %JAVA_OPTS%
set JAVA_OPTS=-Xmx%JAVA_MAX_MEM% -XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=data\log -Dfile.encoding=UTF-8 %JAVA_OPTS%
rem Karaf needs it where it can be had; from Java 24 on the virtual machine refuses to start with it
if %BILLHOOK_JAVA_VERSION% GEQ 18 if %BILLHOOK_JAVA_VERSION% LSS 24 set JAVA_OPTS=%JAVA_OPTS% -Djava.security.manager=allow
if /i not "%PROGNAME%" == "karaf.bat" goto :eof
rem A first start that was killed is begun anew, or what it had installed would never be started
set BILLHOOK_DATA=%DIRNAME%..\data
if exist "%BILLHOOK_DATA%\first-start.unfinished" if exist "%BILLHOOK_DATA%\cache" rmdir /s /q "%BILLHOOK_DATA%\cache"
if not exist "%BILLHOOK_DATA%" mkdir "%BILLHOOK_DATA%"
if not exist "%BILLHOOK_DATA%\cache" type nul >"%BILLHOOK_DATA%\first-start.unfinished"
rem With another Java than at the last start the bundles are wired anew, or parts would stay unwired
set BILLHOOK_BUNDLES=%BILLHOOK_DATA%\cache\bundle0
if not exist "%BILLHOOK_BUNDLES%\last.java.version" goto :eof
set /p BILLHOOK_LAST_JAVA=<"%BILLHOOK_BUNDLES%\last.java.version"
if not "%BILLHOOK_LAST_JAVA%" == "%BILLHOOK_JAVA_VERSION%" rmdir /s /q "%BILLHOOK_BUNDLES%\wiring"
