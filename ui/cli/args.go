package cli

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// unlimited lets a command take as many arguments as there are.
const unlimited = -1

// takes checks that a command has between least and most arguments.
func takes(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("%s needs more to work on: write %s", cmd.Name(), cmd.UseLine())
		case most != unlimited && len(args) > most:
			return usagef("%s does not take %q: write %s", cmd.Name(), args[most], cmd.UseLine())
		}
		return nil
	}
}

// plainFlagError words what pflag says of a value: of a number it quotes a
// function's error, of our own flags it repeats what they say themselves.
func plainFlagError(err error) error {
	var invalid *pflag.InvalidValueError
	var number *strconv.NumError
	switch {
	case !errors.As(err, &invalid):
		return err
	case errors.As(err, &number):
		return fmt.Errorf("--%s %q is no number that fits", invalid.GetFlag().Name, invalid.GetValue())
	}
	return fmt.Errorf("--%s: %w", invalid.GetFlag().Name, errors.Unwrap(invalid))
}

// keepErrors makes every command below root put its error into failure and
// return none, so that only this package words it. Errors of flags and of the
// number of arguments are wrong use.
func keepErrors(root *cobra.Command, failure *error) {
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		*failure = usageError{fmt.Errorf("%w; see %s --help", plainFlagError(err), cmd.CommandPath())}
		return nil
	})
	commands := append([]*cobra.Command{root}, root.Commands()...)
	for _, cmd := range commands {
		check, do := cmd.Args, cmd.RunE
		cmd.Args = cobra.ArbitraryArgs
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if *failure = check(cmd, args); *failure == nil {
				*failure = do(cmd, args)
			}
			return nil
		}
	}
}
