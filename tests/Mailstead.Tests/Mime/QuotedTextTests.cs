using Mailstead.Mime.Text;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class QuotedTextTests
{
    [Theory]
    [InlineData("On Fri, 21 Nov 1997 at 09:55, Ann <ann@x.example> wrote:")]
    [InlineData("On Friday, November 21st, 1997 at 9:55 AM, Ann\n<ann@x.example> wrote:")]
    [InlineData("Am 21.11.97 um 09:55 schrieb Ann:")]
    [InlineData("Am Fr., 21. Nov. 1997 um 09:55 Uhr schrieb Ann <ann@x.example>:")]
    [InlineData("Le ven. 21 nov. 1997 à 09:55, Ann <ann@x.example> a écrit :")]
    [InlineData("El vie, 21 nov 1997 a las 9:55, Ann (<ann@x.example>) escribió:")]
    [InlineData("Em sex., 21 de nov. de 1997 às 09:55, Ann <ann@x.example> escreveu:")]
    [InlineData("Il giorno ven 21 nov 1997 alle ore 09:55 Ann <ann@x.example> ha scritto:")]
    [InlineData("Op vr 21 nov 1997 om 09:55 schreef Ann <ann@x.example>:")]
    [InlineData("Den fre 21 nov. 1997 kl 09:55 skrev Ann <ann@x.example>:")]
    [InlineData("W dniu 21.11.1997 o 09:55, Ann pisze:")]
    [InlineData("пт, 21 нояб. 1997 г. в 09:55, Ann <ann@x.example>:")]
    [InlineData("21.11.1997 09:55, Ann пишет:")]
    [InlineData("Ann <ann@x.example> 于1997年11月21日周五 09:55写道：")]
    [InlineData("1997年11月21日(金) 9:55 Ann <ann@x.example>:")]
    [InlineData("2006년 1월 2일 (월) 오후 3:04, Ann <ann@x.example>님이 작성:")]
    public void The_line_that_announces_a_quote_belongs_to_it(string attribution)
    {
        var split = QuotedText.Split($"My answer.\n\n{attribution}\n\n> old\n>> older\n");
        split.New.ShouldBe("My answer.");
        split.Quoted.ShouldStartWith(attribution.Split('\n')[0]);
        split.Quoted.ShouldEndWith("> old\n>> older");
        QuotedText.Split($"My answer.\n{attribution}\nold without marks\nmore").New.ShouldBe("My answer.");
    }

    [Theory]
    [InlineData("-----Original Message-----\nwhatever")]
    [InlineData("-----Ursprüngliche Nachricht-----\nVon: x")]
    [InlineData("---------- Forwarded message ---------\nFrom: x")]
    [InlineData("Begin forwarded message:\n\n> x")]
    [InlineData("________________________________\nFrom: Ann <ann@x.example>\nSent: Friday\nTo: Bob\nSubject: Plan\n\nold")]
    [InlineData("From: Ann\nSent: Friday, 21 November 1997\nTo: Bob\nSubject: Plan")]
    [InlineData("*Von:* Ann\n*Gesendet:* Freitag\n*An:* Bob\n*Betreff:* Plan")]
    [InlineData("De : Ann\nEnvoyé : vendredi\nÀ : Bob\nObjet : Plan")]
    [InlineData("De: Ann\nEnviado el: viernes\nPara: Bob\nAsunto: Plan")]
    [InlineData("Da: Ann\nInviato: venerdì\nA: Bob\nOggetto: Plan")]
    [InlineData("Van: Ann\nVerzonden: vrijdag\nAan: Bob\nOnderwerp: Plan")]
    [InlineData("От: Ann\nОтправлено: 21.11\nКому: Bob\nТема: Plan")]
    [InlineData("发件人: Ann\n发送时间: 1997\n收件人: Bob\n主题: Plan")]
    [InlineData("差出人: Ann\n送信日時: 1997\n宛先: Bob\n件名: Plan")]
    public void A_header_block_begins_the_history(string block)
    {
        var split = QuotedText.Split($"My answer.\r\n\r\n{block.ReplaceLineEndings("\r\n")}\r\nold text\r\n-- \r\nold signature");
        split.New.ShouldBe("My answer.");
        split.Quoted.ShouldBe($"{block}\nold text\n-- \nold signature");
        split.Signature.ShouldBe("");
    }

    [Fact]
    public void Answers_between_quoted_lines_are_new()
    {
        var split = QuotedText.Split("Hi,\n\nOn 1 Jan 2020, Ann wrote:\n> one?\nYes.\n\n> two?\nNo.\n-- \nBob\n+1 234");
        split.New.ShouldBe("Hi,\n\nYes.\n\nNo.");
        split.Quoted.ShouldBe("On 1 Jan 2020, Ann wrote:\n> one?\n> two?");
        split.Signature.ShouldBe("-- \nBob\n+1 234");
    }

    [Theory]
    [InlineData("Sent from my iPhone")]
    [InlineData("Von meinem iPhone gesendet")]
    [InlineData("Envoyé de mon iPhone")]
    [InlineData("--")]
    public void What_a_telephone_adds_is_a_signature(string line)
    {
        var split = QuotedText.Split($"ok\n\n{line}\n\nOn 1 Jan 2020, Ann wrote:\n> x");
        split.New.ShouldBe("ok");
        split.Signature.ShouldBe(line);
    }

    [Theory]
    [InlineData("On the whole, he wrote:\nwell.")]
    [InlineData("From: what I hear\nit is fine.")]
    [InlineData("As Bob wrote in 2019:\nwe should.")]
    [InlineData("Agenda 2020:\n- a\n- b")]
    [InlineData("----------\ntable")]
    [InlineData("")]
    public void Plain_prose_stays_new(string text)
    {
        var split = QuotedText.Split(text);
        split.New.ShouldBe(text);
        split.Quoted.ShouldBe("");
        split.Signature.ShouldBe("");
    }

    [Fact]
    public void A_flood_of_almost_quotes_is_linear()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var line in (string[])["From: x\n", "On 1\n", "a1:\n", "--\n", "> \n", "______________\n", new string('x', 250) + "1:\n"])
            QuotedText.Split(string.Concat(Enumerable.Repeat(line, 30_000))).ShouldNotBeNull();
        clock.Elapsed.ShouldBeLessThan(Patience.Limit);
    }

    [Theory]
    [InlineData("a\n\n b\t c", 200, "a b c")]
    [InlineData("> quoted only", 200, "> quoted only")]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("ab😀cd", 4, "ab…")]
    [InlineData("", 10, "")]
    public void A_preview_is_one_short_line(string text, int length, string expected) => TextPreview.Of(text, length).ShouldBe(expected);

    [Theory]
    [InlineData("one \ntwo \nthree\nfour", "one two three\nfour")]
    [InlineData("> a \n> b\n>> c \n> d", "> a b\n>> c \n> d")]
    [InlineData("-- \nname", "-- \nname")]
    [InlineData(" From here", "From here")]
    public void Flowed_lines_are_joined(string text, string expected) => FlowedText.Unwrap(text).ShouldBe(expected);

    [Fact]
    public void DelSp_takes_the_blank_away() => FlowedText.Unwrap("日本 \n語", deleteSpace: true).ShouldBe("日本語");
}
