namespace RewritingExamples;

/// <summary>What the network is made of.</summary>
public sealed class SocialSchema(World world)
{
    public NodeType User { get; } = world.NodeType("user");

    public NodeType Post { get; } = world.NodeType("post");

    public NodeType Comment { get; } = world.NodeType("comment");

    public EdgeType Friend { get; } = world.EdgeType("friend");

    /// <summary>From a comment to a user, so that the edges out of a user are friendships alone.</summary>
    public EdgeType LikedBy { get; } = world.EdgeType("liked by");

    /// <summary>From a comment to its post.</summary>
    public EdgeType On { get; } = world.EdgeType("on");

    /// <summary>Of a post; what its comments add at once is summed up.</summary>
    public Attachment<int> Score { get; } = world.NodeAttachment<int>("score", static (before, joined, next) => joined + next - before);

    /// <summary>What a comment has added to its post's score so far.</summary>
    public Attachment<int> Told { get; } = world.NodeAttachment<int>("told");

    /// <summary>Of a comment.</summary>
    public Attachment<int> Influence { get; } = world.NodeAttachment<int>("influence");
}
