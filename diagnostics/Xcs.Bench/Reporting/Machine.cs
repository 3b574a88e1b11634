using System.Runtime.InteropServices;

namespace Xcs.Bench;

internal static class Machine
{
    /// <summary>What must be known to read a figure, and no more.</summary>
    public static string Describe() =>
        $"{Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}, " +
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
}
