namespace RewritingExamples;

/// <summary>What the network is made of.</summary>
public sealed class SocialSchema(World world)
{
    public NodeType User { get; } = world.NodeType("user");

    public NodeType Post { get; } = world.NodeType("post");

    public NodeType Comment { get; } = world.NodeType("comment");

    public EdgeType Friend { get; } = world.EdgeType("friend");

    public EdgeType Likes { get; } = world.EdgeType("likes");

    /// <summary>From a comment to its post.</summary>
    public EdgeType On { get; } = world.EdgeType("on");

    /// <summary>Of a post; what its comments add at once is summed up.</summary>
    public Attachment<int> Score { get; } = world.NodeAttachment<int>("score", static (before, joined, next) => joined + next - before);

    /// <summary>What a comment has added to its post's score so far.</summary>
    public Attachment<int> Told { get; } = world.NodeAttachment<int>("told");

    /// <summary>Of a comment.</summary>
    public Attachment<int> Influence { get; } = world.NodeAttachment<int>("influence");
}
