namespace Xcs.Kernels.Programs;

/// <summary>An array that a kernel reads or writes. A program knows which at every access: handles of arrays are resolved when it is made.</summary>
/// <param name="Number">The place among the arrays of the program.</param>
/// <param name="Name">The name of the parameter or local.</param>
/// <param name="Space">Where it is.</param>
/// <param name="ElementType">The type of an element: a number or a struct.</param>
/// <param name="ElementSize">The size of an element in bytes.</param>
/// <param name="Length">The number of elements, where it is known when the kernel is compiled; otherwise -1.</param>
/// <param name="Offset">Shared: where it starts in the memory of the block. Local: where it starts in the memory of the thread. In bytes.</param>
/// <param name="Slot">
/// Global, per block: the first of its three argument slots: the address, the length (of one block's part), the length of a row (0 without rows). Otherwise -1.
/// </param>
/// <param name="IsReadOnly">Whether the kernel cannot write it.</param>
/// <param name="HasRows">Whether it is indexed by row and column.</param>
internal sealed record KernelArray(
    int Number, string Name, MemorySpace Space, Type ElementType, int ElementSize, int Length, int Offset, int Slot, bool IsReadOnly, bool HasRows)
{
    public const int SlotsOfArray = 3;

    public bool IsShared => Space is MemorySpace.Shared or MemorySpace.Dynamic;

    public override string ToString() => Name;
}
