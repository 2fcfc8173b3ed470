using System.Text;
using Mailstead.Safety;

namespace Mailstead.Fuzz.Targets;

/// <summary>HTML to visible text: no control character, and nothing that grows without bound.</summary>
internal sealed class HtmlTarget : FuzzTarget
{
    public override string Name => "html";
    public override int AllocationFactor => 6_000;
    public override long AllocationBase => 8 << 20;
    public override IReadOnlyList<byte[]> Seeds { get; } = SampleSeeds.Files("html");
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("""
        <div style="display:none">
        <style>*{color:#fff}
        </style>
        <table><tr><td>
        <template>
        <svg><foreignObject>
        <math><mi>
        <a href="https://x">
        <!--
        -->
        <![CDATA[
        <script>
        </p>
        <b><i>
        &#0;
        &#x202e;
        &
        <select><option>
        <frameset>
        style="font-size:0
        :not(:not(
        @media{
        <b 
        """);

    public override void Run(byte[] input)
    {
        var view = VisibleText.Of(Encoding.UTF8.GetString(input));
        Promise(!view.Text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')), "a control character is shown");
        Promise(view.Hidden >= 0, "fewer than no hidden characters");
    }
}
