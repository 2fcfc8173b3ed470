using Mailstead.Errors;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class FolderCatalogTests
{
    [Fact]
    public void Special_use_decides_the_type_whatever_the_name_says() =>
        Catalog(Folder("INBOX"), Folder("Versendetes", "\\Sent"), Folder("Sent")).Of(FolderType.Sent)!.Name.Value.ShouldBe("Versendetes");

    [Fact]
    public void A_name_that_only_looks_special_is_custom_when_the_server_marked_another() =>
        Catalog(Folder("INBOX"), Folder("Versendetes", "\\Sent"), Folder("Sent")).TypeOf(new MailboxName("Sent")).ShouldBe(FolderType.Custom);

    [Theory]
    [InlineData("Gesendete Elemente", "Sent")]
    [InlineData("Éléments envoyés", "Sent")]
    [InlineData("Отправленные", "Sent")]
    [InlineData("下書き", "Drafts")]
    [InlineData("Papelera", "Trash")]
    [InlineData("deleted items", "Trash")]
    [InlineData("Junk E-mail", "Spam")]
    [InlineData("[Gmail]/All Mail", "Archive")]
    [InlineData("INBOX/Archief", "Archive")]
    [InlineData("Invoices", "Custom")]
    [InlineData("Projects/2019/Archive", "Custom")]
    public void Without_special_use_the_name_tells_in_many_languages(string name, string type) =>
        Catalog(Folder("INBOX"), Folder(name)).TypeOf(new MailboxName(name)).ToString().ShouldBe(type);

    [Fact]
    public void Names_that_cannot_be_told_apart_by_eye_are_two_folders_with_ids_of_their_own()
    {
        var (one, other) = (MailboxName.FromWire([0xFE], utf8: false), MailboxName.FromWire([0xFF], utf8: false));
        one.Value.ShouldBe(other.Value);
        var catalog = new FolderCatalog([Folder("INBOX"), Folder("x") with { Name = one }, Folder("x") with { Name = other }], default);
        catalog.Folders.Select(f => f.ShownName).Distinct().Count().ShouldBe(3);
        var (uid, validity) = (new Uid(1), new UidValidity(1));
        catalog.Find(MessageKey.Of(new MessageRef(new AccountId("a"), one, validity, uid)))!.Name.ShouldBe(one);
        catalog.Find(MessageKey.Of(new MessageRef(new AccountId("a"), other, validity, uid)))!.Name.ShouldBe(other);
    }

    [Fact(Skip = Icu.Needed, SkipType = typeof(Icu), SkipUnless = nameof(Icu.IsThere))]
    public void Names_in_decomposed_form_are_known_too() =>
        Catalog(Folder("Entwu\u0308rfe")).Of(FolderType.Drafts).ShouldNotBeNull();

    [Fact]
    public void All_mail_is_the_archive_only_where_no_folder_is_marked_as_one()
    {
        Catalog(Folder("All", "\\All")).Of(FolderType.Archive)!.Name.Value.ShouldBe("All");
        Catalog(Folder("All", "\\All"), Folder("Old", "\\Archive")).Of(FolderType.Archive)!.Name.Value.ShouldBe("Old");
    }

    [Theory]
    [InlineData("inbox", "INBOX")]
    [InlineData("work/Clients", "Work/Clients")]
    [InlineData("trash", "Papierkorb")]
    public void A_folder_is_found_by_name_without_case_or_by_its_type(string asked, string found) =>
        Catalog(Folder("INBOX"), Folder("Work/Clients"), Folder("Papierkorb")).Find(asked)!.Name.Value.ShouldBe(found);

    [Theory]
    [InlineData("custom")]
    [InlineData("3")]
    [InlineData("nowhere")]
    public void What_names_no_folder_finds_none(string asked) =>
        Catalog(Folder("INBOX"), Folder("Spam"), Folder("Trash")).Find(asked).ShouldBeNull();

    [Fact]
    public void Two_names_that_differ_only_in_what_cannot_be_seen_are_shown_apart_and_found_apart()
    {
        var catalog = Catalog(Folder("Bills"), Folder("Bi\u200Blls"));
        var shown = catalog.Folders.Select(f => f.ShownName).ToArray();
        shown.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(2);
        catalog.Find(shown[0])!.Name.ShouldNotBe(catalog.Find(shown[1])!.Name);
    }

    [Fact]
    public void An_unknown_folder_is_answered_with_the_valid_names_and_not_with_too_many()
    {
        var error = Catalog([Folder("INBOX"), .. Enumerable.Range(1, 30).Select(i => Folder($"F{i:00}"))]).Unknown("Nowhere");
        error.Code.ShouldBe(DomainCodes.UnknownFolder);
        error.Message.ShouldContain("'Nowhere'");
        error.Message.ShouldContain("INBOX, F01");
        error.Message.ShouldContain("and 11 more");
    }

    [Fact]
    public void Folders_that_hold_no_messages_serve_no_purpose() =>
        Catalog(new MailboxInfo(new MailboxName("Trash"), '/', ["\\Noselect"], null, null)).Of(FolderType.Trash).ShouldBeNull();

    private static FolderCatalog Catalog(params MailboxInfo[] folders) => new(folders, DateTimeOffset.UnixEpoch);

    private static MailboxInfo Folder(string name, string? specialUse = null) => new(new MailboxName(name), '/', [], specialUse, null);
}
