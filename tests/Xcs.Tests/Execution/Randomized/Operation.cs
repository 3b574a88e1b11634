namespace Xcs.Tests.Execution.Randomized;

/// <summary>What an operator of a random program does when Xcs calls it.</summary>
internal abstract class Operation<TResult>(OperatorStep step, Recorder recorder)
{
    private const int HeavyRounds = 20_000;

    protected TResult Run(long hash)
    {
        var record = recorder.Now;
        record.Enter(step.Id, step.Touch, hash);
        try
        {
            if (step.FailsOn(hash))
                throw step.Failure(hash);
            if (step.Flavour == Flavour.Heavy)
                Thread.SpinWait(HeavyRounds / 100);
            else if (step.Flavour == Flavour.Nested)
                hash = Nested.Function.Invoke(hash);
            return Values.Make<TResult>(Values.Mix(hash, step.Id));
        }
        finally
        {
            record.Leave(step.Touch);
        }
    }

    protected Task<TResult> StartTask(long hash) => (step.FailsOn(hash), step.Fault) switch
    {
        (true, Fault.FaultedTask) => Note(hash, Task.FromException<TResult>(step.Failure(hash))),
        (true, Fault.CancelledTask) => Note(hash, Task.FromCanceled<TResult>(new CancellationToken(canceled: true))),
        (true, Fault.AfterWait) => GoOn(hash).AsTask(),
        (false, _) when step.Wait != Wait.Nothing => GoOn(hash).AsTask(),
        _ => Task.FromResult(Run(hash)),
    };

    protected ValueTask<TResult> StartValueTask(long hash)
    {
        if (step.FailsOn(hash))
            return step.Fault == Fault.AfterWait ? GoOn(hash) : new(StartTask(hash));
        return step.Wait == Wait.Nothing ? new(Run(hash)) : GoOn(hash);
    }

    private async ValueTask<TResult> GoOn(long hash)
    {
        var record = recorder.Now;
        record.Enter(step.Id, step.Touch, hash);
        try
        {
            switch (step.Wait)
            {
                case Wait.Yield or Wait.Nothing:
                    await Task.Yield();
                    break;
                case Wait.Hop:
                    var gate = new TaskCompletionSource();
                    ThreadPool.UnsafeQueueUserWorkItem(static gate => gate.SetResult(), gate, preferLocal: false);
                    await gate.Task.ConfigureAwait(false);
                    break;
                default:
                    await Task.Delay(1).ConfigureAwait(false);
                    break;
            }

            return step.FailsOn(hash) ? throw step.Failure(hash) : Values.Make<TResult>(Values.Mix(hash, step.Id));
        }
        finally
        {
            record.Leave(step.Touch);
        }
    }

    private Task<TResult> Note(long hash, Task<TResult> task)
    {
        var record = recorder.Now;
        record.Enter(step.Id, step.Touch, hash);
        record.Leave(step.Touch);
        return task;
    }
}

internal sealed class Operation<T1, TResult>(OperatorStep step, Recorder recorder) : Operation<TResult>(step, recorder)
{
    public TResult Plain(T1 a) => Run(Values.Mix(1, Values.Hash(a)));

    [Operator(Pure = true)]
    public TResult Pure(T1 a) => Plain(a);

    [Operator(Blocking = true)]
    public TResult Blocking(T1 a) => Plain(a);

    public Task<TResult> Task(T1 a) => StartTask(Values.Mix(1, Values.Hash(a)));

    public ValueTask<TResult> ValueTask(T1 a) => StartValueTask(Values.Mix(1, Values.Hash(a)));

    [Operator(Effect = EffectKind.Ordered, Resource = "a")]
    public TResult PlainA(T1 a) => Plain(a);

    [Operator(Effect = EffectKind.Ordered, Resource = "a")]
    public Task<TResult> TaskA(T1 a) => Task(a);

    [Operator(Effect = EffectKind.Ordered, Resource = "b")]
    public TResult PlainB(T1 a) => Plain(a);

    [Operator(Effect = EffectKind.Ordered, Resource = "b")]
    public ValueTask<TResult> ValueTaskB(T1 a) => ValueTask(a);

