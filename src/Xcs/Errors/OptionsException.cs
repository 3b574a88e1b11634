namespace Xcs;

/// <summary>An option has a value that it cannot have, or names something that does not exist.</summary>
public sealed class OptionsException : XcsException
{
    internal OptionsException(string rule, string mend, string? place = null)
        : base(rule, mend, place, default)
    {
    }
}
