namespace Xcs.Rewriting.Tests;

internal static class EdgeLists
{
    public static List<uint> Ids(this EdgeList edges)
    {
        var ids = new List<uint>();
        foreach (var edge in edges)
            ids.Add(edge.Id.Index);
        return ids;
    }
}
