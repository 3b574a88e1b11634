namespace Xcs.InterleavingTests.Harness;

/// <summary>A marked step of the source.</summary>
internal readonly record struct Place(string File, string Member, int Line)
{
    public override string ToString() => File is null ? "" : $"{Path.GetFileNameWithoutExtension(File)}.{Member}:{Line}";
}
