namespace Xcs.Lifting;

/// <summary>
/// What the evaluation stack tells apart (ECMA-335, I.12.3.2.1). Native integers and pointers count as 64-bit integers: the lifter runs on 64-bit
/// platforms alone. Floating point keeps its width, as the runtime does.
/// </summary>
internal enum StackKind
{
    Int32,
    Int64,
    Single,
    Double,
    Object,
    Value,
}
