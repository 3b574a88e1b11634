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
        return new(warp.Edges0, warp.Id, page == null ? NodeRow.None : NodeRow.At(page, node)->Out, type.Value, isOut: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static EdgeList In(Warp warp, uint node, EdgeType type)
    {
        var page = warp.Nodes0.PageOf(node);
        return new(warp.Edges0, warp.Id, page == null ? NodeRow.None : NodeRow.At(page, node)->In, type.Value, isOut: false);
    }

    /// <summary>Goes through the edges of a list.</summary>
    public ref struct Enumerator
    {
        private readonly EdgeList _list;
        private uint _next;
        private uint _current;
        private EdgeRow* _row;

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
                var warp = _list._warp;
                return new Edge(new EdgeId(warp, _current), new EdgeType(_row->Type), new NodeId(warp, _row->From), new NodeId(warp, _row->To));
            }
        }

        /// <summary>Goes to the next edge; false at the end.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            while (_next != NodeRow.None)
            {
                _current = _next;
                _row = _list._edges!.Edge(_current);
                var next = _list._isOut ? _row->NextOut : _row->NextIn;
                _next = next == _list._first ? NodeRow.None : next;
                if (_list._type == 0 || _row->Type == _list._type)
                    return true;
            }

            return false;
        }
    }
}
