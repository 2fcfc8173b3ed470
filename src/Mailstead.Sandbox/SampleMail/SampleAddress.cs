namespace Mailstead.Sandbox.SampleMail;

/// <summary>A name and an address of a reserved domain.</summary>
internal sealed record SampleAddress(string Name, string Address)
{
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>"Name &lt;a@b.example&gt;" or the address alone.</summary>
    public static SampleAddress Parse(string text)
    {
        var open = text.LastIndexOf('<');
        return open < 0 ? new SampleAddress("", text.Trim()) : new SampleAddress(text[..open].Trim(), text[(open + 1)..].Trim('>', ' '));
    }
}
