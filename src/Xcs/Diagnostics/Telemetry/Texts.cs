namespace Xcs.Diagnostics.Telemetry;

/// <summary>Values of attributes.</summary>
internal static class Texts
{
    public static string Of(ExecutionMode mode) => mode switch
    {
        ExecutionMode.Sequential => "sequential",
        ExecutionMode.Waves => "waves",
        ExecutionMode.Eager => "eager",
        _ => "auto",
    };

    public static string Of(TraceOutcome outcome) => outcome switch
    {
        TraceOutcome.Done => "done",
        TraceOutcome.Failed => "failed",
        _ => "dropped",
    };

    public static string Of(OperatorKind kind) => kind switch
    {
        OperatorKind.Argument => "argument",
        OperatorKind.Constant => "constant",
        OperatorKind.Synchronous => "synchronous",
        OperatorKind.Asynchronous => "asynchronous",
        OperatorKind.Blocking => "blocking",
        OperatorKind.Control => "control",
        _ => "units",
    };

    public static string ErrorType(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;
}
