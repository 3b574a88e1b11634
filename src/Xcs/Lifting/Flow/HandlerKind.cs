namespace Xcs.Lifting;

/// <summary>When a handler runs.</summary>
internal enum HandlerKind
{
    Catch,
    Finally,
    Fault,
}
