using System.CommandLine;
using Mailstead.Server.Cli;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CliRoot.Create().Parse(args).InvokeAsync();
