namespace Xcs.Bench;

internal enum AxisScale
{
    Linear,
    Logarithmic,
}
