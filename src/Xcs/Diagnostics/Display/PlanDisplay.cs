namespace Xcs.Diagnostics.Display;

/// <summary>A plan as a picture: waves as columns, the critical path marked.</summary>
internal sealed class PlanDisplay() : FormatterSource<ExecutionPlan>(static plan => Figure.Of(plan), static plan => plan.ToText());
