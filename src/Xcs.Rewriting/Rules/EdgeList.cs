using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>The edges that leave, or enter, a node, of one type or of all, ascending. For <c>foreach</c>; allocates nothing.</summary>
public readonly unsafe struct EdgeList
{
    private readonly Table? _edges;
    private readonly WarpId _warp;
    private readonly uint _first;
    private readonly ushort _type;
    private readonly bool _isOut;

    private EdgeList(Table edges, WarpId warp, uint first, ushort type, bool isOut)
    {
        _edges = edges;
        _warp = warp;
        _first = first;
        _type = type;
        _isOut = isOut;
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => !GetEnumerator().MoveNext();

    /// <summary>Goes through the edges.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>How many there are; goes through them.</summary>
    public int Count()
    {
        var count = 0;
        foreach (var _ in this)
            count++;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static EdgeList Out(Warp warp, uint node, EdgeType type)
    {
        var page = warp.Nodes0.PageOf(node);
        return new(warp.Edges0, warp.Id, page == null ? NodePage.None : NodePage.Out(page)[node & 63], type.Value, isOut: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static EdgeList In(Warp warp, uint node, EdgeType type)
    {
        var page = warp.Nodes0.PageOf(node);
        return new(warp.Edges0, warp.Id, page == null ? NodePage.None : NodePage.In(page)[node & 63], type.Value, isOut: false);
    }

    /// <summary>Goes through the edges of a list.</summary>
    public ref struct Enumerator
    {
        private readonly EdgeList _list;
        private uint _next;
        private Page* _page;
        private uint _current;

        internal Enumerator(EdgeList list)
        {
            _list = list;
            _next = list._first;
        }

        /// <summary>The edge.</summary>
        public readonly Edge Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var slot = _current & 63;
                return new Edge(
                    new EdgeId(_list._warp, _current),
                    new EdgeType(EdgePage.Types(_page)[slot]),
                    new NodeId(_list._warp, EdgePage.From(_page)[slot]),
                    new NodeId(_list._warp, EdgePage.To(_page)[slot]));
            }
        }

        /// <summary>Goes to the next edge; false at the end.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            while (_next != NodePage.None)
            {
                _current = _next;
                _page = _list._edges!.Pages[_current >> 6];
                var next = (_list._isOut ? EdgePage.NextOut(_page) : EdgePage.NextIn(_page))[_current & 63];
                _next = next == _list._first ? NodePage.None : next;
                if (_list._type == 0 || EdgePage.Types(_page)[_current & 63] == _list._type)
                    return true;
            }

            return false;
        }
    }
}
