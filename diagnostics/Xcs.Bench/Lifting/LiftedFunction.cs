namespace Xcs.Bench;

/// <summary>A function to lift and an argument with which it runs for some 100 µs.</summary>
internal sealed record LiftedFunction(Func<int, double> Original, int Argument);
