namespace Xcs.Kernels;

/// <summary>The width of the vectors that a kernel is compiled to, in bits. A width that the machine lacks works, slowly.</summary>
public enum KernelWidth
{
    /// <summary>The widest that the machine has.</summary>
    Auto = 0,

    /// <summary>128 bits.</summary>
    Bits128 = 128,

    /// <summary>256 bits.</summary>
    Bits256 = 256,

    /// <summary>512 bits.</summary>
    Bits512 = 512,
}