    [Operator(Effect = EffectKind.Committing)]
    public TResult PlainCommit(T1 a) => Plain(a);

    [Operator(Effect = EffectKind.Committing)]
    public Task<TResult> TaskCommit(T1 a) => Task(a);

    public Traced<TResult> Call(OperatorStep step, Traced<T1> a) => (step.Touch, step.Flavour) switch
    {
        (Touch.ResourceA, _) => step.IsAsync ? Graph.Call(TaskA, a) : Graph.Call(PlainA, a),
        (Touch.ResourceB, _) => step.IsAsync ? Graph.Call(ValueTaskB, a) : Graph.Call(PlainB, a),
        (Touch.Commit, _) => step.IsAsync ? Graph.Call(TaskCommit, a) : Graph.Call(PlainCommit, a),
        (_, Flavour.Pure) => Graph.Call(Pure, a),
        (_, Flavour.Blocking) => Graph.Call(Blocking, a),
        (_, Flavour.Task) => Graph.Call(Task, a),
        (_, Flavour.ValueTask) => Graph.Call(ValueTask, a),
        _ => a.Then(Plain),
    };
}

internal sealed class Operation<T1, T2, TResult>(OperatorStep step, Recorder recorder) : Operation<TResult>(step, recorder)
{
    public TResult Plain(T1 a, T2 b) => Run(Combine(a, b));

    [Operator(Pure = true)]
    public TResult Pure(T1 a, T2 b) => Plain(a, b);

    [Operator(Blocking = true)]
    public TResult Blocking(T1 a, T2 b) => Plain(a, b);

    public Task<TResult> Task(T1 a, T2 b) => StartTask(Combine(a, b));

    public ValueTask<TResult> ValueTask(T1 a, T2 b) => StartValueTask(Combine(a, b));

    [Operator(Effect = EffectKind.Ordered, Resource = "a")]
    public TResult PlainA(T1 a, T2 b) => Plain(a, b);

    [Operator(Effect = EffectKind.Ordered, Resource = "a")]
    public ValueTask<TResult> ValueTaskA(T1 a, T2 b) => ValueTask(a, b);

    [Operator(Effect = EffectKind.Ordered, Resource = "b", Blocking = true)]
    public TResult BlockingB(T1 a, T2 b) => Plain(a, b);

    [Operator(Effect = EffectKind.Ordered, Resource = "b")]
    public Task<TResult> TaskB(T1 a, T2 b) => Task(a, b);

    [Operator(Effect = EffectKind.Committing, Blocking = true)]
    public TResult BlockingCommit(T1 a, T2 b) => Plain(a, b);

    [Operator(Effect = EffectKind.Committing)]
    public TResult PlainCommit(T1 a, T2 b) => Plain(a, b);

    [Operator(Effect = EffectKind.Committing)]
    public ValueTask<TResult> ValueTaskCommit(T1 a, T2 b) => ValueTask(a, b);

    public Traced<TResult> Call(OperatorStep step, Traced<T1> a, Traced<T2> b) => (step.Touch, step.Flavour) switch
    {
        (Touch.ResourceA, _) => step.IsAsync ? Graph.Call(ValueTaskA, a, b) : Graph.Call(PlainA, a, b),
        (Touch.ResourceB, _) => step.IsAsync ? Graph.Call(TaskB, a, b) : Graph.Call(BlockingB, a, b),
        (Touch.Commit, Flavour.Blocking) => Graph.Call(BlockingCommit, a, b),
        (Touch.Commit, _) => step.IsAsync ? Graph.Call(ValueTaskCommit, a, b) : Graph.Call(PlainCommit, a, b),
        (_, Flavour.Pure) => Graph.Call(Pure, a, b),
        (_, Flavour.Blocking) => Graph.Call(Blocking, a, b),
        (_, Flavour.Task) => Graph.Call(Task, a, b),
        (_, Flavour.ValueTask) => Graph.Call(ValueTask, a, b),
        _ => Graph.Call(Plain, a, b),
    };

    private static long Combine(T1 a, T2 b) => Values.Mix(Values.Mix(2, Values.Hash(a)), Values.Hash(b));
}
