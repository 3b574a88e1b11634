namespace Xcs.Kernels.Vectorization;

/// <summary>
/// What a worker shares with compiled code: one piece of memory that does not move. Every field takes 8 bytes; these are their places.
/// </summary>
internal static class WarpState
{
    public const int Slots = 0;

    /// <summary>The block that runs, and where there are several to run, the one to stop before.</summary>
    public const int Block = 8;
    public const int EndBlock = 16;

    /// <summary>How much shared memory the code sets to zero when a block starts, in bytes, whole lines.</summary>
    public const int ClearBytes = 24;

    /// <summary>Where functions of the code keep what they share.</summary>
    public const int Outlined = 32;
    public const int BlockDimX = 40;
    public const int GridDimX = 64;
    public const int Shared = 88;
    public const int DynamicBytes = 96;

    /// <summary>The warps to run.</summary>
    public const int FirstWarp = 104;
    public const int EndWarp = 112;

    /// <summary>Local arrays of the first warp; those of the next follow at a distance that the program knows.</summary>
    public const int Local = 120;

    /// <summary>Where warps keep their variables while they wait at a barrier: the frame of warp 0, and how far it is to the next.</summary>
    public const int Frames = 128;
    public const int FrameSize = 136;

    /// <summary>X, Y and Z of each thread of a block, in ints.</summary>
    public const int ThreadX = 168;
    public const int ThreadY = 176;
    public const int ThreadZ = 184;

    /// <summary>Which lanes of all warps exist: an int of all ones or zeros for each.</summary>
    public const int Present = 192;

    /// <summary>Grows with every store and with every atomic that changes something, in loops that are watched.</summary>
    public const int Version = 200;

    /// <summary>Where watched loops keep what the last turn began with.</summary>
    public const int Watch = 208;

    /// <summary>The numbers of 64 lanes, in ints.</summary>
    public const int LaneNumbers = 256;

    /// <summary>Room for the lanes of values that are handled one by one.</summary>
    public const int Scratch = 512;
    public const int ScratchSize = 64 * 8;
    public const int ScratchCount = 4;

    /// <summary>The fourth room is where results arrive.</summary>
    public const int Result = Scratch + (ScratchCount - 1) * ScratchSize;

    public const int Size = Scratch + ScratchCount * ScratchSize;

    public static int Room(int number) => Scratch + number * ScratchSize;
}
