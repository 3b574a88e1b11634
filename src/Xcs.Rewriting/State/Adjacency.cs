using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// The rings of edges around nodes: doubly linked, ascending by index, the node holds the first. An edge that is in no ring has no next one,
/// so taking it out twice does no harm.
/// </summary>
internal static unsafe class Adjacency
{
    private const uint None = NodePage.None;

    /// <summary>Hangs an edge behind the last one of a node; false where it would not be the greatest.</summary>
    public static bool LinkOut(Table edges, uint* head, uint edge) =>
        Link(edges, head, edge, EdgePage.NextOut(edges.Pages[edge >> 6]), EdgePage.PreviousOut(edges.Pages[edge >> 6]), isOut: true);

    /// <inheritdoc cref="LinkOut"/>
    public static bool LinkIn(Table edges, uint* head, uint edge) =>
        Link(edges, head, edge, EdgePage.NextIn(edges.Pages[edge >> 6]), EdgePage.PreviousIn(edges.Pages[edge >> 6]), isOut: false);

    public static void UnlinkOut(Table edges, uint* head, uint edge)
    {
        var next = EdgePage.NextOut(edges.Pages[edge >> 6]) + (edge & 63);
        if (*next == None)
            return;
        var previous = EdgePage.PreviousOut(edges.Pages[edge >> 6])[edge & 63];
        EdgePage.NextOut(edges.Pages[previous >> 6])[previous & 63] = *next;
        EdgePage.PreviousOut(edges.Pages[*next >> 6])[*next & 63] = previous;
        if (*head == edge)
            *head = *next == edge ? None : *next;
        *next = None;
    }

    public static void UnlinkIn(Table edges, uint* head, uint edge)
    {
        var next = EdgePage.NextIn(edges.Pages[edge >> 6]) + (edge & 63);
        if (*next == None)
            return;
        var previous = EdgePage.PreviousIn(edges.Pages[edge >> 6])[edge & 63];
        EdgePage.NextIn(edges.Pages[previous >> 6])[previous & 63] = *next;
        EdgePage.PreviousIn(edges.Pages[*next >> 6])[*next & 63] = previous;
        if (*head == edge)
            *head = *next == edge ? None : *next;
        *next = None;
    }

    /// <summary>Makes all rings anew from the edges that live. Not while units run.</summary>
    public static void Rebuild(Table nodes, Table edges, uint nodeCount, uint edgeCount)
    {
        for (uint k = 0; k < Sharding.PagesFor(nodeCount); k++)
        {
            var page = nodes.PageOf(k << 6);
            if (page != null)
                new Span<uint>(NodePage.Out(page), 2 * 64).Fill(None);
        }

        for (uint k = 0; k < Sharding.PagesFor(edgeCount); k++)
        {
            var page = edges.PageOf(k << 6);
            if (page == null)
                continue;
            new Span<uint>(EdgePage.NextOut(page), 4 * 64).Fill(None);
            for (var live = *Page.Live(page); live != 0; live &= live - 1)
            {
                var slot = System.Numerics.BitOperations.TrailingZeroCount(live);
                var (from, to) = (EdgePage.From(page)[slot], EdgePage.To(page)[slot]);
                LinkOut(edges, NodePage.Out(nodes.Pages[from >> 6]) + (from & 63), (k << 6) + (uint)slot);
                LinkIn(edges, NodePage.In(nodes.Pages[to >> 6]) + (to & 63), (k << 6) + (uint)slot);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Link(Table edges, uint* head, uint edge, uint* nexts, uint* previouses, bool isOut)
    {
        var slot = edge & 63;
        if (*head == None)
        {
            nexts[slot] = previouses[slot] = *head = edge;
            return true;
        }

        var first = *head;
        var firstPage = edges.Pages[first >> 6];
        var firstPrevious = (isOut ? EdgePage.PreviousOut(firstPage) : EdgePage.PreviousIn(firstPage)) + (first & 63);
        var last = *firstPrevious;
        if (last >= edge)
            return false;
        var lastPage = edges.Pages[last >> 6];
        (isOut ? EdgePage.NextOut(lastPage) : EdgePage.NextIn(lastPage))[last & 63] = edge;
        nexts[slot] = first;
        previouses[slot] = last;
        *firstPrevious = edge;
        return true;
    }
}
