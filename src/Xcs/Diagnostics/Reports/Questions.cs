using System.Globalization;

namespace Xcs.Diagnostics;

/// <summary>What one would ask about any run, answered by simulation.</summary>
internal sealed class Questions(RunRecording recording, RunModel model, ExecutionPlan plan)
{
    private const int NodesAsked = 3;
    private const int CausesAsked = 8;

    public IReadOnlyList<WhatIf> All()
    {
        var answers = new List<WhatIf>();
        for (var workers = 1; workers <= Math.Max(8, 2 * model.Workers); workers *= 2)
        {
            if (workers != model.Workers || model.IsSequential)
                Ask(Text($"{workers} {(workers == 1 ? "worker" : "workers")}"), new RunChange { Workers = workers, IsEager = model.IsSequential && workers > 1 });
        }

        foreach (var node in plan.Path.Nodes.OrderByDescending(node => recording.Costs[node].Span).ThenBy(static node => node).Take(NodesAsked))
            Ask(Text($"%{node} {recording.Graph.Operators[node].Name} at half its cost"), new RunChange { Halved = node });
        foreach (var cause in OrderCause.Of(recording.Graph).Take(CausesAsked))
            Ask($"without {cause.Key.Explain().Text}", new RunChange { Free = cause.Key });
        if (recording.Summary.Mode == ExecutionMode.Waves)
            Ask("without barriers between waves", new RunChange { IsEager = true });
        Ask("without the cost of scheduling", new RunChange { IsFreeOfOverhead = true });
        return answers;

        void Ask(string question, RunChange change)
        {
            if (answers.Count >= model.MostQuestions)
                return;
            var makespan = model.Simulate(change);
            answers.Add(new WhatIf(question, makespan, model.Makespan - makespan));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
