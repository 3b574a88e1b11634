using static RewritingExamples.SocialChange;

namespace RewritingExamples;

/// <summary>The network in lists and sets, and both questions answered from scratch.</summary>
public sealed class SocialModel
{
    private readonly List<HashSet<int>> _friends = [];
    private readonly List<(int Post, List<int> Likes)> _comments = [];
    private int _posts;

    public SocialModel Apply(SocialChange[] changes)
    {
        foreach (var (kind, one, other) in changes)
        {
            switch (kind)
            {
                case What.User:
                    _friends.Add([]);
                    break;
                case What.Post:
                    _posts++;
                    break;
                case What.Comment:
                    _comments.Add((one, []));
                    break;
                case What.Friendship:
                    _friends[one].Add(other);
                    _friends[other].Add(one);
                    break;
                case What.Like:
                    _comments[other].Likes.Add(one);
                    break;
            }
        }

        return this;
    }

    public SocialAnswer Answer()
    {
        var scores = new int[_posts];
        foreach (var (post, likes) in _comments)
            scores[post] += 10 + likes.Count;
        return new SocialAnswer(scores, [.. _comments.Select(comment => Influence(comment.Likes))]);
    }

    private int Influence(List<int> likes)
    {
        var leader = likes.ToDictionary(static user => user);
        foreach (var one in likes)
        {
            foreach (var other in likes)
            {
                if (_friends[one].Contains(other))
                    leader[Leader(one)] = Leader(other);
            }
        }

        return likes.GroupBy(Leader).Sum(static circle => circle.Count() * circle.Count());

        int Leader(int user)
        {
            while (leader[user] != user)
                user = leader[user];
            return user;
        }
    }
}
