using Mailstead.Operations.Reading;
using Mailstead.Protocol.Imap.Responses;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class MessagePartsTests
{
    [Fact]
    public void A_body_and_its_attachments_are_told_apart()
    {
        var parts = MessageParts.Of(Multipart("mixed",
            Multipart("alternative", Leaf("1.1", "text/plain"), Leaf("1.2", "text/html")),
            Leaf("2", "application/pdf", name: "bill.pdf"),
            Leaf("3", "text/plain", disposition: "attachment"),
            Leaf("4", "message/rfc822")));
        parts.Plain!.Section.ShouldBe("1.1");
        parts.Html!.Section.ShouldBe("1.2");
        parts.Attachments.Select(a => a.Section).ShouldBe(["2", "3", "4"]);
    }

    [Fact]
    public void A_message_without_a_structure_has_no_parts() =>
        MessageParts.Of(null).Attachments.ShouldBeEmpty();

    private static BodyStructure Leaf(string section, string type, string? name = null, string? disposition = null) =>
        new() { Section = section, MediaType = type, FileName = name, Disposition = disposition };

    private static BodyStructure Multipart(string subtype, params BodyStructure[] parts) => new() { MediaType = $"multipart/{subtype}", Parts = parts };
}
