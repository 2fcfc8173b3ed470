using System.CommandLine.Invocation;
using System.Globalization;
using System.Text;
using Mailstead.Server.Cli;

// Output is read by scripts as well: numbers and dates are the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (McpVerb.PlainLine(args) is { } options) return await McpVerb.ServeAsync(options);
var line = CliRoot.Parse(args);
if (line.Action is not ParseErrorAction mistake) return await line.InvokeAsync();
mistake.ShowHelp = false;
await line.InvokeAsync();
Console.Error.WriteLine("'mailstead --help' shows what there is.");
return ExitCode.Usage;
