namespace Xcs.Kernels.Tests.Conformance;

/// <summary>A width as a type, so that a kernel knows it when it is compiled.</summary>
internal interface IWidth
{
    static abstract int Value { get; }
}

internal readonly struct W1 : IWidth
{
    public static int Value => 1;
}

internal readonly struct W2 : IWidth
{
    public static int Value => 2;
}

internal readonly struct W4 : IWidth
{
    public static int Value => 4;
}

internal readonly struct W8 : IWidth
{
    public static int Value => 8;
}

internal readonly struct W16 : IWidth
{
    public static int Value => 16;
}

internal readonly struct W32 : IWidth
{
    public static int Value => 32;
}

internal readonly struct W64 : IWidth
{
    public static int Value => 64;
}
