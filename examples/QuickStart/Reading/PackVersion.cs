namespace QuickStart;

/// <summary>The version of a pack, such as 10.0.2 or 10.0.0-rc.1.25451.107.</summary>
public sealed record PackVersion(Version Release, string Preview)
{
    /// <summary>Orders versions; a preview comes before its release.</summary>
    public static Comparer<PackVersion?> Order { get; } = Comparer<PackVersion?>.Create(static (a, b) =>
        (a?.Release, a?.Preview == "").CompareTo((b?.Release, b?.Preview == "")) is not 0 and var order
            ? order
            : string.CompareOrdinal(a?.Preview, b?.Preview));

    public static PackVersion? Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return Version.TryParse(dash < 0 ? text : text[..dash], out var release)
            ? new PackVersion(release, dash < 0 ? "" : text[(dash + 1)..])
            : null;
    }
}
