using System.Runtime.InteropServices;

namespace Xcs.Rewriting.Tests;

/// <summary>A struct with floating point fields of every size between integers; 17 bytes, so that rows are not aligned.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct Mixed
{
    public byte Flag;
    public float Single;
    public Half Half;
    public double Double;
    public short Short;
}
