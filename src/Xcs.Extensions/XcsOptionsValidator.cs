using Microsoft.Extensions.Options;

namespace Xcs.Extensions;

/// <summary>Applies the rules of <see cref="JitOptions"/> and <see cref="WorkerPoolOptions"/>, and tells of all that are broken.</summary>
internal sealed class XcsOptionsValidator : IValidateOptions<XcsOptions>
{
    public ValidateOptionsResult Validate(string? name, XcsOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Check(() => options.ToJitOptions().Validate());
        if (options.Pool is null)
            failures.AddError("it is null. Leave it out to have one worker per processor.", $"{nameof(XcsOptions)}.{nameof(XcsOptions.Pool)}");
        else
            Check(options.Pool.Validate);
        return failures.Build();

        void Check(Action validate)
        {
            try
            {
                validate();
            }
            catch (Exception broken) when (broken is OptionsException or ArgumentException)
            {
                failures.AddError(broken.Message);
            }
        }
    }
}
