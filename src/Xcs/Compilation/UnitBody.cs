using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>The nodes of one unit compiled into one method: values that only the unit uses are locals, the others slots.</summary>
/// <param name="frame">The slots.</param>
/// <param name="place">Where the unit stands, also when an operator throws.</param>
internal delegate void UnitBody(Frame frame, ref int place);
