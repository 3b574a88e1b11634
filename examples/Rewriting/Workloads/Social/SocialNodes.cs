using static RewritingExamples.SocialChange;

namespace RewritingExamples;

/// <summary>Which nodes stand for whom.</summary>
public sealed class SocialNodes(Warp warp, SocialSchema schema)
{
    private readonly List<NodeId> _users = [];
    private readonly List<NodeId> _posts = [];
    private readonly List<NodeId> _comments = [];

    public void Apply(SocialChange[] changes, Delta delta)
    {
        foreach (var (kind, one, other) in changes)
        {
            switch (kind)
            {
                case What.User:
                    _users.Add(delta.CreateNode(schema.User));
                    break;
                case What.Post:
                    _posts.Add(delta.CreateNode(schema.Post));
                    delta.Set(schema.Score, _posts[^1], 0);
                    break;
                case What.Comment:
                    _comments.Add(delta.CreateNode(schema.Comment));
                    delta.CreateEdge(schema.On, _comments[^1], _posts[one]);
                    break;
                case What.Friendship:
                    delta.CreateEdge(schema.Friend, _users[one], _users[other]);
                    break;
                case What.Like:
                    delta.CreateEdge(schema.LikedBy, _comments[other], _users[one]);
                    break;
            }
        }
    }

    public SocialAnswer Answer(View view) => view.Warp == warp.Id
        ? new([.. _posts.Select(post => view.Get(schema.Score, post))], [.. _comments.Select(comment => view.GetOr(schema.Influence, comment, 0))])
        : throw new ArgumentException("a view of another warp", nameof(view));
}
