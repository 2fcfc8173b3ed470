using System.Reflection;

namespace Mailstead.Server;

internal static class ProductVersion
{
    /// <summary>1.2.3, without the commit.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
