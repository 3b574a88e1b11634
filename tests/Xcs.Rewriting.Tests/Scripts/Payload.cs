namespace Xcs.Rewriting.Tests;

/// <summary>An attachment of the kit, said without the engine's words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="OfEdges">Whether edges carry it.</param>
/// <param name="Layout">Code and size of each field; empty for byte strings.</param>
/// <param name="Size">Bytes of a value; 0 for byte strings.</param>
/// <param name="Join">Folds values, or null.</param>
internal sealed record Payload(string Name, bool OfEdges, string Layout, int Size, Func<byte[], byte[], byte[], byte[]>? Join);
