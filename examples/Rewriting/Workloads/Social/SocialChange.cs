namespace RewritingExamples;

/// <summary>One change. Users, posts and comments are numbered from 0 on in the order in which they come.</summary>
/// <param name="Kind">What comes.</param>
/// <param name="One">A comment's post; the user who befriends or likes.</param>
/// <param name="Other">The other user; the comment that is liked.</param>
public readonly record struct SocialChange(SocialChange.What Kind, int One = 0, int Other = 0)
{
    public enum What
    {
        User,
        Post,
        Comment,
        Friendship,
        Like,
    }
}
