using System.Text;

namespace Xcs.Tests.Lifting;

/// <summary>The effects that functions of the corpus have, in their order. Of the calling thread alone.</summary>
public static class CorpusLog
{
    [ThreadStatic]
    private static StringBuilder? s_effects;

    /// <summary>What has been noted so far.</summary>
    public static string Trace => s_effects?.ToString() ?? "";

    public static int Note(int value)
    {
        Effects.Append(value).Append(' ');
        return value;
    }

    public static string? Note(string? value)
    {
        Effects.Append('"').Append(value).Append("\" ");
        return value;
    }

    internal static string Take()
    {
        var effects = Trace;
        s_effects?.Clear();
        return effects;
    }

    private static StringBuilder Effects => s_effects ??= new();
}
