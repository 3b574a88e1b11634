namespace Xcs.Rewriting.Tests;

/// <summary>Part of a match.</summary>
internal abstract record Condition
{
    public virtual bool IsLocal => true;

    public abstract bool Holds(IScriptView view, Row node);

    public abstract void Claim(IScriptView view, Row node, IScriptFootprint footprint);

    public sealed record TypeIs(int Type) : Condition
    {
        public override bool Holds(IScriptView view, Row node) => view.TypeOf(node) == Type;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.ReadNode(node);
    }

    public sealed record Has(int Attachment, bool Wanted) : Condition
    {
        public override bool Holds(IScriptView view, Row node) => view.OfNode(Attachment, node) is not null == Wanted;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.ReadOfNode(Attachment, node);
    }

    public sealed record ValueIs(int Attachment, uint Modulus, uint Rest) : Condition
    {
        public override bool Holds(IScriptView view, Row node) => Mix.Of(view.OfNode(Attachment, node)) % Modulus == Rest;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.ReadOfNode(Attachment, node);
    }

    public sealed record HasOut(int Type, bool Wanted) : Condition
    {
        public override bool Holds(IScriptView view, Row node) => view.Out(node, Type).Count > 0 == Wanted;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.ReadOut(node);
    }

    public sealed record HasIn(int Type, bool Wanted) : Condition
    {
        public override bool Holds(IScriptView view, Row node) => view.In(node, Type).Count > 0 == Wanted;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint) => footprint.ReadIn(node);
    }

    /// <summary>The node behind the first edge has, or has not, a value.</summary>
    public sealed record NeighbourHas(int Type, int Attachment, bool Wanted) : Condition
    {
        public override bool IsLocal => false;

        public override bool Holds(IScriptView view, Row node) =>
            view.Out(node, Type) is [var edge, ..] && view.OfNode(Attachment, edge.To) is not null == Wanted;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            footprint.ReadOfNode(Attachment, view.Out(node, Type)[0].To);
        }
    }

    /// <summary>No node before this one is of a type: a negative condition over all edges in.</summary>
    public sealed record NobodyBefore(int EdgeType, int NodeType) : Condition
    {
        public override bool IsLocal => false;

        public override bool Holds(IScriptView view, Row node) => view.In(node, EdgeType).All(edge => view.TypeOf(edge.From) != NodeType);

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadIn(node);
            foreach (var edge in view.In(node, EdgeType))
                footprint.ReadNode(edge.From);
        }
    }

    public sealed record EdgeHas(int Type, int Attachment, bool Wanted) : Condition
    {
        public override bool Holds(IScriptView view, Row node) =>
            view.Out(node, Type) is [var edge, ..] && view.OfEdge(Attachment, edge.Id) is not null == Wanted;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadOut(node);
            footprint.ReadOfEdge(Attachment, view.Out(node, Type)[0].Id);
        }
    }

    /// <summary>The warp hangs below a node that lives, whose value fits.</summary>
    public sealed record PortalIs(int Attachment, uint Modulus, uint Rest) : Condition
    {
        public override bool Holds(IScriptView view, Row node) =>
            view.Portal is { } portal && view.Exists(portal) && Mix.Of(view.OfNode(Attachment, portal)) % Modulus == Rest;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            footprint.ReadNode(view.Portal!.Value);
            footprint.ReadOfNode(Attachment, view.Portal!.Value);
        }
    }

    /// <summary>Always true; only one rewrite a round may hold the port.</summary>
    public sealed record Port(int Number, bool Writes, bool OfTarget) : Condition
    {
        public override bool Holds(IScriptView view, Row node) => true;

        public override void Claim(IScriptView view, Row node, IScriptFootprint footprint)
        {
            var holder = OfTarget && view.Out(node) is [var edge, ..] ? edge.To : node;
            footprint.ReadOut(node);
            if (Writes)
                footprint.WritePort(holder, Number);
            else
                footprint.ReadPort(holder, Number);
        }
    }
}
