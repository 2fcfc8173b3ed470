using FsCheck;
using FsCheck.Fluent;
using Mailstead.Accounts.Discovery;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class DnsMessageTests
{
    private static readonly byte[] Query = DnsMessage.Query(0x1234, "_imaps._tcp.example.org", DnsRecordType.Srv);

    // One SRV record, its owner compressed to the question, its target given whole.
    private static readonly byte[] Reply =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. Query[12..],
        0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, 14, 0, 10, 0, 5, 0x03, 0xE1, 2, (byte)'i', (byte)'m', 2, (byte)'e', (byte)'x', 0, 0,
    ];

    [Fact]
    public void A_question_is_written_as_RFC_1035_says() =>
        Convert.ToHexStringLower(DnsMessage.Query(1, "a.bc", DnsRecordType.Mx)).ShouldBe("00010100000100000000000001610262630000" + "0f0001");

    [Fact]
    public void Reads_a_record()
    {
        var reply = Reply[..^1]; // 13 bytes of data: fix the length
        reply[Query.Length + 11] = 13;
        DnsMessage.Read(reply, Query, DnsRecordType.Srv)!.Records.ShouldBe([new DnsRecord("im.ex", 10, 5, 993)]);
    }

    [Fact]
    public void A_target_whose_length_does_not_fit_its_record_is_refused() => DnsMessage.Read(Reply, Query, DnsRecordType.Srv).ShouldBeNull();

    [Fact]
    public void Another_id_another_question_and_a_failure_are_no_answer()
    {
        DnsMessage.Read([0x12, 0x35, .. Reply[2..]], Query, DnsRecordType.Srv).ShouldBeNull();
        DnsMessage.Read(Reply, DnsMessage.Query(0x1234, "_imaps._tcp.example.com", DnsRecordType.Srv), DnsRecordType.Srv).ShouldBeNull();
        DnsMessage.Read([.. Reply[..3], 0x82, .. Reply[4..]], Query, DnsRecordType.Srv).ShouldBeNull();
        DnsMessage.Read(Query, Query, DnsRecordType.Srv).ShouldBeNull();
    }

    [Fact]
    public void A_name_that_does_not_exist_has_no_records() =>
        DnsMessage.Read([.. Reply[..3], 0x83, 0, 1, 0, 0, .. Reply[8..]], Query, DnsRecordType.Srv)!.Records.ShouldBeEmpty();

    [Fact]
    public void A_compression_pointer_that_leads_to_itself_ends_the_reading()
    {
        var reply = Reply.ToArray();
        reply[Query.Length + 1] = (byte)Query.Length;
        DnsMessage.Read(reply, Query, DnsRecordType.Srv).ShouldBeNull();
    }

    [Fact]
    public void No_damage_to_a_reply_makes_the_reader_throw()
    {
        var damage = from at in Gen.Choose(12, Reply.Length - 1) from value in Gen.Choose(0, 255) from cut in Gen.Choose(0, Reply.Length) select (at, (byte)value, cut);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(damage.ToArbitrary(), d =>
        {
            var reply = Reply.ToArray();
            reply[d.at] = d.Item2;
            foreach (var message in new[] { reply, reply[..d.cut] })
            {
                foreach (var record in DnsMessage.Read(message, Query, DnsRecordType.Srv)?.Records ?? []) record.Host.ShouldNotContain('\uFFFD');
            }
        }));
    }
}
