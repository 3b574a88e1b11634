using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>Asks the system for large pages where it has to be asked: rules jump about in memory, and small pages cost a table walk each.</summary>
internal static unsafe partial class HugePages
{
    public const int Size = 2 << 20;

    private const int Advice = 14; // MADV_HUGEPAGE

    /// <summary>Only a wish: nothing depends on it.</summary>
    public static void Wish(void* start, nuint length)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Madvise(start, length, Advice);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Madvise(void* start, nuint length, int advice);
}
