namespace Mailstead.Sandbox.Imap;

/// <summary>RFC 9051 section 3.</summary>
[Flags]
internal enum SessionState
{
    NotAuthenticated = 1,
    Authenticated = 2,
    Selected = 4,
    LoggedIn = Authenticated | Selected,
    Any = NotAuthenticated | LoggedIn,
}
