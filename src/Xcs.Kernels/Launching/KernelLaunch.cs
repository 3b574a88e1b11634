using System.Runtime.CompilerServices;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Launching;

/// <summary>One launch of a kernel: its shape and its arguments in slots of 64 bits. Kernels keep launches to use them again.</summary>
/// <remarks>The argument slots do not move, so that a back end may point to them while the launch goes on.</remarks>
internal sealed unsafe class KernelLaunch
{
    private readonly ulong[] _slots;
    private readonly List<BufferMemory> _memories = [];
    private readonly System.Collections.Concurrent.ConcurrentBag<IDisposable> _borrowed = [];
    private readonly List<(ResonanceAccumulator Accumulator, double[] Sums)> _accumulators = [];

    public KernelLaunch(KernelProgram program)
    {
        Program = program;
        _slots = GC.AllocateArray<ulong>(Math.Max(program.SlotCount, 1), pinned: true);
    }

    public KernelProgram Program { get; }

    public LaunchShape Shape { get; private set; }

    public CancellationToken CancellationToken { get; private set; }

    /// <summary>The arguments; see <see cref="KernelParameter"/> and <see cref="KernelArray"/> for which slot is what. Values are zero-extended bits.</summary>
    public ReadOnlySpan<ulong> Slots => _slots;

    /// <summary>Where the argument slots are.</summary>
    public ulong* SlotPointer => (ulong*)Unsafe.AsPointer(ref _slots[0]);

    /// <summary>The size of the dynamic shared memory in whole elements of a size.</summary>
    public int DynamicLength(int elementSize) => Shape.SharedBytes / elementSize;

    /// <summary>The size of the shared memory of a block, in bytes.</summary>
    public int SharedBytes => Program.DynamicOffset + Shape.SharedBytes;

    public void Start(LaunchShape shape, CancellationToken cancellationToken)
    {
        shape.Validate();
        if (Program.DynamicOffset + shape.SharedBytes > LaunchShape.MaxSharedBytes)
            throw Program.Refuse($"its shared arrays take {Program.DynamicOffset} bytes and the launch adds {shape.SharedBytes}", $"Use at most {LaunchShape.MaxSharedBytes} together.");
        (Shape, CancellationToken) = (shape, cancellationToken);
    }

    /// <summary>Stores the argument of a parameter.</summary>
    /// <exception cref="KernelException">It is missing or disposed.</exception>
    public void Set<T>(int number, T argument)
    {
        var parameter = Program.Parameters[number];
        if (parameter.Array is null)
            SetValues(parameter, ref argument);
        else if (argument is ResonanceAccumulator accumulator)
            SetAccumulator(parameter, accumulator);
        else if (argument is IKernelBuffer buffer)
            SetBuffer(parameter, buffer);
        else
            throw Program.Refuse($"the argument {parameter.Name} is null", "Pass a buffer.");
    }

    /// <summary>Stores an array of the managed heap as the argument of a parameter; it does not move until the launch rests.</summary>
    public void SetPinned(int number, Array array)
    {
        var memory = BufferMemory.Pin(array);
        _memories.Add(memory);
        SetArray(Program.Parameters[number].Slot, memory.Address, memory.Length, 0);
    }

    /// <summary>Adds up what accumulators were given. After all blocks.</summary>
    public void Finish()
    {
        foreach (var (accumulator, sums) in _accumulators)
            accumulator.Merge(sums);
    }

    /// <summary>Disposes something when the launch is over. Thread-safe.</summary>
    public void Lend(IDisposable borrowed) => _borrowed.Add(borrowed);

    /// <summary>Lets go of the arguments.</summary>
    public void Rest()
    {
        while (_borrowed.TryTake(out var borrowed))
            borrowed.Dispose();
        foreach (var memory in _memories)
            memory.Release();
        _memories.Clear();
        _accumulators.Clear();
        CancellationToken = default;
    }

    private void SetValues<T>(KernelParameter parameter, ref T argument)
    {
        ref var start = ref Unsafe.As<T, byte>(ref argument);
        for (var i = 0; i < parameter.Values.Count; i++)
        {
            ref var place = ref Unsafe.Add(ref start, parameter.Values[i].Offset);
            _slots[parameter.Slot + i] = KernelTypes.ReadBits(ref place, parameter.Values[i].Variable.Type);
        }
    }

    private void SetBuffer(KernelParameter parameter, IKernelBuffer buffer)
    {
        var memory = buffer.Memory;
        if (!memory.TryAcquire())
            throw Program.Refuse($"the buffer {parameter.Name} is disposed", "Dispose buffers after the last launch that uses them.");
        _memories.Add(memory);
        SetArray(parameter.Slot, memory.Address, memory.Length, buffer.Columns);
    }

    private void SetAccumulator(KernelParameter parameter, ResonanceAccumulator accumulator)
    {
        if ((long)Shape.BlockCount * ResonanceAccumulator.Classes > Array.MaxLength)
            throw Program.Refuse($"{Shape.BlockCount} blocks add to the accumulator {parameter.Name}", $"Use at most {Array.MaxLength / ResonanceAccumulator.Classes}, and a loop in the kernel.");
        var sums = GC.AllocateArray<double>(Shape.BlockCount * ResonanceAccumulator.Classes, pinned: true);
        _accumulators.Add((accumulator, sums));
        SetArray(parameter.Slot, (nint)Unsafe.AsPointer(ref sums[0]), ResonanceAccumulator.Classes, 0);
    }

    private void SetArray(int slot, nint address, int length, int columns)
    {
        _slots[slot] = (ulong)address;
        _slots[slot + 1] = (ulong)length;
        _slots[slot + 2] = (ulong)columns;
    }
}
