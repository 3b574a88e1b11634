using System.Reflection;

namespace Xcs.Tests.Lifting.Bcl;

/// <summary>Methods that cannot be compared by calling them twice with random inputs, each with its reason.</summary>
internal static class BclExclusions
{
    private const string Process = "acts on the process, its threads or its environment";
    private const string Nondeterministic = "does not give the same twice";
    private const string Unsafe = "random inputs would corrupt memory";
    private const string Waits = "waits, schedules or belongs to an asynchronous state machine";
    private const string Files = "reads or writes files";
    private const string Loads = "loads, emits or activates code";
    private const string Inexact = "vectors: rounds differently in precompiled code and in optimised code";
    private const string Hardware = "one hardware instruction: its IL calls itself";

    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["System.Threading.Tasks"] = Waits,
        ["System.Threading.Tasks.Sources"] = Waits,
        ["System.Runtime.Intrinsics.X86"] = Hardware,
        ["System.Runtime.Intrinsics.Arm"] = Hardware,
        ["System.Runtime.Intrinsics.Wasm"] = Hardware,
        ["System.IO"] = Files,
        ["System.IO.Enumeration"] = Files,
        ["System.Reflection"] = Loads,
        ["System.Reflection.Emit"] = Loads,
        ["System.Reflection.Metadata"] = Loads,
        ["System.Runtime.Loader"] = Loads,
        ["System.Runtime.Remoting"] = Loads,
        ["System.Runtime.InteropServices.Java"] = Unsafe,
        ["System.Runtime.InteropServices.Marshalling"] = Unsafe,
        ["System.Runtime.InteropServices.ObjectiveC"] = Unsafe,
        ["System.Runtime.InteropServices.Swift"] = Unsafe,
        ["System.Runtime.InteropServices.ComTypes"] = Unsafe,
        ["Microsoft.Win32.SafeHandles"] = Unsafe,
        ["Internal"] = Process,
        ["Internal.Console"] = Process,
        ["System.Diagnostics.Tracing"] = Process,
        ["System.Runtime"] = Process,
        ["System.Runtime.Serialization"] = Process,
    };

    private static readonly Dictionary<string, string> Types = new()
    {
        ["System.Environment"] = Process,
        ["System.GC"] = Process,
        ["System.AppDomain"] = Process,
        ["System.AppContext"] = Process,
        ["System.Activator"] = Loads,
        ["System.Diagnostics.Debug"] = Process,
        ["System.Diagnostics.Debugger"] = Process,
        ["System.Diagnostics.DebugProvider"] = Process,
        ["System.Diagnostics.Contracts.Contract"] = Process,
        ["System.Runtime.CompilerServices.ContractHelper"] = Process,
        ["System.Runtime.ExceptionServices.ExceptionHandling"] = Process,
        ["System.Diagnostics.Stopwatch"] = Nondeterministic,
        ["System.Random"] = Nondeterministic,
        ["System.Threading.Thread"] = Process,
        ["System.Threading.ThreadPool"] = Process,
        ["System.Threading.Monitor"] = Waits,
        ["System.Threading.WaitHandle"] = Waits,
        ["System.Threading.SpinWait"] = Waits,
        ["System.Threading.SynchronizationContext"] = Process,
        ["System.Threading.ExecutionContext"] = Process,
        ["System.Threading.EventWaitHandle"] = Process,
        ["System.Threading.Mutex"] = Process,
        ["System.Threading.Semaphore"] = Process,
        ["System.Threading.Overlapped"] = Unsafe,
        ["System.Threading.Timer"] = Waits,
        ["System.Threading.CancellationTokenSource"] = Waits,
        ["System.Threading.PeriodicTimer"] = Waits,
        ["System.Runtime.CompilerServices.Unsafe"] = Unsafe,
        ["System.Runtime.CompilerServices.RuntimeHelpers"] = Unsafe,
        ["System.Runtime.CompilerServices.AsyncHelpers"] = Waits,
        ["System.Runtime.CompilerServices.AsyncTaskMethodBuilder"] = Waits,
        ["System.Runtime.CompilerServices.AsyncVoidMethodBuilder"] = Waits,
        ["System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder"] = Waits,
        ["System.Runtime.CompilerServices.AsyncIteratorMethodBuilder"] = Waits,
        ["System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder"] = Waits,
        ["System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1"] = Waits,
        ["System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder`1"] = Waits,
        ["System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder`1"] = Waits,
        ["System.Runtime.InteropServices.MemoryMarshal"] = Unsafe,
        ["System.Runtime.InteropServices.Marshal"] = Unsafe,
        ["System.Runtime.InteropServices.CollectionsMarshal"] = Unsafe,
        ["System.Runtime.InteropServices.ImmutableCollectionsMarshal"] = Unsafe,
        ["System.Runtime.InteropServices.SequenceMarshal"] = Unsafe,
        ["System.Runtime.InteropServices.NativeLibrary"] = Unsafe,
        ["System.Runtime.InteropServices.NativeMemory"] = Unsafe,
        ["System.Runtime.InteropServices.GCHandle"] = Unsafe,
        ["System.Runtime.InteropServices.GCHandle`1"] = Unsafe,
        ["System.Runtime.InteropServices.PinnedGCHandle`1"] = Unsafe,
        ["System.Runtime.InteropServices.WeakGCHandle`1"] = Unsafe,
        ["System.Runtime.InteropServices.ComWrappers"] = Unsafe,
        ["System.Runtime.InteropServices.PosixSignalRegistration"] = Process,
        ["System.Runtime.InteropServices.RuntimeInformation"] = Nondeterministic,
        ["System.Runtime.InteropServices.RuntimeEnvironment"] = Nondeterministic,
        ["System.RuntimeTypeHandle"] = Unsafe,
        ["System.RuntimeMethodHandle"] = Unsafe,
        ["System.RuntimeFieldHandle"] = Unsafe,
        ["System.TypedReference"] = Unsafe,
        ["System.ArgIterator"] = Unsafe,
        ["System.Buffers.ArrayPool`1"] = Process,
        ["System.Buffers.MemoryPool`1"] = Process,
        ["System.Delegate"] = Loads,
    };

    private static readonly Dictionary<string, string> Methods = new()
    {
        ["System.DateTime.get_Now"] = Nondeterministic,
        ["System.DateTime.get_UtcNow"] = Nondeterministic,
        ["System.DateTime.get_Today"] = Nondeterministic,
        ["System.DateTimeOffset.get_Now"] = Nondeterministic,
        ["System.DateTimeOffset.get_UtcNow"] = Nondeterministic,
        ["System.Guid.NewGuid"] = Nondeterministic,
        ["System.Guid.CreateVersion7"] = Nondeterministic,
        ["System.TimeZoneInfo.ClearCachedData"] = Process,
        ["System.TimeZoneInfo.FindSystemTimeZoneById"] = Files,
        ["System.TimeZoneInfo.TryFindSystemTimeZoneById"] = Files,
        ["System.TimeZoneInfo.GetSystemTimeZones"] = Files,
        ["System.Globalization.CultureInfo.GetCultures"] = Process,
        ["System.Globalization.CultureInfo.ClearCachedData"] = Process,
        ["System.Text.Encoding.RegisterProvider"] = Process,
    };

    // The JIT fuses, reorders or leaves open what these compute, by machine and by tier.
    private static readonly string[] InexactNames = ["Native", "Estimate", "Cos", "Sin", "Exp", "Log", "Sum", "Dot", "Hypot", "Lerp", "Length", "Distance", "Normalize", "Divi"];

    public static string? Reason(MethodInfo method)
    {
        var type = method.DeclaringType!;
        var outer = type;
        while (outer.DeclaringType is { } around)
            outer = around;
        if (method.Name.StartsWith("set_", StringComparison.Ordinal) || method.Name.StartsWith("add_", StringComparison.Ordinal) || method.Name.StartsWith("remove_", StringComparison.Ordinal))
            return Process;
        if (method.Name.Contains("Unsafe", StringComparison.Ordinal))
            return Unsafe;
        if (type.Namespace is "System.Runtime.Intrinsics" or "System.Numerics" && type.Name.StartsWith("Vector", StringComparison.Ordinal) &&
            InexactNames.Any(name => method.Name.Contains(name, StringComparison.Ordinal)))
            return Inexact;
        if (Namespaces.TryGetValue(type.Namespace ?? "", out var reason) || Types.TryGetValue(type.FullName!, out reason) || Types.TryGetValue(outer.FullName!, out reason))
            return reason;
        return Methods.TryGetValue($"{type.FullName}.{method.Name}", out reason) ? reason : null;
    }
}
