@echo off
rem Runs mailstead from this checkout on Windows: builds it when there is no build yet; set MAILSTEAD_REBUILD=1 after changes.
setlocal
set "home=%~dp0"
set "rid=win-x64"
if /i "%PROCESSOR_ARCHITECTURE%"=="ARM64" set "rid=win-arm64"
set "out=%home%artifacts\publish\%rid%"
if exist "%out%\mailstead.exe" if not defined MAILSTEAD_REBUILD goto run
echo mailstead: building for %rid% (the first time takes about half a minute) ... 1>&2
dotnet publish "%home%src\Mailstead.Server\Mailstead.Server.csproj" -c Release -o "%out%" -v quiet -clp:ErrorsOnly -p:PublishFor=%rid% 1>&2 <nul
if errorlevel 1 exit /b 1
copy /y "%out%\Mailstead.Server.exe" "%out%\mailstead.exe" >nul || exit /b 1
:run
"%out%\mailstead.exe" %*
exit /b %errorlevel%
