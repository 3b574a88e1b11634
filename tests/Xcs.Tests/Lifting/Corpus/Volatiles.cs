namespace Corpus;

public class Volatiles
{
    private volatile int _flag;
    private static volatile bool s_done;
    public volatile string? Text;

    public int Set(int n)
    {
        _flag = n;
        s_done = n > 0;
        Text = n.ToString();
        return _flag + (s_done ? 1 : 0) + Text.Length;
    }

    public static int Interlocked(int n)
    {
        System.Threading.Interlocked.Add(ref n, 3);
        System.Threading.Interlocked.CompareExchange(ref n, 0, 3);
        return n;
    }
}
