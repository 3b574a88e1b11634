using static RewritingExamples.SocialChange;

namespace RewritingExamples;

/// <summary>Makes a network: a big change set to begin with, then small ones.</summary>
public static class SocialChanges
{
    private const int Seed = 2018;

    public static IEnumerable<SocialChange[]> Create(int comments, int changeSets)
    {
        var random = new Random(Seed);
        var known = new HashSet<(What, int, int)>();
        var (users, posts, written) = (0, 0, 0);
        yield return Some(comments);
        for (var k = 0; k < changeSets; k++)
            yield return Some(Math.Max(1, comments / 500));

        SocialChange[] Some(int count)
        {
            var changes = new List<SocialChange>();
            for (var k = 0; k < count; k++)
            {
                if (k % 4 == 0)
                {
                    changes.Add(new SocialChange(What.User));
                    users++;
                }

                if (k % 10 == 0)
                {
                    changes.Add(new SocialChange(What.Post));
                    posts++;
                }

                changes.Add(new SocialChange(What.Comment, Often(posts)));
                written++;
                Add(What.Friendship, random.Next(users), Often(users));
                for (var like = 0; like < 3; like++)
                    Add(What.Like, Often(users), Often(written));
            }

            return [.. changes];

            void Add(What kind, int one, int other)
            {
                if ((kind == What.Like || one != other) && known.Add((kind, one, other)))
                    changes.Add(new SocialChange(kind, one, other));
            }
        }

        // Some are more popular than others.
        int Often(int count)
        {
            var x = random.NextDouble();
            return (int)(x * Math.Sqrt(x) * count);
        }
    }
}
