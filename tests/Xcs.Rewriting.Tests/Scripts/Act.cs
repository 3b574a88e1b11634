namespace Xcs.Rewriting.Tests;

/// <summary>Part of what a script does.</summary>
internal abstract record Act
{
    /// <summary>Acts of a script go in this order: nothing is written that was deleted before.</summary>
    public virtual int Phase => 0;

    public abstract void Claim(IScriptView view, Row node, IScriptFootprint footprint);

    public abstract void Do(IScriptView view, Row node, IScriptDelta delta);

    public sealed record SetSelf(Kit Kit, int Attachment, uint Salt) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.WriteOfNode(Attachment, node);

        public override void Do(IScriptView view, Row node, IScriptDelta delta) =>
            delta.SetOfNode(Attachment, node, Kit.Value(Attachment, Mix.Of(Mix.Of(view.OfNode(Attachment, node)), node.Index, Salt)));
    }

    public sealed record SetOut(Kit Kit, int Type, int Attachment, uint Salt) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            foreach (var edge in view.Out(node, Type))
                footprint.WriteOfNode(Attachment, edge.To);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            foreach (var edge in view.Out(node, Type))
                delta.SetOfNode(Attachment, edge.To, Kit.Value(Attachment, Mix.Of(node.Index, edge.Id.Index, Salt)));
        }
    }

    /// <summary>The same value from everybody: under <see cref="ConflictPolicy.Join"/> it is still folded.</summary>
    public sealed record RemoveSelf(int Attachment) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.WriteOfNode(Attachment, node);

        public override void Do(IScriptView view, Row node, IScriptDelta delta) => delta.RemoveOfNode(Attachment, node);
    }

    public sealed record SetEdges(Kit Kit, int Type, int Attachment, uint Salt) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            foreach (var edge in view.Out(node, Type))
                footprint.WriteOfEdge(Attachment, edge.Id);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            foreach (var edge in view.Out(node, Type))
                delta.SetOfEdge(Attachment, edge.Id, Kit.Value(Attachment, Mix.Of(Mix.Of(view.OfEdge(Attachment, edge.Id)), node.Index, Salt)));
        }
    }

    public sealed record SetEdgesIn(Kit Kit, int Type, int Attachment, uint Salt) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadIn(node);
            foreach (var edge in view.In(node, Type))
                footprint.WriteOfEdge(Attachment, edge.Id);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            foreach (var edge in view.In(node, Type))
                delta.SetOfEdge(Attachment, edge.Id, Kit.Value(Attachment, Mix.Of(node.Index, edge.Id.Index, Salt)));
        }
    }

    public sealed record RemoveEdgeValue(int Type, int Attachment) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            if (view.Out(node, Type) is [var edge, ..])
                footprint.WriteOfEdge(Attachment, edge.Id);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            if (view.Out(node, Type) is [var edge, ..])
                delta.RemoveOfEdge(Attachment, edge.Id);
        }
    }

    public sealed record Retype(int Type) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.WriteNode(node);

        public override void Do(IScriptView view, Row node, IScriptDelta delta) => delta.SetType(node, Type);
    }

    public sealed record Ask(int Rule, bool OfTarget) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.ReadOut(node);

        public override void Do(IScriptView view, Row node, IScriptDelta delta) =>
            delta.Enqueue(Rule, OfTarget && view.Out(node) is [var edge, ..] ? edge.To : node);
    }

    /// <summary>A new node with a value, an edge to it and one in itself; announces more than it makes, and asks for a rule there.</summary>
    public sealed record Grow(Kit Kit, int NodeType, int EdgeType, int Attachment, int Rule, int SpareNodes, int SpareEdges) : Act
    {
        public override int Phase => 1;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.LinkOut(node);
            footprint.Create(1 + SpareNodes, 2 + SpareEdges);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            var fresh = delta.CreateNode(NodeType);
            delta.SetOfNode(Attachment, fresh, Kit.Value(Attachment, node.Index));
            delta.CreateEdge(EdgeType, node, fresh);
            if (SpareEdges == 0)
                delta.CreateEdge(EdgeType, fresh, fresh);
            if (node.Index % 4 == 0)
                delta.Enqueue(Rule, fresh);
        }
    }

    /// <summary>An edge to the node after the next one, with a value.</summary>
    public sealed record Skip(Kit Kit, int EdgeType, int EdgeAttachment) : Act
    {
        public override int Phase => 1;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            if (view.Out(node) is not [var first, ..])
                return;
            footprint.ReadOut(first.To);
            if (view.Out(first.To) is not [.., var last])
                return;
            footprint.LinkOut(node);
            footprint.LinkIn(last.To);
            footprint.Create(0, 1);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            if (view.Out(node) is not [var first, ..] || view.Out(first.To) is not [.., var last])
                return;
            var edge = delta.CreateEdge(EdgeType, node, last.To);
            delta.SetOfEdge(EdgeAttachment, edge, Kit.Value(EdgeAttachment, node.Index));
        }
    }

    public sealed record CutOut(int Type) : Act
    {
        public override int Phase => 2;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            if (view.Out(node, Type) is [var edge, ..])
                footprint.DeleteEdge(edge);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            if (view.Out(node, Type) is [var edge, ..])
                delta.DeleteEdge(edge);
        }
    }

    public sealed record CutIn(int Type) : Act
    {
        public override int Phase => 2;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadIn(node);
            if (view.In(node, Type) is [.., var edge])
                footprint.DeleteEdge(edge);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            if (view.In(node, Type) is [.., var edge])
                delta.DeleteEdge(edge);
        }
    }

    public sealed record Die : Act
    {
        public override int Phase => 3;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.DeleteNode(node);

        public override void Do(IScriptView view, Row node, IScriptDelta delta) => delta.DeleteNode(node);
    }

    public sealed record KillOut(int Type) : Act
    {
        public override int Phase => 3;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            if (view.Out(node, Type) is [var edge, ..])
                footprint.DeleteNode(edge.To);
        }

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            if (view.Out(node, Type) is [var edge, ..])
                delta.DeleteNode(edge.To);
        }
    }

    /// <summary>Hangs a warp below the node; the node's type goes, so that this happens once.</summary>
    public sealed record Hang(int NewType) : Act
    {
        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.WriteNode(node);

        public override void Do(IScriptView view, Row node, IScriptDelta delta)
        {
            delta.CreateWarp($"below {node.Warp}.{node.Index} \u00e9\U0001F333", node);
            delta.SetType(node, NewType);
        }
    }
}
