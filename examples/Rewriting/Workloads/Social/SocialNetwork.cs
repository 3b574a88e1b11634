using System.Runtime.InteropServices;

namespace RewritingExamples;

/// <summary>
/// The social media case of the Transformation Tool Contest 2018: users befriend each other, write posts and comments, and like comments. After each change
/// set two questions are answered, from what has changed alone: a post's score (10 for each comment, 1 for each like of one), and a comment's influence (the
/// users who like it fall into circles of friends; the sum of the squares of their sizes). The plain program answers from the whole model each time.
/// </summary>
public sealed class SocialNetwork : IWorkload
{
    private const int ChangeSets = 20;

    public string Name => "social";

    public string Unit => "comments";

    public int SmallSize => 4_000;

    public int BigSize => 50_000;

    public WorkloadResult Run(WorldOptions options, int size)
    {
        using var world = new World(options with { Policy = ConflictPolicy.Join });
        var schema = new SocialSchema(world);
        var (warp, model) = (world.CreateWarp("network"), new SocialModel());
        var applied = new SocialNodes(warp, schema);
        world.Activate(world.Register(new Tally(schema)), warp);
        world.Activate(world.Register(new Circles(schema)), warp);

        // The first change set makes the network; those after it are timed.
        var (first, measured) = (new Measured(world), new Measured(world));
        var plainTime = TimeSpan.Zero;
        var isEqual = true;
        foreach (var (number, changes) in SocialChanges.Create(size, ChangeSets).Index())
        {
            world.Edit(warp, delta => applied.Apply(changes, delta));
            (number == 0 ? first : measured).Tick(rounds: 2);
            SocialAnswer plain = null!;
            var time = Measured.TimeOf(() => plain = model.Apply(changes).Answer());
            plainTime += number == 0 ? TimeSpan.Zero : time;
            isEqual &= applied.Answer(world.Read(warp)).Equals(plain);
        }

        var answer = applied.Answer(world.Read(warp));
        return measured.Against(plainTime, isEqual, $"{ChangeSets} change sets; first three posts {SocialAnswer.Best(answer.Scores)}, comments {SocialAnswer.Best(answer.Influences)}");
    }

    /// <summary>A comment tells its post by how much it is worth more than when it last did.</summary>
    private sealed class Tally(SocialSchema schema) : Rule("tally")
    {
        public override bool Match(View view, NodeId node) => view.FirstOut(node, schema.On, out _) && Worth(view, node) != view.GetOr(schema.Told, node, 0);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            view.FirstOut(node, schema.On, out var on);
            footprint.ReadOut(node);
            footprint.Write(schema.Told, node);
            footprint.Write(schema.Score, on.To);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            view.FirstOut(node, schema.On, out var on);
            var worth = Worth(view, node);
            delta.Set(schema.Told, node, worth);
            delta.Set(schema.Score, on.To, view.Get(schema.Score, on.To) + worth - view.GetOr(schema.Told, node, 0));
        }

        private int Worth(View view, NodeId node) => 10 + view.Out(node, schema.LikedBy).Count();
    }

    /// <summary>The influence of a comment, anew where a like, or a friendship of someone who likes it, has come.</summary>
    private sealed class Circles(SocialSchema schema) : Rule("circles")
    {
        public override bool Match(View view, NodeId node) => view.FirstOut(node, schema.On, out _) && Influence(view, node) != view.GetOr(schema.Influence, node, 0);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.ReadOut(node);
            footprint.Write(schema.Influence, node);
            foreach (var like in view.Out(node, schema.LikedBy))
                footprint.ReadOut(like.To);
        }

        public override void Execute(View view, NodeId node, Delta delta) => delta.Set(schema.Influence, node, Influence(view, node));

        public override void Affects(View view, NodeId changed, Candidates candidates)
        {
            candidates.Add(changed);
            foreach (var like in view.In(changed, schema.LikedBy))
                candidates.Add(like.From);
        }

        // Every friendship leaves one of the two: to look at the edges out is enough.
        private int Influence(View view, NodeId comment)
        {
            var leaders = new Dictionary<uint, uint>();
            foreach (var like in view.Out(comment, schema.LikedBy))
                leaders[like.To.Index] = like.To.Index;
            foreach (var like in view.Out(comment, schema.LikedBy))
            {
                foreach (var friend in view.Out(like.To, schema.Friend))
                {
                    if (leaders.ContainsKey(friend.To.Index))
                        leaders[Leader(friend.From.Index)] = Leader(friend.To.Index);
                }
            }

            var sizes = new Dictionary<uint, int>();
            foreach (var like in view.Out(comment, schema.LikedBy))
                CollectionsMarshal.GetValueRefOrAddDefault(sizes, Leader(like.To.Index), out _)++;
            return sizes.Values.Sum(static size => size * size);

            uint Leader(uint user)
            {
                while (leaders[user] != user)
                    user = leaders[user];
                return user;
            }
        }
    }
}
