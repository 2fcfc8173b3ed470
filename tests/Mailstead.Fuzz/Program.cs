using System.Globalization;
using System.Security.Cryptography;
using Mailstead.Fuzz;
using Mailstead.Testing;

const string usage = "usage: Mailstead.Fuzz [--minutes N] [--seed S] [--target NAME]";
var minutes = 1.0;
var seed = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
var targets = FuzzCatalog.All;
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    switch (args[i])
    {
        case "--minutes" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out minutes) && minutes > 0: break;
        case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed): break;
        case "--target" when FuzzCatalog.All.Where(t => t.Name == value).ToList() is { Count: 1 } one: targets = one; break;
        default:
            Console.Error.WriteLine($"{usage}\ntargets: {string.Join(", ", FuzzCatalog.All.Select(t => t.Name))}");
            return 2;
    }
}

Console.WriteLine($"seed {seed}");
var running = RepositoryRoot.Combine("artifacts", "fuzz", "running.bin");
Directory.CreateDirectory(Path.GetDirectoryName(running)!);
var found = 0;
var time = TimeProvider.System;
foreach (var target in targets)
{
    var session = new FuzzSession(target, seed);
    var share = TimeSpan.FromMinutes(minutes / targets.Count);
    var began = time.GetTimestamp();
    Console.WriteLine($"{target.Name} ... (if the process dies here: {running})");
    using (var file = File.OpenHandle(running, FileMode.Create, FileAccess.Write, FileShare.Read))
    {
        void Remember(byte[] input)
        {
            RandomAccess.SetLength(file, input.Length);
            RandomAccess.Write(file, input, 0);
        }
        foreach (var finding in session.Run(() => time.GetElapsedTime(began) < share, Remember))
        {
            found++;
            Console.WriteLine($"  FOUND {finding.What}\n  kept as {FoundInputs.Keep(finding)}");
        }
    }
    Console.WriteLine($"{target.Name}: {session.Count} inputs in {time.GetElapsedTime(began).TotalSeconds:0.0} s");
}
File.Delete(running);
Console.WriteLine($"{found} found");
return found == 0 ? 0 : 1;
