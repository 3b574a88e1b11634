using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>A handler of a try statement.</summary>
/// <param name="Kind">When it runs.</param>
/// <param name="Region">Its code.</param>
/// <param name="Exception">The variable that a catch fills; null for others.</param>
internal sealed record Handler(HandlerKind Kind, Region Region, ParameterExpression? Exception);
