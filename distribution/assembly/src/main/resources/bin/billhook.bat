@echo off
rem Starts and stops the Billhook server.
setlocal
set "BIN=%~dp0"
rem Leaves the plugins down that did not come with the server, for this start alone
if "%2" == "--safe" set "KARAF_OPTS=-Dbillhook.safe=true %KARAF_OPTS%"
if "%1" == "start" goto start
if "%1" == "stop" goto stop
if "%1" == "run" goto run
echo Usage: billhook start [--safe] ^| stop ^| run [--safe]
exit /b 64

:start
if not exist "%BIN%..\data\log" mkdir "%BIN%..\data\log"
call "%BIN%start.bat"
echo Billhook is starting: http://127.0.0.1:8181/api/docs, unless etc\org.apache.felix.http.cfg says otherwise
exit /b 0

:stop
call "%BIN%stop.bat"
exit /b %ERRORLEVEL%

:run
set "KARAF_OPTS=-Dkaraf.log.console=INFO %KARAF_OPTS%"
call "%BIN%karaf.bat" server
exit /b %ERRORLEVEL%
