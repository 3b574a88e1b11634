namespace KernelExamples;

/// <summary>A point of mass.</summary>
internal readonly struct Body(float x, float y, float z, float mass)
{
    public readonly float X = x;
    public readonly float Y = y;
    public readonly float Z = z;
    public readonly float Mass = mass;
}
