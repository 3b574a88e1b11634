using System.Reflection;

namespace Xcs;

/// <summary>A method cannot be lifted from its IL as it is written.</summary>
public sealed class LiftingException : XcsException
{
    internal LiftingException(MethodBase method, int? offset, string construct, string mend, string place, SourceLocation source, Exception? inner = null)
        : base($"{construct} cannot be lifted", mend, place, source, inner)
    {
        Method = method;
        ILOffset = offset;
        Construct = construct;
    }

    /// <summary>The method that was to be lifted.</summary>
    public MethodBase Method { get; }

    /// <summary>Where in the method's IL the construct stands; null where the whole method is concerned.</summary>
    public int? ILOffset { get; }

    /// <summary>What was found there, in a few words.</summary>
    public string Construct { get; }
}
