using System.Globalization;
using System.Text;
using Mailstead.Server.Cli;

// Output is read by scripts as well: numbers and dates are the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CliRoot.Create().Parse(args).InvokeAsync();
