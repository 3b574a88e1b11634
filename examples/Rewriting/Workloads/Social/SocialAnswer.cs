namespace RewritingExamples;

/// <summary>The score of every post and the influence of every comment.</summary>
public sealed record SocialAnswer(int[] Scores, int[] Influences)
{
    /// <summary>The first three, later ones before earlier ones of the same value.</summary>
    public static string Best(int[] values) =>
        string.Join(", ", values.Select(static (value, k) => (Value: value, Number: k)).OrderByDescending(static entry => entry).Take(3).Select(static entry => $"{entry.Number} ({entry.Value})"));

    public bool Equals(SocialAnswer? other) => other is not null && Scores.AsSpan().SequenceEqual(other.Scores) && Influences.AsSpan().SequenceEqual(other.Influences);

    public override int GetHashCode() => HashCode.Combine(Scores.Length, Influences.Length);
}
