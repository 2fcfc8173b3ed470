using Mailstead.Sandbox.Net;

namespace Mailstead.Sandbox.Faults;

/// <summary>Plays the part of a fault that both protocols share: what happens to the line around a command.</summary>
internal sealed class FaultPlayer(FaultScript script, TimeProvider time)
{
    /// <summary>Applies what comes before the command. True: the answer has been given, the command must not run.</summary>
    /// <param name="refuse">Writes a refusal in the protocol's form.</param>
    /// <param name="farewell">Writes the line before closing: * BYE, 421.</param>
    /// <param name="chatter">The line that says nothing.</param>
    public async ValueTask<bool> BeforeAsync(FaultAction? fault, ServedConnection line, Action<FaultAction.Answer> refuse, Func<string, string> farewell, string chatter, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case FaultAction.Drop drop:
                if (drop.Reset)
                    line.ResetOnClose();
                throw new ConnectionEndedException("A fault rule dropped the connection.");
            case FaultAction.DropAfterwards:
                line.CutAfter(0);
                return false;
            case FaultAction.Stall { For: { } pause }:
                await Task.Delay(pause, time, cancellationToken);
                return false;
            case FaultAction.Stall:
                await line.WaitForEndAsync(cancellationToken);
                return true;
            case FaultAction.Send send:
                line.Write(send.Bytes.Span);
                return true;
            case FaultAction.SendFirst first:
                line.Write(first.Bytes.Span);
                return false;
            case FaultAction.Answer answer:
                refuse(answer);
                return true;
            case FaultAction.Bye bye:
                line.Write(farewell(bye.Text));
                await line.FlushAsync(cancellationToken);
                throw new ConnectionEndedException("A fault rule said goodbye.");
            case FaultAction.CutAfter cut:
                line.CutAfter(cut.Bytes);
                return false;
            case FaultAction.CutInLiteral cut:
                line.CutInNextLiteral(cut.Bytes);
                return false;
            case FaultAction.Trickle trickle:
                line.TrickleUntilNextCommand(trickle.Interval);
                return false;
            case FaultAction.Chatter talk:
                while (true)
                {
                    line.Write(chatter);
                    await line.FlushAsync(cancellationToken);
                    await Task.Delay(talk.Interval, time, cancellationToken);
                }

            default:
                return false;
        }
    }

    public FaultAction? Take(string command) => script.Take(command);
}
