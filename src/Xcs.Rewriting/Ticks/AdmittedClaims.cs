namespace Xcs.Rewriting;

/// <summary>
/// What those admitted in a round claim. Few rounds have to know, so nobody keeps it: footprints depend on the view alone, the state is that before the
/// round until all are decided, and they are asked again.
/// </summary>
internal sealed class AdmittedClaims(World world)
{
    private readonly View _view = new(world, guard: null, isOutside: false);
    private readonly Footprint _footprint = new();

    /// <summary>The claims of a rewrite; valid until the next one is asked for.</summary>
    public ReadOnlySpan<Claim> Of(AdmittedRewrite rewrite)
    {
        var (warp, rule) = (world.WarpList[(int)rewrite.Warp], world.RuleList[rewrite.Rule]);
        var node = new NodeId(warp.Id, rewrite.Node);
        _view.Attach(warp);
        _footprint.Begin(warp, rule, node, world.Joins);
        try
        {
            rule.Footprint(_view, node, _footprint);
        }
        catch (Exception exception) when (exception is not RewritingException)
        {
            throw new RuleException(rule, node, nameof(Rule.Footprint), exception);
        }
        finally
        {
            _view.Detach();
            _footprint.End();
        }

        return _footprint.Rows;
    }
}
